"""Doors of the trade room: an order is its buyer's, its producer's and its county clerk's."""

from typing import Literal
from uuid import UUID

from django.db.models import Q, QuerySet

from yutang.kernel.errors import NotFound
from yutang.people import access as people
from yutang.people.access import Person
from yutang.trade.models import Lot, Order

# Other rooms take the name of the type from here; the tables stay this room's own.
__all__ = [
    "Lot",
    "Order",
    "lots_to_sell",
    "order_for",
    "order_to_pack",
    "order_to_pay",
    "orders_to_pack",
    "sells",
    "side_of",
]

Side = Literal["buyer", "seller"]


def side_of(person: Person, order: Order) -> Side | None:
    """Return as whom the person looks at the order; None for a stranger."""
    if order.buyer_id == person.pk:
        return "buyer"
    return "seller" if sells(person, order.lot) else None


def sells(person: Person, lot: Lot) -> bool:
    """Tell whether the lot is the person's to pack: its producer, or the clerk of its origin.

    What is only rehearsed is nobody's to pack.
    """
    if lot.is_rehearsal:
        return False
    product = lot.product
    if product.producer.person_id == person.pk:
        return True
    return people.may(person, "clerk", product.origin_code)


def order_for(person: Person, order_id: UUID) -> Order:
    """Return the order with lot, product and producer.

    Raises:
        NotFound: there is none, or it is neither the person's own nor theirs to pack.
    """
    order = _orders().filter(pk=order_id).first()
    if order is None or side_of(person, order) is None:
        raise NotFound
    return order


def order_to_pay(person: Person, order_id: UUID) -> Order:
    """Return the person's own order; anybody else's is not found."""
    order = _orders().filter(pk=order_id, buyer=person).first()
    if order is None:
        raise NotFound
    return order


def order_to_pack(person: Person, order_id: UUID) -> Order:
    """Return an order that the person sends; their own purchases are not found here."""
    order = _orders().filter(pk=order_id).first()
    if order is None or not sells(person, order.lot):
        raise NotFound
    return order


def orders_to_pack(person: Person) -> QuerySet[Order]:
    """Return all orders that the person may send.

    Raises:
        NotFound: the person sells nothing: neither a producer nor a clerk.
    """
    ours = Q(lot__product__producer__person=person)
    codes = people.places_of(person, "clerk")
    for code in codes:
        ours |= Q(lot__product__origin_code__startswith=code)
    found = _orders().filter(ours, lot__is_rehearsal=False)
    if not codes and not person.producers.exists():
        raise NotFound
    return found


def lots_to_sell(person: Person) -> QuerySet[Lot]:
    """Return the lots that the person sells, newest first; rehearsals are nobody's."""
    ours = Q(product__producer__person=person)
    for code in people.places_of(person, "clerk"):
        ours |= Q(product__origin_code__startswith=code)
    return Lot.objects.filter(ours, is_rehearsal=False).select_related("product").order_by("-pk")


def _orders() -> QuerySet[Order]:
    return Order.objects.select_related("lot__product__producer", "buyer")
