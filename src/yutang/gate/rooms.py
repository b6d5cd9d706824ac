"""Rooms in memory: what viewers see comes from here, never from the database directly.

A room is read when it is first needed and whenever the bus says that its sale changed; what this
gate itself does (orders, chat, likes) is applied at once. One tick a second at most goes to all
viewers, and only when something changed.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress

import psycopg
import structlog
from msgspec import structs

from yutang.gate import metrics
from yutang.gate.database import Announcer
from yutang.gate.errors import TryAgain, UnknownSale
from yutang.gate.frames import Frames
from yutang.gate.room_reader import Counted, RoomReader, RoomRows
from yutang.live.feed import CHAT_MOST, Line, LotLine, State, Video, changes
from yutang.live.rules import OVER
from yutang.live.rules import State as SaleState
from yutang.trade.batches.intake import LotNow, Taken
from yutang.trade.rules import Wish

TICK_S = 1.0
REREAD_S = 5.0
"""A room is read anew this often even when the bus is silent, so that nothing stays wrong."""
IDLE_S = 60.0
ROOMS_MAX = 2_000
UNKNOWN_FOR_S = 2.0
_CLOSE_WITHIN_S = 1.0
_STOCK = ("available", "stocked", "state", "sold_out_at")
"""What a batch of orders changes of a lot's line."""

log = structlog.get_logger()


class Room:
    """One sale as this gate knows it."""

    def __init__(self, sale_id: int, first: RoomRows) -> None:
        self.sale_id = sale_id
        self.stale = False
        self.reading: asyncio.Future[None] | None = None
        self.catching_up = False
        self.present: Counter[str] = Counter()
        self.used_at = time.monotonic()
        self._touched: set[int] = set()
        self._camera: Video | None = None
        self._likes = self._likes_waiting = 0
        self._orders = self._orders_minute = 0
        self._lots: dict[int, LotLine] = {}
        self._chat: list[Line] = []
        self._changed = asyncio.Event()
        self._adopt(first)
        self.frames = Frames(self._facts())

    @property
    def state(self) -> SaleState:
        return self._rows.state

    def admits(self, bound_to: int) -> bool:
        """Tell whether a pass bound to that sale (0: to none) buys here.

        A rehearsal takes its own synthetic buyers only, and they buy nowhere else.
        """
        return bound_to == (self.sale_id if self._rows.rehearsal else 0)

    @property
    def pin_id(self) -> int | None:
        return self._rows.pin_id

    @property
    def pinned_lot(self) -> int | None:
        return self._rows.pin.lot if self._rows.pin else None

    @property
    def counted(self) -> Counted:
        return self._rows.counted

    def lot(self, lot_id: int) -> LotLine | None:
        return self._lots.get(lot_id)

    def is_muted(self, person: int) -> bool:
        return person in self._rows.muted

    def begin_reading(self) -> None:
        """Remember from here which lots change here while a reading is under way.

        While it is to bring news, nobody passes by those who wait for it: they came first, and
        would be answered better.
        """
        self.catching_up = self.stale
        self.stale = False
        self._touched.clear()

    def end_reading(self) -> None:
        """Let everybody in again."""
        self.catching_up = False
        self.reading = None

    def apply_reading(self, rows: RoomRows) -> None:
        """Take the rows over, except lots that this gate changed after they were read."""
        newer = {lot: self._lots[lot] for lot in self._touched if lot in self._lots}
        chat, orders = self._chat, self._orders
        self._adopt(rows)
        for lot, line in newer.items():
            if read := self._lots.get(lot):
                stock = {name: getattr(line, name) for name in _STOCK}
                self._lots[lot] = structs.replace(read, **stock)
        self._chat = _merged([*chat, *rows.chat], rows.hidden)
        self._orders = max(orders, self._orders)
        self._changed.set()

    def apply_orders(self, lots: Iterable[LotNow], orders: int) -> None:
        """Show at once what a batch of this gate did."""
        for lot in lots:
            line = self._lots.get(lot.id)
            if line is None:
                continue
            sold_out_at = lot.sold_out_at.timestamp() if lot.sold_out_at else None
            self._lots[lot.id] = structs.replace(
                line,
                available=lot.available,
                stocked=lot.stocked,
                state=lot.state,
                sold_out_at=sold_out_at,
            )
            self._touched.add(lot.id)
            # A batch may have brought a wave on sale: when the next one comes, the database knows.
            self.stale |= line.more_at is not None and lot.stocked != line.stocked
        self._orders += orders
        self._orders_minute += orders
        self._changed.set()

    def apply_tickets(self, lot_id: int, more: int) -> None:
        """Show that so many more wait for the lot, fewer when negative, until it is read anew."""
        if line := self._lots.get(lot_id):
            waiting = max(line.waiting + more, 0)
            self._lots[lot_id] = structs.replace(line, waiting=waiting)
            self._changed.set()

    def apply_chat(self, lines: Sequence[Line]) -> None:
        """Show lines that were stored."""
        self._chat = _merged([*self._chat, *lines], self._rows.hidden)
        self._changed.set()

    def apply_likes(self, count: int) -> None:
        """Count likes that will be stored later."""
        self._likes_waiting += count
        self._likes += count
        self._changed.set()

    def likes_stored(self, count: int) -> None:
        """Take note that `count` of the waiting likes are in the database's total now."""
        self._likes_waiting -= count

    def show_video(self, video: Video) -> None:
        """Show what the camera's own connection knows."""
        self._camera = video
        self._changed.set()

    def enter(self, key: str) -> None:
        """Count somebody in."""
        self.present[key] += 1
        self._changed.set()

    def leave(self, key: str) -> None:
        """Count somebody out; the same person may still watch in another tab."""
        self.present[key] -= 1
        if self.present[key] <= 0:
            del self.present[key]
        self.used_at = time.monotonic()
        self._changed.set()

    def mark_stale(self) -> None:
        """Have the room read anew before its next tick."""
        self.stale = True
        self._changed.set()

    async def wait_for_change(self, at_most_s: float) -> None:
        """Return when something changed, or after that time."""
        with suppress(TimeoutError):
            async with asyncio.timeout(at_most_s):
                await self._changed.wait()
        self._changed.clear()

    def publish(self) -> None:
        """Give viewers a tick when anything changed."""
        facts = self._facts()
        if changed := changes(self.frames.shown, facts):
            self.frames.add(facts, changed)
            metrics.TICKS.inc()

    def _adopt(self, rows: RoomRows) -> None:
        self._rows = rows
        self.read_at = time.monotonic()
        self._likes = max(self._likes, rows.likes + self._likes_waiting)
        self._lots = {lot.lot: lot for lot in rows.lots}
        self._chat = rows.chat
        self._orders = rows.counted.orders + rows.orders_minute
        self._orders_minute = rows.orders_minute

    def _facts(self) -> State:
        rows = self._rows
        return State(
            sale=self.sale_id,
            state=rows.state,
            at=round(time.time(), 3),
            pin=rows.pin,
            lots=list(self._lots.values()),
            viewers=len(self.present) + rows.elsewhere,
            likes=self._likes,
            orders=self._orders,
            orders_minute=self._orders_minute,
            notice=rows.notice,
            video=self._camera if self._camera and rows.state not in OVER else rows.video,
            chat=self._chat,
            hidden=rows.hidden,
            lineup_version=rows.lineup_version,
        )


def _merged(lines: Iterable[Line], hidden: Iterable[int]) -> list[Line]:
    """Return the latest lines, each once, without those taken back."""
    by_id = {line.id: line for line in lines}
    for taken_back in hidden:
        by_id.pop(taken_back, None)
    return [by_id[number] for number in sorted(by_id)][-CHAT_MOST:]


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
        """Show what a batch did, here at once and to other gates with the next announcement."""
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
