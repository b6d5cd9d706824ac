"""What a producer settled before, month by month, and the advance that this allows."""

from collections.abc import Mapping
from dataclasses import dataclass

from yutang.kernel.clock import now
from yutang.ledger import months as books
from yutang.ledger import queries as ledger
from yutang.ledger.rules import ADVANCE, PAYABLE, owner_of
from yutang.payouts.models import Advance, AdvanceState
from yutang.payouts.rules import advances as rules
from yutang.payouts.rules.months import Month, month_of
from yutang.shares.payees import Payee

_INCOME = frozenset({"settlement", "reversal"})
MONTHS_SHOWN = 24


@dataclass(frozen=True)
class Credit:
    """All that the page of advances says: history, season, limit; what is owed now, in fen."""

    history: tuple[tuple[Month, int], ...]
    """Settled income by month, the latest first, this month included."""
    season: rules.Season
    limit: rules.Limit
    owed_fen: int
    """What is left of an advance."""
    under_fen: int
    """How far the balance lies below nothing."""


def credit_of(payee: Payee) -> Credit:
    """Return what a payee's settled sales allow to be advanced now: three queries."""
    owner, this = owner_of(payee.pk), month_of(now())
    history = income(owner)
    owed = max(ledger.balance(ADVANCE, owner), 0)
    under = max(ledger.balance(PAYABLE, owner), 0)
    return Credit(
        history=tuple(sorted(history.items(), reverse=True)[:MONTHS_SHOWN]),
        season=rules.season(history, this),
        limit=rules.limit(history, this, owed + under),
        owed_fen=owed,
        under_fen=under,
    )


def income(owner: str) -> Mapping[Month, int]:
    """Return what was settled for a payee by month, refunds taken off, in fen."""
    found: dict[Month, int] = {}
    for moved in books.months(PAYABLE, owner):
        if moved.cause in _INCOME:
            month = Month(moved.year, moved.month)
            found[month] = found.get(month, 0) - moved.amount_fen
    return found


def may_have_advance(payee: Payee) -> bool:
    """Advances are for those who grow or make what is sold."""
    return payee.kind == "producer"


def open_advance(payee_id: int) -> Advance | None:
    """Return the advance of a payee that is asked for, agreed to or being repaid."""
    states = [AdvanceState.ASKED, AdvanceState.AGREED, AdvanceState.GIVEN]
    return Advance.objects.filter(payee_id=payee_id, state__in=states).first()


def owed_fen(payee_id: int) -> int:
    """Return what is left of a payee's advance."""
    return max(ledger.balance(ADVANCE, owner_of(payee_id)), 0)
