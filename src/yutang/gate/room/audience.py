"""Who has an event stream open: counted in and out, within limits, for the room and for the books.

The same for both kinds of stream: those of the lane (`wire/viewer.py`) and the ordinary ones
(`events`).
"""

import itertools
from collections import Counter

from starlette.types import Scope

from yutang.gate import metrics
from yutang.gate.door.callers import address_of
from yutang.gate.door.headers import header
from yutang.gate.door.identity import Identity
from yutang.gate.room.attendance import Attendance
from yutang.gate.room.room import Room
from yutang.gate.room.rooms import Rooms
from yutang.kernel.errors import TooMany

VIEWERS_MAX = 18_000
"""Each holds an open file; a process may have 20,000."""
ADDRESS_MOST = 3_000
"""Streams of one network address: a village behind one mobile address stays below it, and one
script cannot fill the house."""
RETRY_AFTER_S = 10


class Guest:
    """One open stream: who watches, from where, in which room; `at`: the number of its last tick.

    An object of few slots: there may be thousands.
    """

    __slots__ = ("address", "at", "key", "known", "room")

    def __init__(self) -> None:
        self.at = 0
        self.address: str | None = None
        self.key = ""
        self.known = False
        self.room: Room | None = None


class Audience:
    """All open streams of this gate."""

    def __init__(self, identity: Identity, rooms: Rooms, attendance: Attendance) -> None:
        self._identity = identity
        self._rooms = rooms
        self._attendance = attendance
        self._open = 0
        self._at_address: Counter[str] = Counter()
        self._strangers = itertools.count(1)
        metrics.VIEWERS.set_function(lambda: self._open)

    def admit(self, guest: Guest, scope: Scope) -> None:
        """Give the guest a place; `leave` takes it back.

        Raises:
            TooMany: the house is full, or the guest's address has all it may have.
        """
        address = address_of(scope)
        if self._open >= VIEWERS_MAX:
            raise TooMany(retry_after_s=RETRY_AFTER_S)
        if address is not None:
            if self._at_address[address] >= ADDRESS_MOST:
                raise TooMany(retry_after_s=RETRY_AFTER_S)
            self._at_address[address] += 1
        guest.address = address
        self._open += 1

    def known_room(self, sale_id: int) -> Room | None:
        """Return the room when it is in memory: what newcomers see comes from there, however
        many come, and what is newer comes with the next tick.
        """
        return self._rooms.if_known(sale_id)

    async def room(self, sale_id: int) -> Room:
        """Return the room, opened when it is not in memory.

        Raises:
            UnknownSale, TryAgain: as `Rooms.room`.
        """
        return self.known_room(sale_id) or await self._rooms.room(sale_id)

    def seat(self, guest: Guest, room: Room, scope: Scope) -> int | None:
        """Count an admitted guest into its room; return the Last-Event-ID it comes with."""
        known = self._identity.viewer(scope)
        last = header(scope, b"last-event-id")
        guest.room = room
        guest.known = known is not None
        guest.key = known or f"a:{next(self._strangers)}"
        room.enter(guest.key)
        if known:
            self._attendance.entered(room.sale_id, known, is_entry=not last)
        return int(last) if _is_number(last) else None

    def leave(self, guest: Guest) -> None:
        """Count a guest out, seated or not."""
        self._open -= 1
        if guest.address is not None:
            self._at_address[guest.address] -= 1
            if not self._at_address[guest.address]:
                del self._at_address[guest.address]
        if room := guest.room:
            guest.room = None
            room.leave(guest.key)
            if guest.known:
                self._attendance.left(room.sale_id, guest.key)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 16  # noqa: PLR2004 - of seconds
