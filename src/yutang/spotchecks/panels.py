"""What the spot checks room shows on the page "me"."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from yutang.people.access import Person
from yutang.spotchecks import access


def of_me(request: HttpRequest, person: Person) -> str:
    """The way to the samples of one's places."""
    if not access.places_of(person):
        return ""
    return render_to_string("spotchecks/panels/me.html", {}, request)
