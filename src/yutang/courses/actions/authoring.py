"""Writing a course: drafts, their lessons, questions and assignments; publishing; copies."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Max

from yutang.courses.actions import locking
from yutang.courses.actions.copying import copy_contents
from yutang.courses.errors import FAULTS, LACKS, BadQuestion, NotOffered, NotReady, TooMuch
from yutang.courses.models import (
    Assignment,
    Course,
    CourseVersion,
    Criterion,
    Lesson,
    Option,
    Question,
    VersionState,
)
from yutang.courses.queries import writing as contents
from yutang.courses.rules import writing
from yutang.courses.rules.writing import (
    AssignmentFacts,
    LessonFacts,
    QuestionFacts,
    VersionFacts,
)
from yutang.kernel.clock import now
from yutang.kernel.errors import NotFound
from yutang.people.access import Person


def begin_course(
    facts: VersionFacts, place_code: str, by: Person | None, *, is_demo: bool = False
) -> CourseVersion:
    """Begin a course with a first draft; the caller has asked `access.may_write`."""
    with transaction.atomic():
        course = Course.objects.create(
            place_code=place_code, made_at=now(), made_by=by, is_demo=is_demo
        )
        return _version(course, facts, by)


def new_version(course_id: int, by: Person | None) -> CourseVersion:
    """Begin a draft with all that the newest version has, or return the draft there is.

    Raises:
        NotFound: there is no such course.
    """
    with transaction.atomic():
        course = Course.objects.select_for_update().filter(pk=course_id).first()
        newest = None if course is None else course.versions.order_by("-number").first()
        if course is None or newest is None:
            raise NotFound
        if newest.state == VersionState.DRAFT:
            return newest
        made = _version(course, facts_of(newest), by)
        copy_contents(newest, made)
    return made


def copy_course(version_id: int, place_code: str, by: Person) -> CourseVersion:
    """Begin a course of another place with all that a published version has.

    Raises:
        NotOffered: that version is not published.
    """
    with transaction.atomic():
        source = CourseVersion.objects.filter(pk=version_id).first()
        if source is None or source.state != VersionState.PUBLISHED:
            raise NotOffered
        course = Course.objects.create(
            place_code=place_code, copied_from=source, made_at=now(), made_by=by
        )
        made = _version(course, facts_of(source), by)
        copy_contents(source, made)
    return made


def write_version(version_id: int, facts: VersionFacts) -> CourseVersion:
    """Write what stands over the lessons of a draft; raises `NotFound`, `Frozen`."""
    with transaction.atomic():
        version = locking.draft(version_id)
        for name, value in facts._asdict().items():
            setattr(version, name, value)
        version.save()
    return version


def publish(version_id: int, by: Person | None, at: datetime | None = None) -> CourseVersion:
    """Publish a draft: from now on it never changes, and an earlier version takes no learners.

    Raises:
        NotFound, Frozen. NotReady: something is missing.
    """
    with transaction.atomic():
        version = locking.draft(version_id)
        lacking = writing.missing(contents.contents_of(version))
        if lacking:
            zh, en = zip(*(LACKS[each] for each in lacking), strict=True)
            raise NotReady(lack_zh="、".join(zh), lack_en=", ".join(en))
        earlier = CourseVersion.objects.filter(course=version.course_id, state="published")
        earlier.update(state=VersionState.WITHDRAWN)
        version.state, version.published_at = VersionState.PUBLISHED, at or now()
        version.published_by = by
        version.save()
    return version


def withdraw(version_id: int) -> CourseVersion:
    """Offer a published version no more; who began it goes on. Raises `NotFound`."""
    with transaction.atomic():
        version = locking.version(version_id)
        if version.state == VersionState.PUBLISHED:
            version.state = VersionState.WITHDRAWN
            version.save(update_fields=["state"])
    return version


def add_lesson(version_id: int, facts: LessonFacts) -> Lesson:
    """Add a lesson at the end of a draft; raises `NotFound`, `Frozen`, `TooMuch`."""
    with transaction.atomic():
        version = locking.draft(version_id)
        if version.lessons.count() >= writing.LESSONS_MOST:
            raise TooMuch(most=writing.LESSONS_MOST)
        last = version.lessons.aggregate(last=Max("position"))["last"] or 0
        return Lesson.objects.create(version=version, position=last + 1, **facts._asdict())


def write_lesson(lesson: Lesson, facts: LessonFacts) -> Lesson:
    """Write a lesson of a draft; raises `Frozen`."""
    with transaction.atomic():
        locking.draft(lesson.version_id)
        for name, value in facts._asdict().items():
            setattr(lesson, name, value)
        lesson.save(update_fields=list(facts._fields))
    return lesson


def move_lesson(lesson: Lesson, *, up: bool) -> None:
    """Let a lesson of a draft and its neighbour change places; raises `Frozen`."""
    with transaction.atomic():
        version = locking.draft(lesson.version_id)
        lessons = version.lessons.order_by("-position" if up else "position")
        beside = (
            lessons.filter(position__lt=lesson.position)
            if up
            else lessons.filter(position__gt=lesson.position)
        ).first()
        if beside is None:
            return
        mine, theirs = lesson.position, beside.position
        Lesson.objects.filter(pk=beside.pk).update(position=mine)
        Lesson.objects.filter(pk=lesson.pk).update(position=theirs)


def drop_lesson(lesson: Lesson) -> None:
    """Take a lesson out of a draft, with its pictures and quiz; raises `Frozen`."""
    with transaction.atomic():
        version = locking.draft(lesson.version_id)
        position = lesson.position
        lesson.delete()
        version.lessons.filter(position__gt=position).update(position=F("position") - 1)


def add_question(version_id: int, lesson_id: int | None, facts: QuestionFacts) -> Question:
    """Add a question to a draft's bank, and to a lesson's quiz when one is named.

    Raises:
        NotFound, Frozen, TooMuch, BadQuestion
    """
    _check_question(facts)
    with transaction.atomic():
        version = locking.draft(version_id)
        if version.questions.count() >= writing.QUESTIONS_MOST:
            raise TooMuch(most=writing.QUESTIONS_MOST)
        made = Question(version=version)
        _write_question(made, _lesson_of(version, lesson_id), facts)
    return made


def write_question(question: Question, lesson_id: int | None, facts: QuestionFacts) -> Question:
    """Write a question of a draft; raises `NotFound`, `Frozen`, `BadQuestion`."""
    _check_question(facts)
    with transaction.atomic():
        version = locking.draft(question.version_id)
        question.options.all().delete()
        _write_question(question, _lesson_of(version, lesson_id), facts)
    return question


def drop_question(question: Question) -> None:
    """Take a question out of a draft; raises `Frozen`."""
    with transaction.atomic():
        locking.draft(question.version_id)
        question.delete()


def add_assignment(version_id: int, facts: AssignmentFacts) -> Assignment:
    """Add an assignment to a draft; raises `NotFound`, `Frozen`."""
    with transaction.atomic():
        made = Assignment(version=locking.draft(version_id))
        _write_assignment(made, facts)
    return made


def write_assignment(assignment: Assignment, facts: AssignmentFacts) -> Assignment:
    """Write an assignment of a draft; raises `Frozen`."""
    with transaction.atomic():
        locking.draft(assignment.version_id)
        assignment.criteria.all().delete()
        _write_assignment(assignment, facts)
    return assignment


def drop_assignment(assignment: Assignment) -> None:
    """Take an assignment out of a draft; raises `Frozen`."""
    with transaction.atomic():
        locking.draft(assignment.version_id)
        assignment.delete()


def facts_of(version: CourseVersion) -> VersionFacts:
    """Return what stands over a version's lessons."""
    return VersionFacts(**{name: getattr(version, name) for name in VersionFacts._fields})


def _version(course: Course, facts: VersionFacts, by: Person | None) -> CourseVersion:
    return CourseVersion.objects.create(
        course=course,
        number=course.versions.count() + 1,
        made_at=now(),
        made_by=by,
        **facts._asdict(),
    )


def _check_question(facts: QuestionFacts) -> None:
    fault = writing.fault(facts)
    if fault is not None:
        zh, en = FAULTS[fault]
        raise BadQuestion(fault_zh=zh, fault_en=en)


def _lesson_of(version: CourseVersion, lesson_id: int | None) -> Lesson | None:
    if lesson_id is None:
        return None
    found = version.lessons.filter(pk=lesson_id).first()
    if found is None:
        raise NotFound
    return found


def _write_question(question: Question, lesson: Lesson | None, facts: QuestionFacts) -> None:
    question.lesson = lesson
    for name in ("kind", "text", "text_en", "why", "why_en"):
        setattr(question, name, getattr(facts, name))
    question.in_exam = facts.in_exam or lesson is None
    question.save()
    Option.objects.bulk_create(
        Option(question=question, position=position, **option._asdict())
        for position, option in enumerate(facts.options, start=1)
    )


def _write_assignment(assignment: Assignment, facts: AssignmentFacts) -> None:
    for name in ("title", "title_en", "text", "text_en", "photos_least", "pass_points"):
        setattr(assignment, name, getattr(facts, name))
    assignment.save()
    Criterion.objects.bulk_create(
        Criterion(assignment=assignment, position=position, **criterion._asdict())
        for position, criterion in enumerate(facts.criteria, start=1)
    )
