"""Reads of the spot checks room: samples, whom to call, what came of it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from yutang.kernel.counts import SMALL, Persons
from yutang.places import queries as places
from yutang.plumbing.reader import reads_english
from yutang.roster import queries as roster
from yutang.spotchecks import rules
from yutang.spotchecks.models import Answer, Attempt, Drawn, Question, Result, Sample
from yutang.spotchecks.rules import Share

NOT_CALLED = ""
"""The result of who was not called yet."""


@dataclass(frozen=True)
class SampleView:
    """A sample as lists show it."""

    id: int
    title: str
    place_code: str
    place: str
    turn: int
    """Which draw about the same thing this is."""
    drawn_at: datetime
    drawn: Persons
    done: Persons
    """Persons whom nobody needs to call any more."""
    is_demo: bool


@dataclass(frozen=True)
class AnswerShare:
    """How many gave one answer."""

    text: str
    share: Share


@dataclass(frozen=True)
class QuestionSummary:
    """What was answered to one question, of those who answered."""

    text: str
    answers: tuple[AnswerShare, ...]


@dataclass(frozen=True)
class Summary:
    """What a sample says: who was reached, what they said, how sure that is."""

    frame: Persons
    drawn: Persons
    reached: Persons
    """Spoken to: answered, or said that they never took part."""
    answered: Persons
    by_result: tuple[tuple[str | Promise, Persons], ...]
    """Every person drawn, by the last result; not called ones last. They add up to `drawn`."""
    response: Share
    """Reached of drawn."""
    never: Share
    """Never took part, of those reached."""
    questions: tuple[QuestionSummary, ...]

    @property
    def may_publish(self) -> bool:
        """From ten persons reached on it is shown to everybody."""
        return self.reached.number >= SMALL


@dataclass(frozen=True)
class CallView:
    """One person of a call list."""

    position: int
    member_id: int
    masked_name: str
    place_code: str
    has_number: bool
    result: str
    said: str | Promise
    attempts: int
    is_done: bool


@dataclass(frozen=True)
class AttemptView:
    """One attempt in a person's history."""

    at: datetime
    by: str
    said: str | Promise
    note: str


def samples(rows: Iterable[Sample]) -> list[SampleView]:
    """Return samples as lists show them, in their order."""
    found = list(rows)
    names = places.full_names({each.place_code for each in found if each.place_code})
    last = _last_results([each.pk for each in found])
    done: Counter[int] = Counter()
    for sample_id, result in last:
        done[sample_id] += result in rules.DONE
    return [
        SampleView(
            id=each.pk,
            title=each.title,
            place_code=each.place_code,
            place=names.get(each.place_code, each.place_code),
            turn=each.turn,
            drawn_at=each.drawn_at,
            drawn=Persons(each.size),
            done=Persons(done[each.pk]),
            is_demo=each.is_demo,
        )
        for each in found
    ]


def of_row(kind: str, row: str) -> list[SampleView]:
    """Return the samples about one row of another room, newest first.

    For that room's page: ``{% include "spotchecks/_samples.html" with samples=… %}``.
    """
    return samples(Sample.objects.filter(kind=kind, about=row).defer("frame").order_by("-pk"))


def summary(sample: Sample | int) -> Summary:
    """Return what the sample says, with Wilson intervals (`rules.share`); no persons in it."""
    row = Sample.objects.get(pk=sample) if isinstance(sample, int) else sample
    last = Counter(result for _sample, result in _last_results([row.pk]))
    reached = sum(last[result] for result in rules.REACHED)
    order = [*Result.values, NOT_CALLED]
    return Summary(
        frame=Persons(len(row.frame)),
        drawn=Persons(row.size),
        reached=Persons(reached),
        answered=Persons(last[rules.ANSWERED]),
        by_result=tuple((said(each), Persons(last[each])) for each in order if last[each]),
        response=rules.share(reached, row.size),
        never=rules.share(last[rules.NEVER], reached),
        questions=_questions(row, last[rules.ANSWERED]),
    )


def said(result: str) -> str | Promise:
    """Return a result in words."""
    return Result(result).label if result else _("not called yet")


def calls(sample: Sample) -> list[CallView]:
    """Return whom the sample calls, in the order drawn: open ones keep their place."""
    rows = list(_with_last(Drawn.objects.filter(sample=sample)).order_by("position"))
    people = roster.views([each.member_id for each in rows])
    tries = Counter(Attempt.objects.filter(drawn__sample=sample).values_list("drawn", flat=True))
    return [_call(each, people.get(each.member_id), tries[each.pk]) for each in rows]


def call(drawn: Drawn) -> CallView:
    """Return one person of a call list."""
    row = _with_last(Drawn.objects.filter(pk=drawn.pk)).get()
    person = roster.views([drawn.member_id]).get(drawn.member_id)
    return _call(row, person, row.attempts.count())


def history(drawn: Drawn) -> list[AttemptView]:
    """Return all attempts to call a person, newest first."""
    found = drawn.attempts.select_related("by").order_by("-pk")
    return [AttemptView(each.at, each.by.name, said(each.result), each.note) for each in found]


def questions(sample: Sample) -> list[tuple[Question, str, list[tuple[str, str]]]]:
    """Return the questions with their words and answers in the reader's language."""
    english = reads_english()
    return [
        (each, each.en if english else each.zh, _choices(each, english=english))
        for each in sample.questions.order_by("position")
    ]


def _call(row: Drawn, person: roster.MemberView | None, attempts: int) -> CallView:
    result = getattr(row, "result", None) or NOT_CALLED
    return CallView(
        position=row.position,
        member_id=row.member_id,
        masked_name=person.masked_name if person else "",
        place_code=person.place_code if person else "",
        has_number=bool(person and person.mobile_tail),
        result=result,
        said=said(result),
        attempts=attempts,
        is_done=result in rules.DONE,
    )


def _with_last(rows: QuerySet[Drawn]) -> QuerySet[Drawn]:
    newest = Attempt.objects.filter(drawn=OuterRef("pk")).order_by("-pk").values("result")[:1]
    return rows.annotate(result=Subquery(newest))


def _last_results(sample_ids: list[int]) -> list[tuple[int, str]]:
    """Return of each person drawn the sample and the last result."""
    rows = _with_last(Drawn.objects.filter(sample_id__in=sample_ids))
    return [(each.sample_id, getattr(each, "result", None) or NOT_CALLED) for each in rows]


def _questions(sample: Sample, whole: int) -> tuple[QuestionSummary, ...]:
    newest = Attempt.objects.filter(drawn=OuterRef("attempt__drawn")).order_by("-pk").values("pk")
    counts = Counter(
        Answer.objects.filter(
            attempt__drawn__sample=sample, attempt=Subquery(newest[:1])
        ).values_list("question_id", "code")
    )
    return tuple(
        QuestionSummary(
            text,
            tuple(
                AnswerShare(word, rules.share(counts[(each.pk, code)], whole))
                for code, word in answers
            ),
        )
        for each, text, answers in questions(sample)
    )


def _choices(question: Question, *, english: bool) -> list[tuple[str, str]]:
    return [(code, en if english else zh) for code, zh, en in question.answers]
