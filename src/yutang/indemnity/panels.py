"""What cases show on pages of rooms below: one's own, one's work; a programme's and a place's."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from yutang.indemnity import access
from yutang.indemnity.models import Case, State
from yutang.indemnity.queries import cases, overview, paid
from yutang.kernel.counts import Persons, PersonTimes
from yutang.people import access as people
from yutang.people.access import Person
from yutang.people.sessions import person_of
from yutang.roster.queries import faces

_SHOWN = 5


def of_me(request: HttpRequest, about: Any) -> str:
    """The ways to the cases one filed or assesses, with what waits; one's own cases."""
    person: Person = about
    held = people.grants(person)
    roles = {each.role for each in held}
    files = bool(roles & {"doctor", "helper"})
    assesses = access.ASSESSOR in roles
    own = cases.views(access.of_account(person)[:_SHOWN], person)
    if not (files or assesses or own):
        return ""
    mine = access.to_assess(person) if assesses else None
    returned = access.filed_by(person).filter(state=State.RETURNED) if files else None
    context = {
        "files": files,
        "returned": 0 if returned is None else returned.count(),
        "assesses": assesses,
        "waiting": 0 if mine is None else overview.waiting_for(mine, person).count(),
        "own": own,
    }
    return render_to_string("indemnity/panels/me.html", context, request)


def of_work(request: HttpRequest, about: Any) -> str:
    """The way to the cases of a clerk's county, with what waits for them."""
    person: Person = about
    if not access.clerk_at(person):
        return ""
    waits = access.of_county(person).filter(state=State.AGREED).count()
    return render_to_string("indemnity/panels/work.html", {"waits": waits}, request)


def of_programme(request: HttpRequest, about: Any) -> str:
    """What a programme's cases came to; no person, and nothing of fewer than ten."""
    return _totals(request, paid.of_programme(int(about)))


def of_place(request: HttpRequest, about: Any) -> str:
    """What was paid to people of a place in all years; nothing of fewer than ten."""
    return _totals(request, paid.ever_at(str(about)))


def of_member(request: HttpRequest, about: Any) -> str:
    """The cases of somebody on the roster that the reader has a part in."""
    person = person_of(request)
    held = people.grants(person)
    found = access.cases().filter(member_id__in=faces(int(about))).order_by("-filed_at")
    rows: list[Case] = [each for each in found if access.parts(person, each, held)]
    if not rows:
        return ""
    context = {"rows": cases.views(rows[:_SHOWN], person)}
    return render_to_string("indemnity/panels/member.html", context, request)


def _totals(request: HttpRequest, found: tuple[int, int, int]) -> str:
    times, persons, fen = found
    if not times:
        return ""
    count = Persons(persons)
    context = {"times": PersonTimes(times), "persons": count, "sum_fen": fen}
    return render_to_string("indemnity/panels/totals.html", context, request)
