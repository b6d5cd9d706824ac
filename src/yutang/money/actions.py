"""Writes of the money room: an order and its payment change together or not at all.

Every verb may be repeated (a double tap, a retry, two tabs): the second time changes nothing.
The order's rows are locked by the trade room (lot, then order); the payment's row comes last.
"""

from uuid import UUID

from django.db import transaction

from yutang.kernel.clock import now
from yutang.money import rules
from yutang.money.errors import NoSuchMethod, NothingToCollect, PaidOtherwise
from yutang.money.models import Payment
from yutang.people.access import Person
from yutang.plumbing.config import Config
from yutang.trade import access
from yutang.trade import actions as trade
from yutang.trade.errors import ContactNeeded, FreshNotConfirmed
from yutang.trade.rules.contact import Contact


def check_out(
    order_id: UUID, by: Person, contact: Contact, method: str, *, knows_fresh: bool = False
) -> Payment:
    """Say who receives the parcel and pay, in one step; already paid is fine.

    Raises:
        NotFound: it is not this buyer's order.
        NoSuchMethod, BadMobile, BadContact, FreshNotConfirmed: what was given.
        HoldOver, OrderGone: too late.
    """
    with transaction.atomic():
        made = payment_of(order_id, by)
        if made is not None:
            return made
        trade.give_contact(order_id, contact, by, knows_fresh=knows_fresh)
        return pay(order_id, by, method)


def pay(order_id: UUID, by: Person, method: str) -> Payment:
    """Pay the order in full, its contact given before.

    Raises:
        NotFound: it is not this buyer's order.
        NoSuchMethod: not offered for it.
        ContactNeeded, FreshNotConfirmed: a step of the purchase is missing.
        PaidOtherwise: it is paid by the other method.
        HoldOver, OrderGone: too late.
    """
    chosen = _offered(by, method)
    with transaction.atomic():
        order = access.order_to_pay(by, order_id)
        made = Payment.objects.filter(order_id=order_id).first()
        if made is None:
            _check_ready(order_id, by)
            move = trade.mark_confirmed if chosen == rules.CASH_ON_DELIVERY else trade.mark_paid
            move(order_id, by)
            made = _keep(order_id, chosen, order.amount_fen)
        if made.method != chosen:
            raise PaidOtherwise
    return made


def cancel(order_id: UUID, by: Person) -> None:
    """Cancel an order: its units go back on sale, what was paid goes back to the buyer.

    Its buyer may, and who sends it.

    Raises:
        NotFound: the order is neither's.
        AlreadyShipped: the parcel is on its way.
    """
    with transaction.atomic():
        access.order_for(by, order_id)
        trade.cancel(order_id, by)
        payment = Payment.objects.select_for_update().filter(order_id=order_id).first()
        if payment is None:
            return
        state, back_fen = rules.after_cancel(payment.state, payment.amount_fen)
        if state == payment.state:
            return
        payment.state, payment.refunded_fen = state, back_fen
        payment.refunded_at = now() if back_fen else None
        payment.save(update_fields=["state", "refunded_fen", "refunded_at"])


def collect(order_id: UUID, by: Person) -> Payment:
    """The parcel was handed over and the cash taken; for who sends the order.

    Raises:
        NotFound: it is not theirs to send.
        NothingToCollect: not sent yet, or paid already.
    """
    with transaction.atomic():
        order = access.order_to_pack(by, order_id)
        payment = Payment.objects.filter(order_id=order_id).first()
        if payment is None or payment.method != rules.CASH_ON_DELIVERY:
            raise NothingToCollect
        if payment.state == rules.PAID:
            return payment
        if not rules.may_collect(payment.method, payment.state, order.state):
            raise NothingToCollect
        trade.receive(order_id, by)
        payment = Payment.objects.select_for_update().get(pk=payment.pk)
        if payment.state == rules.DUE:
            payment.state, payment.paid_at = rules.PAID, now()
            payment.save(update_fields=["state", "paid_at"])
    return payment


def payment_of(order_id: UUID, by: Person) -> Payment | None:
    """Return the payment of the buyer's own order, None when it is not paid yet.

    Raises:
        NotFound: it is not this buyer's order.
    """
    access.order_to_pay(by, order_id)
    return Payment.objects.filter(order_id=order_id).first()


def _check_ready(order_id: UUID, by: Person) -> None:
    order = access.order_to_pay(by, order_id)
    if order.contact_sealed is None:
        raise ContactNeeded
    if order.lot.product.perishable and order.perishable_confirmed_at is None:
        raise FreshNotConfirmed


def _offered(by: Person, method: str) -> rules.Method:
    for offered in methods_for(by):
        if method == offered:
            return offered
    raise NoSuchMethod


def methods_for(by: Person) -> tuple[rules.Method, ...]:
    """Return the ways to pay that are open to this buyer."""
    return rules.methods(buyer_is_demo=by.is_demo, development=Config.load().development)


def _keep(order_id: UUID, method: rules.Method, amount_fen: int) -> Payment:
    """Keep the payment; when another request of the same moment kept it, that one."""
    at, state = now(), rules.first_state(method)
    payment, _made = Payment.objects.get_or_create(
        order_id=order_id,
        defaults={
            "method": method,
            "state": state,
            "amount_fen": amount_fen,
            "made_at": at,
            "paid_at": at if state == rules.PAID else None,
        },
    )
    return payment
