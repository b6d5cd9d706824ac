"""What people and timers do: the deeds that a story is made of."""

from datetime import datetime
from typing import NamedTuple

from yutang.cli.simulation.rows import OrderName
from yutang.live import rules as live
from yutang.money import rules as money
from yutang.trade.hauls.line import Entry
from yutang.trade.rules import CapKind, Wish

SALE = 1


class Place(NamedTuple):
    gate: int
    wishes: tuple[Wish, ...]


class Enter(NamedTuple):
    """Buyers ask for numbers in lines."""

    gate: int
    entries: tuple[Entry, ...]


class Leave(NamedTuple):
    """Buyers give up their places; each pair is a lot and a buyer."""

    gate: int
    pairs: tuple[tuple[int, int], ...]


class Look(NamedTuple):
    """Buyers look at their tickets; each pair is a sale and a buyer."""

    gate: int
    pairs: tuple[tuple[int, int], ...]


class Expire(NamedTuple):
    pass


class ReleaseWaves(NamedTuple):
    pass


class CallLine(NamedTuple):
    pass


class CloseFinished(NamedTuple):
    pass


class PayMany(NamedTuple):
    """Orders are paid in one transaction, as a rehearsal's buyers do."""

    orders: tuple[OrderName, ...]


class Pay(NamedTuple):
    """The buyer gives the receiver, who lives at `home`, and pays, in one step."""

    order: OrderName
    method: money.Method
    home: int


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


class SetTerms(NamedTuple):
    """A lot is sold on other terms from now on; `waves` still to come, each (seconds, units)."""

    lot: int
    opens_at: datetime | None
    closes_at: datetime | None
    buyer_limit: int | None
    household_limit: int | None
    by_ticket: bool
    waves: tuple[tuple[int, int], ...]


class SetCap(NamedTuple):
    """A cap of the sale is set, or set anew, or (`most` None) removed."""

    kind: CapKind
    most: int | None
    lots: tuple[int, ...]
    name: str


class AddCoupons(NamedTuple):
    lot: int
    codes: tuple[str, ...]
    uses_most: int


class EndCoupons(NamedTuple):
    lot: int


class MoveSale(NamedTuple):
    to: live.State


OfGate = Place | Enter | Leave | Look
OfTimer = Expire | ReleaseWaves | CallLine | CloseFinished
OfOrder = Pay | Cancel | Ship | Receive | Collect
OfTerms = SetTerms | SetCap | AddCoupons | EndCoupons
OfLot = Turn | AddUnits | WithdrawUnits | OfTerms | MoveSale
Deed = OfGate | OfTimer | PayMany | OfOrder | OfLot
