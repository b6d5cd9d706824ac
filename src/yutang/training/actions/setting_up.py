"""A class is set up, changed, cancelled; its sessions, its school, the rule it is judged by."""

import secrets
from datetime import date

from django.db import IntegrityError, transaction

from yutang.kernel.clock import now, today
from yutang.kernel.errors import NotFound
from yutang.people import access as people
from yutang.people.access import Person
from yutang.plumbing.seal import seal_bytes
from yutang.programmes import queries as programmes
from yutang.training import access
from yutang.training.actions import enrolling, locking
from yutang.training.errors import (
    BadRule,
    BadSchool,
    ClassOver,
    CourseNeeded,
    NoRuleYet,
    SchoolNeeded,
    SeatsTaken,
    SessionAttended,
    SessionTwice,
)
from yutang.training.models import Cohort, Enrolment, Rule, School, Session, SessionTeacher
from yutang.training.queries import terms
from yutang.training.rules import codes, kinds
from yutang.training.rules.facts import (
    CohortFacts,
    RuleFacts,
    SchoolFacts,
    SessionFacts,
    TeacherFacts,
)


def set_up(facts: CohortFacts, by: Person, *, is_demo: bool = False) -> Cohort:
    """Set a class up; its completion rule is the one in force there on its first day.

    Raises:
        NotFound: place, programme or school is not the clerk's.
        BadCohort, NoRuleYet, SchoolNeeded, CourseNeeded
    """
    said = facts.checked()
    people.require(by, "clerk", said.place_code)
    rule = terms.rule_for(said.kind, said.place_code, said.begins_on)
    if rule is None:
        raise NoRuleYet
    _check(said, rule, by)
    return Cohort.objects.create(
        **_columns(said), rule=rule, made_at=now(), made_by=by, is_demo=is_demo
    )


def edit(cohort_id: int, facts: CohortFacts, by: Person) -> Cohort:
    """Change what is said of a class; kind and rule stay. More seats let those waiting move up.

    Raises:
        NotFound, BadCohort, ClassOver, SeatsTaken, SchoolNeeded, CourseNeeded
    """
    said = facts.checked()
    with transaction.atomic():
        cohort = locking.cohort(cohort_id)
        if not access.runs(by, cohort):
            raise NotFound
        people.require(by, "clerk", said.place_code)
        if cohort.state != Cohort.State.OPEN:
            raise ClassOver
        taken = enrolling.seats_taken(cohort)
        if said.seats < taken:
            raise SeatsTaken(taken=taken)
        _check(said, cohort.rule, by)
        for name, value in _columns(said).items():
            if name != "kind":
                setattr(cohort, name, value)
        cohort.save()
        enrolling.move_up(cohort)
    return cohort


def cancel(cohort_id: int, by: Person) -> Cohort:
    """Cancel a class: it takes nobody any more, and its sessions are off.

    Raises:
        NotFound. ClassOver: it is over or cancelled. SessionAttended: somebody was there.
    """
    with transaction.atomic():
        cohort = locking.cohort(cohort_id)
        if not access.runs(by, cohort):
            raise NotFound
        if cohort.state != Cohort.State.OPEN:
            raise ClassOver
        if Enrolment.objects.filter(cohort=cohort, attendances__isnull=False).exists():
            raise SessionAttended
        cohort.state = Cohort.State.CANCELLED
        cohort.save(update_fields=["state"])
        cohort.sessions.filter(cancelled_at=None).update(cancelled_at=now())
    return cohort


def add_session(cohort_id: int, facts: SessionFacts, by: Person) -> Session:
    """Put a session on the timetable.

    Raises:
        NotFound, ClassOver, BadSession, TeacherMissing, SessionTwice
    """
    with transaction.atomic():
        cohort = _open(cohort_id, by)
        said = facts.checked(cohort.kind, cohort.begins_on, cohort.ends_on)
        secret = seal_bytes(secrets.token_bytes(codes.SECRET_BYTES))
        session = Session(cohort=cohort, secret_sealed=secret)
        return _keep_session(session, said)


def edit_session(session_id: int, facts: SessionFacts, by: Person) -> Session:
    """Change a session; its hours stay once somebody attended. Raises as `add_session`."""
    with transaction.atomic():
        session = _session(session_id, by)
        cohort = session.cohort
        said = facts.checked(cohort.kind, cohort.begins_on, cohort.ends_on)
        is_moved = (session.starts_at, session.ends_at) != (said.starts_at, said.ends_at)
        if is_moved and session.attendances.exists():
            raise SessionAttended
        return _keep_session(session, said)


def cancel_session(session_id: int, by: Person) -> None:
    """Take a session off the timetable; asked twice, it is off once.

    Raises:
        NotFound, ClassOver. SessionAttended: somebody was there.
    """
    with transaction.atomic():
        session = _session(session_id, by)
        if session.attendances.exists():
            raise SessionAttended
        session.cancelled_at = session.cancelled_at or now()
        session.save(update_fields=["cancelled_at"])


def add_school(facts: SchoolFacts, by: Person, *, is_demo: bool = False) -> School:
    """Write a school down. Raises `NotFound`, `BadSchool`."""
    said = facts.checked()
    people.require(by, "clerk", said.place_code)
    try:
        with transaction.atomic():
            return School.objects.create(
                name=said.name,
                place_code=said.place_code,
                is_vocational=said.is_vocational,
                made_at=now(),
                made_by=by,
                is_demo=is_demo,
            )
    except IntegrityError as error:
        raise BadSchool from error


def set_rule(facts: RuleFacts, by: Person) -> Rule:
    """Write the next version of a completion rule; the one before ends the day before.

    Classes keep the version that they were set up under.

    Raises:
        NotFound: the place is not the clerk's; the whole country is an operator's.
        BadRule: or it does not begin after the version in force and not before today.
    """
    said = facts.checked()
    people.require(by, "clerk", said.place_code)
    same = Rule.objects.filter(kind=said.kind, place_code=said.place_code)
    with transaction.atomic():
        newest = same.select_for_update().order_by("-valid_from").first()
        if said.valid_from < today() or (newest and newest.valid_from >= said.valid_from):
            raise BadRule
        if newest is not None and newest.valid_to is None:
            newest.valid_to = date.fromordinal(said.valid_from.toordinal() - 1)
            newest.save(update_fields=["valid_to"])
        return Rule.objects.create(
            kind=said.kind,
            place_code=said.place_code,
            valid_from=said.valid_from,
            attendance_percent=said.attendance_percent,
            needs_exam=said.needs_exam,
            needs_assignments=said.needs_assignments,
            practices=said.practices,
            source=said.source,
            made_by=by,
        )


def _check(said: CohortFacts, rule: Rule, by: Person) -> None:
    """Go on only with a programme, school and course that fit the class."""
    if all(each.id != said.programme_id for each in programmes.running_at(said.place_code)):
        raise NotFound
    if said.school_id is not None:
        access.school_for(by, said.school_id)
    elif kinds.KINDS[said.kind].has_school:
        raise SchoolNeeded
    if said.course_id is None and (rule.needs_exam or rule.needs_assignments):
        raise CourseNeeded


def _columns(said: CohortFacts) -> dict[str, object]:
    return {
        "kind": said.kind,
        "title": said.title,
        "title_en": said.title_en,
        "place_code": said.place_code,
        "held_at": said.held_at,
        "begins_on": said.begins_on,
        "ends_on": said.ends_on,
        "seats": said.seats,
        "programme_id": said.programme_id,
        "course_id": said.course_id,
        "school_id": said.school_id,
        "admits_at_once": said.admits_at_once,
    }


def _open(cohort_id: int, by: Person) -> Cohort:
    cohort = locking.cohort(cohort_id)
    if not access.runs(by, cohort):
        raise NotFound
    if cohort.state != Cohort.State.OPEN:
        raise ClassOver
    return cohort


def _session(session_id: int, by: Person) -> Session:
    found = Session.objects.filter(pk=session_id).values_list("cohort_id", flat=True).first()
    if found is None:
        raise NotFound
    cohort = _open(found, by)
    session = Session.objects.select_for_update().get(pk=session_id)
    session.cohort = cohort
    return session


def _keep_session(session: Session, said: SessionFacts) -> Session:
    session.title, session.mode = said.title, said.mode
    session.starts_at, session.ends_at = said.starts_at, said.ends_at
    session.room, session.link, session.is_practice = said.room, said.link, said.is_practice
    try:
        with transaction.atomic():
            session.save()
    except IntegrityError as error:
        raise SessionTwice from error
    session.teachers.all().delete()
    unique: dict[tuple[str, str], TeacherFacts] = {
        (each.part, each.name): each for each in said.teachers
    }
    SessionTeacher.objects.bulk_create(
        SessionTeacher(session=session, part=each.part, name=each.name, person_id=each.person_id)
        for each in unique.values()
    )
    return session
