"""aEDI of a county, from what is known of it."""

from collections.abc import Iterator
from decimal import Decimal

from yutang.criteria import catalogue
from yutang.criteria.rules import aedi
from yutang.criteria.rules.aedi import Told
from yutang.shops.queries.tallies import tallies_in
from yutang.yearbook import queries as yearbook

_FACTS = {
    "population": "population",
    "high_merchants": "high_merchants",
    "shoppers": "shoppers",
    "high_shoppers": "high_shoppers",
}
"""Which kind of fact of the yearbook says which number."""


def county_aedi(code: str, year: int) -> tuple[Decimal | None, list[Told]]:
    """Return a county's aEDI of a year and its parts; None where a part is not known.

    Merchants are the shops of its villages in that year.
    """
    return aedi.aedi(catalogue.aedi(), dict(_known(code, year)))


def _known(code: str, year: int) -> Iterator[tuple[str, int]]:
    tally = tallies_in([code], year).get(code)
    if tally is not None:
        yield "merchants", tally.shops
    for name, kind in _FACTS.items():
        value = yearbook.value(code, kind, year)
        if value is not None:
            yield name, int(value)
