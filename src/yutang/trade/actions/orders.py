"""Writes on orders: one verb, one transaction; asking twice for the same step changes nothing.

Lock order, here and on the hot path: the lot's row first, then the order's. So a payment in the
last second and the expiry of the same hold queue up, and only one of them wins. A change of an
order that came from a sale tells the gates (`bus.notify_sale`), after the commit.
"""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Sum

from yutang.kernel.clock import now
from yutang.kernel.errors import NotFound
from yutang.people.access import Person
from yutang.plumbing import bus
from yutang.plumbing.seal import seal
from yutang.trade.actions.household import household_of
from yutang.trade.errors import HoldOver, HouseholdLimit
from yutang.trade.models import Lot, Order, OrderState
from yutang.trade.rules import contact as contacts
from yutang.trade.rules import stock
from yutang.trade.rules.contact import Contact
from yutang.trade.rules.stock import Step


def mark_paid(order_id: UUID, by: Person | None = None) -> Order:
    """The money is there: held → paid. Called by the money room only.

    Raises:
        HoldOver: the time to pay has passed, even when the hold is not ended yet.
        OrderGone, WrongStep: it was cancelled, or is paid otherwise.
    """
    return _move(order_id, "pay", by, _still_held)


def mark_confirmed(order_id: UUID, by: Person | None = None) -> Order:
    """To be paid on delivery: held → confirmed; raises as `mark_paid`."""
    return _move(order_id, "confirm", by, _still_held)


def wait_until(order_id: UUID, until: datetime) -> Order:
    """Keep a held order's units longer, for money that takes days. Called by the money room only.

    Raises:
        HoldOver, OrderGone, WrongStep: nothing is held any more.
    """
    with transaction.atomic():
        _lot, order = _locked(order_id)
        if order.state != OrderState.HELD:
            raise stock.refusal("pay", order.state)
        _still_held(order)
        if order.expires_at < until:
            order.expires_at = until
            order.save(update_fields=["expires_at"])
    return order


def cancel(order_id: UUID, by: Person | None = None) -> Order:
    """Give the units back. Called by the money room, which gives the money back with it.

    An order that has expired is as good as cancelled.

    Raises:
        AlreadyShipped: the parcel is on its way or received.
    """
    return _move(order_id, "cancel", by)


def ship(order_id: UUID, tracking: str, by: Person | None = None) -> Order:
    """The parcel went out; the number may be corrected while it is on its way.

    Raises:
        TrackingNeeded: no parcel number.
        OrderGone, WrongStep: nothing to send.
    """
    number = contacts.check_tracking(tracking)

    def note(order: Order) -> None:
        order.tracking = number

    order = _move(order_id, "ship", by, note)
    if order.tracking != number:
        order.tracking = number
        order.save(update_fields=["tracking"])
    return order


def receive(order_id: UUID, by: Person | None = None) -> Order:
    """The parcel arrived: shipped → received."""
    return _move(order_id, "receive", by)


def close(order_id: UUID, by: Person | None = None) -> Order:
    """Nothing is left to do: received → closed."""
    return _move(order_id, "close", by)


def give_contact(
    order_id: UUID,
    contact: Contact,
    by: Person,
    *,
    knows_fresh: bool = False,
    freight_fen: int = 0,
) -> Order:
    """Say who receives the parcel, and where; sealed at once. Only while it is not sent.

    `freight_fen`: what the buyer pays for the way there (`delivery.actions.give_contact` asks the
    rates); it stays as it is once the order is bought.

    `knows_fresh`: the buyer has confirmed, in this step of the purchase, that fresh food cannot
    be returned without reason; the moment is kept when the goods are fresh and perishable.

    Raises:
        BadMobile, BadContact: the contact is not whole.
        NotFound: it is not this buyer's order.
        HoldOver, OrderGone, WrongStep: too late.
        HouseholdLimit: orders to this address would have more than the lot allows.
    """
    checked = contacts.check(contact)
    household = household_of(checked)
    with transaction.atomic():
        lot, order = _locked(order_id)
        if order.buyer_id != by.pk:
            raise NotFound
        if order.state == OrderState.HELD:
            _still_held(order)
            order.freight_fen = freight_fen
        elif order.state not in {OrderState.PAID, OrderState.CONFIRMED}:
            raise stock.refusal("pay", order.state)
        _check_household(lot, order, household)
        order.household = household
        order.contact_sealed = seal(contacts.to_json(checked))
        order.region_code = checked.region_code
        if knows_fresh and order.perishable_confirmed_at is None and order.lot.product.perishable:
            order.perishable_confirmed_at = now()
        written = ["contact_sealed", "region_code", "perishable_confirmed_at", "household"]
        order.save(update_fields=[*written, "freight_fen"])
    return order


def _check_household(lot: Lot, order: Order, household: bytes) -> None:
    """Raises `HouseholdLimit`. The lot is locked, so no other order gets this address meanwhile."""
    if lot.household_limit is None:
        return
    others = Order.objects.filter(lot=lot, household=household).exclude(pk=order.pk)
    living = others.exclude(state__in=stock.GONE)
    has: int = living.aggregate(units=Sum("quantity"))["units"] or 0
    if has + order.quantity > lot.household_limit:
        raise HouseholdLimit(left=max(lot.household_limit - has, 0))


def _move(
    order_id: UUID,
    step: Step,
    by: Person | None,
    prepare: Callable[[Order], None] | None = None,
) -> Order:
    """Make the step, move the units with it, tell the sale; a step already made stays made."""
    with transaction.atomic():
        lot, order = _locked(order_id)
        if stock.is_done(step, order.state):
            return order
        if not stock.may(step, order.state):
            raise stock.refusal(step, order.state)
        if prepare is not None:
            prepare(order)
        _say_who(by)
        before, order.state = order.state, stock.ARROWS[step][1]
        order.save(update_fields=["state", "tracking"])
        _move_units(lot, order, before)
        if order.sale_id is not None:
            with connection.cursor() as cursor:
                bus.notify_sale(cursor, order.sale_id)
    return order


def _move_units(lot: Lot, order: Order, before: str) -> None:
    source, target = stock.lies_in(before), stock.lies_in(order.state)
    if source == target:
        return
    setattr(lot, source, getattr(lot, source) - order.quantity)
    setattr(lot, target, getattr(lot, target) + order.quantity)
    if target == "available":
        lot.sold_out_at = None
    lot.save(update_fields=["available", "held", "sold", "sold_out_at"])


def _locked(order_id: UUID) -> tuple[Lot, Order]:
    lot_id = Order.objects.filter(pk=order_id).values_list("lot_id", flat=True).first()
    if lot_id is None:
        raise NotFound
    lot = Lot.objects.select_for_update().get(pk=lot_id)
    return lot, Order.objects.select_for_update().get(pk=order_id)


def _still_held(order: Order) -> None:
    if order.expires_at <= now():
        raise HoldOver


def _say_who(by: Person | None) -> None:
    """Leave a word for the trigger that writes the order's diary; it lasts this transaction."""
    with connection.cursor() as cursor:
        name = "" if by is None else str(by.pk)
        cursor.execute("select set_config('yutang.person', %s, true)", [name])
