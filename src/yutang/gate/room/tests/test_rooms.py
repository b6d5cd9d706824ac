"""What a room shows while this gate changes it and while it is read anew."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from yutang.gate.bus import Announcer
from yutang.gate.database import make_pool
from yutang.gate.room.reader import Counted, RoomReader, RoomRows
from yutang.gate.room.room import Room
from yutang.gate.room.rooms import Rooms
from yutang.live.feed import LotLine, Video
from yutang.trade.hauls.intake import LotNow

NUTS = LotLine(
    7, 10, 10, "open", None, opens_at=50.0, more_at=90.0, by_ticket=True, waiting=4, called=2
)
OIL = LotLine(8, 5, 5, "open", None)
SOLD_OUT_AT = datetime(2026, 11, 20, 12, tzinfo=UTC)


def _rows(*lots: LotLine) -> RoomRows:
    return RoomRows(
        state="live",
        notice="",
        likes=0,
        pin_id=None,
        pin=None,
        muted=frozenset(),
        hidden=[],
        elsewhere=0,
        lots=list(lots),
        lineup_version=1,
        chat=[],
        counted=Counted(),
        orders_minute=0,
        video=Video(),
    )


@pytest.fixture
def room() -> Room:
    return Room(1, _rows(NUTS, OIL))


def _now(lot: int, available: int, stocked: int = 10, orders: int = 1) -> LotNow:
    sold_out_at = None if available else SOLD_OUT_AT
    return LotNow(lot, available, stocked, "open", sold_out_at, orders)


def _lots(room: Room) -> list[LotLine]:
    room.publish()
    return room.frames.shown.lots


def test_a_haul_changes_the_stock_and_keeps_the_terms(room: Room) -> None:
    room.apply_orders([_now(7, 0), _now(99, 1)], 3)
    nuts, oil = _lots(room)
    assert (nuts.available, nuts.sold_out_at) == (0, SOLD_OUT_AT.timestamp())
    assert (nuts.opens_at, nuts.more_at, nuts.by_ticket) == (50.0, 90.0, True)
    assert (nuts.waiting, nuts.called) == (4, 2)
    assert oil == OIL
    assert not room.stale


def test_a_reading_that_a_haul_overtook_keeps_the_hauls_stock_and_brings_the_calls(
    room: Room,
) -> None:
    room.begin_reading()
    room.apply_orders([_now(7, 6)], 1)
    room.apply_reading(_rows(msgspec.structs.replace(NUTS, waiting=1, called=5), OIL))
    nuts, _ = _lots(room)
    assert (nuts.available, nuts.waiting, nuts.called) == (6, 1, 5)
    room.begin_reading()
    room.apply_reading(_rows(msgspec.structs.replace(NUTS, available=9), OIL))
    assert _lots(room)[0].available == 9


def test_who_joins_or_leaves_a_line_is_counted_at_once(room: Room) -> None:
    room.apply_tickets(7, 3)
    assert _lots(room)[0].waiting == 7
    room.apply_tickets(7, -9)
    room.apply_tickets(99, 1)
    assert _lots(room)[0].waiting == 0


def test_when_a_haul_brought_a_wave_the_room_is_read_for_the_next_one(room: Room) -> None:
    room.apply_orders([_now(8, 4, stocked=25)], 1)
    assert not room.stale, "this lot has no waves: somebody added stock"
    room.apply_orders([_now(7, 15, stocked=25)], 1)
    assert room.stale


class SlowReader(RoomReader):
    """Reads what it is told to, when it is let."""

    def __init__(self) -> None:
        super().__init__(POOL, "here", Path("none"))
        self.rows = _rows(NUTS, OIL)
        self.may_read = asyncio.Event()
        self.may_read.set()
        self.readings = 0

    async def read(self, _sale: int, _counted: Counted) -> RoomRows | None:
        self.readings += 1
        rows = self.rows
        await self.may_read.wait()
        return rows


POOL = make_pool("postgresql:///not-asked")


@pytest.fixture
async def reader() -> SlowReader:
    return SlowReader()


@pytest.fixture
async def rooms(reader: SlowReader) -> AsyncIterator[Rooms]:
    rooms = Rooms(reader, Announcer(POOL, "here"))
    yield rooms
    reader.may_read.set()
    await rooms.close()


async def _come(rooms: Rooms, people: int) -> tuple[list[int], list[asyncio.Task[None]]]:
    """Have so many come one after the other, by the lane where it is open; return who got in."""
    entered: list[int] = []

    async def wait(person: int) -> None:
        await rooms.room(1)
        entered.append(person)

    waiting = []
    for person in range(people):
        if rooms.fresh(1):
            entered.append(person)
        else:
            waiting.append(asyncio.create_task(wait(person)))
        await asyncio.sleep(0)
    return entered, waiting


async def test_who_comes_while_news_is_read_waits_behind_those_who_came_before(
    rooms: Rooms, reader: SlowReader
) -> None:
    await rooms.room(1)
    reader.rows = reader.rows._replace(state="ended")
    reader.may_read.clear()
    rooms.changed_elsewhere(1)
    entered, waiting = await _come(rooms, 20)
    assert entered == [], "nobody is answered by what was before the news"
    reader.may_read.set()
    await asyncio.gather(*waiting)
    assert entered == list(range(20))
    room = rooms.fresh(1)
    assert room
    assert room.state == "ended"
    assert reader.readings == 2, "once for the room, once for the news"


async def test_who_comes_while_a_room_is_opened_is_let_in_in_order(
    rooms: Rooms, reader: SlowReader
) -> None:
    reader.may_read.clear()
    entered, waiting = await _come(rooms, 20)
    reader.may_read.set()
    await asyncio.gather(*waiting)
    assert entered == list(range(20))
    assert reader.readings == 1


async def test_news_during_a_reading_is_waited_for_as_well(
    rooms: Rooms, reader: SlowReader
) -> None:
    await rooms.room(1)
    reader.may_read.clear()
    rooms.changed_elsewhere(1)
    _, early = await _come(rooms, 1)
    reader.rows = reader.rows._replace(state="paused")
    rooms.changed_elsewhere(1)
    late = asyncio.create_task(rooms.room(1))
    await asyncio.sleep(0)
    reader.may_read.set()
    await asyncio.gather(*early)
    assert (await late).state == "paused"


async def test_one_who_goes_away_spoils_no_reading(rooms: Rooms, reader: SlowReader) -> None:
    await rooms.room(1)
    reader.may_read.clear()
    rooms.changed_elsewhere(1)
    entered, waiting = await _come(rooms, 3)
    waiting[0].cancel()
    reader.may_read.set()
    await asyncio.gather(*waiting, return_exceptions=True)
    assert entered == [1, 2]


async def test_a_routine_reading_keeps_nobody_waiting(rooms: Rooms, reader: SlowReader) -> None:
    room = await rooms.room(1)
    reader.may_read.clear()
    reading = asyncio.create_task(rooms._read(room))
    entered, waiting = await _come(rooms, 3)
    assert (entered, waiting) == ([0, 1, 2], [])
    reader.may_read.set()
    await reading
