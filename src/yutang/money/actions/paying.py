"""An order and its payment change together or not at all.

Every verb may be repeated (a double tap, a retry, two tabs): the second time changes nothing.
The order's rows are locked by the trade room (lot, then order); the payment's row comes last.
"""

from uuid import UUID

from django.db import transaction

from yutang.delivery import actions as delivery
from yutang.kernel.clock import now
from yutang.money import providers, rules
from yutang.money.actions import attempts, books, refunds
from yutang.money.actions.attempts import Device
from yutang.money.errors import NoSuchMethod, NothingToCollect, PaidOtherwise
from yutang.money.models import Attempt, AttemptState, Payment
from yutang.people.access import Person
from yutang.plumbing.config import Config
from yutang.trade import access
from yutang.trade import actions as trade
from yutang.trade.errors import ContactNeeded, FreshNotConfirmed
from yutang.trade.rules.contact import Contact

_HERE = Device()


def check_out(
    order_id: UUID,
    by: Person,
    contact: Contact,
    method: str,
    *,
    knows_fresh: bool = False,
    seen_fen: int | None = None,
    device: Device = _HERE,
) -> Payment | Attempt:
    """Say who receives the parcel and pay, in one step; already paid is fine.

    A method from afar begins an attempt instead of a payment: its provider is asked for what the
    buyer is shown. `seen_fen`: the freight that the buyer was shown (see `delivery.actions`).

    Raises:
        NotFound: it is not this buyer's order.
        NoSuchMethod, BadMobile, BadContact, FreshNotConfirmed: what was given.
        HoldOver, OrderGone, TooLateToStart: too late.
        Whatever `delivery.actions.give_contact` raises.
    """
    with transaction.atomic():
        made = payment_of(order_id, by)
        if made is not None:
            return made
        chosen = _offered(by, method)
        delivery.give_contact(order_id, contact, by, knows_fresh=knows_fresh, seen_fen=seen_fen)
        if chosen not in rules.FROM_AFAR:
            return pay(order_id, by, chosen)
        begun = _begin(order_id, by, chosen, device)
    return attempts.show(begun, device)


def start(order_id: UUID, by: Person, method: str, device: Device = _HERE) -> Attempt:
    """Begin an attempt to pay from afar, the order's contact given before.

    Raises:
        NotFound: it is not this buyer's order.
        NoSuchMethod: not offered for it.
        ContactNeeded, FreshNotConfirmed: a step of the purchase is missing.
        PaidOtherwise: it is paid.
        HoldOver, OrderGone, TooLateToStart: too late.
    """
    chosen = _offered(by, method)
    if chosen not in rules.FROM_AFAR:
        raise NoSuchMethod
    with transaction.atomic():
        if payment_of(order_id, by) is not None:
            raise PaidOtherwise
        begun = _begin(order_id, by, chosen, device)
    return attempts.show(begun, device)


def pay(order_id: UUID, by: Person, method: str) -> Payment:
    """Pay the order in full on the spot, its contact given before: cash, or the test cashier.

    Raises:
        NotFound: it is not this buyer's order.
        NoSuchMethod: not offered for it.
        ContactNeeded, FreshNotConfirmed: a step of the purchase is missing.
        PaidOtherwise: it is paid by the other method.
        HoldOver, OrderGone: too late.
    """
    chosen = _offered(by, method)
    if chosen in rules.FROM_AFAR:
        raise NoSuchMethod
    with transaction.atomic():
        made = payment_of(order_id, by)
        if made is None:
            _check_ready(order_id, by)
            move = trade.mark_confirmed if chosen == rules.CASH_ON_DELIVERY else trade.mark_paid
            move(order_id, by)
            made = _keep(order_id, by, chosen)
        if made.method != chosen:
            raise PaidOtherwise
    return made


def cancel(order_id: UUID, by: Person) -> None:
    """Cancel an order: its units go back on sale, what was paid goes back to the buyer.

    Its buyer may, and who sends it. Attempts that still wait are closed by the job.

    Raises:
        NotFound: the order is neither's.
        AlreadyShipped: the parcel is on its way.
    """
    with transaction.atomic():
        access.order_for(by, order_id)
        trade.cancel(order_id, by)
        _forget_attempts(order_id)
        payment = Payment.objects.select_for_update().filter(order_id=order_id).first()
        if payment is None:
            return
        state, back_fen = rules.after_cancel(
            payment.state, payment.amount_fen - payment.refunded_fen
        )
        if back_fen:
            refunds.begin(payment, back_fen, "cancelled", by, f"cancel:{order_id}")
        elif state != payment.state:
            payment.state = state
            payment.save(update_fields=["state"])


def collect(order_id: UUID, by: Person) -> Payment:
    """The parcel was handed over and the cash taken; for who sends the order.

    Raises:
        NotFound: it is not theirs to send.
        NothingToCollect: not sent yet, or paid already.
    """
    access.order_to_pack(by, order_id)
    return take_cash(order_id, by)


def take_cash(order_id: UUID, by: Person) -> Payment:
    """The parcel was handed over and the cash taken, as `collect`.

    For the rooms above (a station's keeper), which asked whether it is theirs to hand over.
    """
    with transaction.atomic():
        payment = Payment.objects.filter(order_id=order_id).select_related("order__lot").first()
        if payment is None or payment.method != rules.CASH_ON_DELIVERY:
            raise NothingToCollect
        if payment.state == rules.PAID:
            return payment
        if not rules.may_collect(payment.method, payment.state, payment.order.state):
            raise NothingToCollect
        rehearsed = payment.order.lot.is_rehearsal
        trade.receive(order_id, by)
        payment = Payment.objects.select_for_update().get(pk=payment.pk)
        if payment.state == rules.DUE:
            payment.state, payment.paid_at = rules.PAID, now()
            payment.save(update_fields=["state", "paid_at"])
            books.paid(payment, rehearsed=rehearsed)
    return payment


def payment_of(order_id: UUID, by: Person) -> Payment | None:
    """Return the payment of the buyer's own order, None when it is not paid yet.

    Raises:
        NotFound: it is not this buyer's order.
    """
    access.order_to_pay(by, order_id)
    return Payment.objects.filter(order_id=order_id).first()


def methods_for(by: Person) -> tuple[rules.Method, ...]:
    """Return the ways to pay that are open to this buyer."""
    return rules.methods(
        buyer_is_demo=by.is_demo,
        development=Config.load().development,
        configured=providers.configured(),
    )


def _begin(order_id: UUID, by: Person, method: rules.Method, device: Device) -> Attempt:
    _check_ready(order_id, by)
    return attempts.begin(order_id, by, method, device)


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


def _keep(order_id: UUID, by: Person, method: rules.Method) -> Payment:
    """Keep the payment; when another request of the same moment kept it, that one."""
    at, state = now(), rules.first_state(method)
    order = access.order_to_pay(by, order_id)
    payment, is_new = Payment.objects.get_or_create(
        order_id=order_id,
        defaults={
            "method": method,
            "state": state,
            "amount_fen": rules.to_pay(order.amount_fen, order.freight_fen),
            "freight_fen": order.freight_fen,
            "made_at": at,
            "paid_at": at if state == rules.PAID else None,
        },
    )
    if is_new:
        _forget_attempts(order_id)
        if state == rules.PAID:
            books.paid(payment, rehearsed=order.lot.is_rehearsal)
    return payment


def _forget_attempts(order_id: UUID) -> None:
    opened = Attempt.objects.filter(order_id=order_id, state=AttemptState.OPEN)
    opened.update(state=AttemptState.CLOSED, ask_at=now())
