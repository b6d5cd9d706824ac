"""Reads of sales for lists: the front page, one's own, where a product can be bought now."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Case, CharField, Count, F, Func, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber
from django.urls import reverse

from yutang.goods.offers import Offer
from yutang.live import rules
from yutang.live.models import (
    LineupItem,
    Sale,
    SaleState,
)
from yutang.live.queries.lineups import short_places
from yutang.people import access as people
from yutang.people.access import Person
from yutang.places import queries as places
from yutang.places.rules import Level
from yutang.trade import queries as trade
from yutang.trade.queries import LotView

_FRONT_MAX = 12
_PREVIEW_LOTS = 6
_MANAGED_MAX = 200
_COUNTY_DIGITS = 6


@dataclass(frozen=True, slots=True)
class SaleCard:
    """A sale as lists show it."""

    sale: Sale
    counties: tuple[str, ...]
    goods: int
    viewers: int
    shown: tuple[LotView, ...]
    """The first few goods."""

    @property
    def cover_url(self) -> str:
        """The uploaded cover, else the picture of the first good, else empty."""
        if self.sale.cover:
            return self.sale.cover.url
        return self.shown[0].picture_url if self.shown else ""

    @property
    def places(self) -> str:
        """The counties in one line."""
        return " ".join(self.counties)


@dataclass(frozen=True, slots=True)
class FrontPage:
    live: list[SaleCard]
    announced: list[SaleCard]
    replays: list[SaleCard]


def real_sales() -> "QuerySet[Sale]":
    """Return all sales but rehearsals, which are in no list and no figure."""
    return Sale.objects.filter(rehearses=None)


def front_page() -> FrontPage:
    """Return what the home page lists: live now, announced, replays."""
    running = _cards(real_sales().filter(state__in=rules.RUNNING).order_by("-live_at"))
    announced = _cards(real_sales().filter(state=SaleState.PLANNED).order_by("starts_at"))
    over = real_sales().filter(state__in=rules.OVER, live_at__isnull=False).order_by("-ended_at")
    return FrontPage(running, announced, _cards(over))


def sales_of(person: Person, limit: int = _MANAGED_MAX) -> list[SaleCard]:
    """Return the sales that the person plans, hosts, helps in or oversees, newest first."""
    mine = Q(host=person) | Q(helpers__person=person) | Q(made_by=person)
    mine |= touching(people.places_of(person, "clerk"))
    found = real_sales().filter(mine).values("pk")
    return _cards(Sale.objects.filter(pk__in=found).order_by("-starts_at"), limit)


def touching(place_codes: Collection[str]) -> Q:
    """Return the condition for sales with a county under one of these places; "" is all."""
    if "" in place_codes:
        return Q(pk__isnull=False)
    if not place_codes:
        return Q(pk__in=[])
    # The codes joined, so that a grant for 1308 finds a sale of 130827 too.
    joined = Func(
        F("county_codes"), Value(","), function="array_to_string", output_field=CharField()
    )
    pattern = rf"(^|,)({'|'.join(place_codes)})"
    found = Sale.objects.annotate(joined_codes=joined).filter(joined_codes__regex=pattern)
    return Q(pk__in=found.values("pk"))


def sales_of_place(code: str) -> QuerySet[Sale]:
    """Return the sales of a place: on the air, then to come, then the latest that are over.

    A sale is of counties: a village has its county's, a province those of all its counties. At
    most two queries, both by an index.
    """
    counties = [code[:6]] if len(code) >= _COUNTY_DIGITS else _counties_under(code)
    found = real_sales().filter(county_codes__overlap=counties)
    rank = Case(
        When(state__in=rules.RUNNING, then=0), When(state=SaleState.PLANNED, then=1), default=2
    )
    over = Q(state=SaleState.ENDED, live_at=None)  # called off before it began
    return found.exclude(over).annotate(rank=rank).order_by("rank", "-starts_at", "-id")


def _counties_under(code: str) -> list[str]:
    return list(places.under(code, Level.COUNTY).values_list("code", flat=True))


def offers_of(product_id: int) -> list[Offer]:
    """Return the sales in which this product can be bought now."""
    items = LineupItem.objects.filter(
        lot__product=product_id,
        lot__state="open",
        lot__available__gt=0,
        sale__state__in=rules.SELLING,
        sale__rehearses=None,
    ).select_related("sale", "lot")
    return [
        Offer(
            title=item.sale.heading,
            url=f"{reverse('live:room', args=[item.sale_id])}?lot={item.lot_id}",
            price_fen=item.lot.price_fen,
            is_live=item.sale.state in rules.RUNNING,
        )
        for item in items
    ]


def _cards(sales: "QuerySet[Sale]", limit: int = _FRONT_MAX) -> list[SaleCard]:
    rows = list(
        sales.select_related("host").annotate(
            goods=Count("lineup", distinct=True), seen=Count("viewings", distinct=True)
        )[:limit]
    )
    known = short_places({code for sale in rows for code in sale.county_codes})
    shown = _first_lots([sale.pk for sale in rows])
    return [
        SaleCard(
            sale=sale,
            counties=tuple(known[code] or code for code in sale.county_codes),
            goods=sale.goods,
            viewers=sale.seen,
            shown=shown.get(sale.pk, ()),
        )
        for sale in rows
    ]


def _first_lots(sale_ids: list[int]) -> dict[int, tuple[LotView, ...]]:
    """Return the first few lots of each lineup, those with units left before those without."""
    places = Window(
        RowNumber(),
        partition_by=F("sale"),
        order_by=[Case(When(lot__available=0, then=1), default=0), F("position")],
    )
    rows = (
        LineupItem.objects.filter(sale__in=sale_ids)
        .annotate(place=places)
        .filter(place__lte=_PREVIEW_LOTS)
        .order_by("sale", "place")
        .values_list("sale_id", "lot_id")
    )
    pairs = list(rows)
    views = {view.id: view for view in trade.lot_views([lot for _sale, lot in pairs])}
    found: dict[int, tuple[LotView, ...]] = {}
    for sale, lot in pairs:
        found[sale] = (*found.get(sale, ()), views[lot])
    return found


def demo_sales_running() -> list[int]:
    """Return the demo sales that have not ended."""
    running = real_sales().filter(is_demo=True).exclude(state__in=rules.OVER)
    return list(running.values_list("pk", flat=True))
