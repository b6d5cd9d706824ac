"""Somebody enrols, is admitted, waits, moves up, leaves. Seats are counted under one lock."""

from datetime import datetime

from django.db import transaction

from yutang.kernel.clock import now, today
from yutang.kernel.errors import NotFound
from yutang.kernel.text import one_line
from yutang.people.access import Person
from yutang.training import access
from yutang.training.actions import locking
from yutang.training.errors import ClassFull, ClassOver, NotNow, ReasonNeeded, TooYoung
from yutang.training.models import Cohort, Enrolment, EnrolmentState, EnrolmentStep, ListImport
from yutang.training.rules import enrolling, kinds


def enrol(
    cohort_id: int,
    member_id: int,
    by: Person,
    *,
    how: str,
    age: int | None,
    gender: str = "",
    joins_as: str = "student",
    brought: ListImport | None = None,
    at: datetime | None = None,
) -> Enrolment:
    """Put somebody on the roster into a class, or return where they stand in it already.

    The caller has asked who may, and keeps the consent. Who left may ask again, at the end of the
    line. `age` is that of the day the class begins.

    Raises:
        NotFound. ClassOver. TooYoung.
    """
    at = at or now()
    with transaction.atomic():
        cohort = locking.cohort(cohort_id)
        if cohort.state != Cohort.State.OPEN or enrolling.is_over(cohort.ends_on, today()):
            raise ClassOver
        least = kinds.KINDS[cohort.kind].least_age
        if age is not None and age < least:
            raise TooYoung(least=least)
        known = Enrolment.objects.filter(cohort=cohort, member_id=member_id).first()
        if known is not None and known.state not in {enrolling.LEFT, enrolling.REFUSED}:
            return known
        state = enrolling.first_state(
            admits_at_once=cohort.admits_at_once, is_free=_free(cohort) > 0
        )
        made = known or Enrolment(cohort=cohort, member_id=member_id)
        made.state, made.since, made.asked_at = EnrolmentState(state), at, at
        made.how, made.by, made.brought = Enrolment.How(how), by, brought
        made.joins_as = Enrolment.Joins(joins_as)
        made.gender, made.age = gender, age
        made.save()
        _note(made, "", by, at)
    return made


def decide(enrolment_id: int, by: Person, *, admit: bool, reason: str = "") -> Enrolment:
    """Admit somebody who asked or waits, or say no with a reason.

    Raises:
        NotFound. NotNow: decided already. ReasonNeeded: no needs one.
        ClassFull: there is no seat; whoever asked goes on the waiting list instead.
    """
    said = one_line(reason)[: enrolling.REASON_MOST]
    with transaction.atomic():
        found = locking.enrolment(enrolment_id)
        if not access.runs(by, found.cohort):
            raise NotFound
        if not admit:
            if not said:
                raise ReasonNeeded
            return _move(found, enrolling.REFUSED, said, by)
        if _free(found.cohort) > 0:
            return _move(found, enrolling.ADMITTED, said, by)
        if found.state == enrolling.WAITING:
            raise ClassFull
        return _move(found, enrolling.WAITING, said, by)


def leave(enrolment_id: int, by: Person, *, reason: str = "") -> Enrolment:
    """Leave a class: oneself, or told by its clerk with a reason. The next in line moves up.

    Raises:
        NotFound. NotNow: it is over for them. ReasonNeeded: a clerk says why.
    """
    said = one_line(reason)[: enrolling.REASON_MOST]
    with transaction.atomic():
        found = locking.enrolment(enrolment_id)
        if not access.is_own(by, found):
            if not access.runs(by, found.cohort):
                raise NotFound
            if not said:
                raise ReasonNeeded
        left = _move(found, enrolling.LEFT, said, by)
        move_up(found.cohort)
    return left


def start_attending(enrolment: Enrolment, by: Person) -> None:
    """Note that somebody is attending, from their first session on; within the class's lock."""
    if enrolment.state in {enrolling.ADMITTED, enrolling.FAILED}:
        _move(enrolment, enrolling.ATTENDING, "", by)


def judged(enrolment: Enrolment, by: Person, *, is_passed: bool) -> None:
    """Note what came of somebody's class; within the class's lock."""
    to = enrolling.COMPLETED if is_passed else enrolling.FAILED
    if enrolment.state != to:
        if is_passed and enrolment.state == enrolling.ADMITTED:
            _move(enrolment, enrolling.ATTENDING, "", by)
        _move(enrolment, to, "", by)


def move_up(cohort: Cohort) -> int:
    """Give free seats to those who wait, in the order they asked; within the class's lock."""
    free = _free(cohort)
    if free <= 0 or cohort.state != Cohort.State.OPEN:
        return 0
    waiting = Enrolment.objects.filter(cohort=cohort, state=enrolling.WAITING)
    lucky = list(waiting.order_by("asked_at", "id")[:free])
    for each in lucky:
        _move(each, enrolling.ADMITTED, "", None)
    return len(lucky)


def seats_taken(cohort: Cohort) -> int:
    """Return how many hold a seat."""
    return Enrolment.objects.filter(cohort=cohort, state__in=enrolling.SEATED).count()


def _free(cohort: Cohort) -> int:
    return cohort.seats - seats_taken(cohort)


def _move(enrolment: Enrolment, to: str, reason: str, by: Person | None) -> Enrolment:
    if to not in enrolling.ARROWS[enrolment.state]:
        raise NotNow
    at = now()
    enrolment.state, enrolment.since = EnrolmentState(to), at
    enrolment.save(update_fields=["state", "since"])
    _note(enrolment, reason, by, at)
    return enrolment


def _note(enrolment: Enrolment, reason: str, by: Person | None, at: datetime) -> None:
    EnrolmentStep.objects.create(
        enrolment=enrolment, state=enrolment.state, reason=reason, at=at, by=by
    )
