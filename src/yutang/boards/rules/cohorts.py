"""Cohorts of buyers: who bought for the first time in a month, and who came again when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from yutang.kernel.counts import SMALL

MONTHS_SHOWN: Final = 6


@dataclass(frozen=True)
class Cohort:
    """Buyers whose first purchase lies in one month.

    `shares`: of 1, how many of them bought again 1, 2, 3 … months later; None where that month
    is not over yet, or so few came that the public is not told.
    """

    month: date
    size: int
    shares: tuple[float | None, ...]


def cohorts(seen: Iterable[tuple[date, date, int]], until: date, *, full: bool) -> list[Cohort]:
    """Return the cohorts of (month of the first purchase, month of a purchase, persons).

    Months are their first days. A cohort of fewer persons than may be shown is left out for the
    public; a month that `until` lies in is not over, and not told.
    """
    came: dict[date, dict[int, int]] = {}
    for first, month, persons in seen:
        came.setdefault(first, {})[apart(first, month)] = persons
    found = []
    for month, by_offset in sorted(came.items()):
        size = by_offset.get(0, 0)
        if size and (full or size >= SMALL):
            found.append(Cohort(month, size, _shares(month, size, by_offset, until, full=full)))
    return found


def apart(first: date, later: date) -> int:
    """Return how many months lie between two months."""
    return (later.year - first.year) * 12 + later.month - first.month


def _shares(
    month: date, size: int, came: Mapping[int, int], until: date, *, full: bool
) -> tuple[float | None, ...]:
    over = apart(month, until)
    shares: list[float | None] = []
    for offset in range(1, MONTHS_SHOWN + 1):
        persons = came.get(offset, 0)
        is_told = offset < over and (full or persons == 0 or persons >= SMALL)
        shares.append(persons / size if is_told else None)
    return tuple(shares)
