"""Whether the money arrived: asked of payouts, since this room makes no bank file of its own."""

from datetime import datetime

from django.db import transaction

from yutang.indemnity.actions.writing import locked, move, write
from yutang.indemnity.errors import CaseElsewhere
from yutang.indemnity.models import Case, State
from yutang.indemnity.queries import stages
from yutang.indemnity.rules import life
from yutang.kernel.clock import now
from yutang.payouts import queries as payouts


def follow(at: datetime | None = None) -> int:
    """Bring cases to where their payouts are: paid, or approved again where the money came back.

    Return how many moved. Run by a timer, and by whoever looks: twice changes nothing.
    """
    moved = 0
    for case_id, reference in _news():
        try:
            moved += _bring(case_id, reference, at or now())
        except CaseElsewhere:
            continue
    return moved


def _news() -> list[tuple[int, str]]:
    """Return (case, payout that paid it, or "") where that is not what the case says."""
    open_cases = Case.objects.filter(state__in=[State.APPROVED, State.PAID]).order_by("pk")
    rows = list(open_cases.values_list("pk", "payee_id", "payout"))
    approved = stages.approved_at([row[0] for row in rows])
    asked = [(payee, approved[pk]) for pk, payee, _payout in rows if payee and pk in approved]
    cleared = payouts.cleared(asked)
    found = []
    for pk, payee, known in rows:
        if pk not in approved:
            continue
        there = cleared.get((payee, approved[pk]))
        reference = there.reference if there is not None and there.paid_at is not None else ""
        if reference != known:
            found.append((pk, reference))
    return found


def _bring(case_id: int, reference: str, at: datetime) -> int:
    with transaction.atomic():
        case = locked(case_id, State.APPROVED, State.PAID)
        fen = case.approved_fen or 0
        if case.state == State.PAID and case.payout != reference:
            before, case.payout = case.payout, ""
            write(case, life.CAME_BACK, None, at, amount_fen=fen, figures={"payout": before})
            move(case, life.APPROVED, at, "payout")
        if reference and case.state == State.APPROVED:
            case.payout = reference
            write(case, life.STAGE_PAID, None, at, amount_fen=fen, figures={"payout": reference})
            move(case, life.PAID, at, "payout")
    return 1
