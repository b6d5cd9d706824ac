"""The verbs of `money.actions` and `trade.actions` on orders, told again query by query."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from yutang.cli.simulation import counts
from yutang.cli.simulation.rows import Lot, Order, OrderName, Payment
from yutang.cli.simulation.tables import Steps, Transaction
from yutang.money import rules as money
from yutang.money.errors import NothingToCollect, PaidOtherwise
from yutang.trade.errors import HoldOver, HouseholdLimit
from yutang.trade.rules import stock


@dataclass(frozen=True)
class Orders:
    """`clock` is asked when the code would ask it."""

    clock: Callable[[], datetime]

    # money.actions

    def check_out(
        self, transaction: Transaction, name: OrderName, method: money.Method, home: int
    ) -> Steps[Payment]:
        order = yield from _read(transaction, name)
        made = transaction.payment(order.id)
        if made is not None:
            return made
        yield from self._give_contact(transaction, order, home)
        yield
        made = transaction.payment(order.id)
        if made is None:
            step: stock.Step = "confirm" if method == money.CASH_ON_DELIVERY else "pay"
            yield from self.move(transaction, name, step)
            yield from transaction.lock("payment", order.id)
            made = transaction.payment(order.id)
        if made is None:
            made = Payment(order.id, method, money.first_state(method), order.amount_fen)
            transaction.put_payment(made)
        if made.method != method:
            raise PaidOtherwise
        return made

    def _give_contact(self, transaction: Transaction, read: Order, home: int) -> Steps[None]:
        lot, order = yield from _locked(transaction, read)
        if order.state == "held":
            self._still_held(order)
        elif order.state not in {"paid", "confirmed"}:
            raise stock.refusal("pay", order.state)
        yield
        _check_household(transaction, lot, order, home)
        transaction.put_order(order._replace(household=home))

    def cancel(self, transaction: Transaction, name: OrderName) -> Steps[None]:
        yield from self.move(transaction, name, "cancel")
        order = yield from _read(transaction, name)
        payment = transaction.payment(order.id)
        if payment is None:
            return
        yield from transaction.lock("payment", order.id)
        payment = transaction.payment(order.id) or payment
        state, back_fen = money.after_cancel(payment.state, payment.amount_fen)
        if state != payment.state:
            transaction.put_payment(payment._replace(state=state, refunded_fen=back_fen))

    def collect(self, transaction: Transaction, name: OrderName) -> Steps[None]:
        order = yield from _read(transaction, name)
        payment = transaction.payment(order.id)
        if payment is None or payment.method != money.CASH_ON_DELIVERY:
            raise NothingToCollect
        if payment.state == money.PAID:
            return
        if not money.may_collect(payment.method, payment.state, order.state):
            raise NothingToCollect
        yield from self.move(transaction, name, "receive")
        yield from transaction.lock("payment", order.id)
        newest = transaction.payment(order.id) or payment
        if newest.state == money.DUE:
            transaction.put_payment(newest._replace(state=money.PAID))

    # trade.actions

    def move(self, transaction: Transaction, name: OrderName, step: stock.Step) -> Steps[None]:
        read = yield from _read(transaction, name)
        lot, order = yield from _locked(transaction, read)
        if stock.is_done(step, order.state):
            return
        if not stock.may(step, order.state):
            raise stock.refusal(step, order.state)
        if step in {"pay", "confirm"}:
            self._still_held(order)
        moved = order._replace(state=stock.ARROWS[step][1])
        transaction.put_order(moved)
        yield from counts.free(transaction, [order])
        yield
        _move_units(transaction, lot, order, moved)
        if order.sale is not None:
            transaction.notify(order.sale)

    def _still_held(self, order: Order) -> None:
        if order.expires_at <= self.clock():
            raise HoldOver


def _read(transaction: Transaction, name: OrderName) -> Steps[Order]:
    yield
    order = transaction.named(name)
    assert order is not None, "deeds name orders that were kept"
    return order


def _locked(transaction: Transaction, read: Order) -> Steps[tuple[Lot, Order]]:
    yield from transaction.lock("lot", read.lot)
    lot = transaction.lot(read.lot)
    yield
    yield from transaction.lock("order", read.id)
    return lot, transaction.order(read.id)


def _check_household(transaction: Transaction, lot: Lot, order: Order, home: int) -> None:
    if lot.household_limit is None:
        return
    has = sum(
        other.quantity
        for other in transaction.orders().values()
        if other.lot == lot.id
        and other.household == home
        and other.id != order.id
        and other.state not in stock.GONE
    )
    if has + order.quantity > lot.household_limit:
        raise HouseholdLimit(left=max(lot.household_limit - has, 0))


def _move_units(transaction: Transaction, lot: Lot, before: Order, after: Order) -> None:
    source, target = stock.lies_in(before.state), stock.lies_in(after.state)
    if source == target:
        return
    units: dict[str, Any] = {
        source: getattr(lot, source) - before.quantity,
        target: getattr(lot, target) + before.quantity,
    }
    if target == "available":
        units["sold_out_at"] = None
    transaction.put_lot(lot._replace(**units))
