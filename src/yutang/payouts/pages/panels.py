"""What this room hangs on pages of the rooms below: links on the page "me"."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from yutang.payouts import access
from yutang.people.access import Person


def links_of_me(request: HttpRequest, person: Person) -> str:
    """The reader's statements, and for clerks the payouts: two queries."""
    runs = bool(access.places_of(person))
    has = access.payees_of(person).exists()
    if not (runs or has):
        return ""
    context = {"runs": runs, "has_statement": has}
    return render_to_string("payouts/_links.html", context, request)
