"""Calendar months of China, and sums by month that add up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from yutang.kernel.clock import CHINA, wall

MONTHS_A_YEAR = 12
_YEAR_MIN, _YEAR_MAX = 2000, 2999


class Month(NamedTuple):
    """A month of China's calendar; they sort by time."""

    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    def plus(self, months: int) -> "Month":
        """Return the month so many later (earlier when negative)."""
        year, month = divmod(self.year * MONTHS_A_YEAR + self.month - 1 + months, MONTHS_A_YEAR)
        return Month(year, month + 1)

    def minus(self, other: "Month") -> int:
        """Return how many months lie between."""
        return (self.year - other.year) * MONTHS_A_YEAR + self.month - other.month

    @property
    def start(self) -> datetime:
        """The first moment of the month, aware."""
        return datetime(self.year, self.month, 1, tzinfo=CHINA)


def month_of(moment: datetime) -> Month:
    """Return the month in which a moment lies in China."""
    there = wall(moment)
    return Month(there.year, there.month)


def month_from(text: str) -> Month | None:
    """Return the month of ``2026-11``; None for anything else."""
    year, dash, month = text.partition("-")
    digits = year.isascii() and year.isdigit() and month.isascii() and month.isdigit()
    if not dash or not digits or len(text) > len("2026-11"):
        return None
    if not _YEAR_MIN <= int(year) <= _YEAR_MAX or not 1 <= int(month) <= MONTHS_A_YEAR:
        return None
    return Month(int(year), int(month))


@dataclass(frozen=True)
class Sums:
    """What happened to a payee's money in a stretch of time, in fen.

    Signs as a payee reads them: what adds to the balance is positive.
    """

    share_fen: int = 0
    given_fen: int = 0
    refund_fen: int = 0
    repaid_fen: int = 0
    paid_fen: int = 0
    returned_fen: int = 0
    other_fen: int = 0

    @property
    def rest_fen(self) -> int:
        """What has no column of its own in a table of months."""
        return self.given_fen + self.returned_fen + self.other_fen

    @property
    def change_fen(self) -> int:
        """By how much the balance changed."""
        return (
            self.share_fen
            + self.given_fen
            + self.refund_fen
            + self.repaid_fen
            + self.paid_fen
            + self.returned_fen
            + self.other_fen
        )


_COLUMN = {
    "settlement": "share_fen",
    "spending": "given_fen",
    "spending_undone": "given_fen",
    "reversal": "refund_fen",
    "repayment": "repaid_fen",
    "payout": "paid_fen",
    "payout_returned": "returned_fen",
}


def sums(by_cause: Mapping[str, int]) -> Sums:
    """Return the sums of entries given by their cause; what has no column of its own is other."""
    found = dict.fromkeys(Sums.__dataclass_fields__, 0)
    for cause, fen in by_cause.items():
        found[_COLUMN.get(cause, "other_fen")] += fen
    return Sums(**found)


def column_of(cause: str) -> str:
    """Return the field of `Sums` that an entry of this cause counts in."""
    return _COLUMN.get(cause, "other_fen")


@dataclass(frozen=True)
class MonthSums:
    """A month on a statement: opening + what happened = closing."""

    month: Month
    opening_fen: int
    sums: Sums

    @property
    def closing_fen(self) -> int:
        return self.opening_fen + self.sums.change_fen


def by_month(rows: Iterable[tuple[Month, str, int]]) -> list[MonthSums]:
    """Return the months in which something happened, oldest first, each with its opening balance.

    `rows`: (month, cause, fen as the payee reads it), in any order.
    """
    collected: dict[Month, dict[str, int]] = {}
    for month, cause, fen in rows:
        causes = collected.setdefault(month, {})
        causes[cause] = causes.get(cause, 0) + fen
    balance, found = 0, []
    for month in sorted(collected):
        here = MonthSums(month, balance, sums(collected[month]))
        balance = here.closing_fen
        found.append(here)
    return found
