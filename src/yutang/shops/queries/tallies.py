"""What places come to by year: read from tallies, never added up from months."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db.models import QuerySet

from yutang.shops.models import Tally


class TallyView(NamedTuple):
    """A place's shops and sales in a calendar year; `until`: the last month looked at.

    Sales less refunds, in fen.
    """

    code: str
    year: int
    until: date
    shops: int
    active_shops: int
    orders: int
    sales_fen: int


def tallies_of(code: str, years: int = 20) -> list[TallyView]:
    """Return the place's latest years, newest first; none where no shop is known. One query."""
    found = _known(Tally.objects.filter(code=code)).order_by("-year")
    return [TallyView._make(row) for row in found[:years]]


def tallies_in(codes: Collection[str], year: int) -> dict[str, TallyView]:
    """Return these places' year; places without shops are left out. One query."""
    found = _known(Tally.objects.filter(code__in=codes, year=year))
    views = map(TallyView._make, found)
    return {each.code: each for each in views}


def shops_figure(codes: Collection[str], year: int) -> Mapping[str, Decimal]:
    """Return how many shops were open at some time of the year."""
    return {code: Decimal(each.shops) for code, each in tallies_in(codes, year).items()}


def active_figure(codes: Collection[str], year: int) -> Mapping[str, Decimal]:
    """Return how many shops were active at the year's end."""
    return {code: Decimal(each.active_shops) for code, each in tallies_in(codes, year).items()}


def sales_figure(codes: Collection[str], year: int) -> Mapping[str, Decimal]:
    """Return sales less refunds, in yuan."""
    return {code: Decimal(each.sales_fen) / 100 for code, each in tallies_in(codes, year).items()}


def _known(found: QuerySet[Tally]) -> QuerySet[Tally, tuple[object, ...]]:
    return found.exclude(shops=0, orders=0, sales_fen=0).values_list(
        "code", "year", "until", "shops", "active_shops", "orders", "sales_fen"
    )
