"""Two connections, one order: whatever is tapped at the same moment, only one of them wins."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from uuid import UUID

import psycopg
import pytest
from django.db import connection, transaction
from tests.at_once import at_once
from tests.stall import LOT_UNITS, OrderOf

from yutang.kernel.clock import now
from yutang.ledger import queries as ledger
from yutang.money import actions, rules
from yutang.money.models import Attempt, Payment, Refund
from yutang.money.tests.conftest import Scene
from yutang.people.access import Person
from yutang.plumbing import rounds
from yutang.trade import actions as trade
from yutang.trade.actions import orders
from yutang.trade.errors import HoldOver
from yutang.trade.hauls import expiry
from yutang.trade.models import Lot, Order
from yutang.trade.rules.contact import Contact

pytestmark = pytest.mark.django_db(transaction=True)
WAIT_S = 20


def _other_connection() -> psycopg.Connection:
    parameters = connection.get_connection_params()
    known = ("dbname", "user", "password", "host", "port")
    return psycopg.connect(**{name: parameters[name] for name in known if parameters.get(name)})


@contextmanager
def _another_thread() -> Iterator[Callable[[Callable[[], object]], "Future[object]"]]:
    """Run a call in a thread with its own database connection."""

    def run(call: Callable[[], object]) -> object:
        try:
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        yield lambda call: pool.submit(run, call)


def _blocked(waiting: "Future[object]") -> bool:
    """Tell whether the other connection waits for a lock (it is given a second to get there)."""
    with _other_connection() as watch:
        for _look in range(100):
            (count,) = watch.execute(
                "select count(*) from pg_stat_activity"
                " where wait_event_type = 'Lock' and datname = current_database()"
            ).fetchone() or (0,)
            watch.commit()
            if count:
                return True
            if waiting.done():
                return False
            watch.execute("select pg_sleep(0.01)")
    return False


def test_payment_behind_an_expiry_loses(ready_order: Order, buyer: Person, lot: Lot) -> None:
    with _other_connection() as timer, _another_thread() as start:
        with timer.transaction():
            rounds.run(timer, expiry.expire(ready_order.expires_at))
            paying = start(lambda: actions.pay(ready_order.pk, buyer, rules.TEST_CASHIER))
            assert _blocked(paying)
        assert isinstance(paying.exception(WAIT_S), HoldOver)
    lot.refresh_from_db()
    assert (lot.available, lot.held, lot.sold) == (LOT_UNITS, 0, 0)
    assert not Payment.objects.exists()


def test_expiry_behind_a_payment_finds_nothing_to_end(
    ready_order: Order, buyer: Person, lot: Lot
) -> None:
    def expire() -> object:
        with _other_connection() as timer:
            return rounds.run(timer, expiry.expire(ready_order.expires_at))

    with _another_thread() as start:
        with transaction.atomic():
            actions.pay(ready_order.pk, buyer, rules.TEST_CASHIER)
            expiring = start(expire)
            assert _blocked(expiring)
        assert expiring.result(WAIT_S) == {}
    lot.refresh_from_db()
    assert (lot.available, lot.held, lot.sold) == (8, 0, 2)


def test_pay_cancel_and_expiry_at_the_same_moment_never_lose_a_unit_or_a_fen(
    buyer: Person, lot: Lot, contact: Contact, order_of: OrderOf
) -> None:
    trade.add_units(lot.pk, 100)
    for round_ in range(12):
        order = order_of(buyer, lot, 2)
        trade.give_contact(order.pk, contact, buyer, knows_fresh=True)

        def expire(order: Order = order) -> object:
            with _other_connection() as timer:
                return rounds.run(timer, expiry.expire(order.expires_at))

        calls = [
            lambda order=order: actions.pay(order.pk, buyer, rules.TEST_CASHIER),
            lambda order=order: actions.pay(order.pk, buyer, rules.CASH_ON_DELIVERY),
            expire if round_ % 2 else lambda order=order: actions.cancel(order.pk, buyer),
            lambda order=order: actions.pay(order.pk, buyer, rules.TEST_CASHIER),
        ]
        at_once(*calls)
        _check(order, lot)


def _check(order: Order, lot: Lot) -> None:
    order.refresh_from_db()
    payment = Payment.objects.filter(order=order).first()
    expected = {
        "paid": ("test", "paid"),
        "confirmed": ("cod", "due"),
        "expired": None,
    }
    if order.state == "cancelled":
        assert payment is None or payment.state in {"refunded", "void"}
    else:
        kept = (payment.method, payment.state) if payment else None
        assert kept == expected[order.state]
    lot.refresh_from_db()
    sold = sum(
        Order.objects.filter(state__in=["paid", "confirmed"]).values_list("quantity", flat=True)
    )
    assert (lot.sold, lot.held) == (sold, 0)
    assert lot.stocked == lot.available + lot.sold


def test_ten_taps_on_pay_are_one_payment(ready_order: Order, buyer: Person, lot: Lot) -> None:
    given = at_once(*[lambda: actions.pay(ready_order.pk, buyer, rules.TEST_CASHIER)] * 10)
    assert {getattr(payment, "pk", payment) for payment in given} == {Payment.objects.get().pk}
    lot.refresh_from_db()
    assert lot.sold == 2


def _two_payments(buyer: Person, lot: Lot, contact: Contact, order_of: OrderOf) -> int:
    """Pay two orders of one lot at the same moment; return the units that the lot calls sold."""
    orders = [order_of(buyer, lot, 2), order_of(buyer, lot, 2)]
    for order in orders:
        trade.give_contact(order.pk, contact, buyer, knows_fresh=True)
    first, second = (order.pk for order in orders)
    at_once(
        lambda: actions.pay(first, buyer, rules.TEST_CASHIER),
        lambda: actions.pay(second, buyer, rules.TEST_CASHIER),
    )
    assert set(Order.objects.values_list("state", flat=True)) == {"paid"}
    lot.refresh_from_db()
    return lot.sold


def test_two_payments_of_one_lot_are_both_counted(
    buyer: Person, lot: Lot, contact: Contact, order_of: OrderOf
) -> None:
    assert _two_payments(buyer, lot, contact, order_of) == 4


def test_without_the_lots_lock_one_of_them_is_lost(
    buyer: Person,
    lot: Lot,
    contact: Contact,
    order_of: OrderOf,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Shows what the lock is for: both read the lot before either has written it."""
    with_lock, both_have_read = orders._locked, Barrier(2)

    def unlocked(order_id: UUID) -> tuple[Lot, Order]:
        if threading.current_thread() is threading.main_thread():
            return with_lock(order_id)
        order = Order.objects.get(pk=order_id)
        stale = Lot.objects.get(pk=order.lot_id)
        both_have_read.wait(WAIT_S)
        return stale, order

    monkeypatch.setattr(orders, "_locked", unlocked)
    assert _two_payments(buyer, lot, contact, order_of) == 2


def test_what_two_providers_tell_at_once_and_twice_is_one_payment_and_one_refund(
    scene: Scene, lot: Lot
) -> None:
    numbers = [
        scene.gateway.pay(scene.start(method).link) for method in ("alipay", "wechat", "alipay")
    ]
    notices = [scene.gateway.notice(number) for number in numbers]
    told = at_once(*[lambda notice=notice: scene.post(notice) for notice in notices])
    assert told == [200, 200, 200]
    states = sorted(Attempt.objects.values_list("state", flat=True))
    assert states == ["paid", "stray"]
    assert Payment.objects.count() == Refund.objects.count() == 1
    assert ledger.balance("escrow") == -2 * scene.order.amount_fen
    Refund.objects.update(try_at=now())
    at_once(*[actions.send_refunds] * 3)
    back = [sum(trade.refunds.values()) for trade in scene.gateway.trades.values()]
    assert sorted(back) == [0, scene.order.amount_fen]
    assert ledger.balance("escrow") == -scene.order.amount_fen
    lot.refresh_from_db()
    assert (lot.held, lot.sold) == (0, 2)
