"""Writes of the spot checks room: draw a sample, open a number for a call, note what came of it."""

import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction

from yutang.kernel.clock import now
from yutang.kernel.errors import NotFound
from yutang.kernel.text import one_line
from yutang.people.access import Person
from yutang.roster import actions as roster
from yutang.roster.queries import kept
from yutang.spotchecks import access, rules
from yutang.spotchecks.errors import (
    AnswersMissing,
    BadResult,
    KeyUsed,
    MayNotCall,
    NobodyToDraw,
)
from yutang.spotchecks.models import Answer, Attempt, Drawn, Question, Result, Sample
from yutang.spotchecks.rules import Asked

_TITLE_MOST = 120


@dataclass(frozen=True)
class About:
    """What a sample checks: ``About("training.class", "17", "板栗网店班", "130827")``."""

    kind: str
    row: str
    title: str
    place_code: str
    is_demo: bool = False


def draw(
    about: About,
    members: Collection[int],
    size: int,
    questions: Sequence[Asked],
    by: Person,
    *,
    barred: Collection[int] = (),
) -> Sample:
    """Draw so many of these roster members at random, by a seed that is kept and shown.

    All who are checked belong in `members`, also who cannot be called: they are counted as not
    reached. `barred` are ids of people (accounts) whose work is checked: they may not call. Every
    draw is kept; a second one about the same row says so.

    Raises:
        NotFound: `by` is no clerk or officer of the place.
        NobodyToDraw, BadDraw, BadQuestion
    """
    if not access.works(by, about.place_code):
        raise NotFound
    frame = rules.frame_of(set(kept(members).values()))
    if not frame:
        raise NobodyToDraw
    asked = rules.checked(questions, size, min(len(frame), rules.FRAME_MOST))
    seed = secrets.token_hex(rules.SEED_LETTERS // 2)
    with transaction.atomic():
        sample = Sample.objects.create(
            kind=about.kind,
            about=about.row,
            turn=_next_turn(about),
            title=about.title[:_TITLE_MOST],
            place_code=about.place_code,
            frame=frame,
            frame_digest=rules.frame_digest(frame),
            seed=seed,
            size=size,
            barred=sorted(set(barred)),
            drawn_at=now(),
            drawn_by=by,
            is_demo=about.is_demo,
        )
        _ask(sample, asked)
        Drawn.objects.bulk_create(
            Drawn(sample=sample, position=position, member_id=member)
            for position, member in enumerate(rules.draw(frame, seed, size), 1)
        )
    return sample


def open_number(sample_id: int, position: int, by: Person) -> str:
    """Return the number to call; who opened it, for which sample, is kept and the person reads it.

    Raises:
        NotFound: the sample is not of the person's places.
        MayNotCall: their own work is checked.
        ConsentNeeded and the roster's other refusals: this person agreed to no call.
    """
    drawn = _to_call(sample_id, position, by)
    reason = f"抽查回访 {drawn.sample.title}"
    return roster.open_field(drawn.member, "mobile", reason, by, purpose="spotcheck")


def note(
    sample_id: int,
    position: int,
    result: str,
    answers: Mapping[str, str],
    by: Person,
    *,
    key: UUID,
    said: str = "",
) -> Attempt:
    """Note what came of a call; the same key again gives the same attempt.

    `answers` are codes by the codes of their questions; all of them where the person answered,
    else none is kept.

    Raises:
        NotFound, MayNotCall, BadResult, AnswersMissing
        KeyUsed: the key is another person's call.
    """
    drawn = _to_call(sample_id, position, by)
    if result not in Result.values:
        raise BadResult
    coded = _coded(drawn.sample, answers) if result == Result.ANSWERED else {}
    with transaction.atomic():
        attempt, is_new = Attempt.objects.get_or_create(
            key=key,
            defaults={
                "drawn": drawn,
                "result": result,
                "note": one_line(said)[: rules.NOTE_MOST],
                "at": now(),
                "by": by,
            },
        )
        if attempt.drawn_id != drawn.pk:
            raise KeyUsed
        if is_new:
            Answer.objects.bulk_create(
                Answer(attempt=attempt, question_id=question, code=code)
                for question, code in coded.items()
            )
    return attempt


def _to_call(sample_id: int, position: int, by: Person) -> Drawn:
    drawn = access.drawn_for(by, sample_id, position)
    if not access.may_call(by, drawn.sample):
        raise MayNotCall
    return drawn


def _coded(sample: Sample, answers: Mapping[str, str]) -> dict[int, str]:
    coded = {}
    for question in sample.questions.all():
        code = answers.get(question.code, "")
        if code not in {each[0] for each in question.answers}:
            raise AnswersMissing
        coded[question.pk] = code
    return coded


def _next_turn(about: About) -> int:
    """Return which draw about this row comes now; others wait until it is written."""
    with connection.cursor() as cursor:
        lock = "select pg_advisory_xact_lock(hashtextextended(%s, 0))"
        cursor.execute(lock, [f"spotchecks {about.kind} {about.row}"])
    drawn = Sample.objects.filter(kind=about.kind, about=about.row)
    return drawn.count() + 1


def _ask(sample: Sample, questions: Sequence[Asked]) -> None:
    Question.objects.bulk_create(
        Question(
            sample=sample,
            position=position,
            code=each.code,
            zh=each.zh,
            en=each.en,
            answers=[list(choice) for choice in each.answers],
        )
        for position, each in enumerate(questions, 1)
    )
