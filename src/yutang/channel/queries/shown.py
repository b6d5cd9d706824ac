"""What everybody sees: channels, the goods on them, the channel's mark on a good."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from yutang.channel.models import Channel, Listing
from yutang.goods import queries as goods
from yutang.goods.queries import ProductView
from yutang.places import queries as places


@dataclass(frozen=True)
class Shown:
    """A listed good."""

    listing: Listing
    product: ProductView
    county: str


def channels() -> QuerySet[Channel]:
    """Return all channels with the number of goods and counties they show."""
    on = Q(listings__state="listed")
    return Channel.objects.annotate(
        goods=Count("listings", filter=on),
        counties=Count("listings__county_code", filter=on, distinct=True),
    ).order_by("id")


def listed(channel_id: int, place_code: str = "") -> QuerySet[Listing]:
    """Return what a channel shows of a place, by county."""
    rows = Listing.objects.filter(channel=channel_id, state="listed")
    return rows.filter(county_code__startswith=place_code).order_by("county_code", "id")


def counties_of(channel_id: int) -> list[tuple[str, str, int]]:
    """Return the counties whose goods a channel shows: code, name, how many."""
    rows = listed(channel_id).order_by("county_code")
    counted = list(rows.values_list("county_code").annotate(goods=Count("id")))
    names = places.names([code for code, _count in counted])
    return [(code, names[code] or code, count) for code, count in counted]


def shown(rows: Collection[Listing]) -> list[Shown]:
    """Return listings with their products, in their order: three queries for all of them."""
    products = goods.product_views({row.product_id for row in rows})
    names = places.full_names({row.county_code for row in rows})
    return [Shown(row, products[row.product_id], names[row.county_code]) for row in rows]


def marks_of(product_id: int) -> list[Listing]:
    """Return the listings by which a good bears a channel's mark today: one query."""
    rows = Listing.objects.filter(product=product_id, state="listed")
    return list(rows.select_related("channel", "candidate").order_by("id"))


def of_place(code: str, most: int) -> list[Listing]:
    """Return what channels show of a place, newest first, one more than `most` if there is.

    One query, by the index on the county; below a county none: a listing is a county's.
    """
    if len(code) > 6:  # noqa: PLR2004 - digits of a county
        return []
    rows = Listing.objects.filter(state="listed", county_code__startswith=code)
    found = rows.select_related("channel", "product__producer").order_by("-id")
    return list(found[: most + 1])
