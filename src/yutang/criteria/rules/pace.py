"""When a place gets there if it goes on as it did. Pure.

Each month has its *rolling sum*: of that month and the eleven before. The pace is the slope of
Theil and Sen over the newest rolling sums: of all pairs of months the median of "so much more,
so many months later". Half of the months may be wild without moving it, and a season cannot tilt
it, since each sum holds a whole year.
"""

from collections.abc import Sequence
from fractions import Fraction
from statistics import median
from typing import Literal, NamedTuple

WINDOW = 12
HISTORY_LEAST = 24
"""Months of history below which nothing is said."""
SUMS_MOST = 24
MONTHS_AHEAD_MOST = 120

Outlook = Literal["there", "then", "never", "short"]


class Pace(NamedTuple):
    """`outlook`: is there already; gets there in `months`; not at this pace; history too short.

    `a_month`: so much more a month, of a year's sum (or of a level, for what is not summed).
    """

    outlook: Outlook
    months: int | None = None
    a_month: Fraction | None = None
    history: int = 0


def pace(series: Sequence[int], target: int, *, summed: bool) -> Pace:
    """Return when the newest rolling sum reaches the target.

    Args:
        series: a value a month, without gaps, oldest first.
        target: what is to be reached, in the same unit.
        summed: the target is of a year's sum (sales); otherwise of a level (active shops), whose
            months are taken as they are.
    """
    history = len(series)
    if history < HISTORY_LEAST:
        return Pace("short", history=history)
    sums = rolling(series) if summed else list(series)
    sums = sums[-SUMS_MOST:]
    a_month = slope(sums)
    if sums[-1] >= target:
        return Pace("there", 0, a_month, history)
    if a_month <= 0:
        return Pace("never", None, a_month, history)
    months = -((sums[-1] - target) // a_month)
    if months > MONTHS_AHEAD_MOST:
        return Pace("never", None, a_month, history)
    return Pace("then", int(months), a_month, history)


def rolling(series: Sequence[int]) -> list[int]:
    """Return the sum of each month with the eleven before it, from the twelfth on."""
    return [sum(series[at - WINDOW : at]) for at in range(WINDOW, len(series) + 1)]


def slope(values: Sequence[int]) -> Fraction:
    """Return Theil and Sen's slope: the median over all pairs, exactly."""
    pairs = [
        Fraction(values[later] - values[earlier], later - earlier)
        for earlier in range(len(values))
        for later in range(earlier + 1, len(values))
    ]
    return Fraction(median(pairs)) if pairs else Fraction(0)


def together(paces: Sequence[Pace]) -> Pace:
    """Return when all are reached: the slowest of them."""
    for outlook in ("short", "never"):
        for each in paces:
            if each.outlook == outlook:
                return each
    return max(paces, key=lambda each: each.months or 0, default=Pace("there", 0))


def soonest(paces: Sequence[Pace]) -> Pace | None:
    """Return the way that gets there first; None where no way is told."""
    reached = [each for each in paces if each.months is not None]
    if reached:
        return min(reached, key=lambda each: each.months or 0)
    return paces[0] if paces else None
