"""Ticks are encoded once; who lags gets the newest state; nothing is buffered without bound."""

import asyncio
import json

import msgspec
import pytest

from yutang.gate.room import frames as ticks
from yutang.gate.room.events import StreamViewer
from yutang.gate.room.frames import BEAT, BEHIND_MOST, OVERLAP_S, RING_MOST, Frames
from yutang.live.feed import State, Video


def _state(at: float, orders: int) -> State:
    return State(7, "live", at, None, [], 0, 0, orders, 0, "", Video(), [], [], 1)


@pytest.fixture
def frames() -> Frames:
    return Frames(_state(0, 0))


def _tick(frames: Frames, orders: int, at: float = 0) -> None:
    frames.add(_state(at, orders), {"orders": orders})


def _kinds(data: bytes) -> list[str]:
    return [line[7:].decode() for line in data.split(b"\n") if line.startswith(b"event: ")]


def _orders(data: bytes) -> list[int]:
    lines = [line[6:] for line in data.split(b"\n") if line.startswith(b"data: ")]
    return [json.loads(line)["orders"] for line in lines]


def test_a_newcomer_gets_the_state_and_then_each_tick(frames: Frames) -> None:
    viewer = StreamViewer()
    assert _kinds(frames.resume(viewer, None)) == ["state"]
    assert frames.after(viewer) == b""
    _tick(frames, 1)
    _tick(frames, 2)
    assert _orders(frames.after(viewer)) == [1, 2]
    assert frames.after(viewer) == b""


def test_all_viewers_share_the_same_bytes(frames: Frames) -> None:
    one, two = StreamViewer(), StreamViewer()
    assert frames.resume(one, None) is frames.resume(two, None)
    _tick(frames, 1)
    assert frames.after(one) == frames.after(two)


def test_a_slow_reader_gets_the_newest_state(frames: Frames) -> None:
    viewer = StreamViewer()
    frames.resume(viewer, None)
    for orders in range(1, BEHIND_MOST + 2):
        _tick(frames, orders)
    data = frames.after(viewer)
    assert _kinds(data) == ["state"]
    assert _orders(data) == [BEHIND_MOST + 1]


def test_the_ring_is_bounded_and_who_was_away_too_long_gets_the_state(frames: Frames) -> None:
    first = frames.number
    for orders in range(1, RING_MOST * 2):
        _tick(frames, orders)
    assert len(frames._ring) == RING_MOST
    assert _kinds(frames.resume(StreamViewer(), first)) == ["state"]
    recent = _orders(frames.resume(StreamViewer(), frames.number - 3))
    assert recent[-1] == RING_MOST * 2 - 1
    assert len(recent) == 3 + OVERLAP_S, "three missed, and some again that others told earlier"


def test_a_number_from_elsewhere_is_no_reason_to_miss_anything(frames: Frames) -> None:
    _tick(frames, 1)
    for number in (0, 5, frames.number + 1_000, 10**15):
        assert _kinds(frames.resume(StreamViewer(), number)) == ["state"]


def test_numbers_follow_the_clock_and_always_rise(frames: Frames) -> None:
    _tick(frames, 1, at=frames.number + 50.9)
    jumped = frames.number
    _tick(frames, 2, at=jumped - 30)
    assert frames.number == jumped + 1


async def test_waiting_viewers_are_woken_and_a_quiet_room_beats(frames: Frames) -> None:
    viewer = StreamViewer()
    frames.viewers.add(viewer)
    frames.resume(viewer, None)
    waiting = asyncio.create_task(viewer.woken())
    await asyncio.sleep(0)
    await frames.spread()
    assert not waiting.done()
    frames._sent_at -= 60
    await frames.spread()
    assert await waiting == BEAT
    waiting = asyncio.create_task(viewer.woken())
    await asyncio.sleep(0)
    _tick(frames, 1)
    await frames.spread()
    assert await waiting == b""
    frames.end()
    assert viewer.ended


class _Broken(StreamViewer):
    def look(self) -> None:
        raise RuntimeError


async def test_one_broken_stream_does_not_keep_the_tick_from_others(frames: Frames) -> None:
    viewers = [_Broken(), *(StreamViewer() for _ in range(3))]
    for viewer in viewers:
        frames.resume(viewer, None)
        frames.viewers.add(viewer)
    waiting = [asyncio.create_task(viewer.woken()) for viewer in viewers[1:]]
    await asyncio.sleep(0)
    _tick(frames, 1)
    await frames.spread()
    assert await asyncio.gather(*waiting) == [b""] * 3


async def test_others_have_their_turn_while_many_are_told(
    frames: Frames, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ticks, "TOLD_AT_ONCE", 10)
    told: list[StreamViewer | None] = []

    class Telling(StreamViewer):
        def look(self) -> None:
            told.append(self)

    for _ in range(30):
        frames.viewers.add(Telling())
    _tick(frames, 1)
    spreading = asyncio.create_task(frames.spread())
    while not spreading.done():
        told.append(None)
        await asyncio.sleep(0)
    assert sum(one is not None for one in told) == 30
    turns = "".join("." if one else "|" for one in told).strip("|")
    assert turns == "|".join(["." * 10] * 3)


def test_the_snapshot_is_what_was_last_told(frames: Frames) -> None:
    _tick(frames, 5)
    assert msgspec.json.decode(frames.state_json())["orders"] == 5
