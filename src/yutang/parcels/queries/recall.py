"""From batches to all who have them, and back: two statements, however many parcels there are."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yutang.goods import queries as goods
from yutang.parcels import rules
from yutang.parcels.models import Parcel, ParcelState
from yutang.trade import queries as trade
from yutang.trade.queries import said

_SOLD = ("paid", "confirmed", "shipped", "received", "closed")


@dataclass(frozen=True)
class Holder:
    """An order with units of a batch that is called back; the buyer masked."""

    order_id: UUID
    buyer_id: int
    buyer: str
    """The first sign of the name shown."""
    mobile: str
    """Only its last digits."""
    units: int
    product_id: int
    batch_id: int
    state: str
    """The parcel's, ``""`` while the order is not packed: then it must not be sent."""
    waybill: str
    sent_at: datetime | None
    region_code: str

    @property
    def number(self) -> str:
        """The order's short number."""
        return self.order_id.hex[-8:].upper()

    @property
    def state_name(self) -> str:
        """Where it is, in words."""
        return str(ParcelState(self.state).label) if self.state else said("paid")

    @property
    def is_with_us(self) -> bool:
        """It has not left yet."""
        return self.state in {"", rules.PACKED}


@dataclass(frozen=True)
class Recall:
    """All orders of batches that are called back; those that have not left yet first."""

    holders: tuple[Holder, ...]

    @property
    def units(self) -> int:
        return sum(holder.units for holder in self.holders)

    @property
    def buyers(self) -> int:
        return len({holder.buyer_id for holder in self.holders})

    @property
    def with_us(self) -> int:
        return sum(holder.is_with_us for holder in self.holders)


def recall(batch_ids: Collection[int]) -> Recall:
    """Return every order whose parcel has one of these batches in it, or will have."""
    holders = [*_packed(batch_ids), *_unpacked(batch_ids)]
    holders.sort(key=lambda one: (not one.is_with_us, one.order_id))
    return Recall(tuple(holders))


def recall_family(batch_id: int) -> Recall:
    """Return all that a batch is in: its own orders, and those of every batch made of it."""
    return recall(goods.batch_family(batch_id, "down"))


def _packed(batch_ids: Collection[int]) -> Iterator[Holder]:
    rows = Parcel.objects.filter(batch__in=batch_ids, order__state__in=_SOLD).values_list(
        "order_id",
        "order__buyer_id",
        "order__buyer__name",
        "order__buyer__mobile_tail",
        "order__quantity",
        "order__lot__product_id",
        "batch_id",
        "state",
        "waybill",
        "sent_at",
        "order__region_code",
    )
    for row in rows:
        order, buyer, name, tail = row[:4]
        yield Holder(order, buyer, _masked(name), f"*******{tail}", *row[4:])


def _unpacked(batch_ids: Collection[int]) -> Iterator[Holder]:
    rows = trade.orders_of_batches(batch_ids).filter(parcel=None)
    for order in rows:
        yield Holder(
            order_id=order.pk,
            buyer_id=order.buyer_id,
            buyer=_masked(order.buyer.name),
            mobile=order.buyer.mobile_masked,
            units=order.quantity,
            product_id=order.lot.product_id,
            batch_id=order.lot.batch_id or 0,
            state="",
            waybill="",
            sent_at=None,
            region_code=order.region_code,
        )


def _masked(name: str) -> str:
    return f"{name[:1]}**"
