"""Exams: drawn by a seed, answers kept as they come, ended by the learner or by the clock.

The time is the server's: what comes after it is refused, and an attempt that nobody handed in is
ended with the answers that were kept, by whoever looks at it first or by a job.
"""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from yutang.courses import access
from yutang.courses.actions import locking
from yutang.courses.actions.studying import right_options
from yutang.courses.errors import (
    AlreadyAnnulled,
    LessonsFirst,
    NoExam,
    NoTriesLeft,
    OwnWork,
    PassedAlready,
    SayMore,
    TimeOver,
)
from yutang.courses.models import Attempt, ExamAnswer, LessonDone, Option, Study
from yutang.courses.rules import drawing, exams, marking
from yutang.kernel.clock import now
from yutang.kernel.errors import NotFound
from yutang.people.access import Person

_SEED_BYTES = 16


def begin_exam(
    study_id: int,
    key: UUID,
    by: Person,
    *,
    seed: str | None = None,
    at: datetime | None = None,
) -> Attempt:
    """Begin an attempt, or return the one that runs; the same key again is the same attempt.

    Raises:
        NoExam, LessonsFirst, PassedAlready, NoTriesLeft
    """
    at = at or now()
    with transaction.atomic():
        study = locking.study(study_id)
        known = Attempt.objects.filter(key=key).first()
        if known is not None:
            if known.study_id != study.pk:
                raise NotFound
            return known
        _end_over(study.attempts.filter(ended_at=None), at)
        running = study.attempts.filter(ended_at=None).first()
        if running is not None:
            return running
        _check_may_begin(study)
        return _drawn(study, key, seed or secrets.token_hex(_SEED_BYTES), by, at)


def save_answers(
    attempt_id: int, chosen: Mapping[int, Sequence[int]], at: datetime | None = None
) -> int:
    """Keep what was answered, by question's number; again replaces it. Returns how many are kept.

    Raises:
        NotFound: there is no such question, or no such option. TimeOver: the attempt has ended.
    """
    at = at or now()
    with transaction.atomic():
        attempt = locking.attempt(attempt_id)
        if attempt.ended_at is not None or at > attempt.until:
            raise TimeOver
        answers = {answer.position: answer for answer in attempt.answers.all()}
        for position, options in chosen.items():
            answer = answers.get(position)
            if answer is None or not set(options) <= set(answer.options):
                raise NotFound
            said = sorted(set(options))
            if said != answer.chosen:
                answer.chosen, answer.answered_at = said, at
                answer.save(update_fields=["chosen", "answered_at"])
        return sum(bool(answer.chosen) for answer in answers.values())


def hand_in_exam(attempt_id: int, at: datetime | None = None) -> Attempt:
    """End an attempt and count what is right; one that ended already is returned as it is."""
    at = at or now()
    with transaction.atomic():
        attempt = locking.attempt(attempt_id)
        if attempt.ended_at is None:
            _end(attempt, min(at, attempt.until), is_late=at > attempt.until)
    return attempt


def end_overdue(at: datetime | None = None) -> int:
    """End the attempts whose time is over; returns how many."""
    with transaction.atomic():
        running = Attempt.objects.filter(ended_at=None)
        return _end_over(running, at or now())


def annul(attempt_id: int, reason: str, by: Person, at: datetime | None = None) -> Attempt:
    """Annul a result with a reason; the result itself stays readable, and may be tried again.

    Raises:
        NotFound: the person is no teacher over it. OwnWork: it is theirs, or they began it.
        SayMore: no reason. AlreadyAnnulled: it has not ended, or is annulled.
    """
    said = reason.strip()[: exams.REASON_MOST]
    with transaction.atomic():
        attempt = locking.attempt(attempt_id)
        study = Study.objects.select_related("member", "version__course").get(pk=attempt.study_id)
        if access.is_own(by, study) or attempt.began_by_id == by.pk:
            raise OwnWork
        if not access.marks(by, study):
            raise NotFound
        if len(said) < exams.REASON_LEAST:
            raise SayMore(least=exams.REASON_LEAST)
        if attempt.ended_at is None or attempt.annulled_at is not None:
            raise AlreadyAnnulled
        attempt.annulled_at, attempt.annulled_by, attempt.annulled_why = at or now(), by, said
        attempt.save(update_fields=["annulled_at", "annulled_by", "annulled_why"])
    return attempt


def _check_may_begin(study: Study) -> None:
    version = study.version
    if not version.exam_questions:
        raise NoExam
    if LessonDone.objects.filter(study=study).count() < version.lessons.count():
        raise LessonsFirst
    tried = [
        exams.Tried(bool(passed), annulled is not None)
        for passed, annulled in study.attempts.values_list("is_passed", "annulled_at")
    ]
    if exams.is_passed(tried):
        raise PassedAlready
    if not exams.tries_left(tried, version.exam_tries):
        raise NoTriesLeft(most=version.exam_tries)


def _drawn(study: Study, key: UUID, seed: str, by: Person, at: datetime) -> Attempt:
    version = study.version
    bank = version.questions.filter(in_exam=True).values_list("pk", flat=True)
    questions = drawing.drawn(seed, bank, version.exam_questions)
    attempt = Attempt.objects.create(
        study=study,
        number=study.attempts.count() + 1,
        key=key,
        seed=seed,
        began_at=at,
        began_by=by,
        until=exams.end_of(at, version.exam_minutes),
        out_of=len(questions),
    )
    options: dict[int, list[int]] = {}
    for question, option in Option.objects.filter(question__in=questions).values_list(
        "question_id", "pk"
    ):
        options.setdefault(question, []).append(option)
    ExamAnswer.objects.bulk_create(
        ExamAnswer(
            attempt=attempt,
            position=position,
            question_id=question,
            options=drawing.options_of(seed, question, options[question]),
        )
        for position, question in enumerate(questions, start=1)
    )
    return attempt


def _end_over(running: QuerySet[Attempt], at: datetime) -> int:
    over = running.filter(until__lt=at).select_for_update(of=("self",), skip_locked=True)
    ended = 0
    for attempt in over:
        _end(attempt, attempt.until, is_late=True)
        ended += 1
    return ended


def _end(attempt: Attempt, at: datetime, *, is_late: bool) -> None:
    """Count what is right; the answers first, for they stay once the attempt has ended."""
    answers = list(attempt.answers.all())
    right = right_options(answer.question_id for answer in answers)
    for answer in answers:
        answer.is_right = marking.is_right(answer.chosen or (), right[answer.question_id])
    ExamAnswer.objects.bulk_update(answers, ["is_right"])
    percent = Study.objects.values_list("version__exam_percent", flat=True).get(pk=attempt.study_id)
    attempt.right = sum(bool(answer.is_right) for answer in answers)
    attempt.is_passed = marking.is_enough(attempt.right, attempt.out_of, percent)
    attempt.ended_at, attempt.is_late = at, is_late
    attempt.save(update_fields=["right", "is_passed", "ended_at", "is_late"])
