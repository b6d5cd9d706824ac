"""``/live/{sale}/tickets``: numbers in a lot's line, before its opening and after it sold out.

``POST`` takes one (or finds the one taken with the same key), ``DELETE …/tickets/{lot}`` leaves
the line, ``GET`` tells the buyer's latest ticket of each lot of the sale. What a number is worth
is decided in `trade.line`: here, as with orders, many requests share a transaction.
"""

import asyncio
from collections import Counter
from collections.abc import Generator, Iterable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple, TypeVar

import msgspec
from starlette.types import Receive, Scope

from yutang.gate import metrics
from yutang.gate.database import Pool
from yutang.gate.door.answers import NO_STORE, Answer
from yutang.gate.door.bodies import read_body
from yutang.gate.door.callers import address_of
from yutang.gate.door.identity import Identity
from yutang.gate.door.pace import Pace, Size
from yutang.gate.errors import Malformed, UnknownSale
from yutang.gate.hauls import HaulQueue
from yutang.gate.orders.door import OrderRequest
from yutang.gate.room.room import Room
from yutang.gate.room.rooms import Rooms
from yutang.kernel.errors import Refusal, SignInNeeded
from yutang.live.rules import SELLING
from yutang.plumbing.rounds import Round as Queries
from yutang.plumbing.rounds import Rows, run_async
from yutang.trade import errors, rules
from yutang.trade.hauls import line
from yutang.trade.hauls.line import Entered, Entry, TicketNow

OWN_PACE = Size(30, 1.0)
"""An account's pace, and a device's: a number for each lot of a long lineup at once, then one a
second. A number is taken once; who asks again only hears it again."""
OWN_LOOKS = Size(20, 1.0)
"""Looks at one's own tickets: a page looks when ticks say that it is its turn, and every 2 s at
most while a draw is under way; two tabs may."""
SHARED_PACE = Size(2_000, 0.005)
"""An address's pace, as for orders: a village behind one address takes its numbers in the same
minute; a script gets no better number by asking oftener, and here it cannot crowd others out."""

Result = TypeVar("Result")


class Leaving(NamedTuple):
    """A buyer who gives up the place in a lot's line."""

    sale: int
    lot: int
    buyer: int


class Look(NamedTuple):
    """A buyer who asks for the tickets of a sale."""

    sale: int
    buyer: int


class Lines:
    """Runs hauls of entries, leavings and looks against the database, and tells the rooms."""

    def __init__(self, pool: Pool, rooms: Rooms) -> None:
        self._pool = pool
        self._rooms = rooms

    async def enter(self, entries: list[Entry]) -> Sequence[Entered]:
        """Give numbers, in the order of arrival; a key makes a second time harmless."""
        entered = await self._run(line.enter(entries, datetime.now(UTC)))
        became = zip(entries, entered, strict=True)
        self._show((entry.sale, entry.lot) for entry, now in became if now.answer == "taken")
        return entered

    async def leave(self, leavings: list[Leaving]) -> Sequence[bool]:
        """Let people go; True where somebody did wait."""
        pairs = [(leaving.lot, leaving.buyer) for leaving in leavings]
        left = await self._run(line.leave(pairs, datetime.now(UTC)))
        gone = zip(leavings, left, strict=True)
        self._show(((leaving.sale, leaving.lot) for leaving, did in gone if did), -1)
        return left

    async def look(self, looks: list[Look]) -> Sequence[list[TicketNow]]:
        """Return each one's tickets."""
        return await self._run(line.tickets_of(looks, datetime.now(UTC)))

    async def _run(self, steps: Generator[Queries, Rows, Result]) -> Result:
        async with self._pool.connection() as connection:
            return await run_async(connection, steps)

    def _show(self, lots: Iterable[tuple[int | None, int]], each: int = 1) -> None:
        for (sale_id, lot), people in Counter(lots).items():
            if sale_id is None:
                continue
            if room := self._rooms.if_known(sale_id):
                room.apply_tickets(lot, people * each)
            self._rooms.tell_others(sale_id)


class Tickets:
    """The door, with the queues behind it."""

    def __init__(self, identity: Identity, rooms: Rooms, pool: Pool) -> None:
        self._identity = identity
        self._rooms = rooms
        lines = Lines(pool, rooms)
        self._entries = HaulQueue("tickets", lines.enter, SignInNeeded, may_repeat=True)
        self._leavings = HaulQueue("leavings", lines.leave, may_repeat=True)
        self._looks = HaulQueue("looks", lines.look, may_repeat=True)
        self._pace = Pace(OWN_PACE, SHARED_PACE)
        self._pace_of_looks = Pace(OWN_LOOKS, SHARED_PACE)
        self._decode = msgspec.json.Decoder(OrderRequest).decode

    def open(self) -> None:
        """Begin to serve."""
        for queue in (self._entries, self._leavings, self._looks):
            queue.open()

    async def close(self) -> None:
        """Answer all who wait, take nobody new."""
        await asyncio.gather(self._entries.close(), self._leavings.close(), self._looks.close())

    async def handle(self, scope: Scope, receive: Receive) -> Answer:
        """Answer ``/tickets``."""
        if scope["method"] == "GET":
            return await self._look(scope)
        try:
            entered = await self._enter(scope, receive)
        except Refusal as refusal:
            metrics.TICKETS.labels(refusal.code).inc()
            raise
        metrics.TICKETS.labels(entered.answer).inc()
        assert entered.ticket, "whoever is in the line has a ticket"
        status = 201 if entered.answer == "taken" else 200
        return Answer(status, msgspec.json.encode(entered.ticket._asdict()))

    async def handle_leaving(self, scope: Scope, _receive: Receive) -> Answer:
        """Answer ``/tickets/{lot}``: 204, whether somebody waited or not."""
        buyer, room = await self._buyer_and_room(scope, self._pace)
        await self._leavings.put(Leaving(room.sale_id, scope["path_params"]["lot"], buyer))
        return Answer(204, b"", (NO_STORE,))

    async def _look(self, scope: Scope) -> Answer:
        buyer, room = await self._buyer_and_room(scope, self._pace_of_looks)
        tickets = await self._looks.put(Look(room.sale_id, buyer))
        told = {"tickets": [ticket._asdict() for ticket in tickets]}
        return Answer(200, msgspec.json.encode(told))

    async def _enter(self, scope: Scope, receive: Receive) -> Entered:
        body = await read_body(scope, receive)
        buyer, room = await self._buyer_and_room(scope, self._pace)
        try:
            wish = self._decode(body)
        except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
            raise Malformed from error
        rules.check_quantity(wish.quantity)
        _check_that_there_is_a_line(room, wish.lot)
        entry = Entry(buyer, wish.key, wish.lot, wish.quantity, room.sale_id, wish.coupon)
        entered = await self._entries.put(entry)
        if refusal := _REFUSALS.get(entered.answer):
            raise refusal
        return entered

    async def _buyer_and_room(self, scope: Scope, pace: Pace) -> tuple[int, Room]:
        claim = self._identity.buyer(scope)
        pace.take(claim.person, self._identity.device(scope), address_of(scope))
        room = await self._rooms.room(scope["path_params"]["sale"])
        if not room.admits(claim.sale):
            raise UnknownSale
        return claim.person, room


_REFUSALS: dict[str, type[Refusal]] = {
    "not_needed": errors.NotNeeded,
    "closed": errors.Closed,
    "unknown": errors.UnknownLot,
    "coupon": errors.CouponNeeded,
}


def _check_that_there_is_a_line(room: Room, lot_id: int) -> None:
    """A lot sold in turn has a line before its sale is live, any lot while it sells.

    Raises:
        UnknownLot: the sale has no such lot.
        Closed: nobody can wait for it now.
    """
    lot = room.lot(lot_id)
    if lot is None:
        raise errors.UnknownLot
    if room.state not in SELLING and not (room.state == "planned" and lot.by_ticket):
        raise errors.Closed
