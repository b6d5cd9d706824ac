"""Villages that said there is nothing to report."""

from typing import Final

from yutang.facts import queries as facts
from yutang.facts.kinds.shape import Kind
from yutang.indicators.rules.periods import Period
from yutang.reports.models import Declaration

VILLAGE_DIGITS: Final = 12


def declared(kind: str, place_code: str, period: Period) -> frozenset[str]:
    """Return the villages of a place that declared it of a kind for all years of a period."""
    years = range(period.first.year, period.last.year + 1)
    found = Declaration.objects.filter(
        kind=kind, year__in=years, place_code__startswith=place_code, withdrawn_at=None
    )
    said: dict[str, int] = {}
    for code in found.values_list("place_code", flat=True):
        said[code] = said.get(code, 0) + 1
    return frozenset(code for code, many in said.items() if many == len(years))


def declared_by(place_code: str, year: int) -> set[str]:
    """Return the kinds of which a village declared it for a year."""
    found = Declaration.objects.filter(place_code=place_code, year=year, withdrawn_at=None)
    return set(found.values_list("kind", flat=True))


def reported_kinds() -> list[Kind]:
    """Return the kinds of facts that villages report: of the others none can be left out."""
    return [each for each in facts.kinds() if not each.recorded]
