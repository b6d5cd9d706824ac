"""Who reported: villages of the country, and those that declared that there is nothing to tell."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import NamedTuple

from django.db.models import Count
from django.db.models.functions import Left

from yutang.channel.queries import counties
from yutang.indicators.rules.periods import Period
from yutang.indicators.rules.shape import Among
from yutang.places import queries as places
from yutang.places.rules import Level


class Declaration(NamedTuple):
    """A village's word that of a kind of fact there was nothing to report in a year."""

    kind: str
    year: int
    village: str


Declared = Callable[[Collection[str], Collection[str], Collection[int]], Iterable[Declaration]]
"""Kinds of facts, places and years to the villages there that said: nothing to report."""

_declared: list[Declared] = []
_LEVELS: Mapping[Among, str] = {"national": "national", "provincial": "province"}


def declares(read: Declared) -> None:
    """Let a room say which villages declared that they have nothing to report; once, at start."""
    if read not in _declared:
        _declared.append(read)


class Declarations:
    """What villages of some places declared, asked for at once."""

    def __init__(
        self, kinds: Collection[str], places: Collection[str], periods: Collection[Period]
    ) -> None:
        years = {year for period in periods for year in _years(period)}
        by_year = defaultdict[tuple[str, int], set[str]](set)
        if kinds:
            for read in _declared:
                for kind, year, village in read(kinds, places, years):
                    by_year[kind, year].add(village)
        self._by_year = {key: sorted(villages) for key, villages in by_year.items()}

    def of(self, kind: str, place: str, period: Period) -> frozenset[str]:
        """Return the villages of a place that declared it of a kind for all years of a period."""
        said = [self._in_year(kind, place, year) for year in _years(period)]
        return frozenset(set.intersection(*said))

    def _in_year(self, kind: str, place: str, year: int) -> set[str]:
        villages = self._by_year.get((kind, year), [])
        # After the digits comes the colon.
        first, after = bisect_left(villages, place), bisect_left(villages, f"{place}:")
        return set(villages[first:after])


def _years(period: Period) -> range:
    return range(period.first.year, period.last.year + 1)


def how_many(codes: Collection[str], level: Level) -> dict[str, int]:
    """Return how many villages (or counties) lie in each place, itself among them if it is one.

    One query for each length of code.
    """
    found: dict[str, int] = {}
    for digits in {len(code) for code in codes}:
        wanted = sorted(code for code in codes if len(code) == digits)
        inside = places.places().filter(level=level).order_by()
        if digits == 0:
            found[""] = inside.count()
            continue
        if len(wanted) == 1:
            found[wanted[0]] = inside.filter(code__startswith=wanted[0]).count()
            continue
        counted = inside.annotate(inside_of=Left("code", digits)).values_list("inside_of")
        tally = dict(counted.filter(inside_of__in=wanted).annotate(number=Count("pk")))
        found |= {code: tally.get(code, 0) for code in wanted}
    return found


def on_lists(levels: Collection[Among]) -> dict[str, list[str]]:
    """Return the codes of the counties on lists of each level, also of those that left since."""
    found: dict[str, list[str]] = {}
    for level in levels:
        lists = [each for each in counties.lists() if each.level == _LEVELS[level]]
        found[level] = sorted({row.code for each in lists for row in counties.counties_on(each.pk)})
    return found
