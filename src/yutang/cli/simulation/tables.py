"""Tables in memory: rows, what the database would refuse, and transactions that lock rows.

It keeps to what PostgreSQL promises at READ COMMITTED, and to no more: a statement sees what was
committed when it began and its own transaction's writes; a row lock waits for its holder and then
looks at the row's newest form; a unique key waits for whoever is about to keep it. A generator
gives way (`yield`) wherever another transaction may go on.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Generator, Hashable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, TypeVar
from uuid import UUID

from yutang.trade import stock

Result = TypeVar("Result")
Steps = Generator[None, None, Result]
"""Work of a transaction; it may be left alone, or end for ever, wherever it yields."""
OrderName = tuple[int, UUID]
"""Buyer and key: what an order is called before it has an id."""

ARROWS = frozenset(
    {(start, end) for starts, end in stock.ARROWS.values() for start in starts}
    | {("held", "expired")}
)


class Lot(NamedTuple):
    id: int
    price_fen: int
    stocked: int
    available: int
    held: int
    sold: int
    withdrawn: int
    buyer_limit: int | None
    hold_s: int
    state: str
    sold_out_at: datetime | None


class Order(NamedTuple):
    id: UUID
    buyer: int
    key: UUID
    lot: int
    quantity: int
    price_fen: int
    amount_fen: int
    state: str
    placed_at: datetime
    expires_at: datetime
    sale: int | None
    pin: int | None

    @property
    def name(self) -> OrderName:
        return self.buyer, self.key


class OrderChange(NamedTuple):
    order: UUID
    at: datetime
    from_state: str
    to_state: str


class LotChange(NamedTuple):
    lot: int
    kind: str
    units: int


class Payment(NamedTuple):
    order: UUID
    method: str
    state: str
    amount_fen: int
    refunded_fen: int = 0


class ConstraintError(Exception):
    """A table's own check refused a row: its last guard, which no rule may lean on."""


class DeadlockError(Exception):
    """Transactions wait for each other in a ring."""


@dataclass(slots=True)
class Rows:
    """Rows by id, as committed or as one transaction has written them."""

    lots: dict[int, Lot] = field(default_factory=dict)
    orders: dict[UUID, Order] = field(default_factory=dict)
    payments: dict[UUID, Payment] = field(default_factory=dict)
    sales: dict[int, str] = field(default_factory=dict)
    order_changes: list[OrderChange] = field(default_factory=list)
    lot_changes: list[LotChange] = field(default_factory=list)


class Commit(NamedTuple):
    """What a transaction changed: each order with its state before, None when it is new."""

    orders: list[tuple[str | None, Order]]
    own: Rows


class Tables:
    """The committed rows and who holds which lock.

    `checks` False: the tables refuse nothing, so that a test sees what a missing guard does.
    """

    def __init__(self, clock: Callable[[], datetime], *, checks: bool = True) -> None:
        self.clock = clock
        self.checks = checks
        self.rows = Rows()
        self.orders_of_lot: defaultdict[int, list[UUID]] = defaultdict(list)
        self.orders_named: defaultdict[OrderName, list[UUID]] = defaultdict(list)
        self.holders: dict[Hashable, Transaction] = {}
        self.counts: Counter[str] = Counter()
        self.watch: Callable[[Commit], None] = lambda _commit: None
        self.notify: Callable[[int], None] = lambda _sale: None
        self.shuffle: Callable[[list[int]], None] = lambda _rows: None


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
        self._check("trade_lot_conserves", holds=lot.stocked == pools)
        least = min(lot.stocked, lot.available, lot.held, lot.sold, lot.withdrawn)
        self._check("trade_lot: no units below zero", holds=least >= 0)
        self.own.lots[lot.id] = lot

    def put_order(self, order: Order) -> None:
        before = self.order(order.id).state
        if before != order.state:
            self._check("trade_order_arrow", holds=(before, order.state) in ARROWS)
            change = OrderChange(order.id, self.tables.clock(), before, order.state)
            self.own.order_changes.append(change)
        self.own.orders[order.id] = order

    def add_order(self, order: Order) -> None:
        self._check("trade_order_once", holds=self.named(order.name) is None)
        self._check("trade_order_arrow", holds=order.state == "held")
        self._check("trade_order_quantity", holds=order.quantity > 0)
        amount = order.quantity * order.price_fen
        self._check("trade_order_amount", holds=order.amount_fen == amount)
        self.own.orders[order.id] = order

    def put_payment(self, payment: Payment) -> None:
        within = payment.refunded_fen <= payment.amount_fen
        self._check("money_refund_within", holds=within)
        self.own.payments[payment.order] = payment

    def note(self, lot: int, kind: str, units: int = 0) -> None:
        self.own.lot_changes.append(LotChange(lot, kind, units))

    def notify(self, sale: int) -> None:
        """Have the gates told about this sale, should the transaction be committed."""
        self._notices.add(sale)

    def _check(self, constraint: str, *, holds: bool) -> None:
        if self.tables.checks and not holds:
            raise ConstraintError(constraint)

    # Ends

    def commit(self) -> None:
        """Let everybody see the rows, free the locks, and have the change looked at."""
        tables, rows = self.tables, self.tables.rows
        orders = [
            (rows.orders[order.id].state if order.id in rows.orders else None, order)
            for order in self.own.orders.values()
        ]
        for before, order in orders:
            if before is None:
                tables.orders_of_lot[order.lot].append(order.id)
                tables.orders_named[order.name].append(order.id)
        rows.lots.update(self.own.lots)
        rows.orders.update(self.own.orders)
        rows.payments.update(self.own.payments)
        rows.sales.update(self.own.sales)
        rows.order_changes.extend(self.own.order_changes)
        rows.lot_changes.extend(self.own.lot_changes)
        self.rollback()
        tables.counts["commits"] += 1
        for sale in self._notices:
            tables.notify(sale)
        tables.watch(Commit(orders, self.own))

    def rollback(self) -> None:
        """Free the locks; what was written is forgotten unless it was committed."""
        for name in self._locks:
            self.tables.holders.pop(name, None)
        self._locks.clear()
        self.waits_for = None
