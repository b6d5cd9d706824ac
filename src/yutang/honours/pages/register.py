"""Public pages of honours: the register, the page behind a plaque's code, the plaque itself."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yutang.goods.qr import qr_svg
from yutang.honours import access
from yutang.honours.models import Honour, HonourState, KindName
from yutang.honours.queries import register, words
from yutang.honours.rules import kinds, life, plaques
from yutang.kernel.clock import today
from yutang.kernel.errors import NotFound
from yutang.people.sessions import person_of
from yutang.places import queries as places
from yutang.plumbing import sheets
from yutang.plumbing.pages import page_of

_ROWS_A_PAGE = 30
_FILE_ROWS_MOST = 20_000
_TEXT_MOST = 60


@require_safe
def honours(request: HttpRequest) -> HttpResponse:
    """The register: by place, kind and state; and a box for the number on a plaque."""
    number = plaques.clean(request.GET.get("number", "")[:_TEXT_MOST])
    if number:
        return redirect("honours:honour", number)
    asked = _asked(request)
    page = page_of(
        request, register.listed(asked["code"], asked["kind"], asked["state"]), _ROWS_A_PAGE
    )
    context = {
        **asked,
        "page": page,
        "rows": register.views(list(page.object_list)),
        "kinds": KindName.choices,
        "states": HonourState.choices,
        "number": request.GET.get("number", "")[:_TEXT_MOST],
    }
    return render(request, "honours/register.html", context)


@require_safe
def register_file(request: HttpRequest) -> HttpResponse:
    """The register as a table to download, with the same filters."""
    asked = _asked(request)
    found = register.listed(asked["code"], asked["kind"], asked["state"])[:_FILE_ROWS_MOST]
    head = [
        _("Number"),
        _("Honour"),
        _("Holder"),
        _("Place code"),
        _("Place"),
        _("State"),
        _("Awarded on"),
        _("In force until"),
        _("Ended on"),
    ]
    rows = [
        [
            each.number,
            each.kind_name,
            each.name,
            each.place_code,
            each.place,
            each.state_name,
            each.awarded_on,
            each.valid_until,
            each.ended_on,
        ]
        for each in register.views(list(found))
    ]
    return sheets.sent([head, *rows], "honours", "csv")


@require_safe
def honour(request: HttpRequest, plaque_number: str) -> HttpResponse:
    """How an honour stands today, with its whole life: where a plaque's code leads."""
    return render(request, "honours/honour.html", context_of(request, _found(plaque_number)))


@require_safe
def plaque(request: HttpRequest, plaque_number: str) -> HttpResponse:
    """The plaque to print: A4, landscape. Its code leads to how the honour stands."""
    found = _found(plaque_number)
    view = register.view(found)
    if view.state not in life.IN_FORCE:
        return redirect("honours:honour", found.number)
    title, title_en = words.on_plaque(found.kind)
    above = _above(view)
    context = {
        "honour": view,
        "title": title,
        "title_en": title_en,
        "above": above,
        "holder": view.name.removeprefix(above),
        "qr": qr_svg(_address(request, found), _("QR code: how this honour stands today")),
        "address": _address(request, found),
        "office": _office(found),
    }
    return render(request, "honours/plaque.html", context)


def context_of(request: HttpRequest, found: Honour) -> dict[str, Any]:
    """Return what the page of an honour shows, to this reader."""
    person, view = person_of(request), register.view(found)
    day = today()
    return {
        "honour": view,
        "office": _office(found),
        "life": register.life_line(found),
        "ended": register.last_change(found, "withdrawn", "expired"),
        "warning": register.last_change(found, "warned") if view.state == life.WARNED else None,
        "watches": view.state in life.IN_FORCE and access.watches(person, found),
        "holds": access.holds(person, found),
        "is_due": found.review_due <= day,
        "heard": found.hearing_until is not None and found.hearing_until < day,
    }


def _found(number: str) -> Honour:
    found = register.by_number(number)
    if found is None:
        raise NotFound
    return found


def _office(found: Honour) -> str:
    """Return which office awarded it: the level's, and the name of its place."""
    level = access.levels(found.application)[-1]
    code = kinds.decider(level, found.place_code)
    return places.full_name(code) or words.level(level)


def _address(request: HttpRequest, found: Honour) -> str:
    """Return where the plaque's code leads."""
    return request.build_absolute_uri(reverse("honours:honour", args=[found.number]))


def _above(view: register.HonourView) -> str:
    """Return where a holder's name begins with the places above it: a line of its own."""
    for digits in (6, 4, 2):
        above = places.full_name(view.place_code[:digits])
        if above and view.name != above and view.name.startswith(above):
            return above
    return ""


def _asked(request: HttpRequest) -> dict[str, str]:
    """Return the filters of the address: a place as typed and as found, a kind, a state."""
    place = request.GET.get("place", "").strip()[:_TEXT_MOST]
    found = places.find(place, 1) if place else []
    kind, state = request.GET.get("kind", ""), request.GET.get("state", "")
    return {
        "place": place,
        "code": found[0].code if found else ("none" if place else ""),
        "place_name": places.full_name(found[0].code) if found else "",
        "kind": kind if kind in KindName.values else "",
        "state": state if state in HonourState.values else "",
    }
