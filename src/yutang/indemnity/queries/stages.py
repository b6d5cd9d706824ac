"""Stages of cases: words of the round that runs, what a reader may see of them, days they took."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from yutang.indemnity.models import Case, Stage, State
from yutang.indemnity.queries.words import papers_named, refusals_named, step_word
from yutang.indemnity.rules import life
from yutang.indemnity.rules.life import Word
from yutang.kernel.clock import wall
from yutang.people import queries as people
from yutang.people.access import Person
from yutang.plumbing.seal import unseal


@dataclass(frozen=True)
class StepView:
    """A line of a reckoning. `fen` is what it counts, `left_fen` what stands after it."""

    word: str
    fen: int
    left_fen: int
    percent: str
    part_fen: int


@dataclass(frozen=True)
class StageView:
    """A stage as a reader may see it: `note` is empty where they may not, or nothing was said."""

    position: int
    name: str
    title: str
    round: int
    outcome: str
    outcome_word: str
    amount_fen: int
    shows_amount: bool
    reasons: tuple[str, ...]
    figures: dict[str, Any]
    steps: tuple[StepView, ...]
    note: str
    by: str
    at: datetime


def words(case: Case) -> list[Word]:
    """Return the words of the two assessors in the round that runs, the first one first."""
    found = case.stages.filter(name=life.ASSESSED, round=case.round).order_by("position")
    return [
        Word(each.by_id or 0, each.outcome, each.amount_fen, tuple(each.codes)) for each in found
    ]


def seen_by(person: Person | None, case: Case) -> list[Stage]:
    """Return the stages in their order, without words that the reader must not know yet.

    Until both assessors of a round have given theirs, a word is seen only by whose it is.
    """
    found = list(case.stages.order_by("position"))
    if case.state != State.FILED:
        return found
    return [
        each
        for each in found
        if each.name != life.ASSESSED
        or each.round != case.round
        or (person is not None and each.by_id == person.pk)
    ]


def views(found: Sequence[Stage], *, notes: bool) -> list[StageView]:
    """Return stages for a page; one query for the names."""
    names = people.names({each.by_id for each in found if each.by_id is not None})
    return [_view(each, names.get(each.by_id or 0, ""), notes=notes) for each in found]


def touched(case: Case) -> set[int]:
    """Return everybody who had a word in the case: who files, assesses, settles, decides."""
    asked = case.stages.exclude(by=None).values_list("by_id", flat=True)
    return set(asked)


def worded(case: Case) -> set[int]:
    """Return who said what should be paid in any round: they approve nothing of it."""
    said = case.stages.filter(name__in=[life.ASSESSED, life.RECONCILED, life.DECIDED])
    return set(said.exclude(by=None).values_list("by_id", flat=True))


def assessors(case: Case) -> set[int]:
    """Return who gave their word in the round that runs."""
    return {word.by for word in words(case)}


def last(case: Case, name: str) -> Stage | None:
    """Return the latest stage of this name."""
    return case.stages.filter(name=name).order_by("-position").first()


def approved_at(case_ids: Sequence[int]) -> dict[int, datetime]:
    """Return when each of these cases was approved, so that payouts can be asked: one query."""
    rows = Stage.objects.filter(case_id__in=case_ids, name=life.STAGE_APPROVED)
    return dict(rows.order_by("position").values_list("case_id", "at"))


def refused_on(case: Case) -> date | None:
    """Return the day of the latest refusal, as a calendar in China shows it."""
    found = last(case, life.STAGE_REFUSED)
    return None if found is None else wall(found.at).date()


def days(case_ids: Iterable[int]) -> list[dict[str, int]]:
    """Return how many days each stretch of these cases took; one query."""
    reached: dict[int, dict[str, datetime]] = {}
    rows = Stage.objects.filter(case_id__in=list(case_ids)).order_by("case_id", "position")
    for case_id, name, at in rows.values_list("case_id", "name", "at"):
        there = reached.setdefault(case_id, {})
        if name == life.ASKED:
            there.setdefault(name, at)
        elif name in {life.ASSESSED, life.RECONCILED, life.DECIDED}:
            there["agreed"] = at
        else:
            there[name] = at
    return [life.days_between(each) for each in reached.values()]


def _view(stage: Stage, by: str, *, notes: bool) -> StageView:
    is_papers = stage.name in {life.DOCUMENTS, life.MORE}
    reasons = [papers_named(stage.codes)] if is_papers and stage.codes else []
    if not is_papers:
        reasons = refusals_named(stage.codes)
    return StageView(
        position=stage.position,
        name=stage.name,
        title=str(stage.get_name_display()),
        round=stage.round,
        outcome=stage.outcome,
        outcome_word=str(stage.get_outcome_display()) if stage.outcome else "",
        amount_fen=stage.amount_fen,
        shows_amount=stage.amount_fen > 0 or stage.outcome == life.REFUSE,
        reasons=tuple(reasons),
        figures=stage.figures,
        steps=tuple(_step(each) for each in stage.steps),
        note=unseal(stage.note_sealed) if notes and stage.note_sealed else "",
        by=by,
        at=stage.at,
    )


def _step(said: dict[str, Any]) -> StepView:
    return StepView(
        word=step_word(said["code"]),
        fen=said["fen"],
        left_fen=said["left_fen"],
        percent=said["percent"] or "",
        part_fen=said["part_fen"],
    )


def opened_details(case: Case) -> dict[str, str]:
    """Return hospital, diagnosis and note. The caller asked who may, and logged the opening."""
    found: dict[str, str] = json.loads(unseal(case.details_sealed))
    return found
