"""What is asked and what is known when units are given out: plain values.

Rules decide over them (`deciding`, `desk`); intake and the line read them from the database.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Literal, NamedTuple
from uuid import UUID

CapKind = Literal["orders", "fen", "parcels_day"]


class Answer(StrEnum):
    HELD = "held"
    SEEN = "seen"
    SOLD_OUT = "sold_out"
    LIMIT_REACHED = "limit_reached"
    CLOSED = "closed"
    UNKNOWN = "unknown"
    INCOMPLETE = "incomplete"
    NOT_YET = "not_yet"
    FULL = "full"
    COUPON = "coupon"
    BY_TICKET = "by_ticket"


class Wish(NamedTuple):
    """One request for units. `key` is made by the buyer: repeated, it is the same order.

    `may_buy` False: the sale takes no orders now, but one made earlier is still found. `group`:
    neighbours with the same group are taken together or not at all. `coupon`: a code as typed,
    where the lot asks for one. `from_line`: the buyer's number was called.
    """

    buyer: int
    key: UUID
    lot: int
    quantity: int
    sale: int | None = None
    pin: int | None = None
    may_buy: bool = True
    group: int | None = None
    coupon: str | None = None
    from_line: bool = False


class LotFacts(NamedTuple):
    """What a locked lot's row says. Orders are taken from `opens_at` until before `closes_at`.

    `line`: somebody waits for this lot, so its units are theirs. `more_at`: its next wave.
    """

    id: int
    available: int
    buyer_limit: int | None
    hold_s: int
    is_open: bool
    price_fen: int = 1
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    by_coupon: bool = False
    by_ticket: bool = False
    line: bool = False
    more_at: datetime | None = None


class CapFacts(NamedTuple):
    """A locked cap: what it still leaves (orders, fen, or parcels of this day), of which lots."""

    id: int
    kind: CapKind
    left: int
    lots: frozenset[int]


class CouponFacts(NamedTuple):
    """A coupon that has not ended: how many orders may still be made with it."""

    id: int
    left: int


class Kept(NamedTuple):
    """An order that exists already."""

    order: UUID
    state: str
    expires_at: datetime


class Facts(NamedTuple):
    """All that a decision about a haul of wishes rests on.

    `lots`: by id, missing ones left out. `seen`: orders kept earlier, by (buyer, key). `bought`:
    units that buyers have, by (buyer, lot), where the lot limits its buyers. `caps`: those of the
    lots. `coupons`: by (lot, `coupons.normal` code), where a lot asks for one.
    """

    lots: Mapping[int, LotFacts]
    seen: Mapping[tuple[int, UUID], Kept] = {}
    bought: Mapping[tuple[int, int], int] = {}
    caps: tuple[CapFacts, ...] = ()
    coupons: Mapping[tuple[int, str], CouponFacts] = {}


class Decision(NamedTuple):
    """The answer to one wish.

    `left`: units still to be had, beside sold_out, full and limit_reached (there: by this buyer).
    `kept`: beside seen, the order of an earlier haul; `earlier`: the index of the wish in this
    haul whose order it is. `at`: the opening beside not_yet, the next wave beside sold_out.
    `why`: the kind of the cap beside full. `coupon`: the one used, beside held.
    """

    answer: Answer
    left: int = 0
    kept: Kept | None = None
    earlier: int | None = None
    at: datetime | None = None
    why: str = ""
    coupon: int | None = None
