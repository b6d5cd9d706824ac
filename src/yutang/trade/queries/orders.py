"""Reads of orders and tickets. Views are plain values, joined with product, producer, place."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Min, QuerySet
from django.utils.translation import gettext as _

from yutang.goods import queries as goods
from yutang.goods.queries import ProductView
from yutang.kernel.clock import now
from yutang.people.access import Person
from yutang.plumbing.seal import unseal
from yutang.trade.models import LotState, Order, OrderChange, OrderState, Ticket, TicketState
from yutang.trade.rules import contact as contacts
from yutang.trade.rules import stock
from yutang.trade.rules.contact import Contact

TABS: dict[str, tuple[str, ...]] = {
    "all": (),
    "pay": (OrderState.HELD,),
    "coming": (OrderState.PAID, OrderState.CONFIRMED, OrderState.SHIPPED),
    "done": (OrderState.RECEIVED, OrderState.CLOSED),
    "gone": tuple(stock.GONE),
}
"""The tabs of "my orders": the states that each one shows."""
TO_SEND = (OrderState.PAID, OrderState.CONFIRMED)
TICKETS_MOST = 100


@dataclass(frozen=True)
class Moment:
    """One step of an order's way, in words; `at` None: not reached yet."""

    state: str
    said: str
    at: datetime | None = None


@dataclass(frozen=True)
class OrderView:
    """An order and what it is for. Amounts in fen."""

    id: UUID
    buyer_id: int
    buyer_is_demo: bool
    product: ProductView
    lot_id: int
    quantity: int
    price_fen: int
    amount_fen: int
    """What the goods cost."""
    freight_fen: int
    """What the buyer pays for the way, beside the goods."""
    state: str
    state_name: str
    placed_at: datetime
    expires_at: datetime
    sale_id: int | None
    tracking: str
    region_code: str
    has_contact: bool
    fresh_known_at: datetime | None
    """When the buyer confirmed that fresh food cannot be returned without reason."""
    on_delivery: bool
    """To be paid when the parcel is handed over."""

    @property
    def number(self) -> str:
        """The short number people tell each other: the last eight signs of the id."""
        return self.id.hex[-8:].upper()

    def is_held_at(self, moment: datetime) -> bool:
        """Tell whether the order can still be paid."""
        return self.state == OrderState.HELD and self.expires_at > moment

    @property
    def total_fen(self) -> int:
        """What the buyer pays: goods and freight."""
        return self.amount_fen + self.freight_fen

    @property
    def is_cancellable(self) -> bool:
        return self.state in {OrderState.HELD, *TO_SEND}


@dataclass(frozen=True)
class TicketView:
    """Somebody's number in a line; `called`: the highest number called so far; `is_open`: its lot
    is and its time is not over, so that numbers are called.
    """

    lot_id: int
    product: ProductView
    quantity: int
    number: int | None
    called: int
    state: str
    state_name: str
    entered_at: datetime
    sale_id: int | None
    order_id: UUID | None
    answer: str
    is_open: bool


class InSale(NamedTuple):
    """An order that was bought in a sale, and of which product."""

    id: UUID
    sale_id: int
    product_id: int


class Placed(NamedTuple):
    """An order as far as a count of sales asks: whose goods, how many units, when, its state."""

    id: UUID
    producer_id: int
    quantity: int
    placed_at: datetime
    state: str


def tickets_of_person(person: Person) -> list[TicketView]:
    """Return the person's tickets, newest first: three or four queries."""
    tickets = Ticket.objects.filter(buyer=person).select_related("lot").order_by("-id")
    listed, at = list(tickets[:TICKETS_MOST]), now()
    products = goods.product_views({ticket.lot.product_id for ticket in listed})
    return [
        TicketView(
            lot_id=ticket.lot_id,
            product=products[ticket.lot.product_id],
            quantity=ticket.quantity,
            number=ticket.number,
            called=ticket.lot.called,
            state=ticket.state,
            state_name=str(TicketState(ticket.state).label),
            entered_at=ticket.entered_at,
            sale_id=ticket.sale_id,
            order_id=ticket.order_id,
            answer=ticket.answer,
            is_open=ticket.lot.state == LotState.OPEN
            and (ticket.lot.closes_at is None or ticket.lot.closes_at > at),
        )
        for ticket in listed
    ]


def orders_of(person: Person, tab: str = "all") -> QuerySet[Order]:
    """Return the person's purchases, newest first; `tab` is a key of `TABS`."""
    found = Order.objects.filter(buyer=person).select_related("lot", "buyer")
    states = TABS.get(tab, ())
    return (found.filter(state__in=states) if states else found).order_by("-placed_at", "-id")


def order_views(orders: Iterable[Order]) -> list[OrderView]:
    """Return the orders with their products: three queries, one more for new place names."""
    listed = list(orders)
    products = goods.product_views({order.lot.product_id for order in listed})
    confirmed = OrderChange.objects.filter(order__in=listed, to_state=OrderState.CONFIRMED)
    on_delivery = set(confirmed.values_list("order_id", flat=True))
    return [
        _order_view(order, products[order.lot.product_id], on_delivery=order.pk in on_delivery)
        for order in listed
    ]


def order_view(order: Order) -> OrderView:
    """Return one order with its product."""
    return order_views([order])[0]


def way_of(order: Order) -> list[Moment]:
    """Return the order's way in plain words: the steps made, then those to come."""
    changes = list(OrderChange.objects.filter(order=order).order_by("at", "id"))
    moments = [Moment(OrderState.HELD, said(OrderState.HELD), order.placed_at)]
    moments += [Moment(change.to_state, said(change.to_state), change.at) for change in changes]
    reached = [moment.state for moment in moments]
    if reached[-1] in TABS["gone"]:
        return moments
    payment = "confirmed" if "confirmed" in reached else "paid"
    ahead = [payment, OrderState.SHIPPED, OrderState.RECEIVED]
    return moments + [Moment(state, said(state)) for state in ahead if state not in reached]


def bought_at(order_ids: Collection[UUID]) -> dict[UUID, datetime]:
    """Return when each order was paid, or bought to be paid on delivery; others are left out."""
    bought = OrderChange.objects.filter(order__in=order_ids, to_state__in=TO_SEND)
    return dict(bought.values_list("order_id", "at"))


def sent_at(order_ids: Collection[UUID]) -> dict[UUID, datetime]:
    """Return when each order's parcel went out; others are left out."""
    sent = OrderChange.objects.filter(order__in=order_ids, to_state=OrderState.SHIPPED)
    return dict(sent.values_list("order_id", "at"))


def said(state: str) -> str:
    """Return what a state means for the buyer, in a few plain words."""
    words = {
        "held": _("Ordered: the goods are kept for you"),
        "paid": _("Paid"),
        "confirmed": _("You pay when it arrives"),
        "shipped": _("Sent"),
        "received": _("Received"),
        "closed": _("Finished"),
        "cancelled": _("Cancelled"),
        "expired": _("Not paid in time: the goods went back on sale"),
    }
    return words[state]


def placed_orders(order_ids: Collection[UUID]) -> list[Placed]:
    """Return of these orders who sells what, and when it was placed; rehearsals are left out."""
    return _placed(Order.objects.filter(pk__in=order_ids))


def orders_of_producer(producer_id: int, since: datetime, until: datetime) -> list[Placed]:
    """Return the orders placed from `since` to before `until` of what a producer sells.

    Whatever became of them; rehearsals are left out.
    """
    found = Order.objects.filter(lot__product__producer=producer_id)
    return _placed(found.filter(placed_at__gte=since, placed_at__lt=until))


def orders_in_sales(sale_ids: Collection[int]) -> list[InSale]:
    """Return the orders of these sales that were bought, or were to be until they were cancelled.

    Rehearsals are left out.
    """
    found = Order.objects.filter(sale_id__in=sale_ids, lot__is_rehearsal=False)
    found = found.exclude(state__in=[OrderState.HELD, OrderState.EXPIRED])
    rows = found.order_by().values_list("id", "sale_id", "lot__product_id")
    return [InSale._make(row) for row in rows]


def orders_since(producer_id: int) -> datetime | None:
    """Return when the first order of what a producer sells was placed."""
    found = Order.objects.filter(lot__product__producer=producer_id, lot__is_rehearsal=False)
    first: datetime | None = found.aggregate(first=Min("placed_at"))["first"]
    return first


def orders_of_batches(batch_ids: Collection[int]) -> QuerySet[Order]:
    """Return the bought orders of lots of these batches, each with buyer and lot."""
    found = Order.objects.filter(lot__batch__in=batch_ids, lot__is_rehearsal=False)
    return found.filter(state__in=stock.SOLD).select_related("buyer", "lot")


def contact_of(order: Order) -> Contact | None:
    """Open the order's contact. Whoever calls has asked who looks, and keeps that they looked."""
    if order.contact_sealed is None:
        return None
    return contacts.from_json(unseal(order.contact_sealed))


def last_contact(person: Person) -> Contact | None:
    """Return the contact that the buyer used last, to fill in their own form."""
    order = (
        Order.objects.filter(buyer=person, contact_sealed__isnull=False)
        .order_by("-placed_at")
        .first()
    )
    return contact_of(order) if order else None


def _placed(found: QuerySet[Order]) -> list[Placed]:
    rows = found.filter(lot__is_rehearsal=False).order_by("placed_at", "id")
    fields = ("id", "lot__product__producer_id", "quantity", "placed_at", "state")
    return [Placed._make(row) for row in rows.values_list(*fields)]


def _order_view(order: Order, product: ProductView, *, on_delivery: bool) -> OrderView:
    return OrderView(
        id=order.pk,
        buyer_id=order.buyer_id,
        buyer_is_demo=order.buyer.is_demo,
        product=product,
        lot_id=order.lot_id,
        quantity=order.quantity,
        price_fen=order.price_fen,
        amount_fen=order.amount_fen,
        freight_fen=order.freight_fen,
        state=order.state,
        state_name=str(OrderState(order.state).label),
        placed_at=order.placed_at,
        expires_at=order.expires_at,
        sale_id=order.sale_id,
        tracking=order.tracking,
        region_code=order.region_code,
        has_contact=order.contact_sealed is not None,
        fresh_known_at=order.perishable_confirmed_at,
        on_delivery=on_delivery,
    )
