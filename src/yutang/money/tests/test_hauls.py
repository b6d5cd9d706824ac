"""Many payments in one transaction: each order paid once, in time or not at all."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import connection
from tests.stall import LOT_UNITS, OrderOf

from yutang.kernel.clock import now
from yutang.money import hauls
from yutang.money.models import Payment
from yutang.people.access import Person
from yutang.plumbing import rounds
from yutang.trade import actions
from yutang.trade.hauls import expiry
from yutang.trade.hauls import paying as trade
from yutang.trade.hauls.paying import Answer
from yutang.trade.models import Lot, Order

pytestmark = pytest.mark.django_db(transaction=True)
WAIT_S = 20


def _connect() -> psycopg.Connection:
    parameters = connection.get_connection_params()
    known = ("dbname", "user", "password", "host", "port")
    given = {name: parameters[name] for name in known if parameters.get(name)}
    return psycopg.connect(**given, autocommit=True)


def _pay(*orders: UUID) -> list[Answer]:
    with _connect() as wire:
        return [paid.answer for paid in rounds.run(wire, hauls.pay(orders, now()))]


@contextmanager
def _thread() -> Iterator[Callable[[Callable[[], object]], "Future[object]"]]:
    with ThreadPoolExecutor(1) as pool:
        yield pool.submit


def _blocked(waiting: "Future[object]") -> bool:
    with _connect() as watch:
        for _look in range(200):
            found = watch.execute(
                "select count(*) from pg_stat_activity"
                " where wait_event_type = 'Lock' and datname = current_database()"
            ).fetchone()
            if found and found[0]:
                return True
            if waiting.done():
                return False
            watch.execute("select pg_sleep(0.01)")
    return False


def test_orders_of_several_lots_are_paid_together_with_their_payments(
    buyer: Person, lot: Lot, oil_lot: Lot, order_of: OrderOf
) -> None:
    orders = [order_of(buyer, lot, 2), order_of(buyer, oil_lot, 3), order_of(buyer, lot, 1)]
    assert _pay(*(order.pk for order in orders)) == [Answer.PAID] * 3
    lot.refresh_from_db()
    oil_lot.refresh_from_db()
    assert (lot.available, lot.held, lot.sold) == (LOT_UNITS - 3, 0, 3)
    assert (oil_lot.held, oil_lot.sold) == (0, 3)
    kept = Payment.objects.values_list("order_id", "method", "state", "amount_fen")
    assert set(kept) == {(order.pk, "test", "paid", order.amount_fen) for order in orders}
    assert set(Order.objects.values_list("state", flat=True)) == {"paid"}


def test_a_haul_told_again_changes_nothing(buyer: Person, lot: Lot, order_of: OrderOf) -> None:
    order = order_of(buyer, lot, 2)
    assert _pay(order.pk, order.pk) == [Answer.PAID, Answer.PAID]
    assert _pay(order.pk) == [Answer.HAD]
    assert Payment.objects.count() == 1
    lot.refresh_from_db()
    assert (lot.held, lot.sold) == (0, 2)


def test_late_cancelled_and_unknown_orders_are_told_apart_and_hold_nobody_up(
    buyer: Person, lot: Lot, order_of: OrderOf
) -> None:
    good = order_of(buyer, lot, 1)
    late = order_of(buyer, lot, 1, at=now() - timedelta(hours=1))
    cancelled = order_of(buyer, lot, 1)
    actions.cancel(cancelled.pk, buyer)
    told = _pay(late.pk, cancelled.pk, uuid4(), good.pk)
    assert told == [Answer.HOLD_OVER, Answer.GONE, Answer.GONE, Answer.PAID]
    assert list(Payment.objects.values_list("order_id", flat=True)) == [good.pk]
    late.refresh_from_db()
    assert late.state == "held"


def test_payments_behind_an_expiry_lose_and_those_in_time_are_paid(
    buyer: Person, lot: Lot, order_of: OrderOf
) -> None:
    due, good = order_of(buyer, lot, 2), order_of(buyer, lot, 1)
    Order.objects.filter(pk=due.pk).update(expires_at=now() + timedelta(seconds=1))
    due.refresh_from_db()
    with _connect() as timer, _thread() as start:
        with timer.transaction():
            rounds.run(timer, expiry.expire(due.expires_at))
            paid = start(lambda: _pay(due.pk, good.pk))
            assert _blocked(paid)
        assert paid.result(WAIT_S) == [Answer.HOLD_OVER, Answer.PAID]
    lot.refresh_from_db()
    assert (lot.available, lot.held, lot.sold) == (LOT_UNITS - 1, 0, 1)


def test_expiry_behind_a_payment_finds_nothing_to_end(
    buyer: Person, lot: Lot, order_of: OrderOf
) -> None:
    order = order_of(buyer, lot, 2)

    def expire() -> object:
        with _connect() as timer:
            return rounds.run(timer, expiry.expire(order.expires_at))

    with _connect() as cashier, _thread() as start:
        with cashier.transaction():
            rounds.run(cashier, hauls.pay([order.pk], now()))
            ended = start(expire)
            assert _blocked(ended)
        assert ended.result(WAIT_S) == {}
    order.refresh_from_db()
    assert order.state == "paid"


def test_without_the_look_at_the_hold_a_late_payment_takes_all_others_with_it(
    buyer: Person, lot: Lot, order_of: OrderOf
) -> None:
    """Shows what the guard is for; behind it stands the database's own, which keeps the arrows."""
    late, good = order_of(buyer, lot, 1), order_of(buyer, lot, 1)
    with _connect() as timer:
        rounds.run(timer, expiry.expire(late.expires_at))
    guard = "and asked.state = 'held' and asked.expires_at > %(now)s"
    assert guard in trade.DEFAULT.pay_orders
    blind = replace(
        trade.DEFAULT,
        pay_orders=trade.DEFAULT.pay_orders.replace(guard, ""),
    )
    with _connect() as cashier, pytest.raises(psycopg.errors.CheckViolation):
        rounds.run(cashier, trade.pay([late.pk, good.pk], now(), blind))
    good.refresh_from_db()
    assert good.state == "held"
