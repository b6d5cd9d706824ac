"""What the diplomas room shows on the page "me"."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from yutang.diplomas import access
from yutang.people.access import Person


def of_me(request: HttpRequest, person: Person) -> str:
    """The way to one's diplomas, and to those that one's office issued."""
    context = {"held": access.mine(person).count(), "is_office": bool(access.offices(person))}
    return (
        render_to_string("diplomas/panels/me.html", context, request)
        if any(context.values())
        else ""
    )
