"""Villages that said there is nothing to report."""

from collections.abc import Collection, Iterator
from typing import Final

from django.db.models import Q

from yutang.facts import queries as facts
from yutang.facts.kinds.shape import Kind
from yutang.indicators import queries as indicators
from yutang.reports.models import Declaration

VILLAGE_DIGITS: Final = 12
_PLACES_MOST: Final = 12
"""Of more places all villages are asked."""


def declared(
    kinds: Collection[str], places: Collection[str], years: Collection[int]
) -> Iterator[indicators.Declaration]:
    """Yield which villages of these places declared it of these kinds and years; one query."""
    found = Declaration.objects.filter(kind__in=kinds, year__in=years, withdrawn_at=None)
    if len(places) <= _PLACES_MOST:
        there = Q(pk__in=[])
        for place in places:
            there |= Q(place_code__startswith=place)
        found = found.filter(there)
    for row in found.values_list("kind", "year", "place_code"):
        yield indicators.Declaration(*row)


def declared_by(place_code: str, year: int) -> set[str]:
    """Return the kinds of which a village declared it for a year."""
    found = Declaration.objects.filter(place_code=place_code, year=year, withdrawn_at=None)
    return set(found.values_list("kind", flat=True))


def reported_kinds() -> list[Kind]:
    """Return the kinds of facts that villages report: of the others none can be left out."""
    return [each for each in facts.kinds() if not each.recorded]
