"""What hosts show on pages of rooms below: outcomes of classes, programmes, places; one's own."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from yutang.hosts import access
from yutang.hosts.models import State
from yutang.hosts.queries import incomes, learning, outcomes, paths, ruling
from yutang.people import access as people
from yutang.people.access import Person
from yutang.people.sessions import person_of
from yutang.training import queries as training

_MONTHS = 6


def of_class(request: HttpRequest, cohort_id: int) -> str:
    """What became of a class for hosts: diplomas, first sales, the line of incomes."""
    cohort = training.cohort(cohort_id)
    if cohort is None or cohort.kind != learning.KIND:
        return ""
    follows = access.follows(person_of(request), cohort.place_code)
    rule = ruling.rule_at(cohort.place_code)
    rows = incomes.of_cohort(cohort_id)
    context = {
        "cohort": cohort,
        "whole": follows,
        "outcome": outcomes.of_cohort(cohort_id),
        "line": incomes.line_of(rows, rule.target_fen, _MONTHS, whole=follows),
        "rule": rule,
    }
    return render_to_string("hosts/panels/class.html", context, request)


def of_programme(request: HttpRequest, programme_id: int) -> str:
    """How many hosts came out of a programme's classes, and how many sold."""
    found = outcomes.of_programme(programme_id)
    if not found.on_path:
        return ""
    return render_to_string("hosts/panels/programme.html", {"outcome": found}, request)


def of_place(request: HttpRequest, code: str) -> str:
    """Hosts of a place and what half of them earned more than."""
    found = outcomes.at_place(code)
    if not found.on_path:
        return ""
    month, rule = incomes.full_month(), ruling.rule_at(code)
    spread = incomes.spread_of(incomes.at_place(code), month, rule.target_fen, whole=False)
    context = {"code": code, "outcome": found, "spread": spread, "month": month, "rule": rule}
    return render_to_string("hosts/panels/place.html", context, request)


def of_me(request: HttpRequest, person: Person) -> str:
    """The way to one's path and months, and to what waits for one."""
    own = access.path_of(person)
    listed = bool(access.lists(person))
    context = {
        "own": own,
        "state_name": own.get_state_display() if own else "",
        "is_host": own is not None and own.certified_at is not None,
        "listed": listed,
        "waiting": _waiting(person) if listed else 0,
    }
    return render_to_string("hosts/panels/me.html", context, request)


def of_member(request: HttpRequest, member_id: int) -> str:
    """The path of somebody on the roster, for whoever may see it."""
    found = paths.of_members([member_id]).get(member_id)
    if found is None or not access.sees(person_of(request), found):
        return ""
    context = {"path": found, "state_name": found.get_state_display()}
    return render_to_string("hosts/panels/member.html", context, request)


def of_work(request: HttpRequest, person: Person) -> str:
    """What waits on paths for the reader, in the worklist of programmes."""
    if not access.lists(person):
        return ""
    context = {"waiting": _waiting(person)}
    return render_to_string("hosts/panels/work.html", context, request)


def _waiting(person: Person) -> int:
    states = [
        *(paths.WAITS_FOR_CLERK if people.places_of(person, "clerk") else ()),
        *(paths.WAITS_FOR_TEACHER if people.places_of(person, "teacher") else ()),
    ]
    return access.paths_of(person).filter(state__in=states or [State.REFUSED]).count()
