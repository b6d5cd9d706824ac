"""What honours show on the pages of rooms below: those of a place; the ways of a person."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from yutang.honours import access
from yutang.honours.models import State
from yutang.honours.queries import applications, register
from yutang.kernel.errors import NotFound
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
    states = list(access.applications_of(person).values_list("state", flat=True))
    returned = states.count(State.RETURNED)
    under_way = [state for state in states if state in {State.NOTICE, State.READY}]
    try:
        waiting = applications.waiting_for(person).count()
    except NotFound:
        waiting = None
    context = {
        "applies": bool(states) or waiting is not None or access.may_apply(person),
        "returned": returned,
        "news": State(under_way[0]).label if under_way else "",
        "waiting": waiting,
    }
    return render_to_string("honours/panels/me.html", context, request)
