"""Reads of the stations room: stations, what waits there, what lies on the shelves."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet, Sum

from yutang.kernel.clock import now, wall
from yutang.parcels import queries as parcels
from yutang.parcels import rules as steps
from yutang.parcels.queries import ParcelView
from yutang.people.access import Person
from yutang.places import queries as places
from yutang.plumbing.seal import digest, unseal
from yutang.stations import rules
from yutang.stations.models import CounterSale, Pickup, Shelf, Station
from yutang.trade import queries as trade
from yutang.trade.queries import LotView

_SALES_SHOWN = 20
_CHOICES_MOST = 60


@dataclass(frozen=True)
class WaitingView:
    """A parcel that waits at a station."""

    pickup_id: int
    parcel: ParcelView
    arrived_at: datetime
    days: int


@dataclass(frozen=True)
class ShelfView:
    """What of a lot lies on a shop's shelf. `transferred` less `returned` less `sold` is `left`."""

    id: int
    lot: LotView
    transferred: int
    returned: int
    sold: int
    left: int
    is_open: bool


@dataclass(frozen=True)
class CodeView:
    """A code with which the buyer fetches a parcel, and where."""

    code: str
    station: str
    hours: str
    phone: str
    arrived_at: datetime


@dataclass(frozen=True)
class ReceiptView:
    """A sale over the counter. Amount in fen."""

    order_id: UUID
    number: str
    title: str
    units: int
    price_fen: int
    amount_fen: int
    at: datetime
    keeper: str
    station: str
    address: str


def line_of(station: Station) -> str:
    """Return a station in one line, for a label."""
    return f"{station.name}（{places.full_name(station.place_code)}{station.address}）"


def phone_of(station: Station) -> str:
    """Open the station's number: it is shown to those who fetch there; nothing where none is."""
    return unseal(station.phone_sealed) if station.phone_sealed else ""


def stations_in(code: str) -> QuerySet[Station]:
    """Return the stations in use in a place and all under it, in code order."""
    found = Station.objects.filter(place_code__startswith=code, closed_at=None)
    return found.order_by("place_code", "name")


def choices_near(region_code: str) -> list[tuple[int, str]]:
    """Return the open stations of a county, as choices; none where the county is not known."""
    if not region_code:
        return []
    near = Station.objects.filter(place_code__startswith=region_code[:6], closed_at=None)
    return [(station.pk, station.name) for station in near.order_by("name")[:_CHOICES_MOST]]


def coming(station: Station) -> list[ParcelView]:
    """Return the parcels that are on their way to the station and not there yet."""
    there = set(Pickup.objects.filter(station=station).values_list("parcel_id", flat=True))
    found = parcels.parcels_for_station(station.pk, steps.ON_THE_WAY)
    return [parcel for parcel in found if parcel.id not in there]


def waiting(station: Station) -> list[WaitingView]:
    """Return the parcels that wait to be fetched, the oldest first."""
    pickups = Pickup.objects.filter(station=station, handed_at=None).select_related("parcel")
    listed = list(pickups.order_by("arrived_at")[:300])
    views = parcels.parcels_of([pickup.parcel.order_id for pickup in listed])
    at = now()
    return [
        WaitingView(
            pickup.pk,
            views[pickup.parcel.order_id],
            pickup.arrived_at,
            (at - pickup.arrived_at).days,
        )
        for pickup in listed
    ]


def shelves_of(station: Station) -> list[ShelfView]:
    """Return what lies on the shop's shelves, by good; five queries."""
    shelves = {shelf.lot_id: shelf for shelf in Shelf.objects.filter(station=station)}
    sums = Shelf.objects.filter(station=station).annotate(
        put=Sum("transfers__units", filter=Q(transfers__kind="put")),
        back=Sum("transfers__units", filter=Q(transfers__kind="back")),
    )
    moved = {shelf.pk: (shelf.put or 0, shelf.back or 0) for shelf in sums}
    return [
        ShelfView(
            id=shelves[view.id].pk,
            lot=view,
            transferred=moved[shelves[view.id].pk][0],
            returned=moved[shelves[view.id].pk][1],
            sold=view.sold,
            left=view.available,
            is_open=view.is_open,
        )
        for view in trade.lot_views(list(shelves))
    ]


def code_for(order_id: UUID) -> CodeView | None:
    """Return the code with which an order's parcel is fetched, while it waits; for its buyer."""
    pickup = (
        Pickup.objects.filter(parcel__order=order_id, handed_at=None)
        .select_related("station")
        .first()
    )
    if pickup is None:
        return None
    return CodeView(
        code=code_from(pickup.parcel_id, bytes(pickup.nonce)),
        station=line_of(pickup.station),
        hours=pickup.station.hours,
        phone=phone_of(pickup.station),
        arrived_at=pickup.arrived_at,
    )


def code_from(parcel_id: int, nonce: bytes) -> str:
    """Return the code of a parcel: from the installation's key, written nowhere."""
    return rules.code_of(digest(f"pickup:{parcel_id}:{nonce.hex()}"))


def mark_of(station_id: int, code: str) -> bytes:
    """Return by what a code is found at a station."""
    return digest(f"pickup-code:{station_id}:{code}")


def receipt_of(station: Station, order_id: UUID) -> ReceiptView | None:
    """Return the receipt of a sale over this station's counter."""
    sales = CounterSale.objects.filter(order=order_id, shelf__station=station)
    sale = sales.select_related("order", "by").first()
    return _receipt(station, sale) if sale else None


def sales_today(station: Station) -> list[ReceiptView]:
    """Return what was sold over the counter today (China's day), the latest first."""
    began = wall(now()).replace(hour=0, minute=0, second=0, microsecond=0)
    sales = CounterSale.objects.filter(shelf__station=station, at__gte=began)
    listed = sales.select_related("order", "by").order_by("-at")[:_SALES_SHOWN]
    return [_receipt(station, sale) for sale in listed]


def keeps(person: Person) -> bool:
    """Tell whether the person keeps a station that is in use."""
    return Station.objects.filter(keeper=person, closed_at=None).exists()


def _receipt(station: Station, sale: CounterSale) -> ReceiptView:
    view = trade.order_view(sale.order)
    return ReceiptView(
        order_id=view.id,
        number=view.number,
        title=view.product.title,
        units=view.quantity,
        price_fen=view.price_fen,
        amount_fen=view.amount_fen,
        at=sale.at,
        keeper=sale.by.name,
        station=station.name,
        address=station.address,
    )


def station_of(order_id: UUID) -> int | None:
    """Return the station to which an order's parcel is sent."""
    parcel = parcels.parcel_of(order_id)
    return parcel.station_id if parcel else None
