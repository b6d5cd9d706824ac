"""One sale in memory: what its viewers see comes from here, never from the database directly.

It is read from the database now and then; what this gate itself does (orders, chat, likes) is
applied at once.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress

from msgspec import structs

from yutang.gate import metrics
from yutang.gate.room.frames import Frames
from yutang.gate.room.reader import Counted, RoomRows
from yutang.live.feed import CHAT_MOST, Line, LotLine, State, Video, changes
from yutang.live.rules import OVER
from yutang.live.rules import State as SaleState
from yutang.trade.hauls.intake import LotNow

_STOCK = ("available", "stocked", "state", "sold_out_at")
"""What a haul of orders changes of a lot's line."""


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
        """Show at once what a haul of this gate did."""
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
            # A haul may have brought a wave on sale: when the next one comes, the database knows.
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
