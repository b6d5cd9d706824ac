"""What people and timers do, each as the steps of one transaction.

Orders, lines, expiry, waves, payments in hauls and closing are the real generators, driven as
`plumbing.rounds.run` drives them. The verbs of Django's actions are told again, query by query, in
`verbs_orders` and `verbs_lots`, around the same decisions of `trade.rules.stock`, `money.rules` and
`live.rules`; tests run both over one story and compare the rows.
"""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from yutang.cli.simulation.deeds import (
    SALE,
    CallLine,
    Cancel,
    CloseFinished,
    Collect,
    Deed,
    Enter,
    Expire,
    Leave,
    Look,
    OfGate,
    OfOrder,
    OfTimer,
    Pay,
    PayMany,
    Place,
    Receive,
    ReleaseWaves,
    Ship,
)
from yutang.cli.simulation.dialect import Dialect
from yutang.cli.simulation.rows import OrderName
from yutang.cli.simulation.tables import Result, Steps, Transaction
from yutang.cli.simulation.verbs_lots import of_lot
from yutang.cli.simulation.verbs_orders import Orders
from yutang.live import rules as live
from yutang.money.hauls import pay
from yutang.plumbing.rounds import Rows
from yutang.trade.hauls import line, waves
from yutang.trade.hauls.closing import close_finished
from yutang.trade.hauls.expiry import expire
from yutang.trade.hauls.intake import take


@dataclass(frozen=True)
class Doer:
    """Does deeds within a transaction; `clock` is asked when the code would ask it."""

    dialect: Dialect
    clock: Callable[[], datetime]
    gate_clock: Callable[[int], datetime]

    def do(self, transaction: Transaction, deed: Deed) -> Steps[object]:
        """Return the steps of the deed, up to its commit."""
        match deed:
            case Place() | Enter() | Leave() | Look():
                return self._of_gate(transaction, deed)
            case Expire() | ReleaseWaves() | CallLine() | CloseFinished():
                return self._of_timer(transaction, deed)
            case PayMany(orders):
                return self._pay_many(transaction, orders)
            case Pay() | Cancel() | Ship() | Receive() | Collect():
                return self._of_order(transaction, deed)
            case _:
                return of_lot(transaction, deed, self.clock)

    def _of_gate(self, transaction: Transaction, deed: OfGate) -> Steps[object]:
        now = self.gate_clock(deed.gate)
        match deed:
            case Place(_, wishes):
                return self.drive(transaction, take(wishes, now))
            case Enter(_, entries):
                return self._of_line(transaction, line.enter(entries, now))
            case Leave(_, pairs):
                return self._of_line(transaction, line.leave(pairs, now))
            case Look(_, pairs):
                return self.drive(transaction, line.tickets_of(pairs, now))

    def _of_line(
        self, transaction: Transaction, steps: Generator[Any, Rows, Result]
    ) -> Steps[Result]:
        told = yield from self.drive(transaction, steps)
        transaction.notify(SALE)
        return told

    def _of_timer(self, transaction: Transaction, deed: OfTimer) -> Steps[object]:
        match deed:
            case Expire():
                return self._told(transaction, expire(self.clock()))
            case ReleaseWaves():
                return self.drive(transaction, waves.release(self.clock()))
            case CallLine():
                return self._call(transaction)
            case CloseFinished():
                return self.drive(transaction, close_finished(self.clock()))

    def _of_order(self, transaction: Transaction, deed: OfOrder) -> Steps[object]:
        orders = Orders(self.clock)
        match deed:
            case Pay(order, method, home):
                return orders.check_out(transaction, order, method, home)
            case Cancel(order):
                return orders.cancel(transaction, order)
            case Collect(order):
                return orders.collect(transaction, order)
            case Ship(order):
                return orders.move(transaction, order, "ship")
            case Receive(order):
                return orders.move(transaction, order, "receive")

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

    def _told(
        self, transaction: Transaction, steps: Generator[Any, Rows, dict[int | None, int]]
    ) -> Steps[dict[int | None, int]]:
        by_sale = yield from self.drive(transaction, steps)
        for sale in by_sale:
            if sale is not None:
                transaction.notify(sale)
        return by_sale

    def _call(self, transaction: Transaction) -> Steps[dict[int | None, int]]:
        """The timer asks which sales take orders, and calls their numbers a moment later."""
        selling = [SALE] if transaction.sale(SALE) in live.SELLING else []
        yield
        moved = yield from self._told(transaction, line.call(self.clock(), selling))
        return moved

    def _pay_many(self, transaction: Transaction, names: tuple[OrderName, ...]) -> Steps[object]:
        found = [transaction.named(name) for name in names]
        orders = [order.id for order in found if order is not None]
        assert len(orders) == len(names), "deeds name orders that were kept"
        return self.drive(transaction, pay(orders, self.clock(), rehearsed=True))
