"""Who reported: villages of the country, and those that declared that there is nothing to tell."""

from collections.abc import Callable, Collection, Mapping

from django.db.models import Count
from django.db.models.functions import Left

from yutang.channel.queries import counties
from yutang.indicators.rules.periods import Period
from yutang.indicators.rules.shape import Among
from yutang.places import queries as places
from yutang.places.rules import Level

Declared = Callable[[str, str, Period], Collection[str]]
"""A kind of fact, a place and a period to the villages there that said: nothing to report."""

_declared: list[Declared] = []
_LEVELS: Mapping[Among, str] = {"national": "national", "provincial": "province"}


def declares(read: Declared) -> None:
    """Let a room say which villages declared that they have nothing to report; once, at start."""
    if read not in _declared:
        _declared.append(read)


def is_declared() -> bool:
    """Tell whether any room knows of such declarations."""
    return bool(_declared)


def declared(kind: str, place: str, period: Period) -> frozenset[str]:
    """Return the villages of a place that declared it for a kind and period."""
    return frozenset(code for read in _declared for code in read(kind, place, period))


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
