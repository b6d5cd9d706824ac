"""Shops as pages show them: to everybody without persons, to keepers and clerks with months."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Sum

from yutang.people import queries as people
from yutang.places import queries as places
from yutang.plumbing.reader import reads_english
from yutang.shops.models import Listing, Origin, Shop, ShopKind, ShopMonth, ShopMonthWas
from yutang.shops.rules.platforms import OWN, named

MONTHS_SHOWN = 24
_CHART_HEIGHT = 64


class ListingView(NamedTuple):
    """A listing in words; `is_own`: its months are counted from this platform's orders."""

    id: int
    platform: str
    number: str
    opened_on: date
    closed_on: date | None
    is_own: bool


@dataclass(frozen=True)
class ShopView:
    """A shop as everybody sees it."""

    id: int
    name: str
    kind_name: str
    village_code: str
    village_name: str
    run_at_name: str
    """Where it is run; empty where that is the village."""
    platforms: tuple[str, ...]
    opened_on: date
    closed_on: date | None
    is_demo: bool


class MonthView(NamedTuple):
    """A listing's month as the shop's page shows it. Money in fen."""

    listing_id: int
    platform: str
    month: date
    orders: int
    units: int
    sales_fen: int
    refunds_fen: int
    source: str
    is_own: bool
    by: str
    """Who entered it by hand."""
    brought_by: int | None
    modified_at: datetime
    was: int
    """How many earlier values are kept."""


class Bar(NamedTuple):
    """A month over all listings, and where it stands in a chart: ten wide, 64 high.

    Sales less refunds, in fen.
    """

    month: date
    sales_fen: int
    x: int
    y: int
    height: int


def shop_views(shops: Iterable[Shop]) -> list[ShopView]:
    """Return the shops: two queries, one of them for new place names."""
    listed = list(shops)
    platforms: dict[int, list[str]] = {}
    found = Listing.objects.filter(shop__in=[each.pk for each in listed])
    for shop_id, platform in found.order_by("id").values_list("shop_id", "platform"):
        said = platform_name(platform)
        if said not in platforms.setdefault(shop_id, []):
            platforms[shop_id].append(said)
    codes = {code for each in listed for code in (each.village_code, each.run_at_code)}
    names = places.full_names(codes)
    return [
        ShopView(
            id=each.pk,
            name=each.name,
            kind_name=str(ShopKind(each.kind).label),
            village_code=each.village_code,
            village_name=names[each.village_code],
            run_at_name="" if each.run_at_code == each.village_code else names[each.run_at_code],
            platforms=tuple(platforms.get(each.pk, ())),
            opened_on=each.opened_on,
            closed_on=each.closed_on,
            is_demo=each.is_demo,
        )
        for each in listed
    ]


def listings_of(shop_id: int) -> list[ListingView]:
    """Return where a shop is listed."""
    found = Listing.objects.filter(shop=shop_id).order_by("platform", "number")
    return [
        ListingView(
            each.pk,
            platform_name(each.platform),
            "" if each.platform == OWN else each.number,
            each.opened_on,
            each.closed_on,
            each.platform == OWN,
        )
        for each in found
    ]


def month_views(shop_id: int, year: int) -> list[MonthView]:
    """Return a shop's months of a year, the latest first; at most three queries."""
    found = ShopMonth.objects.filter(listing__shop=shop_id, month__year=year)
    rows = list(found.select_related("listing").order_by("-month", "listing__platform"))
    was: dict[tuple[int, date], int] = {}
    for key in ShopMonthWas.objects.filter(
        listing__in={each.listing_id for each in rows}, month__year=year
    ).values_list("listing_id", "month"):
        was[key] = was.get(key, 0) + 1
    names = people.names({each.by_id for each in rows if each.by_id and each.source == "hand"})
    return [
        MonthView(
            each.listing_id,
            platform_name(each.listing.platform),
            each.month,
            each.orders,
            each.units,
            each.sales_fen,
            each.refunds_fen,
            str(Origin(each.source).label),
            each.source == Origin.OWN,
            names.get(each.by_id or 0, ""),
            each.brought_by_id,
            each.modified_at,
            was.get((each.listing_id, each.month), 0),
        )
        for each in rows
    ]


def years_of(shop_id: int) -> list[int]:
    """Return the years that months are known of, newest first."""
    found = ShopMonth.objects.filter(listing__shop=shop_id).dates("month", "year", order="DESC")
    return [each.year for each in found]


def bars_of(shop_id: int, most: int = MONTHS_SHOWN) -> list[Bar]:
    """Return the latest months that are known over all listings, oldest first."""
    sums = ShopMonth.objects.filter(listing__shop=shop_id).values("month")
    rows = sums.annotate(sales=Sum("sales_fen"), back=Sum("refunds_fen")).order_by("-month")
    found = [(row["month"], row["sales"] - row["back"]) for row in rows[:most]]
    highest = max([fen for _month, fen in found], default=0)
    bars = []
    for number, (month, fen) in enumerate(reversed(found)):
        height = max(1, max(0, fen) * _CHART_HEIGHT // highest) if highest > 0 else 1
        bars.append(Bar(month, fen, number * 10, _CHART_HEIGHT - height, height))
    return bars


def earlier_of(listing_id: int, month: date) -> list[ShopMonthWas]:
    """Return what was known of a month before, the latest first."""
    found = ShopMonthWas.objects.filter(listing=listing_id, month=month)
    return list(found.order_by("-replaced_at", "-id"))


def month_of(listing_id: int, month: date) -> ShopMonth | None:
    """Return a listing's month; None where none is known."""
    found = ShopMonth.objects.filter(listing=listing_id, month=month)
    return found.select_related("listing__shop", "brought_by").first()


def sales_by_shop(shop_ids: Collection[int], year: int) -> dict[int, int]:
    """Return what these shops sold in a year, less refunds, in fen."""
    found = ShopMonth.objects.filter(listing__shop__in=shop_ids, month__year=year)
    sums = found.values("listing__shop_id").annotate(
        sales=Sum("sales_fen"), back=Sum("refunds_fen")
    )
    return {row["listing__shop_id"]: row["sales"] - row["back"] for row in sums}


def months_brought_by(import_id: int, most: int = 200) -> list[ShopMonth]:
    """Return the months that an import brought in and that nothing has replaced since."""
    found = ShopMonth.objects.filter(brought_by=import_id).select_related("listing__shop")
    return list(found.order_by("listing__shop__name", "month")[:most])


def shops_of_producer(producer_id: int) -> list[ShopView]:
    """Return the shops of a producer."""
    return shop_views(Shop.objects.filter(producer=producer_id).order_by("name")[:5])


def platform_name(platform: str) -> str:
    """Return a platform's name in the reader's language."""
    return named(platform, english=reads_english())
