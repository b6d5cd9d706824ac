"""Cohorts of buyers: who bought for the first time in a month, and who came again when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from yutang.indicators.rules.masking import kept_back
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
    public, and the smallest other with it; of a cohort it is not told that all but a few came
    again. A month that `until` lies in is not over, and not told.
    """
    came: dict[date, dict[int, int]] = {}
    for first, month, persons in seen:
        came.setdefault(first, {})[apart(first, month)] = persons
    found = []
    sizes = {month: by_offset.get(0, 0) for month, by_offset in came.items()}
    back = frozenset[date]() if full else kept_back(sizes)
    for month, by_offset in sorted(came.items()):
        size = sizes[month]
        if size and month not in back:
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
        few = any(0 < some < SMALL for some in (persons, size - persons))
        is_told = offset < over and (full or not few)
        shares.append(persons / size if is_told else None)
    return tuple(shares)
