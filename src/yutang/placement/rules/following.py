"""When somebody is asked again: 3, 6 and 12 months after a beginning."""

from collections.abc import Collection
from datetime import date
from typing import Final

MONTHS: Final = (3, 6, 12)
TRIES_MOST: Final = 3
"""Who could not be reached so often is not called again for that month."""


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later; the 28th where a month is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, 28))


def due(counted_from: date, today: date, settled: Collection[int]) -> int | None:
    """Return the months after which somebody is to be asked now: the last that has come.

    An earlier question that was missed is not asked any more: nobody remembers.
    """
    come = [months for months in MONTHS if months_after(counted_from, months) <= today]
    return come[-1] if come and come[-1] not in settled else None
