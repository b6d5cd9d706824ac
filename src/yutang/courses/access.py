"""Doors of the courses room: who writes a course, whose a study is, who marks.

Published courses are public. A course is written by clerks, teachers and officers of its place; one
of the whole platform by operators. A study is its member's own, and of those who work for the
places where the member lives or takes part: they help, teachers and clerks there mark. Nobody marks
what is their own or what they handed in for somebody.
"""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from yutang.courses.models import (
    Assignment,
    Attempt,
    Course,
    CourseVersion,
    Lesson,
    Question,
    Study,
    Submission,
    SubmissionPhoto,
    VersionState,
)
from yutang.kernel.errors import NotFound
from yutang.people import access as people
from yutang.people.access import GrantView, Person
from yutang.people.rules import OPERATOR
from yutang.roster import access as roster
from yutang.roster.access import Member

# Other rooms take the names of the types from here; the tables stay this room's own.
__all__ = [
    "Assignment",
    "Attempt",
    "Course",
    "CourseVersion",
    "Lesson",
    "Question",
    "Study",
    "Submission",
    "SubmissionPhoto",
    "assignment_of",
    "assignment_to_write",
    "attempt_for",
    "course_to_write",
    "courses_to_write",
    "is_own",
    "learner_for",
    "lesson_of",
    "lesson_to_write",
    "marked_at",
    "marks",
    "may_write",
    "need_author",
    "offered",
    "offered_version",
    "own_studies",
    "photo_for",
    "question_to_write",
    "studies_of",
    "studies_to_mark",
    "study_for",
    "study_to_learn",
    "submission_for",
    "version_to_write",
    "writes_at",
]

_AUTHORS = frozenset({"clerk", "teacher", "officer", OPERATOR})
_MARKERS = frozenset({"clerk", "teacher", OPERATOR})


def writes_at(person: Person | None) -> tuple[str, ...]:
    """Return the codes of the places whose courses the person writes; ``""`` is the platform's."""
    return _codes(people.grants(person), _AUTHORS)


def need_author(person: Person) -> tuple[str, ...]:
    """Return `writes_at`; raises `NotFound` when the person writes no courses."""
    codes = writes_at(person)
    if not codes:
        raise NotFound
    return codes


def may_write(person: Person | None, place_code: str) -> bool:
    """Tell whether the person writes courses of this place."""
    return any(place_code.startswith(code) for code in writes_at(person))


def courses_to_write(person: Person) -> QuerySet[Course]:
    """Return the courses that the person writes; raises `NotFound` to who writes none."""
    there = Q(pk__in=[])
    for code in need_author(person):
        there |= Q(place_code__startswith=code)
    return Course.objects.filter(there)


def course_to_write(person: Person, course_id: int) -> Course:
    """Return a course that the person writes; raises `NotFound`."""
    found = Course.objects.filter(pk=course_id).first()
    if found is None or not may_write(person, found.place_code):
        raise NotFound
    return found


def version_to_write(person: Person, version_id: int) -> CourseVersion:
    """Return a version of a course that the person writes; raises `NotFound`."""
    found = CourseVersion.objects.select_related("course").filter(pk=version_id).first()
    if found is None or not may_write(person, found.course.place_code):
        raise NotFound
    return found


def lesson_to_write(person: Person, lesson_id: int) -> Lesson:
    """Return a lesson of a course that the person writes; raises `NotFound`."""
    found = Lesson.objects.select_related("version__course").filter(pk=lesson_id).first()
    if found is None or not may_write(person, found.version.course.place_code):
        raise NotFound
    return found


def question_to_write(person: Person, question_id: int) -> Question:
    """Return a question of a course that the person writes; raises `NotFound`."""
    found = (
        Question.objects.select_related("version__course", "lesson").filter(pk=question_id).first()
    )
    if found is None or not may_write(person, found.version.course.place_code):
        raise NotFound
    return found


def assignment_to_write(person: Person, assignment_id: int) -> Assignment:
    """Return an assignment of a course that the person writes; raises `NotFound`."""
    found = Assignment.objects.select_related("version__course").filter(pk=assignment_id).first()
    if found is None or not may_write(person, found.version.course.place_code):
        raise NotFound
    return found


def offered() -> QuerySet[CourseVersion]:
    """Return the versions that take learners: public."""
    return CourseVersion.objects.filter(state=VersionState.PUBLISHED).select_related("course")


def offered_version(course_id: int) -> CourseVersion:
    """Return the version of a course that takes learners; raises `NotFound`."""
    found = offered().filter(course=course_id).first()
    if found is None:
        raise NotFound
    return found


def learner_for(person: Person, member_id: int) -> Member:
    """Return somebody whom the person may help to learn, or themself; raises `NotFound`."""
    return roster.member_for(person, member_id)


def own_studies(person: Person) -> QuerySet[Study]:
    """Return the person's own studies, the latest first."""
    member = roster.of_account(person)
    return studies_of([] if member is None else [member.pk])


def studies_of(member_ids: Iterable[int]) -> QuerySet[Study]:
    """Return the studies of these members, the latest first."""
    found = Study.objects.filter(member__in=list(member_ids))
    return found.select_related("version__course").order_by("-last_at", "-pk")


def study_for(person: Person, study_id: int) -> Study:
    """Return a study to its learner, and to who works for a place of theirs; raises `NotFound`."""
    found = (
        Study.objects.select_related("version__course", "member", "last_lesson")
        .filter(pk=study_id)
        .first()
    )
    if found is None:
        raise NotFound
    if not marks(person, found):
        roster.member_for(person, found.member_id)
    return found


def is_own(person: Person, study: Study) -> bool:
    """Tell whether the person is the study's learner."""
    member = roster.of_account(person)
    return member is not None and member.pk in {study.member_id, study.member.merged_into_id}


def study_to_learn(person: Person, study_id: int) -> Study:
    """Return a study to its learner, and to who works for the learner's places and helps.

    Raises:
        NotFound: to others, also to teachers of the course who only look.
    """
    found = study_for(person, study_id)
    roster.member_for(person, found.member_id)
    return found


def lesson_of(study: Study, lesson_id: int) -> Lesson:
    """Return a lesson of the version that is studied; raises `NotFound`."""
    found = Lesson.objects.filter(pk=lesson_id, version=study.version_id).first()
    if found is None:
        raise NotFound
    return found


def assignment_of(study: Study, assignment_id: int) -> Assignment:
    """Return an assignment of the version that is studied; raises `NotFound`."""
    found = Assignment.objects.filter(pk=assignment_id, version=study.version_id).first()
    if found is None:
        raise NotFound
    return found


def marks(person: Person | None, study: Study) -> bool:
    """Tell whether the person is a teacher or clerk over this study, and not its learner."""
    if person is None or is_own(person, study):
        return False
    codes = _codes(people.grants(person), _MARKERS)
    places = [*roster.places_of(study.member), study.version.course.place_code]
    return any(place.startswith(code) for code in codes for place in places if place or not code)


def marked_at(person: Person) -> tuple[str, ...]:
    """Return the codes of the places where the person marks; raises `NotFound` when nowhere."""
    codes = _codes(people.grants(person), _MARKERS)
    if not codes:
        raise NotFound
    return codes


def studies_to_mark(person: Person) -> QuerySet[Study]:
    """Return the studies over which the person is a teacher or clerk, without their own."""
    codes = marked_at(person)
    theirs = Study.objects.select_related("version__course", "member")
    if "" not in codes:
        there = Q(pk__in=[])
        for code in codes:
            there |= Q(version__course__place_code__startswith=code)
        theirs = theirs.filter(there | Q(member__in=roster.members(person)))
    own = roster.of_account(person)
    return theirs if own is None else theirs.exclude(member=own.pk)


def submission_for(person: Person, submission_id: int) -> Submission:
    """Return a work that was handed in, to who sees its study; raises `NotFound`."""
    found = Submission.objects.select_related("assignment").filter(pk=submission_id).first()
    if found is None:
        raise NotFound
    found.study = study_for(person, found.study_id)
    return found


def photo_for(person: Person, photo_id: int) -> SubmissionPhoto:
    """Return a photograph of a work, to who sees its study; raises `NotFound`."""
    found = SubmissionPhoto.objects.select_related("submission").filter(pk=photo_id).first()
    if found is None:
        raise NotFound
    study_for(person, found.submission.study_id)
    return found


def attempt_for(person: Person, attempt_id: int) -> Attempt:
    """Return an attempt at an exam, to who sees its study; raises `NotFound`."""
    found = Attempt.objects.filter(pk=attempt_id).first()
    if found is None:
        raise NotFound
    found.study = study_for(person, found.study_id)
    return found


def _codes(held: Iterable[GrantView], roles: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted({grant.place_code for grant in held if grant.role in roles}))
