"""What may be written into the ledger: kinds of accounts, causes, whole postings. Pure.

A line is debited when its fen are positive and credited when they are negative.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from datetime import time as clock_time
from typing import Final, Literal, NamedTuple, get_args
from uuid import UUID

from yutang.kernel.clock import CHINA, wall
from yutang.ledger.errors import NotBalanced

Kind = Literal[
    "cashier",
    "escrow",
    "payable",
    "advance",
    "transit",
    "bank",
    "correction",
    "fund",
    "programme",
]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
Cause = Literal[
    "payment",
    "refund",
    "settlement",
    "reversal",
    "payout",
    "payout_returned",
    "advance",
    "repayment",
    "correction",
    "donation",
    "donation_back",
    "grant",
    "grant_back",
    "spending",
    "spending_undone",
    "bill_paid",
]

CASHIER: Final[Kind] = "cashier"
"""What a way of paying has taken for us; its owner is the method."""
ESCROW: Final[Kind] = "escrow"
"""Buyers' money, kept until their orders are settled."""
PAYABLE: Final[Kind] = "payable"
"""What we owe a payee; its owner is ``payee:<id>``."""
ADVANCE: Final[Kind] = "advance"
"""What a payee owes us from an advance."""
TRANSIT: Final[Kind] = "transit"
"""Handed to the bank to be paid out, and not confirmed by it yet."""
BANK: Final[Kind] = "bank"
CORRECTION: Final[Kind] = "correction"
"""Differences that somebody explained."""
FUND: Final[Kind] = "fund"
"""What donors gave to a fund and it has not handed on; its owner is ``fund:<id>``."""
PROGRAMME: Final[Kind] = "programme"
"""What a programme got and has not spent; its owner is ``programme:<id>``."""
PAYEE: Final = "payee:"
"""What an owner's name begins with when it is a payee's."""


class Line(NamedTuple):
    """So many fen to the debit (+) or credit (−) of an account; never 0."""

    kind: Kind
    owner: str
    amount_fen: int


class Posting(NamedTuple):
    """One transaction to be written; the same (cause, key) is written once."""

    cause: Cause
    key: str
    at: datetime
    lines: tuple[Line, ...]
    order: UUID | None = None


def check(lines: Sequence[Line]) -> None:
    """Go on when these lines may be one transaction.

    Raises:
        NotBalanced: fewer than two, one of them of 0 fen, or their sum is not 0.
    """
    total = sum(line.amount_fen for line in lines)
    if len(lines) < 2 or total != 0 or any(line.amount_fen == 0 for line in lines):  # noqa: PLR2004
        raise NotBalanced(total_fen=total)


def month_of(moment: datetime) -> date:
    """Return the first day of the month in which a clock in China shows the moment."""
    return wall(moment).date().replace(day=1)


def month_before(month: date) -> date:
    """Return the first day of the month before this one, given by its first day."""
    return (month - timedelta(days=1)).replace(day=1)


def month_ends(month: date) -> datetime:
    """Return the moment at which the month is over in China."""
    year, number = (month.year + 1, 1) if month.month == 12 else (month.year, month.month + 1)  # noqa: PLR2004
    return datetime.combine(date(year, number, 1), clock_time(), CHINA)


def kind_of(text: str) -> Kind:
    """Return the kind of account of this name, which the database has checked."""
    return next(kind for kind in KINDS if kind == text)


def owner_of(payee: int) -> str:
    """Return the owner of a payee's accounts."""
    return f"{PAYEE}{payee}"


def payee_in(owner: str) -> int | None:
    """Return the payee whom an owner names; None: it is something else."""
    return int(owner.removeprefix(PAYEE)) if owner.startswith(PAYEE) else None
