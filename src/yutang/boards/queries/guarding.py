"""Charts that tell persons apart: by where they live, how often they buy, what they earn.

For the public they are of whole calendar years and made of counties: in each county groups of
fewer than ten are kept back, with one more to hide them, and larger places are sums of counties. So
no two answers differ by fewer than ten persons; who works for the place sees all.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final, TypeVar

from yutang.boards.queries.reading import COUNTY_DIGITS, Asked
from yutang.boards.rules.charts import Chart
from yutang.indicators.rules.masking import kept_back
from yutang.indicators.rules.periods import Period
from yutang.kernel.counts import SMALL
from yutang.kernel.told import Told

_Key = TypeVar("_Key")
BELOW: Final = Told(
    "镇村的买家和主播人太少，公开的只到县。往上选县看看。",
    "Towns and villages have too few buyers and hosts: in public this is told of counties and "
    "larger places. Choose the county.",
)
ONE_COUNTY: Final = Told(
    "公开的只按一个县看：请选一个县。", "In public this is told of one county: choose a county."
)


def by_year(count: Callable[[Asked], Chart]) -> Callable[[Asked], Chart]:
    """Make a chart of persons by whole years for the public, which it says."""

    def of_year(asked: Asked) -> Chart:
        year = Period.year(asked.period.last.year)
        if asked.full or asked.period == year:
            return count(asked)
        chart = count(replace(asked, period=year))
        number = year.first.year
        said = Told(
            f"跟人有关的数，公开时只按整年：这里是 {number} 年。{chart.note.zh}",
            f"Of persons we show whole years in public: this is {number}. {chart.note.en}".strip(),
        )
        return replace(chart, note=said, period=year)

    of_year.__name__ = count.__name__
    return of_year


def is_below(asked: Asked) -> bool:
    """Tell whether a place is too small for the public to be told of persons in it."""
    return not asked.full and len(asked.place) > COUNTY_DIGITS


def shown(persons: Mapping[tuple[str, _Key], int], *, full: bool) -> set[tuple[str, _Key]]:
    """Return which groups, by county and something of the persons in them, a reader is told."""
    if full:
        return set(persons)
    by_county: dict[str, dict[_Key, int]] = {}
    for (county, key), number in persons.items():
        by_county.setdefault(county, {})[key] = number
    return {
        (county, key)
        for county, groups in by_county.items()
        for key in groups.keys() - kept_back(groups)
        if groups[key] >= SMALL
    }
