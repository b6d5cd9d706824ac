"""What a room shows while this gate changes it and while it is read anew."""

from datetime import UTC, datetime

import msgspec
import pytest

from yutang.gate.room_reader import Counted, RoomRows
from yutang.gate.rooms import Room
from yutang.live.feed import LotLine, Video
from yutang.trade.intake import LotNow

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


def test_a_batch_changes_the_stock_and_keeps_the_terms(room: Room) -> None:
    room.apply_orders([_now(7, 0), _now(99, 1)], 3)
    nuts, oil = _lots(room)
    assert (nuts.available, nuts.sold_out_at) == (0, SOLD_OUT_AT.timestamp())
    assert (nuts.opens_at, nuts.more_at, nuts.by_ticket) == (50.0, 90.0, True)
    assert (nuts.waiting, nuts.called) == (4, 2)
    assert oil == OIL
    assert not room.stale


def test_a_reading_that_a_batch_overtook_keeps_the_batchs_stock_and_brings_the_calls(
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


def test_when_a_batch_brought_a_wave_the_room_is_read_for_the_next_one(room: Room) -> None:
    room.apply_orders([_now(8, 4, stocked=25)], 1)
    assert not room.stale, "this lot has no waves: somebody added stock"
    room.apply_orders([_now(7, 15, stocked=25)], 1)
    assert room.stale
