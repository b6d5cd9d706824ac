"""Classes as pages show them, with how many seats are left; no person in them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from yutang.courses import queries as courses
from yutang.kernel.clock import today
from yutang.kernel.counts import Persons, PersonTimes
from yutang.plumbing.reader import reads_english
from yutang.roster import queries as roster
from yutang.training.models import Attendance, Cohort, Enrolment
from yutang.training.rules import enrolling


@dataclass(frozen=True)
class CohortView:
    """A class as lists and pages show it."""

    id: int
    title: str
    kind: str
    kind_name: str
    programme_id: int
    programme: str
    course_id: int | None
    school: str
    place_code: str
    held_at: str
    begins_on: date
    ends_on: date
    seats: int
    taken: Persons
    waiting: Persons
    asking: Persons
    state: str
    state_name: str
    takes_people: bool
    """It is open, and not over yet."""
    admits_at_once: bool
    is_demo: bool

    @property
    def free(self) -> int:
        return max(0, self.seats - self.taken.number)


class ProgrammeCounts(NamedTuple):
    """What a programme's classes came to."""

    classes: int
    persons: Persons
    """Different people who were at a session."""
    person_times: PersonTimes
    completed: Persons


def cohort(cohort_id: int) -> CohortView | None:
    """Return one class, if there is one."""
    return next(iter(views(Cohort.objects.filter(pk=cohort_id))), None)


def views(found: "QuerySet[Cohort]") -> list[CohortView]:
    """Return classes in their order: one query."""
    counted = found.select_related("programme", "school").annotate(
        taken=Count("enrolments", filter=Q(enrolments__state__in=enrolling.SEATED)),
        waiting=Count("enrolments", filter=Q(enrolments__state=enrolling.WAITING)),
        asking=Count("enrolments", filter=Q(enrolments__state=enrolling.ASKED)),
    )
    english, on = reads_english(), today()
    return [_view(row, on, english=english) for row in counted]


def of_page(found: Iterable[Cohort]) -> list[CohortView]:
    """Return these classes, in their order: one query."""
    ids = [row.pk for row in found]
    seen = {each.id: each for each in views(Cohort.objects.filter(pk__in=ids))}
    return [seen[pk] for pk in ids]


def listed(kind: str = "", place_code: str = "") -> "QuerySet[Cohort]":
    """Return the classes that people may see, those still to come first."""
    found = Cohort.objects.exclude(state=Cohort.State.CANCELLED)
    if kind:
        found = found.filter(kind=kind)
    if place_code:
        found = found.filter(place_code__startswith=place_code)
    return found.order_by("-ends_on", "begins_on", "pk")


def in_place(code: str) -> "QuerySet[Cohort]":
    """Return the classes of a place and of those in it that are not over, the next first."""
    found = Cohort.objects.filter(
        place_code__startswith=code, state=Cohort.State.OPEN, ends_on__gte=today()
    )
    return found.order_by("begins_on", "pk")


def of_programme(programme_id: int) -> list[CohortView]:
    """Return the classes of a programme, the latest first, without cancelled ones."""
    found = Cohort.objects.filter(programme=programme_id).exclude(state=Cohort.State.CANCELLED)
    return views(found.order_by("-begins_on", "-pk"))


def counts_of_programme(programme_id: int) -> ProgrammeCounts:
    """Return what a programme's classes came to."""
    classes = Cohort.objects.filter(programme=programme_id).exclude(state=Cohort.State.CANCELLED)
    here = Attendance.objects.filter(
        session__cohort__programme=programme_id, state=Attendance.State.PRESENT
    )
    came = set(here.values_list("enrolment__member_id", flat=True))
    done = Enrolment.objects.filter(
        cohort__programme=programme_id, state=enrolling.COMPLETED
    ).values_list("member_id", flat=True)
    return ProgrammeCounts(
        classes.count(),
        roster.count_persons(came),
        PersonTimes(here.count()),
        roster.count_persons(set(done)),
    )


def completed(member_id: int) -> list[CohortView]:
    """Return the classes that a person completed, the latest first; merged rows count as one."""
    rows = roster.faces(member_id)
    found = Cohort.objects.filter(
        pk__in=Enrolment.objects.filter(member_id__in=rows, state=enrolling.COMPLETED).values(
            "cohort_id"
        )
    )
    return views(found.order_by("-ends_on", "-pk"))


def members_of(cohort_id: int, states: Collection[str] = (enrolling.COMPLETED,)) -> list[int]:
    """Return who in a class is in one of these states: ids of the roster, those of today."""
    rows = Enrolment.objects.filter(cohort=cohort_id, state__in=states)
    return sorted(set(roster.kept(list(rows.values_list("member_id", flat=True))).values()))


def has_demo(place_code: str) -> bool:
    """Say whether the demo's classes of a place are there."""
    return Cohort.objects.filter(place_code=place_code, is_demo=True).exists()


def course_title(course_id: int | None) -> str:
    """Return what a class's course is called; nothing where it has none."""
    found = courses.course(course_id) if course_id else None
    return found.title if found else ""


def titles(found: Iterable[Cohort]) -> dict[int, str]:
    """Return by id the titles of classes in the reader's language."""
    english = reads_english()
    return {row.pk: _title(row, english=english) for row in found}


def title(row: Cohort) -> str:
    """Return the title of a class in the reader's language."""
    return _title(row, english=reads_english())


def _title(row: Cohort, *, english: bool) -> str:
    return row.title_en if english and row.title_en else row.title


def _view(row: Cohort, on: date, *, english: bool) -> CohortView:
    return CohortView(
        id=row.pk,
        title=_title(row, english=english),
        kind=row.kind,
        kind_name=row.get_kind_display(),
        programme_id=row.programme_id,
        programme=row.programme.name,
        course_id=row.course_id,
        school=row.school.name if row.school else "",
        place_code=row.place_code,
        held_at=row.held_at,
        begins_on=row.begins_on,
        ends_on=row.ends_on,
        seats=row.seats,
        taken=Persons(row.taken),  # type: ignore[attr-defined]
        waiting=Persons(row.waiting),  # type: ignore[attr-defined]
        asking=Persons(row.asking),  # type: ignore[attr-defined]
        state=row.state,
        state_name=row.get_state_display(),
        takes_people=row.state == Cohort.State.OPEN and not enrolling.is_over(row.ends_on, on),
        admits_at_once=row.admits_at_once,
        is_demo=row.is_demo,
    )
