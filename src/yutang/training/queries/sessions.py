"""Sessions of a class and of a person: when, where, with whom, how many came."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Prefetch, Q, QuerySet

from yutang.kernel.clock import now, wall
from yutang.kernel.counts import Persons
from yutang.people import access as people
from yutang.people import queries as everybody
from yutang.training.models import Attendance, Cohort, Session, SessionTeacher
from yutang.training.rules import codes, enrolling


@dataclass(frozen=True)
class SessionView:
    """A session on a timetable."""

    id: int
    cohort_id: int
    title: str
    starts_at: datetime
    ends_at: datetime
    mode: str
    mode_name: str
    room: str
    link: str
    teachers: tuple[tuple[str, str], ...]
    """As what, and name."""
    is_practice: bool
    is_cancelled: bool
    is_over: bool
    is_now: bool
    """Its codes count now."""
    came: Persons
    late: Persons
    """Came late over the line, to be confirmed."""

    @property
    def where(self) -> str:
        return " · ".join(word for word in (self.mode_name, self.room) if word)

    @property
    def day(self) -> str:
        return wall(self.starts_at).strftime("%Y-%m-%d")

    @property
    def hours(self) -> str:
        return f"{wall(self.starts_at):%H:%M}–{wall(self.ends_at):%H:%M}"


def timetable(cohort: Cohort | int, *, cancelled: bool = False) -> list[SessionView]:
    """Return the sessions of a class in their order: two queries."""
    found = Session.objects.filter(cohort=cohort)
    return views(found if cancelled else found.filter(cancelled_at=None))


def view(session: Session) -> SessionView:
    """Return one session."""
    return views(Session.objects.filter(pk=session.pk))[0]


def coming(cohort_ids: "Collection[int] | QuerySet[Cohort]", most: int) -> list[SessionView]:
    """Return the next sessions of these classes, with those that are on now."""
    found = Session.objects.filter(
        cohort__in=cohort_ids, cancelled_at=None, ends_at__gte=now() - codes.AFTER
    )
    return views(found.order_by("starts_at")[:most])


def taught_by(person_id: int, most: int) -> list[SessionView]:
    """Return the sessions that somebody teaches from yesterday on, the next first."""
    found = Session.objects.filter(
        pk__in=SessionTeacher.objects.filter(person_id=person_id).values("session_id"),
        cancelled_at=None,
        ends_at__gte=now() - timedelta(days=1),
    )
    return views(found.order_by("starts_at")[:most])


def teachers_of(cohort: Cohort) -> set[int]:
    """Return the accounts of all who teach a class."""
    found = SessionTeacher.objects.filter(session__cohort=cohort, person__isnull=False)
    return set(found.values_list("person_id", flat=True))


def views(found: "QuerySet[Session]") -> list[SessionView]:
    """Return sessions in their order, with how many came: two queries."""
    at = now()
    here = Q(attendances__state=Attendance.State.PRESENT)
    waits = Q(attendances__state=Attendance.State.LATE)
    rows = found.annotate(
        came=Count("attendances", filter=here), late=Count("attendances", filter=waits)
    ).prefetch_related(Prefetch("teachers", queryset=SessionTeacher.objects.order_by("id")))
    return [_view(row, at) for row in rows]


def _view(row: Session, at: datetime) -> SessionView:
    return SessionView(
        id=row.pk,
        cohort_id=row.cohort_id,
        title=row.title,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        mode=row.mode,
        mode_name=row.get_mode_display(),
        room=row.room,
        link=row.link,
        teachers=tuple((each.get_part_display(), each.name) for each in row.teachers.all()),
        is_practice=row.is_practice,
        is_cancelled=row.cancelled_at is not None,
        is_over=row.ends_at < at,
        is_now=row.starts_at - codes.BEFORE <= at <= row.ends_at + codes.AFTER,
        came=Persons(row.came),  # type: ignore[attr-defined]
        late=Persons(row.late),  # type: ignore[attr-defined]
    )


def attending(member_ids: list[int]) -> "QuerySet[Cohort]":
    """Return the classes in which these rows of the roster may attend."""
    return Cohort.objects.filter(
        enrolments__member_id__in=member_ids,
        enrolments__state__in=[*enrolling.MAY_ATTEND, enrolling.COMPLETED],
    )


def accounts_of_teachers(place_code: str) -> list[tuple[str, str]]:
    """Return the accounts that teach at this place, as a form offers them: id and name."""
    province = everybody.holders("teacher", place_code[:2])
    there = [each for each in province if people.may(each, "teacher", place_code)]
    return [(str(each.pk), each.name) for each in there]
