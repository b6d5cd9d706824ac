"""What report cards show on pages below: of a place, and on the page "me"."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from yutang.kernel.clock import today
from yutang.people.access import Person
from yutang.reports import access, queries

_YEARS = 3
_LOOKED_AT = 100


def of_place(request: HttpRequest, about: Any) -> str:
    """The way to a place's cards of the last years, with how they stand: one query."""
    code = str(about)
    stands = {
        each.card.year: str(each.get_state_display())
        for each in queries.of_places([code]).filter(card__place_code=code).order_by("number")
    }
    newest = today().year
    years = [(year, stands.get(year, "")) for year in range(newest, newest - _YEARS, -1)]
    return render_to_string("reports/panels/place.html", {"code": code, "years": years}, request)


def of_me(request: HttpRequest, about: Any) -> str:
    """The way to the cards that one hands in or decides on; it says how many wait."""
    person: Person = about
    own, offices = access.own_places(person), access.offices(person)
    if not own and not offices:
        return ""
    waiting = queries.returned_to(own).count() + queries.waiting_for(offices).count()
    return render_to_string("reports/panels/me.html", {"waiting": waiting}, request)
