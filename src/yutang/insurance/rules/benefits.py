"""What is paid for a bill: every step with its amount and its reason.

Counted in whole fen. Tiers are counted exactly and rounded once, half up to the fen, after they are
added. Never more than a person's own cost, except for a fixed sum, which asks for no bill.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from yutang.insurance.errors import BadBill
from yutang.insurance.rules.wording import Event, Rule

_FEN = 100


class Code(StrEnum):
    """What a step is about; those of `STOPS` say why nothing is paid."""

    BILL = "bill"
    PUBLIC_PAID = "public_paid"
    OTHERS_PAID = "others_paid"
    OWN_COST = "own_cost"
    DEDUCTIBLE = "deductible"
    TIER = "tier"
    SUM = "sum"
    OWN_COST_CAP = "own_cost_cap"
    CASE_CAP = "case_cap"
    YEAR_CAP = "year_cap"
    PAID = "paid"
    EVENT_NOT_COVERED = "event_not_covered"
    OUTSIDE_PERIOD = "outside_period"
    WAITING = "waiting"
    NO_OWN_COST = "no_own_cost"
    BELOW_DEDUCTIBLE = "below_deductible"
    SUM_PAID_BEFORE = "sum_paid_before"
    YEAR_CAP_REACHED = "year_cap_reached"
    UNDER_A_FEN = "under_a_fen"


STOPS = frozenset(
    {
        Code.EVENT_NOT_COVERED,
        Code.OUTSIDE_PERIOD,
        Code.WAITING,
        Code.NO_OWN_COST,
        Code.BELOW_DEDUCTIBLE,
        Code.SUM_PAID_BEFORE,
        Code.YEAR_CAP_REACHED,
        Code.UNDER_A_FEN,
    }
)


@dataclass(frozen=True, kw_only=True)
class Bill:
    """One case, as its papers say it. Amounts in fen.

    `paid_before_fen`: what this person was paid of the plan in this policy period already;
    `sums_before`: events whose fixed sum they had in it. `covered_from` and `covered_to`: the days
    of their policy period.
    """

    event: str
    total_fen: int
    public_paid_fen: int
    on: date
    covered_from: date
    covered_to: date
    others_paid_fen: int = 0
    paid_before_fen: int = 0
    sums_before: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Step:
    """One line of the reckoning: `fen` is what this step counts, `left_fen` what stands after it.

    `percent`, `above_fen` and `part_fen` are a tier's: of `part_fen` above `above_fen`. `days` is
    the waiting time. A deduction has negative fen.
    """

    code: Code
    fen: int
    left_fen: int
    percent: Decimal | None = None
    above_fen: int = 0
    part_fen: int = 0
    days: int = 0


@dataclass(frozen=True)
class Breakdown:
    """The whole reckoning: `paid_fen` is what the plan pays; 0 with a reason that says why."""

    steps: tuple[Step, ...]
    own_cost_fen: int
    paid_fen: int

    @property
    def reason(self) -> Code | None:
        """Return why nothing is paid; None when something is."""
        return next((step.code for step in self.steps if step.code in STOPS), None)


def benefit(rule: Rule, bill: Bill) -> Breakdown:
    """Return what a version's rule pays for a bill, with every step.

    Raises:
        BadBill: an amount is negative, or what others paid is more than the whole.
    """
    own = _own_cost(bill)
    stop = _stopped(rule, bill, own)
    steps = list(_bill_steps(bill, own))
    if stop is not None:
        return Breakdown((*steps, stop), own, 0)
    event = rule.event(bill.event)
    assert event is not None, "looked for above"
    steps += _reckoned(event, own)
    paid = steps[-1].left_fen if steps[-1].code in {Code.TIER, Code.SUM} else 0
    is_spent = False
    for code, cap in _caps(rule, event, bill, own):
        if paid > cap:
            steps.append(Step(code, cap - paid, cap))
            paid = cap
            is_spent = code is Code.YEAR_CAP and cap == 0
    nothing = Code.YEAR_CAP_REACHED if is_spent else Code.UNDER_A_FEN
    last = Step(Code.PAID, paid, paid) if paid else Step(nothing, 0, 0)
    return Breakdown((*steps, last), own, paid)


def _own_cost(bill: Bill) -> int:
    parts = (bill.total_fen, bill.public_paid_fen, bill.others_paid_fen, bill.paid_before_fen)
    own = bill.total_fen - bill.public_paid_fen - bill.others_paid_fen
    if min(parts) < 0 or own < 0:
        raise BadBill
    return own


def _bill_steps(bill: Bill, own: int) -> Iterator[Step]:
    left = bill.total_fen
    yield Step(Code.BILL, left, left)
    for code, fen in (
        (Code.PUBLIC_PAID, bill.public_paid_fen),
        (Code.OTHERS_PAID, bill.others_paid_fen),
    ):
        if fen:
            left -= fen
            yield Step(code, -fen, left)
    yield Step(Code.OWN_COST, own, own)


def _stopped(rule: Rule, bill: Bill, own: int) -> Step | None:
    """Return why nothing is paid, when that is known before anything is counted."""
    event = rule.event(bill.event)
    if event is None:
        return Step(Code.EVENT_NOT_COVERED, 0, 0)
    if not bill.covered_from <= bill.on <= bill.covered_to:
        return Step(Code.OUTSIDE_PERIOD, 0, 0)
    waits = rule.waits(event)
    if bill.on < bill.covered_from + timedelta(days=waits):
        return Step(Code.WAITING, 0, 0, days=waits)
    code = _sum_stops(event, bill) if event.is_sum else _cost_stops(event, own)
    return Step(code, 0, 0) if code is not None else None


def _sum_stops(event: Event, bill: Bill) -> Code | None:
    return Code.SUM_PAID_BEFORE if event.name in bill.sums_before else None


def _cost_stops(event: Event, own: int) -> Code | None:
    if own == 0:
        return Code.NO_OWN_COST
    return Code.BELOW_DEDUCTIBLE if own <= event.deductible_yuan * _FEN else None


def _reckoned(event: Event, own: int) -> Iterator[Step]:
    if event.is_sum:
        yield Step(Code.SUM, event.sum_yuan * _FEN, event.sum_yuan * _FEN)
        return
    counted = own - event.deductible_yuan * _FEN
    if event.deductible_yuan:
        yield Step(Code.DEDUCTIBLE, -event.deductible_yuan * _FEN, counted)
    exact, said = Decimal(0), 0
    ends = [tier.above_yuan * _FEN for tier in event.tiers[1:]]
    for tier, end in zip(event.tiers, [*ends, counted], strict=True):
        above = tier.above_yuan * _FEN
        part = max(0, min(counted, end) - above)
        if not part:
            break
        exact += part * tier.percent / _FEN
        # The sum is rounded, never its parts: a tier's amount is what the sum grows by.
        so_far = int(exact.quantize(Decimal(1), ROUND_HALF_UP))
        yield Step(Code.TIER, so_far - said, so_far, tier.percent, above, part)
        said = so_far


def _caps(rule: Rule, event: Event, bill: Bill, own: int) -> Iterator[tuple[Code, int]]:
    if not event.is_sum:
        yield Code.OWN_COST_CAP, own
    if event.cap_yuan is not None:
        yield Code.CASE_CAP, event.cap_yuan * _FEN
    if rule.cap_year_fen is not None:
        yield Code.YEAR_CAP, max(0, rule.cap_year_fen - bill.paid_before_fen)
