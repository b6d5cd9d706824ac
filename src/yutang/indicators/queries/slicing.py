"""Which rows an indicator counts: conditions, places and periods as methods of an Ibis table.

Nothing but the table's own methods is used, so that the same expressions run on every engine.
"""

import itertools
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Final

from yutang.indicators import thresholds
from yutang.indicators.rules.periods import Period
from yutang.indicators.rules.shape import Indicator

VILLAGE_DIGITS: Final = 12
COUNTY_DIGITS: Final = 6
PROVINCE_DIGITS: Final = 2
_MONTHS_AT_LEAST = 4
_PREFIXES_MOST = 12

Spot = tuple[str, Period]
"""A place and a period."""


def condition(
    indicator: Indicator, periods: Sequence[Period], among: Mapping[str, Collection[str]]
) -> Callable[[Any], Any] | None:
    """Return which rows an indicator counts, besides place and period; None: all of them."""
    parts: list[Callable[[Any], Any]] = []
    if indicator.where is not None:
        parts.append(indicator.where)
    if indicator.above is not None:
        parts.append(_above(indicator, periods))
    if indicator.among:
        codes = sorted(among.get(indicator.among, ()))
        parts.append(
            lambda t: t.place.substr(0, COUNTY_DIGITS).isin(codes) if codes else t.place.isnull()
        )
    if not parts:
        return None

    def together(table: Any) -> Any:
        found = parts[0](table)
        for part in parts[1:]:
            found = found & part(table)
        return found

    return together


def _above(indicator: Indicator, periods: Sequence[Period]) -> Callable[[Any], Any]:
    above = indicator.above
    assert above is not None, "asked only where there is one"
    limits = [thresholds.at(above.threshold, period.last).value * above.per for period in periods]

    def holds(table: Any) -> Any:
        column = table[above.column]
        if len(set(limits)) == 1:
            return column > limits[0]
        found = column > limits[-1]
        for at, limit in enumerate(limits[:-1]):
            found = (table.cut == at).ifelse(column > limit, found)
        return found

    return holds


def within(table: Any, places: Collection[str]) -> Any:
    """Return the rows of these places and of all that lies in them; what lies nowhere is out."""
    if "" in places:
        return table.filter(table.place.notnull())
    if len(places) == 1:
        (place,) = places
        return table.filter(table.place.startswith(place))
    if len(places) <= _PREFIXES_MOST:
        found = None
        for place in sorted(places):
            one = table.place.startswith(place)
            found = one if found is None else found | one
        return table.filter(found)
    found = None
    for digits in sorted({len(place) for place in places}):
        codes = sorted(place for place in places if len(place) == digits)
        one = table.place.substr(0, digits).isin(codes)
        found = one if found is None else found | one
    return table.filter(found)


def standing_at(table: Any, end: str, period: Period) -> Any:
    """Return the rows that stand at the end of a period: begun by then, and not ended."""
    begun = table.filter(table.on <= period.last)
    stands = begun[end].isnull() | (begun[end] >= period.last)
    return _with_zero(begun.filter(stands))


def _with_zero(table: Any) -> Any:
    return table.mutate(cut=(table.place == table.place).ifelse(0, 0).cast("int64"))


def cut_into(table: Any, layer: Sequence[Period]) -> Any:
    """Return the rows of the layer's periods, each with the number of its period as `cut`."""
    first, last = layer[0].first, layer[-1].last
    rows = table.filter(table.on.between(first, last))
    if len(layer) == 1:
        return _with_zero(rows)
    if len(layer) >= _MONTHS_AT_LEAST and _are_months(layer):
        month = rows.on.year() * 12 + rows.on.month()
        begin = first.year * 12 + first.month
        return rows.mutate(cut=(month - begin).cast("int64"))
    number = (rows.on <= layer[0].last).ifelse(0, -1)
    for at, period in enumerate(layer[1:], start=1):
        number = rows.on.between(period.first, period.last).ifelse(at, number)
    cut = rows.mutate(cut=number.cast("int64"))
    gaps = any(
        (later.first - earlier.last).days > 1 for earlier, later in itertools.pairwise(layer)
    )
    return cut.filter(cut.cut >= 0) if gaps else cut


def _are_months(layer: Sequence[Period]) -> bool:
    """Tell whether every next period is the next month, so that arithmetic finds it."""
    months = [period.first.year * 12 + period.first.month for period in layer]
    return months == list(range(months[0], months[0] + len(layer))) and all(
        (period.last.year, period.last.month) == (period.first.year, period.first.month)
        for period in layer
    )


def chosen(
    table: Any,
    indicator: Indicator,
    place: str,
    period: Period,
    among: Mapping[str, Collection[str]],
) -> Any:
    """Return exactly the rows that an indicator counts in a place and period."""
    rows = within(table, [place])
    if indicator.standing:
        rows = standing_at(rows, indicator.standing, period)
    else:
        rows = cut_into(rows, [period])
    holds = condition(indicator, [period], among)
    return rows.filter(holds(rows)) if holds else rows
