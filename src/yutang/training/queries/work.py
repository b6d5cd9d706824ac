"""How a class stands in numbers, and what waits for who runs classes."""

from typing import NamedTuple

from django.db.models import Count, QuerySet

from yutang.kernel.clock import now
from yutang.kernel.counts import Persons, PersonTimes
from yutang.roster import queries as roster
from yutang.roster.queries import Breakdown
from yutang.training.models import Attendance, Cohort, Enrolment, EnrolmentState, Session
from yutang.training.queries import showing
from yutang.training.rules import enrolling


class Counts(NamedTuple):
    """How a class stands: people by state; who was there, and how often."""

    by_state: list[tuple[str, str, Persons]]
    """State, its name, how many."""
    persons: Persons
    """Different people who were at a session."""
    person_times: PersonTimes
    women: Persons
    teachers: Persons
    """Of those in the class, teachers who learn; the others are students."""
    students: Persons
    late: PersonTimes
    held: int
    to_come: int
    groups: Breakdown


class Waiting(NamedTuple):
    """What waits for somebody: people who asked, late syncs, classes that are over."""

    asking: Persons
    late: PersonTimes
    to_judge: int

    @property
    def anything(self) -> bool:
        return bool(self.asking or self.late or self.to_judge)


def counts(cohort: Cohort) -> Counts:
    """Return how a class stands."""
    rows = Enrolment.objects.filter(cohort=cohort)
    states = dict(rows.values_list("state").annotate(n=Count("id")))
    came = Attendance.objects.filter(session__cohort=cohort)
    present = came.filter(state=Attendance.State.PRESENT)
    who = set(present.values_list("enrolment__member_id", flat=True))
    seated = rows.filter(state__in=enrolling.SEATED)
    joined = dict(seated.values_list("joins_as").annotate(n=Count("id")))
    groups = roster.breakdown(who, cohort.begins_on)
    return Counts(
        by_state=[
            (state.value, str(state.label), Persons(states[state.value]))
            for state in EnrolmentState
            if states.get(state.value)
        ],
        persons=groups.persons,
        person_times=PersonTimes(present.count()),
        women=groups.gender.get("f") or Persons(),
        teachers=Persons(joined.get(Enrolment.Joins.TEACHER, 0)),
        students=Persons(joined.get(Enrolment.Joins.STUDENT, 0)),
        late=PersonTimes(came.filter(state=Attendance.State.LATE).count()),
        held=showing.held(cohort),
        to_come=showing.to_come(cohort),
        groups=groups,
    )


def waiting(found: "QuerySet[Cohort]") -> Waiting:
    """Return what waits in these classes."""
    ids = found.order_by().values("pk")
    asking = Enrolment.objects.filter(cohort__in=ids, state=enrolling.ASKED).count()
    late = Attendance.objects.filter(session__cohort__in=ids, state=Attendance.State.LATE).count()
    return Waiting(Persons(asking), PersonTimes(late), over(found).count())


def over(found: "QuerySet[Cohort]") -> "QuerySet[Cohort]":
    """Return of these classes those whose sessions are over and whom nobody has judged yet."""
    open_ones = found.filter(state=Cohort.State.OPEN, sessions__cancelled_at=None)
    return (
        open_ones.filter(sessions__ends_at__lte=now())
        .exclude(sessions__in=_to_come())
        .order_by("pk")
        .distinct()
    )


def _to_come() -> "QuerySet[Session]":
    return Session.objects.filter(cancelled_at=None, ends_at__gt=now())
