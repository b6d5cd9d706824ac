"""Reads of the live room for its pages. A whole page costs a handful of statements."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db.models import Case, CharField, Count, F, Func, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils.translation import gettext as _

from yutang.goods.offers import Offer
from yutang.kernel.clock import now, wall
from yutang.kernel.errors import NotFound
from yutang.kernel.money import yuan
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
from yutang.live.video.timeline import Timeline
from yutang.people import access as people
from yutang.people.access import Person
from yutang.places.queries import names
from yutang.places.rules import level_of, short_name
from yutang.plumbing.config import Config
from yutang.trade import queries as trade
from yutang.trade.queries import CapKind, LotView

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
class LineupRow:
    """One lot of a lineup with what the page says about it."""

    position: int
    lot: LotView
    place: str
    """Where it comes from, short: 承德宽城."""
    pinned: bool

    @property
    def open(self) -> bool:
        return self.lot.is_open

    @property
    def gone(self) -> bool:
        return self.lot.is_sold_out and self.lot.stocked > 0

    @property
    def opens_later(self) -> bool:
        """Orders begin at a moment that is still to come."""
        return self.lot.opens_at is not None and self.lot.opens_at > now()

    @property
    def line_said(self) -> str:
        """When it opens or gets more, who waits, how far they are called; as `rack.js` says it."""
        lot = self.lot
        said = []
        if lot.opens_at is not None and self.opens_later:
            said.append(_("On sale at {time}").format(time=f"{wall(lot.opens_at):%H:%M}"))
        if lot.next_wave_at is not None:
            said.append(_("More at {time}").format(time=f"{wall(lot.next_wave_at):%H:%M}"))
        if lot.waiting:
            said.append(_("{count} waiting").format(count=f"{lot.waiting:,}"))
        if lot.called and (lot.by_ticket or lot.waiting):
            said.append(_("Called to {called}").format(called=f"{lot.called:,}"))
        return " · ".join(said)

    @property
    def removable(self) -> bool:
        """Nobody holds or has bought any of it."""
        return not (self.lot.held or self.lot.sold)

    @property
    def per(self) -> str:
        """The price by weight, in both units; empty for goods sold by the piece."""
        jin, kg = self.lot.per_jin_fen, self.lot.per_kg_fen
        if jin is None or kg is None:
            return ""
        return _("¥%(jin)s/jin · ¥%(kg)s/kg") % {"jin": yuan(jin), "kg": yuan(kg)}


@dataclass(frozen=True, slots=True)
class CapRow:
    """A cap of the sale and how far it is, in words."""

    kind: CapKind
    most: int
    taken: int

    @property
    def label(self) -> str:
        words = {
            "orders": _("Orders"),
            "fen": _("Sold for"),
            "parcels_day": _("Parcels today"),
        }
        return words[self.kind]

    @property
    def full(self) -> bool:
        return self.taken >= self.most

    @property
    def shown(self) -> int:
        """What the bar shows: one that was set below what is taken is simply full."""
        return min(self.taken, self.most)

    @property
    def taken_said(self) -> str:
        return self._say(self.taken)

    @property
    def most_said(self) -> str:
        return self._say(self.most)

    def _say(self, value: int) -> str:
        return f"¥{yuan(value)}" if self.kind == "fen" else f"{value:,}"


@dataclass(frozen=True, slots=True)
class Mark:
    """Where the replay jumps to for one explanation of a lot."""

    lot: LotView
    offset_s: float

    @property
    def clock(self) -> str:
        return rules.clock_text(self.offset_s)


def front_page() -> FrontPage:
    """Return what the home page lists: live now, announced, replays."""
    running = _cards(Sale.objects.filter(state__in=rules.RUNNING).order_by("-live_at"))
    announced = _cards(Sale.objects.filter(state=SaleState.PLANNED).order_by("starts_at"))
    over = Sale.objects.filter(state__in=rules.OVER, live_at__isnull=False).order_by("-ended_at")
    return FrontPage(running, announced, _cards(over))


def sales_of(person: Person, limit: int = _MANAGED_MAX) -> list[SaleCard]:
    """Return the sales that the person plans, hosts, helps in or oversees, newest first."""
    mine = Q(host=person) | Q(helpers__person=person) | Q(made_by=person)
    mine |= touching(people.places_of(person, "clerk"))
    found = Sale.objects.filter(mine).values("pk")
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


def counties_of(sale: Sale) -> tuple[str, ...]:
    """Return the names of the sale's counties, in its order."""
    known = short_places(sale.county_codes)
    return tuple(known[code] or code for code in sale.county_codes)


def lineup(sale: Sale) -> list[LineupRow]:
    """Return the lots of the sale in the order of its lineup."""
    lots = list(LineupItem.objects.filter(sale=sale).values_list("lot_id", flat=True))
    views = {view.id: view for view in trade.lot_views(lots)}
    pinned = pinned_lot(sale)
    places = short_places({view.product.county_code for view in views.values()})
    return [
        LineupRow(number, views[lot], places[views[lot].product.county_code], pinned=lot == pinned)
        for number, lot in enumerate(lots, start=1)
    ]


def caps(sale: Sale) -> list[CapRow]:
    """Return the caps of the sale with what is taken of them."""
    return [CapRow(cap.kind, cap.most, cap.taken) for cap in trade.caps_of_sale(sale.pk)]


def lot_of(sale: Sale, lot_id: int) -> LotView:
    """Return one lot of the sale's lineup.

    Raises:
        NotFound: it is not there.
    """
    if not LineupItem.objects.filter(sale=sale, lot_id=lot_id).exists():
        raise NotFound
    (view,) = trade.lot_views([lot_id])
    return view


def short_places(codes: Collection[str]) -> dict[str, str]:
    """Return county codes as people say them, prefecture first: 130827 → 承德宽城."""
    known = names({part for code in codes for part in (code[:4], code)})
    return {
        code: "".join(
            short_name(known[part], level_of(part)) for part in dict.fromkeys((code[:4], code))
        )
        for code in codes
    }


def pinned_lot(sale: Sale) -> int | None:
    """Return the id of the lot being explained now."""
    return Pin.objects.filter(sale=sale, until=None).values_list("lot_id", flat=True).first()


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


def lineup_lots(sale_id: int) -> list[int]:
    """Return the ids of a sale's lots in the order of its lineup."""
    return list(LineupItem.objects.filter(sale_id=sale_id).values_list("lot_id", flat=True))


def demo_sales_running() -> list[int]:
    """Return the demo sales that have not ended."""
    running = Sale.objects.filter(is_demo=True).exclude(state__in=rules.OVER)
    return list(running.values_list("pk", flat=True))
