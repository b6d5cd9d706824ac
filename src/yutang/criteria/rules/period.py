"""Periods of months, first to last, both counted, as their first days. Pure."""

import re
from datetime import date
from typing import NamedTuple

from yutang.criteria.errors import BadPeriod, WrongFirstMonth, WrongWindow
from yutang.criteria.rules.wording import Criterion

_MONTH = r"(\d{4})-(0[1-9]|1[0-2])"
_PERIOD = re.compile(rf"{_MONTH}(?:\.\.|…|~|至|--){_MONTH}")
_YEAR = re.compile(r"\d{4}")
YEAR = 12


class Period(NamedTuple):
    """From the first day of a month to the first day of the last month, inclusive."""

    first: date
    last: date

    @property
    def months(self) -> int:
        return months_between(self.first, self.last) + 1

    def __str__(self) -> str:
        return f"{self.first:%Y-%m}..{self.last:%Y-%m}"


def period_from(text: str) -> Period:
    """Return the period that ``2018-07..2019-06`` or ``2019`` names.

    Raises:
        BadPeriod
    """
    told = text.strip().replace(" ", "").replace("—", "-")
    if _YEAR.fullmatch(told) and int(told):
        return Period(date(int(told), 1, 1), date(int(told), YEAR, 1))
    found = _PERIOD.fullmatch(told)
    if found is None:
        raise BadPeriod(text=text[:40])
    years = int(found[1]), int(found[3])
    if not all(years):
        raise BadPeriod(text=text[:40])
    period = Period(date(years[0], int(found[2]), 1), date(years[1], int(found[4]), 1))
    if period.last < period.first:
        raise BadPeriod(text=text[:40])
    return period


def check(period: Period, criterion: Criterion) -> None:
    """Go on only with the months that the criterion counts.

    Raises:
        WrongWindow, WrongFirstMonth
    """
    window = criterion.window
    example = str(usual(criterion, period.last.year))
    if period.months != window.months:
        raise WrongWindow(
            id=criterion.id, months=window.months, found=period.months, example=example
        )
    if window.strict and period.first.month != window.first_month:
        raise WrongFirstMonth(id=criterion.id, first_month=window.first_month, example=example)


def usual(criterion: Criterion, year: int) -> Period:
    """Return the criterion's usual months that end in this year."""
    window = criterion.window
    first = date(year, window.first_month, 1)
    last = months_after(first, window.months - 1)
    back = last.year - year
    return Period(months_after(first, -YEAR * back), months_after(last, -YEAR * back))


def usual_at(criterion: Criterion, today: date) -> Period:
    """Return the newest of the criterion's usual periods that has ended."""
    period = usual(criterion, today.year)
    if months_after(period.last, 1) <= today:
        return period
    return usual(criterion, today.year - 1)


def holds_in(criterion: Criterion, period: Period) -> bool:
    """Tell whether the version was in force when the period ended."""
    ends = months_after(period.last, 1)
    return criterion.valid_from < ends and (
        criterion.valid_to is None or period.last <= criterion.valid_to
    )


def months_between(first: date, last: date) -> int:
    """Return how many months later `last` is."""
    return (last.year - first.year) * YEAR + last.month - first.month


def months_after(month: date, count: int) -> date:
    """Return the first day of the month so many later; earlier where negative."""
    year, at = divmod(month.year * YEAR + month.month - 1 + count, YEAR)
    return date(year, at + 1, 1)
