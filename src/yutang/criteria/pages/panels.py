"""What criteria show on the pages of rooms below: one or two queries each."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from yutang.criteria import access, queries
from yutang.criteria.pages.telling import title_of
from yutang.people.access import Person
from yutang.people.sessions import person_of
from yutang.places.rules import Level, level_of
from yutang.plumbing import panels

_FAMILIES_SHOWN = 5


def hang() -> None:
    """Hang this room's panels; called once when Django is ready."""
    panels.hang("place", of_place, order=10)
    panels.hang("me", of_me, order=45)


def of_place(request: HttpRequest, code: str) -> str:
    """The newest verdict of each family, of the place or summed up over it."""
    told = queries.told_of(code)[:_FAMILIES_SHOWN]
    level = level_of(code)
    if not told and level < Level.COUNTY:
        return ""
    reads = access.reads(person_of(request), code)
    if not told and not reads:
        return ""
    context = {
        "code": code,
        "rows": [(each, title_of(each.criterion)) for each in told],
        "reads": reads,
        "is_county": level == Level.COUNTY,
        "is_village": level == Level.VILLAGE,
    }
    return render_to_string("criteria/panels/place.html", context, request)


def of_me(request: HttpRequest, person: Person) -> str:
    """The way to identifications, for whoever makes or reads them."""
    if not access.reads_any(person):
        return ""
    return render_to_string("criteria/panels/me.html", {}, request)
