"""What programmes show on the pages of rooms below: those of a place; the ways of a person."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from yutang.people.access import Person
from yutang.programmes import access, queries

_SHOWN = 3


def of_place(request: HttpRequest, code: str) -> str:
    """The latest programmes of a place and under it."""
    found = queries.listed(code, "")
    total = found.count()
    if not total:
        return ""
    context = {"programmes": queries.seen(found[:_SHOWN]), "total": total, "code": code}
    return render_to_string("programmes/panels/place.html", context, request)


def of_me(request: HttpRequest, person: Person) -> str:
    """The ways to one's work with programmes, and to what one has given."""
    context = {
        "works": access.works(person),
        "gives": access.donations_of(person).exists(),
    }
    return render_to_string("programmes/panels/me.html", context, request)
