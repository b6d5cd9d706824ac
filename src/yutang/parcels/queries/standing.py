"""Reads of the parcels room: where parcels stand, their story, what to pack, what to call back."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast, Right
from django.utils.translation import gettext as _

from yutang.delivery import queries as delivery
from yutang.kernel.clock import now
from yutang.parcels import rules
from yutang.parcels.models import Parcel, ParcelEvent, ParcelState, Source
from yutang.places import queries as places
from yutang.plumbing.reader import reads_english
from yutang.trade import queries as trade
from yutang.trade.access import Order
from yutang.trade.queries import OrderView


@dataclass(frozen=True)
class ParcelView:
    """A parcel as pages show it."""

    id: int
    order_id: UUID
    state: str
    state_name: str
    carrier: str
    carrier_name: str
    waybill: str
    was_ordered: bool
    batch_id: int | None
    station_id: int | None
    station_line: str
    packed_at: datetime
    sent_at: datetime | None
    delivered_at: datetime | None
    received_at: datetime | None
    silent_days: int
    """Since when nobody has heard of it, in days; 0 while that is no worry."""

    @property
    def is_on_the_way(self) -> bool:
        return self.state in rules.ON_THE_WAY


@dataclass(frozen=True)
class EventView:
    """A line of a parcel's story, in words."""

    at: datetime
    said: str
    place: str
    who: str
    is_news: bool
    """It changed where the parcel stands."""


@dataclass(frozen=True)
class PackLine:
    """An order to be sent: its parcel if packed, when it has to leave, which way it goes."""

    order: OrderView
    parcel: ParcelView | None
    ship_by: datetime | None
    late_h: int
    """Whole hours past its time; 0 when it is not late."""
    route: str
    """Province and county of delivery, in words."""

    @property
    def late_days(self) -> int:
        return self.late_h // 24


def view_of(parcel: Parcel) -> ParcelView:
    """Return a parcel as pages show it."""
    last = max((moment for moment in (parcel.sent_at, parcel.heard_at) if moment), default=None)
    at = now()
    silent = last is not None and rules.is_silent(parcel.state, parcel.sent_at, parcel.heard_at, at)
    return ParcelView(
        id=parcel.pk,
        order_id=parcel.order_id,
        state=parcel.state,
        state_name=str(ParcelState(parcel.state).label),
        carrier=parcel.carrier,
        carrier_name=carrier_name(parcel.carrier),
        waybill=parcel.waybill,
        was_ordered=parcel.was_ordered,
        batch_id=parcel.batch_id,
        station_id=parcel.station_id,
        station_line=parcel.station_line,
        packed_at=parcel.packed_at,
        sent_at=parcel.sent_at,
        delivered_at=parcel.delivered_at,
        received_at=parcel.received_at,
        silent_days=(at - last).days if silent and last else 0,
    )


def carrier_name(carrier: str) -> str:
    """Return a carrier's name in the reader's language; nothing where none is known."""
    zh, en, _theirs = rules.CARRIERS.get(carrier, ("", "", ""))
    return en if reads_english() else zh


def parcels_of(order_ids: Collection[UUID]) -> dict[UUID, ParcelView]:
    """Return the parcels of these orders, by order; one query."""
    found = Parcel.objects.filter(order__in=order_ids)
    return {parcel.order_id: view_of(parcel) for parcel in found}


def parcel_of(order_id: UUID) -> ParcelView | None:
    """Return an order's parcel, None while it is not packed."""
    return parcels_of([order_id]).get(order_id)


def parcels_for_station(station_id: int, states: Collection[str]) -> list[ParcelView]:
    """Return the parcels that go to this station and stand so, oldest first."""
    found = Parcel.objects.filter(station_id=station_id, state__in=states).order_by("sent_at", "id")
    return [view_of(parcel) for parcel in found[:500]]


def story_of(order_id: UUID) -> list[EventView]:
    """Return what happened to an order's parcel, latest first."""
    events = ParcelEvent.objects.filter(parcel__order=order_id).order_by("-at", "-id")[:100]
    return [
        EventView(
            at=event.at,
            said=event.said or _words_of(event.state, event.source),
            place=event.place,
            who=carrier_name(event.carrier) or str(Source(event.source).label),
            is_news=bool(event.state),
        )
        for event in events
    ]


def origin_of(order_id: UUID) -> int | None:
    """Return the batch that is in an order's parcel; None when nobody said."""
    return Parcel.objects.filter(order=order_id).values_list("batch_id", flat=True).first()


def quiet_ones(orders: QuerySet[Order]) -> QuerySet[Order]:
    """Return those of the orders whose parcel has to be looked into: silent, sent back, or lost."""
    since = now() - timedelta(days=rules.SILENT_DAYS)
    heard = Q(parcel__heard_at=None) | Q(parcel__heard_at__lte=since)
    silent = Q(parcel__state__in=rules.ON_THE_WAY, parcel__sent_at__lte=since) & heard
    gone = Q(parcel__state__in=(rules.RETURNED, rules.LOST))
    return orders.filter(silent | gone, state="shipped")


def pack_lines(orders: Iterable[Order]) -> list[PackLine]:
    """Return the orders with parcel, ship-by and route, those that must leave first on top."""
    views = trade.order_views(orders)
    parcels = parcels_of([view.id for view in views])
    due = delivery.ships_by(views)
    names = places.full_names({view.region_code for view in views if view.region_code})
    at = now()
    lines = [
        PackLine(
            order=view,
            parcel=parcels.get(view.id),
            ship_by=due.get(view.id),
            late_h=_late_h(view, due.get(view.id), at),
            route=names.get(view.region_code, ""),
        )
        for view in views
    ]
    return sorted(lines, key=lambda line: (line.ship_by or line.order.placed_at, line.order.id))


def orders_numbered(orders: QuerySet[Order], numbers: Collection[str]) -> dict[str, Order]:
    """Return those of the orders that have these short numbers; what two share is left out."""
    short = Right(Cast("pk", TextField()), 8)
    wanted = [number.lower() for number in numbers]
    found = list(orders.annotate(short=short).filter(short__in=wanted))
    times = Counter(order.pk.hex[-8:] for order in found)
    return {order.pk.hex[-8:].upper(): order for order in found if times[order.pk.hex[-8:]] == 1}


def _late_h(view: OrderView, ship_by: datetime | None, at: datetime) -> int:
    if ship_by is None or view.state not in rules.TO_SEND or ship_by >= at:
        return 0
    return max(1, int((at - ship_by).total_seconds() // 3600))


def _words_of(state: str, source: str) -> str:
    if source == Source.STATION and state == rules.ARRIVING:
        return _("It waits to be fetched")
    words = {
        rules.SENT: _("The parcel went out"),
        rules.ARRIVING: _("It is being delivered"),
        rules.DELIVERED: _("Delivered"),
        rules.RETURNED: _("It goes back to the sender"),
        rules.LOST: _("It was lost on the way"),
    }
    return words.get(state, "")
