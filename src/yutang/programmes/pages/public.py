"""Programmes and funds for everybody: lists, one of each, disclosure, movements. No persons."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yutang.kernel.clock import now
from yutang.kernel.counts import SMALL
from yutang.kernel.errors import NotFound
from yutang.kernel.money import yuan
from yutang.people import access as people
from yutang.people.sessions import person_of
from yutang.places import queries as places
from yutang.plumbing import sheets
from yutang.plumbing.pages import page_of
from yutang.programmes import access, queries
from yutang.programmes.models import Direction, Fund, Programme
from yutang.programmes.queries import movements
from yutang.programmes.queries.waiting import waiting_count

_ROWS_A_PAGE = 30
_LINES_SHOWN = 20
_TEXT_MOST = 60


@require_safe
def programmes(request: HttpRequest) -> HttpResponse:
    """The programmes by direction and place; for clerks also the ways to their work."""
    person, asked = person_of(request), _asked(request)
    works = access.works(person)
    page = page_of(request, queries.listed(asked["code"], asked["direction"]), _ROWS_A_PAGE)
    context = {
        **asked,
        "page": page,
        "rows": queries.seen(page.object_list),
        "directions": Direction.choices,
        "works": works,
        "begins": works and bool(people.places_of(person, "clerk")),
        "waiting": waiting_count(person) if works and person else 0,
        "person": person,
    }
    return render(request, "programmes/programmes.html", context)


@require_safe
def programme(request: HttpRequest, programme_id: int) -> HttpResponse:
    """One programme: what for, its money and checks, what other rooms do in it."""
    found = _programme(programme_id)
    lines = movements.of_programme(found.pk)
    context = {
        **_told(found),
        "lines": lines[:_LINES_SHOWN],
        "more": max(0, len(lines) - _LINES_SHOWN),
        "runs": access.runs(person_of(request), found),
    }
    return render(request, "programmes/programme.html", context)


@require_safe
def disclosure(request: HttpRequest, programme_id: int) -> HttpResponse:
    """A programme's money on paper, to be put up on the village board."""
    found = _programme(programme_id)
    context = {
        **_told(found),
        "lines": movements.of_programme(found.pk),
        "at": now(),
        "address": request.build_absolute_uri(f"/programmes/{found.pk}/"),
    }
    return render(request, "programmes/disclosure.html", context)


@require_safe
def programme_file(request: HttpRequest, programme_id: int) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """A programme's movements as a table, without persons."""
    found = _programme(programme_id)
    return _sent(movements.of_programme(found.pk), f"programme-{found.pk}")


@require_safe
def funds(request: HttpRequest) -> HttpResponse:
    """The funds by direction and place, with what they got and gave."""
    person, asked = person_of(request), _asked(request)
    page = page_of(request, queries.funds(asked["code"], asked["direction"]), _ROWS_A_PAGE)
    context = {
        **asked,
        "page": page,
        "rows": queries.fund_views(page.object_list),
        "directions": Direction.choices,
        "begins": bool(people.places_of(person, "clerk")),
    }
    return render(request, "programmes/funds.html", context)


@require_safe
def fund(request: HttpRequest, fund_id: int) -> HttpResponse:
    """One fund: its sums, the programmes it went to, what moved."""
    found = _fund(fund_id)
    view = queries.fund_view(found.pk)
    lines = movements.of_fund(found.pk)
    context = {
        "fund": view,
        "programmes": queries.granted_by_programme(found.pk),
        "lines": lines[:_LINES_SHOWN],
        "more": max(0, len(lines) - _LINES_SHOWN),
        "decides": access.decides(person_of(request), found.place_code),
    }
    return render(request, "programmes/fund.html", context)


@require_safe
def fund_file(request: HttpRequest, fund_id: int) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """A fund's movements as a table, without persons."""
    found = _fund(fund_id)
    return _sent(movements.of_fund(found.pk), f"fund-{found.pk}")


@require_safe
def money_rules(request: HttpRequest) -> HttpResponse:
    """All versions of the rules of money, each with its source."""
    context = {
        "rules": queries.rules(),
        "sets": people.may(person_of(request), "operator", ""),
    }
    return render(request, "programmes/rules.html", context)


def _programme(programme_id: int) -> Programme:
    found = Programme.objects.select_related("kind", "scheme").filter(pk=programme_id).first()
    if found is None:
        raise NotFound
    return found


def _told(found: Programme) -> dict[str, Any]:
    """Return what both pages of a programme tell."""
    return {
        "programme": queries.seen([found])[0],
        "money": queries.money(found.pk),
        "funds": queries.arrived_by_fund(found.pk),
        "checks": queries.checks(found),
    }


def _fund(fund_id: int) -> Fund:
    found = Fund.objects.filter(pk=fund_id).first()
    if found is None:
        raise NotFound
    return found


def _asked(request: HttpRequest) -> dict[str, str]:
    """Return the filters of the address: a place as typed and as found, a direction."""
    place = request.GET.get("place", "").strip()[:_TEXT_MOST]
    found = places.find(place, 1) if place else []
    direction = request.GET.get("direction", "")
    return {
        "place": place,
        "code": found[0].code if found else ("none" if place else ""),
        "place_name": places.full_name(found[0].code) if found else "",
        "direction": direction if direction in Direction.values else "",
    }


def _sent(lines: Sequence[movements.Line], name: str) -> HttpResponse:
    head = [_("Day"), _("What"), _("Who"), _("What for"), _("Yuan"), _("Persons")]
    rows = [
        [
            _day(each),
            each.what,
            each.who,
            each.words,
            yuan(each.fen).replace(",", ""),
            _persons(each),
        ]
        for each in lines
    ]
    return sheets.sent([head, *rows], name, "csv")


def _day(line: movements.Line) -> str:
    if line.day is None:
        return ""
    return f"{line.day:%Y-%m}" if line.month else f"{line.day:%Y-%m-%d}"


def _persons(line: movements.Line) -> str:
    if line.few:
        return _("fewer than %(n)s persons") % {"n": SMALL}
    return "" if line.persons is None else str(line.persons.number)
