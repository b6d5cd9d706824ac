"""The weekly series that forecasts are made from: market prices, and sales from the facts."""

from datetime import date, timedelta

from yutang.facts import queries as facts
from yutang.forecasts.rules import weekly
from yutang.forecasts.rules.weekly import Series
from yutang.prices import queries as prices
from yutang.prices.queries.goods import days_of, quoted_goods

SalesKey = tuple[str, str]
"""Good, county."""
_COUNTY: int = 6
_SALES_YEARS = 4
_SUBJECTS_MOST = 400


def price_series(before: date, only: int | None = None) -> dict[int, Series]:
    """Return the weekly medians in fen a kilogram of each quoted good (or one), before a Monday."""
    found = {}
    goods = quoted_goods()
    for good in goods if only is None else goods.filter(pk=only):
        days = days_of(good.pk)
        if days is None or days[0] >= before:
            continue
        told = prices.series(good.pk, days[0], min(days[1], before - timedelta(days=1)))
        series = weekly.weekly((each.day, float(each.mean_fen)) for each in told)
        if series is not None:
            found[good.pk] = series
    return found


def sales_series(before: date, only: SalesKey | None = None) -> dict[SalesKey, Series]:
    """Return the units paid for by week of each good and county, before a Monday.

    The goods most sold of the last half year (or one only); from the first week that something
    was sold.
    """
    first = before - timedelta(days=366 * _SALES_YEARS)
    table = facts.table("order_line", since=first, until=before)
    kept = table.filter(
        table.is_paid, table.on >= first, table.on < before, table.place.length() >= _COUNTY
    )
    if only is not None:
        kept = kept.filter(kept.good == only[0], kept.place.substr(0, _COUNTY) == only[1])
    grouped = kept.group_by(
        good=kept.good, county=kept.place.substr(0, _COUNTY), week=kept.on.truncate("W")
    ).aggregate(units=kept.units.sum())
    by_key: dict[SalesKey, dict[date, float]] = {}
    for row in facts.arrow(grouped).to_pylist():
        week = weekly.monday_of(row["week"])
        by_key.setdefault((row["good"], row["county"]), {})[week] = float(row["units"] or 0)
    last, late = before - timedelta(days=7), before - timedelta(days=182)
    lately = {key: sum(u for w, u in weeks.items() if w >= late) for key, weeks in by_key.items()}
    chosen = sorted((key for key in by_key if lately[key]), key=lambda k: (-lately[k], k))
    return {
        key: weekly.counted(min(by_key[key]), last, by_key[key]) for key in chosen[:_SUBJECTS_MOST]
    }
