"""The shops behind a verdict, and when a place gets there at their present pace."""

from collections import Counter
from datetime import date

from yutang.criteria.queries.streams import counting_rule
from yutang.criteria.rules import pace
from yutang.criteria.rules.judging import Inputs, Way
from yutang.criteria.rules.pace import SUMS_MOST, WINDOW, Pace
from yutang.criteria.rules.period import Period, months_after
from yutang.criteria.rules.rolling import SUMMED
from yutang.criteria.rules.wording import Criterion
from yutang.shops import queries as shops
from yutang.shops.queries import ShopRow
from yutang.shops.rules import counting

_MONTHS = SUMS_MOST + WINDOW
_DIGITS_LEAST = 9


def outlooks(
    code: str, criterion: Criterion, period: Period, inputs: Inputs, lacks: tuple[Way, ...]
) -> list[tuple[Way, Pace | None]]:
    """Return for each way when it is gone at the present pace; None where no history is kept.

    Of villages and towns, from the months of their shops up to the period's end: one query.
    """
    asked = {name for way in lacks for name in way.more}
    if len(code) < _DIGITS_LEAST or not asked & set(SUMMED):
        return [(way, None) for way in lacks]
    series = _series(code, criterion, period)
    return [(way, _of_way(way, inputs, series)) for way in lacks]


def shop_rows(code: str, criterion: Criterion, period: Period) -> list[tuple[ShopRow, bool]]:
    """Return a village's shops with their months, and whether each counts as active; as of now."""
    rule = counting_rule(criterion.counting)
    months = counting.Period(*period)
    found = []
    for row in shops.rows(code, months):
        orders: Counter[date] = Counter()
        for month in row.months:
            orders[month.month] += month.orders
        is_active = counting.is_active(row.opened_on, row.closed_on, orders, months, rule)
        found.append((row, is_active))
    return found


def month_of(period: Period, outlook: Pace) -> date | None:
    """Return the month in which it is reached, as its first day."""
    return None if outlook.months is None else months_after(period.last, outlook.months)


def _series(code: str, criterion: Criterion, period: Period) -> dict[str, list[int]]:
    """Return sales and active shops month by month, from the first month with an order."""
    rule = counting_rule(criterion.counting)
    rows = shops.history(code, _MONTHS, period.last, rule)
    begun = next((at for at, row in enumerate(rows) if row.orders), len(rows))
    return {
        "sales": [row.sales_fen for row in rows[begun:]],
        "active_shops": [row.active_shops for row in rows[begun:]],
    }


def _of_way(way: Way, inputs: Inputs, series: dict[str, list[int]]) -> Pace | None:
    if way.unknown or way.become or not set(way.more) <= set(series):
        return None
    found = []
    for name, more in way.more.items():
        value = inputs.get(name)
        assert value is not None, "a gap has a value"
        found.append(pace.pace(series[name], value + more, summed=name == "sales"))
    return pace.together(found)
