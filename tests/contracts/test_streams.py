"""Streams of events: who reads slowly, who comes back, who comes in crowds, who is not let in."""

import asyncio
import json
import socket
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any

import pytest
import uvloop
from tests.contracts.house import House, house, until
from tests.races.market import Market

from yutang.gate.room import attendance, audience, frames, rooms
from yutang.gate.room.room import Room
from yutang.gate.wire import connection
from yutang.gate.wire.viewer import LaneViewer
from yutang.live.feed import Line

pytestmark = [pytest.mark.served, pytest.mark.django_db]

Story = Callable[[House, int], Awaitable[None]]


def told(story: Story) -> Callable[[Market], None]:
    """Run a story of one sale in a gate of this process, on the loop that gates run on."""

    @wraps(story)
    def test(market: Market) -> None:
        sale, _ = market.sale(5)

        async def run() -> None:
            async with house(market.url) as gate:
                await story(gate, sale)

        uvloop.run(run())

    del test.__wrapped__  # pytest would read the story's arguments
    return test


async def _room(gate: House, sale: int) -> Room:
    return await gate.gate.rooms.room(sale)


async def _tick(room: Room, number: int, text: str = "") -> None:
    """Have the room tell something now."""
    room.apply_chat([Line(number, 1, "买家", text or f"第{number}句", 0.0)])
    room.publish()
    await room.frames.spread()


def _viewers(room: Room) -> list[LaneViewer]:
    return [viewer for viewer in room.frames.viewers if isinstance(viewer, LaneViewer)]


def _events(data: bytes) -> list[tuple[str, dict[str, Any]]]:
    """Return the whole events among these bytes."""
    found = []
    *blocks, _unfinished = data.decode(errors="replace").split("\n\n")
    for block in blocks:
        lines = dict(line.split(": ", 1) for line in block.split("\n") if ": " in line)
        if "data" in lines:
            found.append((lines["event"], json.loads(lines["data"])))
    return found


@told
async def test_a_reader_that_does_not_read_is_kept_nothing_for_and_gets_the_newest_state(
    gate: House, sale: int
) -> None:
    room = await _room(gate, sale)
    line = gate.line()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    line.setblocking(False)
    loop = asyncio.get_running_loop()
    await loop.sock_connect(line, ("127.0.0.1", gate.port))
    await loop.sock_sendall(line, f"GET /live/{sale}/events HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    quick = await gate.stream(sale)
    await quick.event()
    await until(lambda: len(_viewers(room)) == 2)
    lasts = 400
    for number in range(1, lasts + 1):
        await _tick(room, number, "话" * 100 + str(number))
        held = max(viewer._transport.get_write_buffer_size() for viewer in _viewers(room))
        assert held <= len(room.frames.whole()), "no more than one thing is on its way"
        if number % 20 == 0:
            await asyncio.sleep(0.01)
    heard: list[int] = []
    while not heard or heard[-1] < lasts:
        heard += [line["id"] for line in (await quick.event())[1].get("chat", [])]
    assert heard == list(range(1, lasts + 1)), "who reads gets each tick"
    slow = b""
    async with asyncio.timeout(40):
        while not (events := _events(slow)) or events[-1][1]["chat"][-1]["id"] < lasts:
            slow += await loop.sock_recv(line, 1 << 16)
    assert len(events) < lasts / 2
    kinds = [kind for kind, _ in events]
    assert kinds[0] == "state"
    assert "state" in kinds[1:], "the newest state instead of what was missed"


@told
async def test_five_hundred_who_come_back_at_once_cost_the_database_nothing(
    gate: House, sale: int
) -> None:
    room = await _room(gate, sale)
    crowd = await asyncio.gather(*(gate.stream(sale) for _ in range(500)))
    await asyncio.gather(*(one.event() for one in crowd))
    assert len(room.present) == 500
    before = gate.statements()
    for one in crowd:
        one.drop()
    await until(lambda: not room.present)
    last = f"Last-Event-ID: {crowd[0].last_id}"
    back = [gate.stream(sale, *([last] if number % 2 else [])) for number in range(500)]
    crowd = await asyncio.gather(*back)
    states = await asyncio.gather(*(one.event() for one in crowd))
    assert all(state["sale"] == sale for _, state in states)
    assert len(room.present) == 500
    assert gate.statements() == before


@told
async def test_however_many_come_to_a_room_that_is_not_in_memory_it_is_read_once(
    gate: House, sale: int
) -> None:
    before = gate.statements()
    crowd = await asyncio.gather(*(gate.stream(sale) for _ in range(100)))
    assert {kind for kind, _ in await asyncio.gather(*(one.event() for one in crowd))} == {"state"}
    assert gate.statements() - before == 1
    assert len(_viewers(await _room(gate, sale))) == 100


@pytest.fixture(autouse=True)
def quiet_house(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a gate asks the database by itself, now and then, is not what is counted here."""
    monkeypatch.setattr(rooms, "REREAD_S", 600.0)
    monkeypatch.setattr(attendance, "STORE_S", 600.0)
    monkeypatch.setattr(audience, "ADDRESS_MOST", 3)


@told
async def test_one_address_may_have_so_many_streams_and_no_more(gate: House, sale: int) -> None:
    from_one = ("X-Forwarded-For: 203.0.113.7",)
    held = [await gate.stream(sale, *from_one) for _ in range(3)]
    assert [await one.status() for one in held] == [200] * 3
    refused = await gate.stream(sale, *from_one)
    head = await refused.head()
    assert head.startswith("http/1.1 429 ")
    assert "\r\nretry-after: 10\r\n" in head
    assert json.loads(await refused.rest())["code"] == "too_many"
    other = await gate.stream(sale, "X-Forwarded-For: 203.0.113.8")
    assert await other.status() == 200
    unnamed = [await gate.stream(sale) for _ in range(5)]
    assert [await one.status() for one in unnamed] == [200] * 5, "this machine is no one address"
    held[0].drop()
    room = await _room(gate, sale)
    await until(lambda: len(room.present) == 8)
    again = await gate.stream(sale, *from_one)
    assert await again.status() == 200


@told
async def test_a_full_house_says_so(gate: House, sale: int) -> None:
    most, audience.VIEWERS_MAX = audience.VIEWERS_MAX, 2
    try:
        held = [await gate.stream(sale) for _ in range(2)]
        assert [await one.status() for one in held] == [200, 200]
        assert await (await gate.stream(sale)).status() == 429
        held[0].drop()
        room = await _room(gate, sale)
        await until(lambda: len(room.present) == 1)
        assert await (await gate.stream(sale)).status() == 200
    finally:
        audience.VIEWERS_MAX = most


@told
async def test_a_stream_is_had_however_it_is_asked_for(gate: House, sale: int) -> None:
    path = f"/live/{sale}/events"
    whole = f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    ways: dict[str, list[bytes]] = {
        "plainly": [whole],
        "with a query": [whole.replace(b" HTTP", b"?a=1 HTTP")],
        "piece by piece": [whole[:9], whole[9:30], whole[30:]],
        "in HTTP/1.0, as some proxies do": [whole.replace(b"1.1", b"1.0")],
        "with an empty body": [whole.replace(b"\r\n\r\n", b"\r\nContent-Length: 0\r\n\r\n")],
        "with a wish to upgrade": [
            whole.replace(b"\r\n\r\n", b"\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n")
        ],
        "with something behind it": [whole + b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"],
    }
    for way, parts in ways.items():
        reader = await gate.reader()
        for part in parts:
            await reader.say(part)
            await asyncio.sleep(0.02)
        assert (await reader.event())[0] == "state", way
        reader.drop()


@told
async def test_a_stream_may_follow_another_request_on_its_connection(
    gate: House, sale: int
) -> None:
    reader = await gate.reader()
    await reader.ask(f"/live/{sale}/state")
    head = await reader.head()
    length = int(head.partition("content-length: ")[2].split("\r\n")[0])
    await reader.reader.readexactly(length)
    await reader.ask(f"/live/{sale}/events")
    assert (await reader.event())[0] == "state"
    room = await _room(gate, sale)
    assert len(_viewers(room)) == 1
    assert not gate.server.server_state.connections, "uvicorn has let go of it"
    await _tick(room, 1)
    tick: dict[str, Any] = {}
    while "chat" not in tick:
        tick = (await reader.event())[1]
    assert tick["chat"][0]["id"] == 1


@told
async def test_who_has_not_read_an_earlier_answer_is_kept_no_ticks_for(
    gate: House, sale: int
) -> None:
    room = await _room(gate, sale)
    await _tick(room, 1, "话" * 6000)
    line = gate.line()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    loop = asyncio.get_running_loop()
    await loop.sock_connect(line, ("127.0.0.1", gate.port))
    ask = "GET /live/{}/{} HTTP/1.1\r\nHost: x\r\n\r\n"
    asked, is_paused = gate.server.server_state.total_requests, False
    while not is_paused:
        await loop.sock_sendall(line, ask.format(sale, "state").encode())
        asked += 1
        await until(lambda least=asked: gate.server.server_state.total_requests >= least)  # type: ignore[misc]
        [one] = gate.server.server_state.connections
        is_paused = one.flow.write_paused  # type: ignore[union-attr]
    await loop.sock_sendall(line, ask.format(sale, "events").encode())
    await until(lambda: len(_viewers(room)) == 1)
    [viewer] = _viewers(room)
    held = viewer._transport.get_write_buffer_size()
    for number in range(2, 30):
        await _tick(room, number, "话" * 1000)
    assert viewer._transport.get_write_buffer_size() <= held


@told
async def test_what_cannot_be_streamed_is_refused_in_words(gate: House, sale: int) -> None:
    for path, method, status, code in (
        ("/live/999999999/events", "GET", 404, "not_found"),
        (f"/live/{sale}/events", "POST", 405, "wrong_method"),
        (f"/live/{sale}/events", "DELETE", 405, "wrong_method"),
    ):
        reader = await gate.reader()
        await reader.ask(path, "Connection: close", method=method)
        assert await reader.status() == status
        assert json.loads(await reader.rest())["code"] == code
    english = await gate.reader()
    await english.ask("/live/999999999/events", "Cookie: django_language=en")
    assert await english.status() == 404
    assert json.loads(await english.rest())["message"] == "There is no such sale."


@told
async def test_everybody_who_leaves_is_counted_out(gate: House, sale: int) -> None:
    room = await _room(gate, sale)
    crowd = [await gate.stream(sale) for _ in range(20)]
    await asyncio.gather(*(one.event() for one in crowd))
    upgraded = await gate.reader()
    await upgraded.ask(f"/live/{sale}/events", "Connection: Upgrade", "Upgrade: h2c")
    await upgraded.event()
    assert (len(room.frames.viewers), len(room.present)) == (21, 21)
    for one in [*crowd, upgraded]:
        one.drop()
    await until(lambda: not (room.frames.viewers or room.present or gate.gate.audience._open))
    assert not gate.gate.audience._at_address
    await _tick(room, 1)


@told
async def test_a_quiet_stream_hears_a_beat(gate: House, sale: int) -> None:
    room = await _room(gate, sale)
    reader = await gate.stream(sale)
    await reader.event()
    room.frames._sent_at -= frames.BEAT_S
    await room.frames.spread()
    async with asyncio.timeout(5):
        assert await reader.reader.readuntil(frames.BEAT)


@told
async def test_streams_end_when_the_gate_stops(gate: House, sale: int) -> None:
    crowd = [await gate.stream(sale) for _ in range(50)]
    await asyncio.gather(*(one.event() for one in crowd))
    gate.server.should_exit = True
    assert all(await asyncio.gather(*(one.is_over() for one in crowd)))


@told
async def test_who_connects_and_says_nothing_is_not_waited_for(gate: House, sale: int) -> None:
    kept, connection.HEAD_WITHIN_S = connection.HEAD_WITHIN_S, 0.1
    try:
        silent = await gate.reader()
        assert await silent.is_over()
    finally:
        connection.HEAD_WITHIN_S = kept
    waiting = await gate.reader()
    gate.server.should_exit = True
    await until(lambda: gate.gate.pool.closed)
    waiting.drop()
