"""Reads of what is on offer: lots with their terms, caps, coupons. Views are plain values."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from yutang.goods import queries as goods
from yutang.goods.queries import ProductView
from yutang.kernel.clock import now, wall
from yutang.kernel.money import price_per_jin_fen, price_per_kg_fen
from yutang.trade.models import (
    Cap,
    CapCount,
    CapLot,
    Coupon,
    Lot,
    LotState,
    Order,
    Ticket,
    TicketState,
    Wave,
)
from yutang.trade.rules import stock
from yutang.trade.rules.facts import CapKind

_IN_TOTAL = date(1970, 1, 1)


@dataclass(frozen=True)
class WaveView:
    """Units that come on sale `after_s` seconds after the sale went live.

    `at`: that moment, once the sale is live. `released_at`: when they came.
    """

    after_s: int
    units: int
    at: datetime | None
    released_at: datetime | None

    @property
    def minutes(self) -> int:
        """Whole minutes after the sale went live."""
        return self.after_s // 60


@dataclass(frozen=True)
class LotView:
    """A lot and what it is of. Prices in fen."""

    id: int
    product: ProductView
    price_fen: int
    stocked: int
    available: int
    held: int
    sold: int
    withdrawn: int
    buyer_limit: int | None
    hold_s: int
    is_open: bool
    sold_out_at: datetime | None
    opens_at: datetime | None
    closes_at: datetime | None
    household_limit: int | None
    by_coupon: bool
    by_ticket: bool
    is_rehearsal: bool
    numbered: int
    called: int
    waiting: int
    """Tickets that wait for this lot."""
    waves: tuple[WaveView, ...]
    """In the order of their seconds, released ones too."""

    @property
    def title(self) -> str:
        """The product's name in the reader's language."""
        return self.product.title

    @property
    def product_id(self) -> int:
        return self.product.id

    @property
    def producer_name(self) -> str:
        return self.product.producer_name

    @property
    def unit_name(self) -> str:
        return self.product.unit_name

    @property
    def perishable(self) -> bool:
        return self.product.perishable

    @property
    def picture_url(self) -> str:
        """Empty when the product has no picture."""
        return self.product.picture.url if self.product.picture else ""

    @property
    def per_kg_fen(self) -> int | None:
        weight = self.product.net_weight_g
        return price_per_kg_fen(self.price_fen, weight) if weight else None

    @property
    def per_jin_fen(self) -> int | None:
        """The price of 500 g."""
        weight = self.product.net_weight_g
        return price_per_jin_fen(self.price_fen, weight) if weight else None

    @property
    def is_sold_out(self) -> bool:
        return self.available == 0

    @property
    def next_wave(self) -> WaveView | None:
        """The first wave still to come."""
        return next((wave for wave in self.waves if wave.released_at is None), None)

    @property
    def next_wave_at(self) -> datetime | None:
        """When the next wave comes; None without one, or before the sale is live."""
        return self.next_wave.at if self.next_wave else None


@dataclass(frozen=True)
class CapView:
    """A cap: `taken` of `most` orders, fen, or parcels of this Shanghai day, of these lots."""

    id: int
    kind: CapKind
    most: int
    taken: int
    name: str
    lots: tuple[int, ...]


@dataclass(frozen=True)
class CouponView:
    """A code for `uses_most` orders, of which living orders have `used`."""

    code: str
    uses_most: int
    used: int
    ended_at: datetime | None


def lot_views(lot_ids: Collection[int]) -> list[LotView]:
    """Return the lots in the order asked for, missing ones left out; four or five queries."""
    waiting = (
        Ticket.objects.filter(lot=OuterRef("pk"), state=TicketState.WAITING)
        .order_by()
        .values("lot")
        .annotate(count=Count("pk"))
        .values("count")
    )
    found = Lot.objects.annotate(
        waiting=Coalesce(Subquery(waiting, output_field=IntegerField()), 0)
    )
    lots = found.in_bulk(list(lot_ids))
    products = goods.product_views({lot.product_id for lot in lots.values()})
    waves: dict[int, list[WaveView]] = {}
    for wave in Wave.objects.filter(lot__in=lots).order_by("after_s", "id"):
        view = WaveView(wave.after_s, wave.units, wave.at, wave.released_at)
        waves.setdefault(wave.lot_id, []).append(view)
    return [
        _lot_view(
            lot, products[lot.product_id], waiting=lot.waiting, waves=tuple(waves.get(lot.pk, ()))
        )
        for lot in (lots[lot_id] for lot_id in lot_ids if lot_id in lots)
    ]


def caps_of_sale(sale_id: int) -> list[CapView]:
    """Return the caps set for a sale, with what is taken of them now; three queries."""
    caps = list(Cap.objects.filter(sale_id=sale_id).order_by("pk"))
    lots: dict[int, list[int]] = {}
    for each in CapLot.objects.filter(cap__in=caps).order_by("lot_id"):
        lots.setdefault(each.cap_id, []).append(each.lot_id)
    today = wall(now()).date()
    taken = {
        (count.cap_id, count.day): count.taken
        for count in CapCount.objects.filter(cap__in=caps, day__in=[_IN_TOTAL, today])
    }
    return [
        CapView(
            id=cap.pk,
            kind=_kind(cap),
            most=cap.most,
            taken=taken.get((cap.pk, today if cap.kind == Cap.Kind.PARCELS_DAY else _IN_TOTAL), 0),
            name=cap.name,
            lots=tuple(lots.get(cap.pk, ())),
        )
        for cap in caps
    ]


def coupons_of(lot_id: int) -> list[CouponView]:
    """Return the lot's coupons, ended ones too, in the order of their codes; two queries."""
    coupons = list(Coupon.objects.filter(lot_id=lot_id).order_by("code"))
    made = Order.objects.filter(coupon_id__in=[coupon.pk for coupon in coupons])
    living = made.exclude(state__in=stock.GONE)
    used = dict(living.values_list("coupon_id").annotate(Count("pk")).order_by())
    return [
        CouponView(coupon.code, coupon.uses_most, used.get(coupon.pk, 0), coupon.ended_at)
        for coupon in coupons
    ]


def _kind(cap: Cap) -> CapKind:
    kinds: dict[str, CapKind] = {
        Cap.Kind.ORDERS: "orders",
        Cap.Kind.FEN: "fen",
        Cap.Kind.PARCELS_DAY: "parcels_day",
    }
    return kinds[cap.kind]


def _lot_view(
    lot: Lot, product: ProductView, *, waiting: int, waves: tuple[WaveView, ...]
) -> LotView:
    return LotView(
        id=lot.pk,
        product=product,
        price_fen=lot.price_fen,
        stocked=lot.stocked,
        available=lot.available,
        held=lot.held,
        sold=lot.sold,
        withdrawn=lot.withdrawn,
        buyer_limit=lot.buyer_limit,
        hold_s=lot.hold_s,
        is_open=lot.state == LotState.OPEN,
        sold_out_at=lot.sold_out_at,
        opens_at=lot.opens_at,
        closes_at=lot.closes_at,
        household_limit=lot.household_limit,
        by_coupon=lot.by_coupon,
        by_ticket=lot.by_ticket,
        is_rehearsal=lot.is_rehearsal,
        numbered=lot.numbered,
        called=lot.called,
        waiting=waiting,
        waves=waves,
    )
