"""Public pages: look for a place by name or code, and the page of a place at every level."""

import re
from html import unescape
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from yutang.people.sessions import person_of
from yutang.places import access, queries, rules
from yutang.places.errors import UnknownPlace
from yutang.places.models import Place
from yutang.plumbing import panels
from yutang.plumbing.pages import page_of

_FOUND_MAX = 50
_CHILDREN_A_PAGE = 60
_HEADED = re.compile(r"<h2\b[^>]*>(.*?)</h2>", re.DOTALL)
_LABELLED = re.compile(r'<section\b[^>]*\saria-label="([^"]+)"')


class Part(NamedTuple):
    """A section of the page that a room hung there; jumped to by its heading."""

    anchor: str
    title: str
    text: SafeString


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The search box, and what was found; the provinces when nothing is asked."""
    text = _asked(request)
    found = queries.search(text, _FOUND_MAX) if text else list(queries.provinces())
    context = {
        "text": text,
        "rows": _named(found),
        "is_full": len(found) == _FOUND_MAX,
        "ways": access.ways_of(person_of(request)),
    }
    return render(request, "places/search.html", context)


@require_safe
def show(request: HttpRequest, code: str) -> HttpResponse:
    """A place: what it is called, what rooms know of it, what lies in it, how it came to be."""
    try:
        place = access.place(code)
    except UnknownPlace:
        return _former(request, code)
    if place.code != code:
        return redirect("places:place", place.code)
    text = _asked(request)
    above = queries.path(code)[:-1]
    context = {
        "place": place,
        "above": above,
        "full_name": rules.full_name((step.code, step.name) for step in [*above, place]),
        "parts": _parts(panels.each(request, "place", code)),
        "text": text,
        "history": queries.history(code),
    }
    context |= _inside(request, place, text)
    return render(request, "places/place.html", context)


def _inside(request: HttpRequest, place: Place, text: str) -> dict[str, object]:
    """Return what lies in a place: its parts page by page, or what of any level has the text."""
    if text:
        found = queries.search(text, _FOUND_MAX, place.code)
        return {"found": _named(found), "is_full": len(found) == _FOUND_MAX}
    return {"children": page_of(request, queries.children(place.code), _CHILDREN_A_PAGE)}


def _former(request: HttpRequest, code: str) -> HttpResponse:
    """A code of an earlier edition: what became of it; any other is unknown."""
    steps = queries.former(rules.parse_code(code))
    if not steps:
        raise UnknownPlace(text=code)
    today = queries.today(code, steps[-1].old_edition)
    wholes = queries.full_names([each.code for each in today if each.code])
    rows = [(each, wholes.get(each.code, "")) for each in today]
    context = {"code": code, "steps": steps, "rows": rows}
    return render(request, "places/former.html", context, status=404)


def _asked(request: HttpRequest) -> str:
    return request.GET.get("q", "").replace("\0", "").strip()[: rules.TEXT_LENGTH_MAX]


def _named(found: list[Place]) -> list[tuple[Place, str]]:
    wholes = queries.full_names([place.code for place in found])
    return [(place, wholes[place.code]) for place in found]


def _parts(shown: list[panels.Shown]) -> list[Part]:
    """Return the panels with what the list of jumps calls them: their h2, or their label."""
    parts = []
    for number, (room, text) in enumerate(shown, start=1):
        headed = _HEADED.search(text) or _LABELLED.search(text)
        title = unescape(strip_tags(headed[1])) if headed else ""
        parts.append(Part(f"{room}-{number}", " ".join(title.split()), text))
    return parts
