"""Ticks are encoded once; who lags gets the newest state; nothing is buffered without bound."""

import asyncio
import json

import msgspec
import pytest

from yutang.gate.frames import BEAT, BEHIND_MOST, RING_MOST, Frames, Viewer
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
    viewer = Viewer()
    assert _kinds(frames.resume(viewer, None)) == ["state"]
    assert frames.after(viewer) == b""
    _tick(frames, 1)
    _tick(frames, 2)
    assert _orders(frames.after(viewer)) == [1, 2]
    assert frames.after(viewer) == b""


def test_all_viewers_share_the_same_bytes(frames: Frames) -> None:
    one, two = Viewer(), Viewer()
    assert frames.resume(one, None) is frames.resume(two, None)
    _tick(frames, 1)
    assert frames.after(one) == frames.after(two)


def test_a_slow_reader_gets_the_newest_state(frames: Frames) -> None:
    viewer = Viewer()
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
    assert _kinds(frames.resume(Viewer(), first)) == ["state"]
    recent = _orders(frames.resume(Viewer(), frames.number - 3))
    assert recent[-1] == RING_MOST * 2 - 1
    assert len(recent) == 5, "three missed, and two again for what other gates told earlier"


def test_a_number_from_elsewhere_is_no_reason_to_miss_anything(frames: Frames) -> None:
    _tick(frames, 1)
    for number in (0, 5, frames.number + 1_000, 10**15):
        assert _kinds(frames.resume(Viewer(), number)) == ["state"]


def test_numbers_follow_the_clock_and_always_rise(frames: Frames) -> None:
    _tick(frames, 1, at=frames.number + 50.9)
    jumped = frames.number
    _tick(frames, 2, at=jumped - 30)
    assert frames.number == jumped + 1


async def test_waiting_viewers_are_woken_and_a_quiet_room_beats(frames: Frames) -> None:
    viewer = Viewer()
    frames.viewers.add(viewer)
    frames.resume(viewer, None)
    waiting = asyncio.create_task(viewer.woken())
    await asyncio.sleep(0)
    frames.beat_if_quiet()
    assert not waiting.done()
    frames._sent_at -= 60
    frames.beat_if_quiet()
    assert await waiting == BEAT
    waiting = asyncio.create_task(viewer.woken())
    await asyncio.sleep(0)
    _tick(frames, 1)
    assert await waiting == b""
    frames.end()
    assert viewer.ended


def test_the_snapshot_is_what_was_last_told(frames: Frames) -> None:
    _tick(frames, 5)
    assert msgspec.json.decode(frames.state_json())["orders"] == 5
