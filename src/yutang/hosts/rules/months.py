"""Months in China, and what a host's month adds up to."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from yutang.kernel.clock import CHINA

HOST, FARMER = "host", "farmer"
"""The parts of a price that are income: what hosting gives, and what growing gives."""
_FULL_DAY = timedelta(days=1)


def first_of(day: date) -> date:
    """Return the first day of the day's month."""
    return day.replace(day=1)


def next_month(month: date) -> date:
    """Return the first day of the month after."""
    return first_of(month.replace(day=28) + timedelta(days=4))


def month_before(month: date) -> date:
    """Return the first day of the month before."""
    return first_of(first_of(month) - _FULL_DAY)


def months(first: date, last: date) -> Iterator[date]:
    """Return the first days of all months from that of `first` to that of `last`."""
    month = first_of(first)
    while month <= last:
        yield month
        month = next_month(month)


def bounds(month: date) -> tuple[datetime, datetime]:
    """Return when a month begins and when the next one does, as clocks in China show it."""
    return tuple(datetime.combine(day, time(), CHINA) for day in (month, next_month(month)))  # type: ignore[return-value]


def month_of(moment: datetime) -> date:
    """Return the first day of the month in which this moment lies in China."""
    return first_of(moment.astimezone(CHINA).date())


def latest_full(year: int, today: date) -> date | None:
    """Return the last month of the year that is over; None: none is yet."""
    month = date(year, 12, 1)
    while month.year == year and next_month(month) > today:
        month = month_before(month)
    return month if month.year == year else None


class Paid(NamedTuple):
    """What one order brought in a month, in fen, and whether the goods were the host's own."""

    paid_fen: int
    refunded_fen: int
    is_own: bool


@dataclass(frozen=True)
class Money:
    """A month's money, in fen."""

    orders: int = 0
    paid_fen: int = 0
    refunded_fen: int = 0
    own_fen: int = 0
    others_fen: int = 0
    host_fen: int = 0
    farmer_fen: int = 0
    other_fen: int = 0


def add_up(paid: Iterable[Paid], settled: Mapping[str, int]) -> Money:
    """Return a month's money; `settled` are fen by part of the price, less what was taken back."""
    listed = list(paid)
    left = {own: sum(_left(each) for each in listed if each.is_own is own) for own in (True, False)}
    host, farmer = settled.get(HOST, 0), settled.get(FARMER, 0)
    return Money(
        orders=sum(1 for each in listed if each.paid_fen),
        paid_fen=sum(each.paid_fen for each in listed),
        refunded_fen=sum(each.refunded_fen for each in listed),
        own_fen=left[True],
        others_fen=left[False],
        host_fen=host,
        farmer_fen=farmer,
        other_fen=sum(settled.values()) - host - farmer,
    )


def _left(each: Paid) -> int:
    return each.paid_fen - each.refunded_fen
