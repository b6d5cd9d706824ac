"""What people and timers do, each as the steps of one transaction.

Orders, expiry and closing are the real generators, driven as `trade.intake.run` drives them. The
verbs of Django's actions are told again here, query by query, around the same decisions of
`trade.stock`, `money.rules` and `live.rules`; tests run both over one story and compare the rows.
"""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, cast

from yutang.cli.simulation.dialect import Dialect
from yutang.cli.simulation.tables import (
    Lot,
    Order,
    OrderName,
    Payment,
    Result,
    Steps,
    Transaction,
)
from yutang.live import rules as live
from yutang.live.errors import WrongMove
from yutang.money import rules as money
from yutang.money.errors import NothingToCollect, PaidOtherwise
from yutang.trade import stock
from yutang.trade.closing import close_finished
from yutang.trade.errors import BadUnits, HoldOver, TooFewToWithdraw
from yutang.trade.expiry import expire
from yutang.trade.intake import Rows, take
from yutang.trade.rules import Wish

SALE = 1


class Place(NamedTuple):
    gate: int
    wishes: tuple[Wish, ...]


class Expire(NamedTuple):
    pass


class CloseFinished(NamedTuple):
    pass


class Pay(NamedTuple):
    """The buyer gives the receiver and pays, in one step."""

    order: OrderName
    method: money.Method


class Cancel(NamedTuple):
    order: OrderName


class Ship(NamedTuple):
    order: OrderName


class Receive(NamedTuple):
    order: OrderName


class Collect(NamedTuple):
    order: OrderName


class Turn(NamedTuple):
    lot: int
    state: str


class AddUnits(NamedTuple):
    lot: int
    units: int


class WithdrawUnits(NamedTuple):
    lot: int
    units: int


class MoveSale(NamedTuple):
    to: live.State


OfOrder = Pay | Cancel | Ship | Receive | Collect
OfLot = Turn | AddUnits | WithdrawUnits | MoveSale
Deed = Place | Expire | CloseFinished | OfOrder | OfLot


@dataclass(frozen=True)
class Doer:
    """Does deeds within a transaction; `clock` is asked when the code would ask it."""

    dialect: Dialect
    clock: Callable[[], datetime]
    gate_clock: Callable[[int], datetime]

    def do(self, transaction: Transaction, deed: Deed) -> Steps[object]:
        """Return the steps of the deed, up to its commit."""
        match deed:
            case Place(gate, wishes):
                return self.drive(transaction, take(wishes, self.gate_clock(gate)))
            case Expire():
                return self._expire(transaction)
            case CloseFinished():
                return self.drive(transaction, close_finished(self.clock()))
            case Pay() | Cancel() | Ship() | Receive() | Collect():
                return self._of_order(transaction, deed)
            case _:
                return _of_lot(transaction, deed)

    def _of_order(self, transaction: Transaction, deed: OfOrder) -> Steps[object]:
        match deed:
            case Pay(order, method):
                return self._check_out(transaction, order, method)
            case Cancel(order):
                return self._cancel(transaction, order)
            case Collect(order):
                return self._collect(transaction, order)
            case Ship(order):
                return self._move(transaction, order, "ship")
            case Receive(order):
                return self._move(transaction, order, "receive")

    def drive(self, transaction: Transaction, steps: Generator[Any, Rows, Result]) -> Steps[Result]:
        """Run the rounds of statements of a real generator, giving way before each statement."""
        rows: Rows | None = None
        while True:
            try:
                queries = next(steps) if rows is None else steps.send(rows)
            except StopIteration as end:
                return cast("Result", end.value)
            rows = []
            for query in queries:
                yield
                answer = yield from self.dialect.answer(transaction, query)
                rows.append(answer)

    def _expire(self, transaction: Transaction) -> Steps[dict[int | None, int]]:
        by_sale = yield from self.drive(transaction, expire(self.clock()))
        for sale in by_sale:
            if sale is not None:
                transaction.notify(sale)
        return by_sale

    # money.actions

    def _check_out(
        self, transaction: Transaction, name: OrderName, method: money.Method
    ) -> Steps[Payment]:
        order = yield from _read(transaction, name)
        made = transaction.payment(order.id)
        if made is not None:
            return made
        yield from self._give_contact(transaction, order)
        yield
        made = transaction.payment(order.id)
        if made is None:
            step: stock.Step = "confirm" if method == money.CASH_ON_DELIVERY else "pay"
            yield from self._move(transaction, name, step)
            yield from transaction.lock("payment", order.id)
            made = transaction.payment(order.id)
        if made is None:
            made = Payment(order.id, method, money.first_state(method), order.amount_fen)
            transaction.put_payment(made)
        if made.method != method:
            raise PaidOtherwise
        return made

    def _give_contact(self, transaction: Transaction, read: Order) -> Steps[None]:
        _lot, order = yield from _locked(transaction, read)
        if order.state == "held":
            self._still_held(order)
        elif order.state not in {"paid", "confirmed"}:
            raise stock.refusal("pay", order.state)

    def _cancel(self, transaction: Transaction, name: OrderName) -> Steps[None]:
        yield from self._move(transaction, name, "cancel")
        order = yield from _read(transaction, name)
        payment = transaction.payment(order.id)
        if payment is None:
            return
        yield from transaction.lock("payment", order.id)
        payment = transaction.payment(order.id) or payment
        state, back_fen = money.after_cancel(payment.state, payment.amount_fen)
        if state != payment.state:
            transaction.put_payment(payment._replace(state=state, refunded_fen=back_fen))

    def _collect(self, transaction: Transaction, name: OrderName) -> Steps[None]:
        order = yield from _read(transaction, name)
        payment = transaction.payment(order.id)
        if payment is None or payment.method != money.CASH_ON_DELIVERY:
            raise NothingToCollect
        if payment.state == money.PAID:
            return
        if not money.may_collect(payment.method, payment.state, order.state):
            raise NothingToCollect
        yield from self._move(transaction, name, "receive")
        yield from transaction.lock("payment", order.id)
        newest = transaction.payment(order.id) or payment
        if newest.state == money.DUE:
            transaction.put_payment(newest._replace(state=money.PAID))

    # trade.actions

    def _move(self, transaction: Transaction, name: OrderName, step: stock.Step) -> Steps[None]:
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


# trade.lots


def _of_lot(transaction: Transaction, deed: OfLot) -> Steps[object]:
    match deed:
        case Turn(lot, state):
            return _turn(transaction, lot, state)
        case AddUnits(lot, units):
            return _add_units(transaction, lot, units)
        case WithdrawUnits(lot, units):
            return _withdraw_units(transaction, lot, units)
        case MoveSale(to):
            return _move_sale(transaction, to)


def _turn(transaction: Transaction, lot: int, state: str) -> Steps[None]:
    yield
    yield from transaction.lock("lot", lot)
    row = transaction.lot(lot)
    if row.state != state:
        transaction.put_lot(row._replace(state=state))
        transaction.note(lot, "opened" if state == "open" else "closed")


def _add_units(transaction: Transaction, lot: int, units: int) -> Steps[None]:
    stock.check_units(units)
    yield
    yield from transaction.lock("lot", lot)
    row = transaction.lot(lot)
    if row.stocked + units > stock.UNITS_MAX:
        raise BadUnits(most=stock.UNITS_MAX - row.stocked)
    yield
    more = row._replace(
        stocked=row.stocked + units, available=row.available + units, sold_out_at=None
    )
    transaction.put_lot(more)
    transaction.note(lot, "stocked", units)


def _withdraw_units(transaction: Transaction, lot: int, units: int) -> Steps[None]:
    stock.check_units(units)
    yield
    yield from transaction.lock("lot", lot)
    row = transaction.lot(lot)
    if units > row.available:
        raise TooFewToWithdraw(left=row.available)
    yield
    fewer = row._replace(available=row.available - units, withdrawn=row.withdrawn + units)
    transaction.put_lot(fewer)
    transaction.note(lot, "withdrawn", units)


# live.actions


def _move_sale(transaction: Transaction, to: live.State) -> Steps[None]:
    yield from transaction.lock("sale", SALE)
    before = cast("live.State", transaction.sale(SALE))
    if before == to:
        return
    if not live.may_move(before, to):
        raise WrongMove
    if to == "ended":
        for lot in sorted(transaction.lots()):
            yield from _turn(transaction, lot, "closed")
    transaction.own.sales[SALE] = to
    transaction.notify(SALE)
