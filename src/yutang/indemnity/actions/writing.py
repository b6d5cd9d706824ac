"""A case's row locked for one step, and the stage written that the step leaves behind."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Max

from yutang.indemnity.errors import CaseElsewhere, ReasonNeeded
from yutang.indemnity.models import Case, Stage, State
from yutang.indemnity.rules import life
from yutang.kernel.errors import NotFound
from yutang.kernel.text import one_line
from yutang.people.access import Person
from yutang.plumbing.seal import seal


def locked(case_id: int, *states: str) -> Case:
    """Return the case, its row locked until the transaction ends.

    Raises:
        NotFound
        CaseElsewhere: it is in none of these states.
    """
    found = (
        Case.objects.select_for_update(of=("self",))
        .select_related("member", "programme", "payee")
        .filter(pk=case_id)
        .first()
    )
    if found is None:
        raise NotFound
    if found.state not in states:
        raise CaseElsewhere
    return found


def write(
    case: Case,
    name: str,
    by: Person | None,
    at: datetime,
    *,
    amount_fen: int = 0,
    outcome: str = "",
    codes: Sequence[str] = (),
    figures: Mapping[str, Any] | None = None,
    steps: Sequence[Mapping[str, Any]] = (),
    note: str = "",
) -> Stage:
    """Write the case's next stage; its row is locked."""
    last = case.stages.aggregate(last=Max("position"))["last"] or 0
    return Stage.objects.create(
        case=case,
        position=last + 1,
        name=name,
        round=case.round,
        outcome=outcome,
        amount_fen=amount_fen,
        codes=list(codes),
        figures=dict(figures or {}),
        steps=list(steps),
        note_sealed=seal(note) if note else b"",
        by=by,
        at=at,
    )


def move(case: Case, to: str, at: datetime, *fields: str) -> None:
    """Bring the case to another state, with the other fields that changed."""
    assert life.may_move(case.state, to), f"{case.state} → {to}"
    case.state, case.since = State(to), at
    case.save(update_fields=["state", "since", *fields])


def reason_of(text: str) -> str:
    """Return why, in one line.

    Raises:
        ReasonNeeded: too little to be a reason.
    """
    said = one_line(text)[: life.REASON_MOST]
    if len(said) < life.REASON_LEAST:
        raise ReasonNeeded
    return said


def details(**texts: str) -> bytes:
    """Return hospital, diagnosis and note sealed together."""
    return seal(json.dumps(texts, ensure_ascii=False, sort_keys=True))
