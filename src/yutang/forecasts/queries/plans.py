"""Rehearsed decisions that were kept, and how far off they were."""

from datetime import date

from django.db.models import Q, QuerySet

from yutang.forecasts.models import PackingRate, PlanLine, SalePlan
from yutang.forecasts.rules import measuring
from yutang.live.access import Sale

_KEPT_SHOWN = 10


def rate_at(place_code: str, day: date) -> PackingRate:
    """Return how fast is packed there on that day: the nearest place's own, the latest of it."""
    codes = [place_code[:digits] for digits in (6, 4, 2, 0)]
    found = PackingRate.objects.filter(place_code__in=set(codes), valid_from__lte=day)
    return max(found, key=lambda rate: (len(rate.place_code), rate.valid_from))


def last_plans(sale: Sale) -> "QuerySet[SalePlan]":
    """Return the rehearsed decisions of a sale, the latest first."""
    return (
        SalePlan.objects.filter(sale=sale).select_related("by").order_by("-made_at")[:_KEPT_SHOWN]
    )


def compared_plans(sale: Sale) -> tuple[float | None, int]:
    """Return by how many percent lots of these counties' rehearsed sales were off, and how many."""
    ours = Q()
    for code in sale.county_codes:
        ours |= Q(plan__sale__county_codes__contains=[code])
    lines = PlanLine.objects.filter(ours, sold__isnull=False, units__isnull=False)
    pairs = [
        (float(sold), float(units))
        for sold, units in lines.values_list("sold", "units")
        if sold is not None and units is not None
    ]
    return measuring.percent_off(pairs), len(pairs)
