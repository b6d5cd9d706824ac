"""Learning: beginning, what was watched, what was answered, what is finished."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from yutang.courses import access
from yutang.courses.actions import locking
from yutang.courses.errors import AllAnswers, NotOffered, NotYetDone
from yutang.courses.models import (
    Lesson,
    LessonDone,
    Option,
    QuizRound,
    Study,
    VersionState,
    Watch,
)
from yutang.courses.rules import marking, passing, watching
from yutang.kernel.clock import now
from yutang.kernel.errors import NotFound
from yutang.people.access import Person
from yutang.roster.access import Member

TODO_WORDS = {
    "video": ("看完视频", "watch the video"),
    "quiz": ("做对小测验", "answer the quiz right"),
}
_ANSWERS_MOST = 20


def begin(
    member: Member,
    version_id: int,
    by: Person,
    *,
    is_demo: bool = False,
    at: datetime | None = None,
) -> Study:
    """Begin a course in the version that takes learners, or return the study there is.

    The caller has fetched the member by `access.learner_for` or as their own.

    Raises:
        NotFound: there is no such version. NotOffered: it takes no learners.
    """
    at = at or now()
    version = access.CourseVersion.objects.filter(pk=version_id).first()
    if version is None:
        raise NotFound
    known = Study.objects.filter(member=member, version=version).first()
    if known is not None:
        return known
    if version.state != VersionState.PUBLISHED:
        raise NotOffered
    try:
        with transaction.atomic():
            return Study.objects.create(
                member=member,
                version=version,
                began_at=at,
                began_by=by,
                last_at=at,
                is_demo=is_demo,
            )
    except IntegrityError:
        return Study.objects.get(member=member, version=version)


def visit(study: Study, lesson: Lesson, at: datetime | None = None) -> None:
    """Keep where a learner is, so that they go on there."""
    if study.last_lesson_id != lesson.pk:
        Study.objects.filter(pk=study.pk).update(last_lesson=lesson, last_at=at or now())


def watch(
    study_id: int, lesson_id: int, begin_s: int, end_s: int, at: datetime | None = None
) -> Watch:
    """Count a stretch of a lesson's video that was played; returns all that is counted.

    Never more is believed than the clock allows since the last telling; the first one only begins
    the count.

    Raises:
        NotFound: the lesson is not of this study, or has no video.
    """
    at = at or now()
    with transaction.atomic():
        study = locking.study(study_id)
        lesson = _lesson(study, lesson_id)
        if not lesson.video_s:
            raise NotFound
        told, is_new = Watch.objects.get_or_create(
            study=study, lesson=lesson, defaults={"told_at": at}
        )
        elapsed = 0.0 if is_new else (at - told.told_at).total_seconds()
        stretch = watching.believed(begin_s, end_s, elapsed, lesson.video_s)
        if stretch is not None and not is_new:
            known = [(begin, end) for begin, end in told.stretches]
            told.stretches = watching.joined(known, stretch)
            told.seconds = watching.seconds(told.stretches)
        told.told_at = at
        told.save(update_fields=["stretches", "seconds", "told_at"])
    return told


def answer_quiz(
    study_id: int,
    lesson_id: int,
    answers: Mapping[int, Sequence[int]],
    *,
    key: UUID,
    by: Person,
    at: datetime | None = None,
) -> QuizRound:
    """Keep a round of a lesson's quiz with every answer; the same key again is the same round.

    Raises:
        NotFound: the lesson is not of this study, or has no quiz. AllAnswers: one is missing.
    """
    with transaction.atomic():
        study = locking.study(study_id)
        known = QuizRound.objects.filter(key=key).first()
        if known is not None:
            if known.study_id != study.pk or known.lesson_id != lesson_id:
                raise NotFound
            return known
        lesson = _lesson(study, lesson_id)
        right = right_options(lesson.questions.values_list("pk", flat=True))
        if not right:
            raise NotFound
        given = {question: list(answers.get(question, ()))[:_ANSWERS_MOST] for question in right}
        if not all(given.values()):
            raise AllAnswers
        return QuizRound.objects.create(
            study=study,
            lesson=lesson,
            key=key,
            answers={str(question): chosen for question, chosen in given.items()},
            right=marking.right_in(given, right),
            out_of=len(right),
            at=at or now(),
            by=by,
        )


def finish_lesson(
    study_id: int, lesson_id: int, by: Person, at: datetime | None = None
) -> LessonDone:
    """Finish a lesson; once. What it asks, video and quiz, has to be done.

    Raises:
        NotFound: the lesson is not of this study. NotYetDone: something is left to do.
    """
    at = at or now()
    with transaction.atomic():
        study = locking.study(study_id)
        lesson = _lesson(study, lesson_id)
        known = LessonDone.objects.filter(study=study, lesson=lesson).first()
        if known is not None:
            return known
        left = still_to_do(study, lesson)
        if left:
            zh, en = zip(*(TODO_WORDS[each] for each in left), strict=True)
            raise NotYetDone(todo_zh="、".join(zh), todo_en=", ".join(en))
        Study.objects.filter(pk=study.pk).update(last_at=at)
        return LessonDone.objects.create(study=study, lesson=lesson, at=at, by=by)


def still_to_do(study: Study, lesson: Lesson) -> tuple[passing.Todo, ...]:
    """Return what the lesson still asks of this learner."""
    watched = Watch.objects.filter(study=study, lesson=lesson).values_list("seconds", flat=True)
    percent = study.version.quiz_percent
    rounds = QuizRound.objects.filter(study=study, lesson=lesson).values_list("right", "out_of")
    return passing.todo(
        lesson.video_s,
        watched.first() or 0,
        lesson.questions.count(),
        quiz_passed=any(marking.is_enough(right, of, percent) for right, of in rounds),
    )


def right_options(question_ids: Iterable[int]) -> dict[int, list[int]]:
    """Return by question the ids of its right options."""
    found: dict[int, list[int]] = {}
    rows = Option.objects.filter(question__in=list(question_ids)).values_list(
        "question_id", "pk", "is_right"
    )
    for question, option, is_right in rows:
        found.setdefault(question, [])
        if is_right:
            found[question].append(option)
    return found


def _lesson(study: Study, lesson_id: int) -> Lesson:
    found = Lesson.objects.filter(pk=lesson_id, version=study.version_id).first()
    if found is None:
        raise NotFound
    return found
