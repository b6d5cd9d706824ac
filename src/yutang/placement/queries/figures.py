"""Figures of places: persons placed, and those who began as interns, by where they live."""

from collections.abc import Collection, Mapping
from decimal import Decimal

from django.db.models import QuerySet

from yutang.placement.models import OfferKind, Placement
from yutang.roster import queries as roster


def placed(codes: Collection[str], year: int) -> Mapping[str, Decimal]:
    """Return how many persons of each place began to work in the year, each counted once."""
    return _persons(_began(year).exclude(kind=OfferKind.INTERNSHIP), codes)


def interns(codes: Collection[str], year: int) -> Mapping[str, Decimal]:
    """Return how many persons of each place began an internship in the year, each once."""
    return _persons(_began(year).filter(kind=OfferKind.INTERNSHIP), codes)


def _began(year: int) -> QuerySet[Placement]:
    return Placement.objects.filter(starts_on__year=year)


def _persons(rows: QuerySet[Placement], codes: Collection[str]) -> Mapping[str, Decimal]:
    lives = dict(rows.order_by().values_list("member", "member__place_code").distinct())
    into = roster.kept(list(lives))
    return {
        asked: Decimal(len({into[each] for each, code in lives.items() if code.startswith(asked)}))
        for asked in codes
    }
