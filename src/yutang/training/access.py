"""Doors of the training room: a class is its clerks' and its teachers'; a place's officers look.

Everybody sees classes; nobody but these sees who is in them. A learner sees their own enrolment.
"""

from django.db.models import Q, QuerySet

from yutang.kernel.errors import NotFound
from yutang.people import access as people
from yutang.people.access import GrantView, Person
from yutang.people.rules import covers
from yutang.roster import access as roster
from yutang.roster.queries import faces as rows_of
from yutang.training.models import (
    Attendance,
    Cohort,
    Enrolment,
    School,
    Session,
    SessionPhoto,
    SessionTeacher,
)

# Other rooms take the names of the types from here; the tables stay this room's own.
__all__ = [
    "Attendance",
    "Cohort",
    "Enrolment",
    "School",
    "Session",
    "attendance_to_decide",
    "checks",
    "cohort_to_enrol",
    "cohort_to_run",
    "cohort_to_see",
    "cohort_to_teach",
    "cohorts_of",
    "enrolment_to_decide",
    "enrols_others",
    "is_own",
    "need_desk",
    "need_places",
    "own_enrolment",
    "photo_to_see",
    "places_run",
    "public_cohort",
    "runs",
    "school_for",
    "schools_of",
    "session_to_run",
    "session_to_see",
    "session_to_teach",
    "teaches",
]


def runs(person: Person | None, cohort: Cohort) -> bool:
    """Say whether the person is clerk of the class's place."""
    return people.may(person, "clerk", cohort.place_code)


def teaches(person: Person | None, cohort: Cohort) -> bool:
    """Say whether the person takes this class's attendance: a teacher named in it, or a clerk."""
    if person is None:
        return False
    grants = people.grants(person)
    if covers(grants, "clerk", cohort.place_code):
        return True
    return covers(grants, "teacher", cohort.place_code) and _is_named(person, cohort.pk)


def cohorts_of(person: Person) -> QuerySet[Cohort]:
    """Return the classes that the person runs or teaches, the latest first."""
    ours = Q(pk__in=[])
    for code in people.places_of(person, "clerk"):
        ours |= Q(place_code__startswith=code)
    taught = Q(pk__in=[])
    for code in people.places_of(person, "teacher"):
        taught |= Q(place_code__startswith=code)
    named = SessionTeacher.objects.filter(person=person).values("session__cohort_id")
    return Cohort.objects.filter(ours | (taught & Q(pk__in=named))).order_by("-begins_on", "-pk")


def need_desk(person: Person) -> tuple[str, ...]:
    """Return the places whose classes the person sets up; none for a teacher.

    Raises:
        NotFound: they are neither clerk nor teacher anywhere.
    """
    codes = people.places_of(person, "clerk")
    if not codes and not people.places_of(person, "teacher"):
        raise NotFound
    return codes


def need_places(person: Person) -> tuple[str, ...]:
    """Return the codes of the places where the person sets up classes and schools.

    Raises:
        NotFound: there are none.
    """
    codes = people.places_of(person, "clerk")
    if not codes:
        raise NotFound
    return codes


def places_run(person: Person | None) -> tuple[str, ...]:
    """Return the codes of the places where the person sets up classes; ``""`` is everywhere."""
    return people.places_of(person, "clerk")


def cohort_to_run(person: Person, cohort_id: int) -> Cohort:
    """Return a class of the clerk's places; raises `NotFound`."""
    found = _cohort(cohort_id)
    if not runs(person, found):
        raise NotFound
    return found


def cohort_to_teach(person: Person, cohort_id: int) -> Cohort:
    """Return a class that the person runs or teaches; raises `NotFound`."""
    found = _cohort(cohort_id)
    if not teaches(person, found):
        raise NotFound
    return found


def cohort_to_see(person: Person, cohort_id: int) -> Cohort:
    """Return a class whose people, masked, the person may see: clerk, teacher, officer."""
    found = _cohort(cohort_id)
    if not teaches(person, found) and not people.may(person, "officer", found.place_code):
        raise NotFound
    return found


def public_cohort(cohort_id: int) -> Cohort:
    """Return a class for everybody; raises `NotFound` when there is none."""
    return _cohort(cohort_id)


def cohort_to_enrol(person: Person, cohort_id: int) -> Cohort:
    """Return a class into which the person enrols others: its clerks, and helpers near it.

    A helper's village lies in the class's county, or the class is of the helper's own village.
    """
    found = _cohort(cohort_id)
    if not enrols_others(person, found):
        raise NotFound
    return found


def enrols_others(person: Person | None, cohort: Cohort) -> bool:
    """Say what `cohort_to_enrol` asks."""
    held = people.grants(person)
    return covers(held, "clerk", cohort.place_code) or _helps(held, cohort)


def checks(person: Person | None, cohort: Cohort) -> bool:
    """Say whether the person draws samples of this class to call: its place's clerks, officers."""
    return runs(person, cohort) or people.may(person, "officer", cohort.place_code)


def session_to_teach(person: Person, session_id: int) -> Session:
    """Return a session whose attendance the person takes; raises `NotFound`."""
    found = _session(session_id)
    if not teaches(person, found.cohort):
        raise NotFound
    return found


def session_to_see(person: Person, session_id: int) -> Session:
    """Return a session whose list, masked, the person may see; raises `NotFound`."""
    found = _session(session_id)
    cohort_to_see(person, found.cohort_id)
    return found


def session_to_run(person: Person, session_id: int) -> Session:
    """Return a session of the clerk's places; raises `NotFound`."""
    found = _session(session_id)
    if not runs(person, found.cohort):
        raise NotFound
    return found


def attendance_to_decide(person: Person, attendance_id: int) -> Attendance:
    """Return an attendance at a session that the person teaches; raises `NotFound`."""
    found = Attendance.objects.select_related("session__cohort").filter(pk=attendance_id).first()
    if found is None or not teaches(person, found.session.cohort):
        raise NotFound
    return found


def photo_to_see(person: Person, photo_id: int) -> SessionPhoto:
    """Return a photograph of a session whose list the person may see; raises `NotFound`."""
    found = SessionPhoto.objects.select_related("session").filter(pk=photo_id).first()
    if found is None:
        raise NotFound
    cohort_to_see(person, found.session.cohort_id)
    return found


def enrolment_to_decide(person: Person, enrolment_id: int) -> Enrolment:
    """Return an enrolment in a class that the person runs; raises `NotFound`."""
    found = Enrolment.objects.select_related("cohort").filter(pk=enrolment_id).first()
    if found is None or not runs(person, found.cohort):
        raise NotFound
    return found


def own_enrolment(person: Person, enrolment_id: int) -> Enrolment:
    """Return the person's own enrolment; raises `NotFound`."""
    found = Enrolment.objects.select_related("cohort").filter(pk=enrolment_id).first()
    if found is None or not is_own(person, found):
        raise NotFound
    return found


def is_own(person: Person, enrolment: Enrolment) -> bool:
    """Say whether the enrolment is the person's own."""
    member = roster.of_account(person)
    return member is not None and enrolment.member_id in rows_of(member.pk)


def school_for(person: Person, school_id: int) -> School:
    """Return a school of the clerk's places; raises `NotFound`."""
    found = School.objects.filter(pk=school_id).first()
    if found is None:
        raise NotFound
    people.require(person, "clerk", found.place_code)
    return found


def schools_of(person: Person) -> QuerySet[School]:
    """Return the schools of the clerk's places."""
    ours = Q(pk__in=[])
    for code in need_places(person):
        ours |= Q(place_code__startswith=code)
    return School.objects.filter(ours)


def _cohort(cohort_id: int) -> Cohort:
    found = (
        Cohort.objects.select_related("rule", "school", "programme").filter(pk=cohort_id).first()
    )
    if found is None:
        raise NotFound
    return found


def _session(session_id: int) -> Session:
    found = Session.objects.select_related("cohort__rule").filter(pk=session_id).first()
    if found is None:
        raise NotFound
    return found


def _is_named(person: Person, cohort_id: int) -> bool:
    named = SessionTeacher.objects.filter(person=person, session__cohort_id=cohort_id)
    return named.exists()


def _helps(grants: tuple[GrantView, ...], cohort: Cohort) -> bool:
    return any(
        grant.role == "helper"
        and (
            grant.place_code.startswith(cohort.place_code)
            or cohort.place_code.startswith(grant.place_code)
        )
        for grant in grants
    )
