"""Which balances a payout run pays, and which not, each with its reason."""

from collections.abc import Iterable
from typing import Final, Literal, NamedTuple

LEAST_FEN = 1_00
"""A run pays no less than this unless its maker says otherwise."""

DRAFT: Final = "draft"
APPROVED: Final = "approved"
SENT: Final = "sent"
DONE: Final = "done"
DROPPED: Final = "dropped"
ARROWS: Final[dict[str, frozenset[str]]] = {
    DRAFT: frozenset({APPROVED, DROPPED}),
    APPROVED: frozenset({SENT, DROPPED}),
    SENT: frozenset(),
    DONE: frozenset(),
    DROPPED: frozenset(),
}
"""By hand. A run is done by itself, when the bank has answered for each of its payouts."""

BALANCE: Final = "balance"
ADVANCE: Final = "advance"

Reason = Literal["negative", "small", "no_account", "open"]


class Balance(NamedTuple):
    """A payee at the moment of a run, in fen. `owed_fen`: what is left of an advance."""

    payee: int
    payable_fen: int
    owed_fen: int = 0
    repay_percent: int = 0
    has_account: bool = True
    is_open: bool = False
    """An earlier payout of this payee is under way."""


class Line(NamedTuple):
    """What a run takes of a balance: `gross = repaid + paid`."""

    payee: int
    gross_fen: int
    repaid_fen: int

    @property
    def paid_fen(self) -> int:
        return self.gross_fen - self.repaid_fen


class Left(NamedTuple):
    """A payee that the run does not pay, and why."""

    payee: int
    payable_fen: int
    reason: Reason


class Plan(NamedTuple):
    lines: list[Line]
    left: list[Left]


def reference(run_id: int, position: int) -> str:
    """Return what a payout is called at the bank: letters and digits only, always as long."""
    return f"YT{run_id:08d}{position:05d}"


def plan(balances: Iterable[Balance], least_fen: int) -> Plan:
    """Return what is paid now, and who is not with the reason; a balance of nothing is neither.

    The order is always the same: what was given back to buyers is netted first (it is in the
    balance already), then the agreed percent repays an advance, then the rest is paid.
    """
    lines: list[Line] = []
    left: list[Left] = []
    for each in balances:
        if each.payable_fen == 0:
            continue
        line = Line(each.payee, each.payable_fen, repayment(each))
        reason = _why_not(each, line, least_fen)
        if reason is None:
            lines.append(line)
        else:
            left.append(Left(each.payee, each.payable_fen, reason))
    return Plan(lines, left)


def repayment(balance: Balance) -> int:
    """Return the fen of a payout that repay the advance: the percent, at most what is owed."""
    if balance.payable_fen <= 0 or balance.owed_fen <= 0:
        return 0
    return min(balance.owed_fen, balance.payable_fen * balance.repay_percent // 100)


def may_move(before: str, after: str) -> bool:
    """Tell whether a run may go from one state to another."""
    return after in ARROWS.get(before, frozenset())


def _why_not(balance: Balance, line: Line, least_fen: int) -> Reason | None:
    if balance.payable_fen < 0:
        return "negative"
    if balance.is_open:
        return "open"
    if not balance.has_account:
        return "no_account"
    return "small" if line.paid_fen < max(least_fen, 1) else None
