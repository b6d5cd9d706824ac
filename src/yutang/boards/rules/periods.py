"""The period of a board: what an address says, what may be chosen, and how finely it is cut."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from yutang.indicators.rules.periods import Period
from yutang.kernel.told import Told

YEARS_MOST: Final = 10
DAYS_MOST: Final = 45
"""Up to here a chart has a column a day, then a week; from `WEEKS_MOST` days a month."""
WEEKS_MOST: Final = 200
FIRST: Final = date(2009, 1, 1)
"""Nothing that is asked here is older: the first Taobao villages."""

Step = Literal["day", "week", "month"]


def days(period: Period) -> int:
    """Return how many days a period has."""
    return (period.last - period.first).days + 1


def step(period: Period) -> Step:
    """Return how finely a chart over the whole of a period is cut."""
    if days(period) <= DAYS_MOST:
        return "day"
    return "week" if days(period) <= WEEKS_MOST else "month"


def query(period: Period) -> str:
    """Return what an address says to ask for a period."""
    return f"from={period.first.isoformat()}&to={period.last.isoformat()}"


@dataclass(frozen=True)
class Preset:
    """A period that is chosen by one tap."""

    name: str
    title: Told
    period: Period


def presets(today: date) -> tuple[Preset, ...]:
    """Return the periods to choose from; the last is the one that stands when none was asked."""
    last = today.year - 1
    return (
        Preset("week", Told("近 7 天", "7 days"), back(today, 7)),
        Preset("month", Told("近 30 天", "30 days"), back(today, 30)),
        Preset("this", Told("今年", "this year"), Period(date(today.year, 1, 1), today)),
        Preset("last", Told("去年", "last year"), Period(date(last, 1, 1), date(last, 12, 31))),
        Preset("year", Told("近一年", "a year"), back(today, 365)),
    )


def back(today: date, days: int) -> Period:
    """Return so many days, today the last of them."""
    return Period(today - timedelta(days=days - 1), today)


def read(first: str, last: str, today: date) -> tuple[Period, bool]:
    """Return the period that an address asks for, and whether it was understood.

    One end alone is taken with today, or a year before the other; turned round it is put right.
    What is no date, or too long, gives the standing period.
    """
    standing = presets(today)[-1].period
    if not first and not last:
        return standing, True
    try:
        end = date.fromisoformat(last) if last else today
        begin = date.fromisoformat(first) if first else end - timedelta(days=364)
    except (ValueError, OverflowError):
        return standing, False
    low, high = min(begin, end), max(begin, end)
    if low < FIRST or high.year > today.year + 1 or high.year - low.year > YEARS_MOST:
        return standing, False
    return Period(low, high), True


def beginning(day: date, by: Step) -> date:
    """Return the first day of the day, week (Monday) or month that a day lies in."""
    if by == "month":
        return day.replace(day=1)
    return day - timedelta(days=day.weekday()) if by == "week" else day


def marks(period: Period, by: Step) -> list[date]:
    """Return the first days of all days, weeks or months that the period touches."""
    found = [beginning(period.first, by)]
    while (after := _next(found[-1], by)) <= period.last:
        found.append(after)
    return found


def said(mark: date, by: Step, period: Period) -> str:
    """Return how a mark is written under a chart: 07-14, and the year where there are several."""
    if by == "month":
        return mark.strftime("%Y-%m")
    return mark.strftime("%m-%d" if period.first.year == period.last.year else "%y-%m-%d")


def _next(mark: date, by: Step) -> date:
    if by == "month":
        return date(mark.year + mark.month // 12, mark.month % 12 + 1, 1)
    return mark + timedelta(days=7 if by == "week" else 1)
