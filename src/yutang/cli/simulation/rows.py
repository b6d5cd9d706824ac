"""The rows of the tables in memory: what an order, a lot and its terms are made of."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

OrderName = tuple[int, UUID]
"""Buyer and key: what an order is called before it has an id."""
CountName = tuple[int, date]
"""Cap and day of what is counted."""


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
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    household_limit: int | None = None
    by_coupon: bool = False
    by_ticket: bool = False
    numbered: int = 0
    called: int = 0
    drawn_at: datetime | None = None
    draw_seed: int | None = None


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
    coupon: int | None = None
    household: int | None = None
    """Of several buyers one address."""

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


class Wave(NamedTuple):
    id: int
    lot: int
    after_s: int
    at: datetime | None
    units: int
    released_at: datetime | None = None


class Cap(NamedTuple):
    """`lots`: the rows of the table beside it, which change with the cap's."""

    id: int
    kind: str
    most: int
    name: str
    had: int
    lots: frozenset[int]


class Coupon(NamedTuple):
    id: int
    lot: int
    code: str
    uses_most: int
    ended_at: datetime | None = None


class Ticket(NamedTuple):
    id: int
    lot: int
    buyer: int
    key: UUID
    quantity: int
    sale: int | None
    coupon: str
    number: int | None
    entered_at: datetime
    state: str = "waiting"
    order: UUID | None = None
    answer: str = ""


@dataclass(slots=True)
class Rows:
    """Rows by id, as committed or as one transaction has written them; None: deleted there."""

    lots: dict[int, Lot] = field(default_factory=dict)
    orders: dict[UUID, Order] = field(default_factory=dict)
    payments: dict[UUID, Payment] = field(default_factory=dict)
    sales: dict[int, str] = field(default_factory=dict)
    waves: dict[int, Wave | None] = field(default_factory=dict)
    caps: dict[int, Cap | None] = field(default_factory=dict)
    counts: dict[CountName, int | None] = field(default_factory=dict)
    coupons: dict[int, Coupon] = field(default_factory=dict)
    tickets: dict[int, Ticket] = field(default_factory=dict)
    order_changes: list[OrderChange] = field(default_factory=list)
    lot_changes: list[LotChange] = field(default_factory=list)
