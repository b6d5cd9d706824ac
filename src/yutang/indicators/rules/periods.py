"""Periods: from one day to another, both counted."""

import calendar
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

By = Literal["year", "month", "week"]
_YEAR_MIN, _YEAR_MAX = 1949, 2200


@dataclass(frozen=True, order=True)
class Period:
    """From `first` to `last`, both days included.

    Raises:
        ValueError: it ends before it begins, or lies outside 1949–2200.
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("a period ends before it begins")
        if self.first.year < _YEAR_MIN or self.last.year > _YEAR_MAX:
            raise ValueError("a period lies between 1949 and 2200")

    def __str__(self) -> str:
        return f"{self.first.isoformat()}..{self.last.isoformat()}"

    @classmethod
    def year(cls, year: int) -> "Period":
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def month(cls, year: int, month: int) -> "Period":
        return cls(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))

    @property
    def is_year(self) -> bool:
        """Whether it is a whole calendar year."""
        return self == Period.year(self.first.year)

    def before(self) -> "Period":
        """Return the same days a year earlier; the 29th of February becomes the 28th."""
        return Period(_year_earlier(self.first), _year_earlier(self.last))

    def months(self) -> list["Period"]:
        """Return its months in order; the first and the last may be parts of months."""
        return self._cut(lambda day: Period.month(day.year, day.month))

    def weeks(self) -> list["Period"]:
        """Return its weeks from Monday to Sunday; the first and the last may be parts."""
        return self._cut(
            lambda day: Period(day, day + timedelta(days=6 - day.weekday())),
        )

    def years(self) -> list["Period"]:
        """Return its calendar years; the first and the last may be parts of years."""
        return self._cut(lambda day: Period.year(day.year))

    def by(self, by: By) -> list["Period"]:
        """Return its parts of this length."""
        return {"year": self.years, "month": self.months, "week": self.weeks}[by]()

    def _cut(self, part_of: Callable[[date], "Period"]) -> list["Period"]:
        parts, day = [], self.first
        while day <= self.last:
            part = part_of(day)
            parts.append(Period(day, min(part.last, self.last)))
            day = part.last + timedelta(days=1)
        return parts


def layers(periods: Iterable[Period]) -> list[list[Period]]:
    """Return the periods in as few lists as their overlaps ask for, each without overlaps.

    One list is read in one go over the rows.
    """
    found: list[list[Period]] = []
    for period in sorted(set(periods)):
        for layer in found:
            if layer[-1].last < period.first:
                layer.append(period)
                break
        else:
            found.append([period])
    return found


def _year_earlier(day: date) -> date:
    last = calendar.monthrange(day.year - 1, day.month)[1]
    return date(day.year - 1, day.month, min(day.day, last))
