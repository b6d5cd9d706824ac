"""What promises show on pages below: of a place, of a programme, on the page "me"."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from yutang.people.access import Person
from yutang.promises import access, queries
from yutang.promises.models import Promise
from yutang.promises.pages.promises import STATUS_NAMES

_SHOWN = 5
_LOOKED_AT = 200


def of_place(request: HttpRequest, about: Any) -> str:
    """The promises made for this very place."""
    found = Promise.objects.filter(place_codes__contains=[str(about)])
    return _card(request, found.order_by("due_on", "pk")[:_SHOWN], f"?place={about}")


def of_programme(request: HttpRequest, about: Any) -> str:
    """The promises that this programme is to keep."""
    found = Promise.objects.filter(programme_id=int(about))
    return _card(request, found.order_by("due_on", "pk")[:_SHOWN], "")


def of_me(request: HttpRequest, about: Any) -> str:
    """The way to the promises that one answers for; it says so while one waits for a decision."""
    person: Person = about
    found = access.promises_of(person)
    writes = bool(access.writes_at(person))
    listed = list(found[:_LOOKED_AT])
    if not writes and not listed:
        return ""
    views = queries.promise_views(listed, lately=True)
    context = {"waiting": sum(view.needs_decision for view in views)}
    return render_to_string("promises/panels/me.html", context, request)


def _card(request: HttpRequest, found: Any, query: str) -> str:
    listed = list(found.select_related("clause__agreement", "owner"))
    if not listed:
        return ""
    views = queries.promise_views(listed, lately=True)
    context = {"promises": views, "names": STATUS_NAMES, "query": query}
    return render_to_string("promises/panels/card.html", context, request)
