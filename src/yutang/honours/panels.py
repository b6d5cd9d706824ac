"""What honours show on the pages of rooms below: those of a place; the ways of a person."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from yutang.honours import access
from yutang.honours.models import State
from yutang.honours.queries import applications, register
from yutang.people import access as people
from yutang.people.access import Person

_SHOWN = 5


def of_place(request: HttpRequest, code: str) -> str:
    """The newest honours in force at a place and under it, and notices that run there."""
    honours, total = register.of_place(code, _SHOWN)
    noticed = register.noticed_under(code)
    if not honours and not noticed:
        return ""
    context = {"honours": honours, "total": total, "noticed": noticed, "code": code}
    return render_to_string("honours/panels/place.html", context, request)


def of_me(request: HttpRequest, person: Person) -> str:
    """The ways to one's applications, with what came back, and to what waits for one's office."""
    held = people.grants(person)
    states = list(access.applications_of(person, held).values_list("state", flat=True))
    codes = access.offices(held)
    under_way = [state for state in states if state in {State.NOTICE, State.READY}]
    context = {
        "applies": bool(states or codes) or access.may_apply(person),
        "returned": states.count(State.RETURNED),
        "news": State(under_way[0]).label if under_way else "",
        "decides": bool(codes),
        "waiting": applications.waiting_for(codes).count() if codes else 0,
    }
    return render_to_string("honours/panels/me.html", context, request)
