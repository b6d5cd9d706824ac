"""What the roster shows on the page "me"."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from yutang.people import access as people
from yutang.people.access import Person
from yutang.roster import access


def of_me(request: HttpRequest, about: Any) -> str:
    """The way to one's own data, and to the persons of the places one works for."""
    person: Person = about
    context = {
        "own": access.of_account(person) is not None,
        "works": bool(access.works_at(person)),
        "counts": bool(people.places_of(person, "officer")),
    }
    return render_to_string("roster/panels/me.html", context, request)
