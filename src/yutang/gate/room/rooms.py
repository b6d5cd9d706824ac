"""All rooms of this gate: opened when needed, read anew when told to, ticking, left when idle.

A room is read when it is first needed and whenever the bus says that its sale changed; what this
gate itself does (orders, chat, likes) is applied at once. One tick a second at most goes to all
viewers, and only when something changed.
"""

import asyncio
import time
from collections.abc import Sequence

import psycopg
import structlog

from yutang.gate import metrics
from yutang.gate.bus import Announcer
from yutang.gate.errors import TryAgain, UnknownSale
from yutang.gate.room.reader import Counted, RoomReader
from yutang.gate.room.room import Room
from yutang.live.feed import Video
from yutang.trade.hauls.intake import Taken
from yutang.trade.rules import Wish

TICK_S = 1.0
REREAD_S = 5.0
"""A room is read anew this often even when the bus is silent, so that nothing stays wrong."""
IDLE_S = 60.0
ROOMS_MAX = 2_000
UNKNOWN_FOR_S = 2.0
_CLOSE_WITHIN_S = 1.0

log = structlog.get_logger()


class Rooms:
    """All rooms of this gate."""

    def __init__(self, reader: RoomReader, announcer: Announcer) -> None:
        self._reader = reader
        self._announcer = announcer
        self._rooms: dict[int, Room] = {}
        self._keepers: dict[int, asyncio.Task[None]] = {}
        self._openings: dict[int, asyncio.Future[Room]] = {}
        self._unknown: dict[int, float] = {}
        self._videos: dict[int, Video] = {}
        metrics.ROOMS.set_function(lambda: len(self._rooms))

    async def room(self, sale_id: int) -> Room:
        """Return the room, read anew when the bus has said that it changed.

        Raises:
            UnknownSale: there is none.
            TryAgain: the database does not answer and the room is not in memory.
        """
        room = self._rooms.get(sale_id)
        if room is None:
            room = await self._open(sale_id)
        elif room.stale or room.catching_up:
            await self._catch_up(room)
        room.used_at = time.monotonic()
        return room

    def fresh(self, sale_id: int) -> Room | None:
        """Return the room when it is in memory and nothing newer has been heard of."""
        room = self._rooms.get(sale_id)
        if room is None or room.stale or room.catching_up:
            return None
        room.used_at = time.monotonic()
        return room

    def known(self) -> list[Room]:
        """Return the rooms that are in memory."""
        return list(self._rooms.values())

    def if_known(self, sale_id: int) -> Room | None:
        """Return the room when it is in memory."""
        return self._rooms.get(sale_id)

    def show_video(self, sale_id: int, video: Video) -> None:
        """Show what the camera's own connection knows, now and when the room is opened later."""
        self._videos[sale_id] = video
        if room := self._rooms.get(sale_id):
            room.show_video(video)

    def changed_elsewhere(self, sale_id: int) -> None:
        """Have the room read anew: the bus said so."""
        self._unknown.pop(sale_id, None)
        if room := self._rooms.get(sale_id):
            room.mark_stale()

    def all_changed(self) -> None:
        """Have every room read anew: the bus was away."""
        for room in self._rooms.values():
            room.mark_stale()

    def apply_orders(self, wishes: Sequence[Wish], taken: Taken) -> None:
        """Show what a haul did, here at once and to other gates with the next announcement."""
        if not taken.lots:
            return
        for sale_id in {wish.sale for wish in wishes if wish.sale is not None}:
            room = self._rooms.get(sale_id)
            lots = [lot for lot in taken.lots if room and room.lot(lot.id)]
            if room and lots:
                room.apply_orders(lots, sum(lot.orders for lot in lots))
                self._announcer.say_to_others(sale_id)

    def tell_others(self, sale_id: int) -> None:
        """Have all gates read the sale anew."""
        self._announcer.say(sale_id)

    async def close(self) -> None:
        """Stop all ticks and end all event streams."""
        for room in self._rooms.values():
            room.frames.end()
        for keeper in self._keepers.values():
            keeper.cancel()
        readings = [room.reading for room in self._rooms.values() if room.reading]
        await asyncio.gather(*self._keepers.values(), return_exceptions=True)
        if readings:
            await asyncio.wait(readings, timeout=_CLOSE_WITHIN_S)

    async def _open(self, sale_id: int) -> Room:
        """Open the room once, however many ask, and wake them in the order in which they came."""
        if self._unknown.get(sale_id, 0.0) > time.monotonic():
            raise UnknownSale
        opening = self._openings.get(sale_id)
        if opening is None:
            opening = self._openings[sale_id] = asyncio.ensure_future(self._open_once(sale_id))
            opening.add_done_callback(_heed)
        return await asyncio.shield(opening)

    async def _open_once(self, sale_id: int) -> Room:
        try:
            rows = await self._reader.read(sale_id, Counted())
        except (psycopg.Error, OSError) as error:
            raise TryAgain from error
        finally:
            del self._openings[sale_id]
        if rows is None or len(self._rooms) >= ROOMS_MAX:
            self._remember_unknown(sale_id)
            raise UnknownSale
        room = self._rooms[sale_id] = Room(sale_id, rows)
        if video := self._videos.get(sale_id):
            room.show_video(video)
        self._keepers[sale_id] = asyncio.create_task(self._keep(room))
        return room

    async def _catch_up(self, room: Room) -> None:
        """Wait for what was news before now: a reading under way may have begun before it."""
        has_begun = room.reading is not None
        await self._read(room)
        if has_begun and room.stale:
            await self._read(room)

    async def _read(self, room: Room) -> None:
        """Read the room once, however many ask, and wake them in the order in which they came."""
        if room.reading is None:
            room.reading = asyncio.ensure_future(self._read_once(room))
        await asyncio.shield(room.reading)

    async def _read_once(self, room: Room) -> None:
        """On failure the room stays as it was, and stale."""
        room.begin_reading()
        try:
            rows = await self._reader.read(room.sale_id, room.counted)
        except (psycopg.Error, OSError) as error:
            room.stale = True
            log.warning("room_not_read", sale=room.sale_id, error=repr(error))
        else:
            if rows is not None:
                room.apply_reading(rows)
        finally:
            room.end_reading()

    async def _keep(self, room: Room) -> None:
        """One tick a second at most; leave when nobody has needed the room for a while."""
        while room.present or time.monotonic() - room.used_at < IDLE_S:
            told_at = time.monotonic()
            try:
                told_at = await self._tick(room)
            except Exception:
                log.exception("tick_failed", sale=room.sale_id)
            await asyncio.sleep(max(told_at + TICK_S - time.monotonic(), TICK_S / 2))
        self._rooms.pop(room.sale_id, None)
        self._keepers.pop(room.sale_id, None)
        room.frames.end()

    async def _tick(self, room: Room) -> float:
        """Wait for a change and tell it; return when (monotonic) the telling began."""
        await room.wait_for_change(REREAD_S)
        if room.stale or time.monotonic() - room.read_at >= REREAD_S:
            await self._read(room)
        told_at = time.monotonic()
        room.publish()
        await room.frames.spread()
        return told_at

    def _remember_unknown(self, sale_id: int) -> None:
        now = time.monotonic()
        if len(self._unknown) >= ROOMS_MAX:
            self._unknown = {sale: end for sale, end in self._unknown.items() if end > now}
        if len(self._unknown) < ROOMS_MAX:
            self._unknown[sale_id] = now + UNKNOWN_FOR_S


def _heed(opening: asyncio.Future[Room]) -> None:
    """Whoever asked is told what went wrong; nobody may be left who asks."""
    if not opening.cancelled():
        opening.exception()
