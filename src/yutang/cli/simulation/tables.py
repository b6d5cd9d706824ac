"""Tables in memory: what the database would refuse, and transactions that lock rows.

It keeps to what PostgreSQL promises at READ COMMITTED, and to no more: a statement sees what was
committed when it began and its own transaction's writes; a row lock waits for its holder and then
looks at the row's newest form; a unique key waits for whoever is about to keep it. A generator
gives way (`yield`) wherever another transaction may go on.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Generator, Hashable, Mapping
from datetime import datetime
from itertools import count
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from yutang.cli.simulation.rows import (
    Cap,
    CountName,
    Coupon,
    Lot,
    LotChange,
    Order,
    OrderChange,
    OrderName,
    Payment,
    Rows,
    Ticket,
    Wave,
)
from yutang.trade.rules import stock

Result = TypeVar("Result")
_Id = TypeVar("_Id")
_Row = TypeVar("_Row")
Steps = Generator[None, None, Result]
"""Work of a transaction; it may be left alone, or end for ever, wherever it yields."""

ARROWS = frozenset(
    {(start, end) for starts, end in stock.ARROWS.values() for start in starts}
    | {("held", "expired")}
)


class ConstraintError(Exception):
    """A table's own check refused a row: its last guard, which no rule may lean on."""


class DeadlockError(Exception):
    """Transactions wait for each other in a ring."""


class Commit(NamedTuple):
    """What a transaction changed, each row with what it was before (None when it is new)."""

    orders: list[tuple[str | None, Order]]
    lots: list[tuple[Lot, Lot]]
    waves: list[tuple[Wave | None, Wave | None]]
    tickets: list[tuple[Ticket | None, Ticket]]
    own: Rows


class Tables:
    """The committed rows and who holds which lock.

    `checks` False: the tables refuse nothing, so that a test sees what a missing guard does.
    `live_at`: when the sale went live.
    """

    def __init__(
        self, clock: Callable[[], datetime], *, live_at: datetime, checks: bool = True
    ) -> None:
        self.clock = clock
        self.live_at = live_at
        self.checks = checks
        self.rows = Rows()
        self.orders_of_lot: defaultdict[int, list[UUID]] = defaultdict(list)
        self.orders_named: defaultdict[OrderName, list[UUID]] = defaultdict(list)
        self.holders: dict[Hashable, Transaction] = {}
        self.counts: Counter[str] = Counter()
        self.ids = count(1)
        self.ticket_ids = count(1)
        self.watch: Callable[[Commit], None] = lambda _commit: None
        self.notify: Callable[[int], None] = lambda _sale: None
        self.shuffle: Callable[[list[Any]], None] = lambda _rows: None
        self.draw_seed: Callable[[int], int] = lambda seed: seed
        """Which seed a draw has, where chance (not the platform's own) has to say it."""


class Transaction:
    """One transaction; `waits_for` names the lock it stands at."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.own = Rows()
        self.waits_for: Hashable | None = None
        self.left_out = 0
        self._locks: list[Hashable] = []
        self._notices: set[int] = set()

    # What a statement that begins now can see

    def lots(self) -> dict[int, Lot]:
        return {**self.tables.rows.lots, **self.own.lots}

    def orders(self) -> dict[UUID, Order]:
        return {**self.tables.rows.orders, **self.own.orders}

    def waves(self) -> dict[int, Wave]:
        return _merged(self.tables.rows.waves, self.own.waves)

    def caps(self) -> dict[int, Cap]:
        return _merged(self.tables.rows.caps, self.own.caps)

    def counts(self) -> dict[CountName, int]:
        return _merged(self.tables.rows.counts, self.own.counts)

    def coupons(self) -> dict[int, Coupon]:
        return {**self.tables.rows.coupons, **self.own.coupons}

    def tickets(self) -> dict[int, Ticket]:
        return {**self.tables.rows.tickets, **self.own.tickets}

    def payment(self, order: UUID) -> Payment | None:
        return self.own.payments.get(order) or self.tables.rows.payments.get(order)

    def named(self, name: OrderName) -> Order | None:
        for order in self.own.orders.values():
            if order.name == name:
                return order
        found = self.tables.orders_named.get(name)
        return self.order(found[0]) if found else None

    def lot(self, lot: int) -> Lot:
        return self.own.lots.get(lot) or self.tables.rows.lots[lot]

    def order(self, order: UUID) -> Order:
        return self.own.orders.get(order) or self.tables.rows.orders[order]

    def ticket(self, ticket: int) -> Ticket:
        return self.own.tickets.get(ticket) or self.tables.rows.tickets[ticket]

    def sale(self, sale: int) -> str:
        return self.own.sales.get(sale) or self.tables.rows.sales[sale]

    # Locks

    def lock(self, *name: Hashable) -> Steps[None]:
        """Hold the lock of this name until the end; wait while another holds it."""
        while not self.try_lock(*name):
            self.waits_for = name
            self.tables.counts["waits"] += 1
            self._refuse_ring()
            yield
        self.waits_for = None

    def try_lock(self, *name: Hashable) -> bool:
        """Take the lock when it is free; return whether it is held by this transaction now."""
        holder = self.tables.holders.setdefault(name, self)
        if holder is self:
            self._locks.append(name)
        return holder is self

    def is_ready(self) -> bool:
        """Tell whether the transaction could go on now."""
        return self.waits_for is None or self.waits_for not in self.tables.holders

    def _refuse_ring(self) -> None:
        at: Transaction | None = self
        while at is not None and at.waits_for is not None:
            at = self.tables.holders.get(at.waits_for)
            if at is self:
                raise DeadlockError("transactions wait for each other in a ring")

    # Writes; the row is locked by now

    def put_lot(self, lot: Lot) -> None:
        pools = lot.available + lot.held + lot.sold + lot.withdrawn
        self.check("trade_lot_conserves", holds=lot.stocked == pools)
        least = min(lot.stocked, lot.available, lot.held, lot.sold, lot.withdrawn)
        self.check("trade_lot: no units below zero", holds=least >= 0)
        self.check("trade_lot_called_is_numbered", holds=lot.called <= lot.numbered)
        self.own.lots[lot.id] = lot

    def put_order(self, order: Order) -> None:
        before = self.order(order.id).state
        if before != order.state:
            self.check("trade_order_arrow", holds=(before, order.state) in ARROWS)
            change = OrderChange(order.id, self.tables.clock(), before, order.state)
            self.own.order_changes.append(change)
        self.own.orders[order.id] = order

    def add_order(self, order: Order) -> None:
        self.check("trade_order_once", holds=self.named(order.name) is None)
        self.check("trade_order_arrow", holds=order.state == "held")
        self.check("trade_order_quantity", holds=order.quantity > 0)
        amount = order.quantity * order.price_fen
        self.check("trade_order_amount", holds=order.amount_fen == amount)
        coupon = self.coupons().get(order.coupon) if order.coupon is not None else None
        is_its_lots = order.coupon is None or (coupon is not None and coupon.lot == order.lot)
        self.check("trade_order_references", holds=is_its_lots)
        self.own.orders[order.id] = order

    def put_ticket(self, ticket: Ticket) -> None:
        has_order = ticket.order is not None and ticket.number is not None
        fits = has_order if ticket.state == "called" else ticket.order is None
        self.check("trade_ticket_called_has_order", holds=fits)
        self.own.tickets[ticket.id] = ticket

    def put_payment(self, payment: Payment) -> None:
        within = payment.refunded_fen <= payment.amount_fen
        self.check("money_refund_within", holds=within)
        self.own.payments[payment.order] = payment

    def put_count(self, name: CountName, taken: int | None) -> None:
        self.check("trade_capcount: none below zero", holds=taken is None or taken >= 0)
        self.own.counts[name] = taken

    def note(self, lot: int, kind: str, units: int = 0) -> None:
        self.own.lot_changes.append(LotChange(lot, kind, units))

    def notify(self, sale: int) -> None:
        """Have the gates told about this sale, should the transaction be committed."""
        self._notices.add(sale)

    def check(self, constraint: str, *, holds: bool) -> None:
        """Refuse a row that breaks this constraint, as the database does."""
        if self.tables.checks and not holds:
            raise ConstraintError(constraint)

    # Ends

    def commit(self) -> None:
        """Let everybody see the rows, free the locks, and have the change looked at."""
        tables, rows, own = self.tables, self.tables.rows, self.own
        commit = self._changes()
        for before, order in commit.orders:
            if before is None:
                tables.orders_of_lot[order.lot].append(order.id)
                tables.orders_named[order.name].append(order.id)
        rows.lots.update(own.lots)
        rows.orders.update(own.orders)
        rows.payments.update(own.payments)
        rows.sales.update(own.sales)
        rows.coupons.update(own.coupons)
        rows.tickets.update(own.tickets)
        rows.waves = {**_merged(rows.waves, own.waves)}
        rows.caps = {**_merged(rows.caps, own.caps)}
        rows.counts = {**_merged(rows.counts, own.counts)}
        rows.order_changes.extend(own.order_changes)
        rows.lot_changes.extend(own.lot_changes)
        self.rollback()
        tables.counts["commits"] += 1
        for sale in self._notices:
            tables.notify(sale)
        tables.watch(commit)

    def _changes(self) -> Commit:
        rows, own = self.tables.rows, self.own
        return Commit(
            orders=[
                (rows.orders[order.id].state if order.id in rows.orders else None, order)
                for order in own.orders.values()
            ],
            lots=[(rows.lots[lot], row) for lot, row in own.lots.items()],
            waves=[(rows.waves.get(wave), row) for wave, row in own.waves.items()],
            tickets=[(rows.tickets.get(ticket), row) for ticket, row in own.tickets.items()],
            own=own,
        )

    def rollback(self) -> None:
        """Free the locks; what was written is forgotten unless it was committed."""
        for name in self._locks:
            self.tables.holders.pop(name, None)
        self._locks.clear()
        self.waits_for = None


def _merged(
    committed: Mapping[_Id, _Row | None], own: Mapping[_Id, _Row | None]
) -> dict[_Id, _Row]:
    both = {**committed, **own}
    return {name: row for name, row in both.items() if row is not None}
