"""Days become weeks: cleaned, one median a week, and nothing that only later days could tell."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from statistics import median
from typing import Final

_FAR: Final = 4.0
"""Beyond so many times the median of the days before it, or below that part, it is a slip."""
_BEFORE: Final = 10
_AGAIN: Final = 3
"""So often in a row, and it is a new price."""
_WEEK: Final = timedelta(days=7)


@dataclass(frozen=True)
class Series:
    """A value a week, from the Monday `first`; None where nobody quoted (or nobody could).

    `latest` is the last value said in the week: what somebody knows at its end.
    """

    first: date
    values: tuple[float | None, ...]
    latest: tuple[float | None, ...]

    def __len__(self) -> int:
        return len(self.values)

    @property
    def known(self) -> int:
        """In how many weeks there is a value."""
        return sum(value is not None for value in self.values)

    def monday(self, at: int) -> date:
        return self.first + at * _WEEK

    def until(self, at: int) -> "Series":
        """Return what was known at the end of week `at`: no later week."""
        return Series(self.first, self.values[: at + 1], self.latest[: at + 1])


def monday_of(day: date) -> date:
    """Return the Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def weeks_between(first: date, last: date) -> int:
    """Return how many weeks lie from one Monday to another."""
    return (last - first).days // 7


def weekly(quotes: Iterable[tuple[date, float]]) -> Series | None:
    """Return the weekly medians of daily prices; None where there is none.

    Several prices of a day count as their median. A price beyond four times the median of the ten
    days before it is passed over until it has been said three days in a row; later days are not
    asked. Prices that are not above 0 are passed over.
    """
    by_day = sorted((day, value) for day, value in quotes if value > 0)
    days = [(day, median(v for _d, v in same)) for day, same in groupby(by_day, lambda q: q[0])]
    kept = _believed(days)
    if not kept:
        return None
    weeks = {week: [v for _d, v in same] for week, same in groupby(kept, lambda q: monday_of(q[0]))}
    first, last = min(weeks), max(weeks)
    mondays = [first + at * _WEEK for at in range(weeks_between(first, last) + 1)]
    return Series(
        first,
        tuple(median(weeks[each]) if each in weeks else None for each in mondays),
        tuple(weeks[each][-1] if each in weeks else None for each in mondays),
    )


def counted(first: date, last: date, by_week: Mapping[date, float]) -> Series:
    """Return a count a week from one Monday to another; a week without a row is 0."""
    mondays = [first + at * _WEEK for at in range(weeks_between(first, last) + 1)]
    values = tuple(float(by_week.get(each, 0)) for each in mondays)
    return Series(first, values, values)


def carried(values: Sequence[float | None]) -> list[float]:
    """Return the values, a missing one being the one before it. The first must be there."""
    filled: list[float] = []
    for value in values:
        filled.append(filled[-1] if value is None else value)
    return filled


def common_moves(series: Iterable[Series], first: date, last: date) -> list[float | None]:
    """Return how far all goods together moved, week by week from `first` to `last`.

    The mean change (in logarithms) of the goods known in this week and the one before, the
    largest and the smallest tenth left out. Each week rests on itself and the week before only.
    """
    changes: list[list[float]] = [[] for _ in range(weeks_between(first, last) + 1)]
    for each in series:
        offset = weeks_between(first, each.first)
        for at in range(1, len(each)):
            before, now = each.values[at - 1], each.values[at]
            if before is not None and now is not None and 0 <= at + offset < len(changes):
                changes[at + offset].append(now - before)
    return [_trimmed(sorted(several)) if several else None for several in changes]


def _trimmed(ordered: list[float]) -> float:
    out = len(ordered) // 10
    kept = ordered[out : len(ordered) - out]
    return sum(kept) / len(kept)


def _believed(days: list[tuple[date, float]]) -> list[tuple[date, float]]:
    kept: list[tuple[date, float]] = []
    far: list[tuple[date, float]] = []
    for day, value in days:
        usual = median(v for _d, v in kept[-_BEFORE:]) if kept else value
        if usual / _FAR <= value <= usual * _FAR:
            kept.append((day, value))
            far = []
            continue
        far.append((day, value))
        if len(far) >= _AGAIN:
            kept += far[-1:]
            far = []
    return kept
