"""How shops and sales of a village are counted: the window, and when a shop is *active*."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

DAYS_A_MONTH = 30


class Period(NamedTuple):
    """Months by their first days, both inclusive: 1 July – 30 June is 2018-07..2019-06."""

    first: date
    last: date

    @property
    def ends_on(self) -> date:
        """The last day of the last month."""
        return self.last.replace(day=monthrange(self.last.year, self.last.month)[1])


@dataclass(frozen=True)
class CountingRule:
    """When a shop counts as active in a period.

    ``recent`` (2022): open for at least `open_days` at the period's end, and on average at least
    `orders_a_month` orders a month over the last `recent_months` months; a shop that is younger,
    over the time it was open. ``any`` (earlier years): at least `orders_a_month` orders in the
    whole window.
    """

    active: Literal["recent", "any"] = "recent"
    open_days: int = 30
    recent_months: int = 3
    orders_a_month: int = 1


RULE_2022 = CountingRule()
RULE_BEFORE = CountingRule(active="any", open_days=0)


def period_of_year(year: int, until: date | None = None) -> Period:
    """Return a calendar year's months, up to a month (its first day) that lies in it."""
    last = date(year, 12, 1)
    return Period(date(year, 1, 1), last if until is None else min(last, until))


def back(month: date, months: int) -> date:
    """Return the first day of the month so many months earlier; later for a negative number."""
    number = month.year * 12 + month.month - 1 - months
    return date(number // 12, number % 12 + 1, 1)


def recent_from(period: Period, rule: CountingRule) -> date:
    """Return the first day of the months that an active shop is judged by."""
    if rule.active == "any":
        return period.first
    return max(period.first, back(period.last, rule.recent_months - 1))


def is_active(
    opened_on: date,
    closed_on: date | None,
    orders: Mapping[date, int],
    period: Period,
    rule: CountingRule,
) -> bool:
    """Tell whether a shop is active; `orders` by month, over all its listings.

    The statements (`sql/village_totals.sql`) say the same; a test compares.
    """
    since = recent_from(period, rule)
    recent = sum(number for month, number in orders.items() if since <= month <= period.last)
    if rule.active == "any":
        return recent >= rule.orders_a_month
    end = period.ends_on if closed_on is None else min(closed_on, period.ends_on)
    days = (end - opened_on).days + 1
    months = min(rule.recent_months, -(-days // DAYS_A_MONTH))
    return 0 < days >= rule.open_days and recent >= rule.orders_a_month * months
