"""The 24 solar terms (节气): in which one a day falls, and when something has its season.

A term begins at a moment of the sun's way, which differs by a day or so between years; a day
belongs to the term that has begun by its end in China. Moments: lunar-python.
"""

import bisect
import functools
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

TERMS = (
    ("立春", "Start of spring"),
    ("雨水", "Rain water"),
    ("惊蛰", "Insects awaken"),
    ("春分", "Spring equinox"),
    ("清明", "Clear and bright"),
    ("谷雨", "Grain rain"),
    ("立夏", "Start of summer"),
    ("小满", "Grain buds"),
    ("芒种", "Grain in ear"),
    ("夏至", "Summer solstice"),
    ("小暑", "Minor heat"),
    ("大暑", "Major heat"),
    ("立秋", "Start of autumn"),
    ("处暑", "End of heat"),
    ("白露", "White dew"),
    ("秋分", "Autumn equinox"),
    ("寒露", "Cold dew"),
    ("霜降", "Frost descends"),
    ("立冬", "Start of winter"),
    ("小雪", "Minor snow"),
    ("大雪", "Major snow"),
    ("冬至", "Winter solstice"),
    ("小寒", "Minor cold"),
    ("大寒", "Major cold"),
)
"""Chinese and English, from the beginning of spring on (GB/T 33661-2017)."""
TERM_COUNT = len(TERMS)
MONTHS = 12
_IN_SEASON = 0.75


class Season(NamedTuple):
    """The shortest run of terms, over the year's end too, with three quarters of all of it."""

    first: int
    last: int
    share: float


@functools.cache
def _beginnings(year: int) -> tuple[tuple[date, int], ...]:
    """Return the days on which 24 terms begin, from the winter solstice before the year on."""
    from lunar_python import Solar  # noqa: PLC0415 - takes long, and few pages ask for it

    table = Solar.fromYmd(year, 7, 1).getLunar().getJieQiTable()
    numbers = {chinese: at for at, (chinese, _) in enumerate(TERMS)}
    found = {
        (date(moment.getYear(), moment.getMonth(), moment.getDay()), numbers[name])
        for name, moment in table.items()
        if name in numbers
    }
    return tuple(sorted(found))


def term_of(day: date) -> int:
    """Return the number of the solar term in which the day lies: 0 立春 … 23 大寒."""
    begun = [each for year in (-1, 0, 1) for each in _beginnings(day.year + year)]
    days = [beginning for beginning, _ in begun]
    return begun[bisect.bisect_right(days, day) - 1][1]


@functools.cache
def beginnings_of(year: int) -> tuple[date, ...]:
    """Return the day on which each term begins that begins in a year, by its number."""
    days = {
        at: day for each in (year, year + 1) for day, at in _beginnings(each) if day.year == year
    }
    return tuple(days[at] for at in range(TERM_COUNT))


@functools.cache
def terms_of_year(year: int) -> tuple[int, ...]:
    """Return the term of each day of the year, January the first at 0."""
    first = date(year, 1, 1).toordinal()
    last = date(year, 12, 31).toordinal()
    return tuple(term_of(date.fromordinal(day)) for day in range(first, last + 1))


def strips(days: Iterable[tuple[date, int]]) -> tuple[list[int], list[int]]:
    """Return amounts of days as sums of the 12 months and of the 24 solar terms."""
    by_month, by_term = [0] * MONTHS, [0] * TERM_COUNT
    for day, amount in days:
        by_month[day.month - 1] += amount
        by_term[terms_of_year(day.year)[day.timetuple().tm_yday - 1]] += amount
    return by_month, by_term


def season(by_term: Sequence[int]) -> Season | None:
    """Return when most of it falls: the shortest run with 75 %, the fuller of two equal runs."""
    total = sum(by_term)
    if total <= 0:
        return None
    doubled = [*by_term, *by_term]
    for length in range(1, TERM_COUNT + 1):
        runs = [sum(doubled[at : at + length]) for at in range(TERM_COUNT)]
        best = max(range(TERM_COUNT), key=lambda at: runs[at])
        if runs[best] >= _IN_SEASON * total:
            return Season(best, (best + length - 1) % TERM_COUNT, runs[best] / total)
    return None  # pragma: no cover - the whole year has all of it


def shades(amounts: Sequence[int], steps: int = 5) -> list[int]:
    """Return how dark each cell of a strip is: 0 nothing, 1 to `steps` by share of the highest."""
    most = max(amounts, default=0)
    return [0 if not amount else -(-amount * steps // most) for amount in amounts]
