"""What is known already, for whoever decides what a source changes."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q

from yutang.shops.models import Listing, ShopMonth
from yutang.shops.rules.merging import Figures, Known


def known_months(listing_ids: Collection[int]) -> dict[tuple[int, date], Known]:
    """Return what is known of these listings' months, by listing and month."""
    found = ShopMonth.objects.filter(listing__in=listing_ids)
    fields = ("listing_id", "month", "orders", "units", "sales_fen", "refunds_fen", "modified_at")
    return {
        (row[0], row[1]): Known(Figures(*row[2:6]), row[6])
        for row in found.values_list(*fields).iterator()
    }


def listings_named(named: Collection[tuple[str, str]]) -> dict[tuple[str, str], Listing]:
    """Return the listings of these platforms and numbers, with their shops."""
    numbers: dict[str, set[str]] = {}
    for platform, number in named:
        numbers.setdefault(platform, set()).add(number)
    either = Q(pk__in=[])
    for platform, wanted in numbers.items():
        either |= Q(platform=platform, number__in=wanted)
    found = Listing.objects.filter(either).select_related("shop")
    return {(each.platform, each.number): each for each in found}
