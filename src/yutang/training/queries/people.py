"""Who is in a class, for those who may see it: masked or by name as the roster says; who came."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from yutang.diplomas.queries import DiplomaView
from yutang.people.access import Person
from yutang.roster import access as roster
from yutang.roster import queries as rolls
from yutang.training.models import (
    Attendance,
    AttendanceAct,
    Cohort,
    Enrolment,
    Judgement,
    Session,
)
from yutang.training.queries.papers import diplomas_of
from yutang.training.rules import completing, enrolling


@dataclass(frozen=True)
class PersonRow:
    """Somebody in a class."""

    id: int
    """Of the enrolment."""
    member_id: int
    name: str
    place_code: str
    age: int | None
    joins_as: str
    joins_name: str
    state: str
    state_name: str
    how: str
    asked_at: datetime
    may_attend: bool
    mobile_tail: str


@dataclass(frozen=True)
class MarkRow:
    """Somebody on a session's list, and their attendance there, if any."""

    person: PersonRow
    attendance_id: int | None
    state: str
    state_name: str
    how: str
    at: datetime | None
    claimed_at: datetime | None


@dataclass(frozen=True)
class Matrix:
    """Who was at which session: one row a person, one cell a session."""

    sessions: list[Session]
    rows: list[tuple[PersonRow, list[str], int]]
    """The person, by session ``present``, ``late`` or nothing, and at how many they were."""


@dataclass(frozen=True)
class CompletionRow:
    """Where somebody stands towards completion, with the numbers it was judged by."""

    person: PersonRow
    inputs: dict[str, Any] | None
    is_passed: bool | None
    lacks: list[str]
    diploma: DiplomaView | None


def enrolments(cohort: Cohort, states: Collection[str] | None = None) -> "QuerySet[Enrolment]":
    """Return the enrolments of a class in the order they asked."""
    found = Enrolment.objects.filter(cohort=cohort)
    if states is not None:
        found = found.filter(state__in=states)
    return found.order_by("asked_at", "id")


def rows(found: Iterable[Enrolment], reader: Person | None) -> list[PersonRow]:
    """Return people as this reader may see them, in their order: four queries."""
    listed = list(found)
    ids = {each.member_id for each in listed}
    names = roster.names(reader, ids)
    seen = rolls.views(ids)
    return [
        PersonRow(
            id=each.pk,
            member_id=each.member_id,
            name=names.get(each.member_id, ""),
            place_code=seen[each.member_id].place_code if each.member_id in seen else "",
            age=each.age,
            joins_as=each.joins_as,
            joins_name=each.get_joins_as_display(),
            state=each.state,
            state_name=each.get_state_display(),
            how=each.get_how_display(),
            asked_at=each.asked_at,
            may_attend=each.state in enrolling.MAY_ATTEND,
            mobile_tail=seen[each.member_id].mobile_tail if each.member_id in seen else "",
        )
        for each in listed
    ]


def marks(session: Session, reader: Person | None) -> list[MarkRow]:
    """Return a session's list: who may attend, or was there."""
    came = {each.enrolment_id: each for each in session.attendances.all()}
    states = {*enrolling.MAY_ATTEND, enrolling.COMPLETED}
    listed = [
        each for each in enrolments(session.cohort) if each.state in states or each.pk in came
    ]
    return [_mark(person, came.get(person.id)) for person in rows(listed, reader)]


def newest_act(session: Session) -> int:
    """Return the latest act on a session's list: what a tick made on it has seen."""
    found = AttendanceAct.objects.filter(attendance__session=session).aggregate(last=Max("pk"))
    return found["last"] or 0


def acts(session: Session) -> "QuerySet[AttendanceAct]":
    """Return what was taken back or confirmed at a session, newest first."""
    return (
        AttendanceAct.objects.filter(
            attendance__session=session,
            act__in=[AttendanceAct.Act.UNDO, AttendanceAct.Act.CONFIRM],
        )
        .select_related("by", "attendance__enrolment")
        .order_by("-pk")
    )


def matrix(cohort: Cohort, people: Iterable[Enrolment], reader: Person | None) -> Matrix:
    """Return who of these people was at which session."""
    sessions = list(Session.objects.filter(cohort=cohort, cancelled_at=None))
    came: dict[int, dict[int, str]] = defaultdict(dict)
    standing = Attendance.objects.filter(session__cohort=cohort).exclude(
        state=Attendance.State.UNDONE
    )
    for session_id, enrolment_id, state in standing.values_list(
        "session_id", "enrolment_id", "state"
    ):
        came[enrolment_id][session_id] = state
    found = []
    for person in rows(people, reader):
        cells = [came[person.id].get(session.pk, "") for session in sessions]
        found.append((person, cells, cells.count(Attendance.State.PRESENT)))
    return Matrix(sessions, found)


def completion(cohort: Cohort, reader: Person | None) -> list[CompletionRow]:
    """Return where everybody who holds a seat stands, as they were last judged."""
    listed = list(enrolments(cohort, enrolling.SEATED))
    last: dict[int, Judgement] = {
        each.enrolment_id: each
        for each in Judgement.objects.filter(enrolment__cohort=cohort).order_by("number")
    }
    papers = diplomas_of(listed)
    found = []
    for person in rows(listed, reader):
        judged = last.get(person.id)
        found.append(
            CompletionRow(
                person=person,
                inputs=judged.inputs if judged else None,
                is_passed=judged.is_passed if judged else None,
                lacks=lacks_told(judged.lacks) if judged else [],
                diploma=papers.get(person.id),
            )
        )
    return found


def lacks_told(lacks: Iterable[str]) -> list[str]:
    """Return in words what somebody lacks."""
    told = {
        completing.ATTENDANCE: _("attendance"),
        completing.EXAM: _("the exam"),
        completing.ASSIGNMENTS: _("assignments"),
        completing.PRACTICE: _("practice"),
    }
    return [told[lack] for lack in lacks]


def _mark(person: PersonRow, row: Attendance | None) -> MarkRow:
    if row is None:
        return MarkRow(person, None, "", "", "", None, None)
    return MarkRow(
        person=person,
        attendance_id=row.pk,
        state=row.state,
        state_name=row.get_state_display(),
        how=row.get_how_display(),
        at=row.at,
        claimed_at=row.claimed_at,
    )
