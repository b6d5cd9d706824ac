"""Reads of the live room for its pages. A whole page costs a handful of statements."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db.models import Case, CharField, Count, F, Func, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber
from django.urls import reverse

from yutang.goods.offers import Offer
from yutang.live import access, rules
from yutang.live.models import (
    HelperRole,
    LineupItem,
    Message,
    Mute,
    Pin,
    Sale,
    SaleState,
    Viewing,
)
from yutang.live.shelves import (
    CapRow,
    LineupRow,
    caps,
    counties_of,
    lineup,
    lineup_lots,
    lot_of,
    pinned_lot,
    short_places,
)
from yutang.live.video.timeline import Timeline
from yutang.people import access as people
from yutang.people.access import Person
from yutang.plumbing.config import Config
from yutang.trade import queries as trade
from yutang.trade.queries import LotView

__all__ = [
    "CapRow",
    "FrontPage",
    "LineupRow",
    "Mark",
    "SaleCard",
    "caps",
    "counties_of",
    "demo_sales_running",
    "front_page",
    "helpers",
    "last_messages",
    "lineup",
    "lineup_lots",
    "lot_of",
    "marks",
    "messages_with_hidden",
    "mutes",
    "offers_of",
    "pinned_lot",
    "readiness",
    "recording_folder",
    "replay_url",
    "sales_of",
    "short_places",
    "touching",
    "viewers",
]

_FRONT_MAX = 12
_CHAT_SHOWN = 40
_PREVIEW_LOTS = 6
_MANAGED_MAX = 200


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


@dataclass(frozen=True, slots=True)
class Mark:
    """Where the replay jumps to for one explanation of a lot."""

    lot: LotView
    offset_s: float

    @property
    def clock(self) -> str:
        return rules.clock_text(self.offset_s)


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


def marks(sale: Sale, rows: Sequence[LineupRow]) -> list[Mark]:
    """Return where the recording shows each good, in the order they were shown."""
    timeline = Timeline.load(recording_folder(sale.pk))
    views = {row.lot.id: row.lot for row in rows}
    pins = Pin.objects.filter(sale=sale).order_by("at").values_list("lot_id", "at")
    spans = rules.replay_marks([(lot, timeline.offset_at(at)) for lot, at in pins])
    return [Mark(views[span.lot], span.offset_s) for span in spans if span.lot in views]


def recording_folder(sale_id: int) -> Path:
    """Return where the sale's recording lies."""
    return Config.load().media / "live" / str(sale_id)


def replay_url(sale: Sale) -> str:
    """Return the address of the recording's playlist; empty until the replay is opened."""
    recorded = (recording_folder(sale.pk) / "replay.m3u8").exists()
    if sale.state != SaleState.REPLAY or not recorded:
        return ""
    return f"/media/live/{sale.pk}/replay.m3u8"


def last_messages(sale: Sale, limit: int = _CHAT_SHOWN) -> list[Message]:
    """Return the last lines of chat that are not hidden, oldest first."""
    shown = Message.objects.filter(sale=sale, hidden_at=None).order_by("-id")[:limit]
    return list(reversed(shown))


def messages_with_hidden(sale: Sale, limit: int = _MANAGED_MAX) -> list[Message]:
    """Return the last lines with the hidden ones, newest first, for whoever moderates."""
    return list(
        Message.objects.filter(sale=sale).select_related("hidden_by").order_by("-id")[:limit]
    )


def mutes(sale: Sale) -> list[Mute]:
    """Return who is muted now."""
    return list(Mute.objects.filter(sale=sale, lifted_at=None).select_related("person", "by"))


def viewers(sale: Sale) -> int:
    """Return the distinct viewers (accounts or devices) that have ever entered."""
    return Viewing.objects.filter(sale=sale).count()


def helpers(sale: Sale) -> dict[str, list[Person]]:
    """Return the helpers of the sale by their role."""
    found: dict[str, list[Person]] = {role.value: [] for role in HelperRole}
    for helper in sale.helpers.select_related("person").order_by("id"):
        found[helper.role].append(helper.person)
    return found


def readiness(sale: Sale) -> rules.Readiness:
    """Return what the checks before going live look at."""
    rows = LineupItem.objects.filter(sale=sale).aggregate(
        lineup=Count("id"),
        open_lots=Count("id", filter=Q(lot__state="open")),
        ready=Count("id", filter=Q(lot__state="open", lot__available__gt=0)),
    )
    return rules.Readiness(
        lineup=rows["lineup"],
        open_lots=rows["open_lots"],
        units=rows["ready"],
        host_may_sign_in=sale.host.is_active,
        host_may_run=access.host_may_run(sale),
    )


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
