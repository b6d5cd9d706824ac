"""The fast lane reads only what uvicorn's parser reads alike, and answers the rest all the same."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import cast
from uuid import UUID

import httptools
import pytest
import uvicorn
from hypothesis import example, given
from hypothesis import strategies as st
from starlette.types import Receive, Scope, Send

from yutang.gate.door.answers import Answer
from yutang.gate.hauls import Waiter
from yutang.gate.orders.door import Orders
from yutang.gate.orders.intake import Told
from yutang.gate.room.audience import Audience
from yutang.gate.wire import lanes
from yutang.gate.wire.plain import PlainOrder, read_order
from yutang.gate.wire.reception import reception
from yutang.trade import rules
from yutang.trade.hauls.intake import Outcome

HEAD = b"POST /live/7/orders HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n"
BODY = b'{"lot": 1}'
ORDER = HEAD % len(BODY) + BODY


class _Parsed:
    """What uvicorn's parser makes of a request."""

    def __init__(self, data: bytes) -> None:
        self.url = self.body = b""
        self.headers: list[tuple[bytes, bytes]] = []
        self.ends = 0
        self.parser = httptools.HttpRequestParser(self)
        self.parser.feed_data(data)

    def on_url(self, url: bytes) -> None:
        self.url += url

    def on_header(self, name: bytes, value: bytes) -> None:
        self.headers.append((name.lower(), value))

    def on_body(self, body: bytes) -> None:
        self.body += body

    def on_message_complete(self) -> None:
        self.ends += 1


lines = st.sampled_from(
    [
        b"Host: x",
        b"host:x",
        b"Content-Length: 10",
        b"content-length:\t10",
        b"Content-Length: 010",
        b"Content-Length: +10",
        b"Content-Length: 1_0",
        b"Content-Length: 10, 10",
        b"Content-Length: 9",
        b"Content-Length : 10",
        b"Transfer-Encoding: chunked",
        b"Transfer-Encoding : chunked",
        b"Connection: close",
        b"Connection: Keep-Alive",
        b"Connection: upgrade",
        b"Upgrade: websocket",
        b"Expect: 100-continue",
        b"Cookie: a=b;  c=d",
        b"X: y ",
        b"X:",
        b"X:\xe9\x8b",
        b"X: a\nY: b",
        b"X: a\rY: b",
        b" folded",
        b"X\x00: y",
        b"X: y\x00",
        b": y",
        b"",
    ]
)
starts = st.sampled_from(
    [b"POST /live/7/orders HTTP/1.1", b"POST /live/007/orders HTTP/1.1"] * 3
    + [
        b"POST /live/7/orders HTTP/1.0",
        b"POST /live/7/orders?x HTTP/1.1",
        b"POST  /live/7/orders HTTP/1.1",
        b"GET /live/7/orders HTTP/1.1",
        b"\r\nPOST /live/7/orders HTTP/1.1",
    ]
)


@given(starts, st.lists(lines, max_size=6), st.sampled_from([BODY, BODY[:-1], BODY + b"P"]))
@example(b"POST /live/7/orders HTTP/1.1", [b"Host: x", b"Content-Length: 10"], BODY)
def test_whatever_the_lane_reads_uvicorn_reads_alike(
    start: bytes, fields: list[bytes], body: bytes
) -> None:
    data = b"\r\n".join([start, *fields, b"", b""]) + body
    order = read_order(data)
    if order is None:
        return
    parsed = _Parsed(data)
    assert parsed.headers == order.headers
    assert parsed.body == order.body
    assert parsed.ends == (1 if order.missing == 0 else 0)
    assert parsed.url in {b"/live/%d/orders" % order.sale, b"/live/007/orders"}
    assert parsed.parser.get_method() == b"POST"
    assert parsed.parser.should_keep_alive()
    assert not parsed.parser.should_upgrade()


def test_a_plain_order_is_read() -> None:
    headers = [(b"host", b"x"), (b"content-length", b"10")]
    assert read_order(ORDER) == PlainOrder(7, headers, BODY, 0)
    assert read_order(ORDER[:-4]) == PlainOrder(7, headers, BODY[:-4], 4)


@pytest.mark.parametrize(
    "field", [b"X: " + b"a " * 20_000, b"X: " + b"a" * 15_000 + b"\x01", b"\xff" * 9_000]
)
def test_a_long_odd_head_costs_no_time(field: bytes) -> None:
    assert read_order(b"POST /live/7/orders HTTP/1.1\r\n" + field + b"\r\n\r\n") is None


class _Door:
    """Orders' door, as the lane knows it: each order is held, at once or when the test says so."""

    def __init__(self) -> None:
        self.asked: list[bytes] = []
        self.kept_waiting: list[Waiter[Told]] = []
        self.waits = False
        self.says = b"held"

    def at_once(self, _sale: int, _scope: Scope, body: bytes, waiter: Waiter[Told]) -> bool:
        self.asked.append(body)
        if self.waits:
            self.kept_waiting.append(waiter)
        else:
            waiter.set_result(HELD)
        return True

    def answer(self, _told: Told, _scope: Scope) -> Answer:
        return Answer(201, self.says)


HELD = Outcome(rules.Answer.HELD, kept=rules.Kept(UUID(int=1), "held", datetime.now(UTC)))


async def _app(scope: Scope, receive: Receive, send: Send) -> None:
    """Stands for everything that is not for the lane."""
    if scope["type"] != "http":
        return
    while (await receive()).get("more_body"):
        pass
    length = (b"content-length", b"9")
    await send({"type": "http.response.start", "status": 202, "headers": [length]})
    await send({"type": "http.response.body", "body": b"elsewhere"})


class _Served:
    def __init__(self, port: int, door: _Door, server: uvicorn.Server) -> None:
        self.port = port
        self.door = door
        self.server = server

    async def connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return await asyncio.open_connection("127.0.0.1", self.port)


@pytest.fixture
async def served() -> AsyncIterator[_Served]:
    door = _Door()
    http = reception(cast("Orders", door), cast("Audience", None))
    config = uvicorn.Config(_app, port=0, http=http, lifespan="off", log_config=None)
    config.timeout_keep_alive = 1
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server._serve())
    async with asyncio.timeout(5):
        while not server.started:  # noqa: ASYNC110 - the server tells it in no other way
            await asyncio.sleep(0.01)
    yield _Served(server.servers[0].sockets[0].getsockname()[1], door, server)
    server.should_exit = True
    await serving


async def _answer(reader: asyncio.StreamReader, ends: bytes = b"held") -> bytes:
    async with asyncio.timeout(5):
        return await reader.readuntil(ends)


async def test_orders_and_other_requests_take_turns_on_one_connection(served: _Served) -> None:
    reader, writer = await served.connect()
    for _ in range(3):
        writer.write(ORDER)
        assert (await _answer(reader)).startswith(b"HTTP/1.1 201 Created\r\ndate: ")
        writer.write(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        assert b" 202 " in await _answer(reader, b"elsewhere")
    writer.close()
    assert served.door.asked == [BODY] * 3


@pytest.mark.parametrize("cut", [10, len(ORDER) - len(BODY), len(ORDER) - 3])
async def test_an_order_that_comes_in_two_pieces_is_answered(served: _Served, cut: int) -> None:
    reader, writer = await served.connect()
    writer.write(ORDER[:cut])
    await asyncio.sleep(0.05)
    writer.write(ORDER[cut:])
    await reader.readuntil(b"HTTP/1.1 20")
    writer.close()


async def test_half_an_order_is_handed_on_when_the_rest_does_not_come(
    served: _Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lanes, "BODY_WITHIN_S", 0.05)
    reader, writer = await served.connect()
    writer.write(ORDER[:-3])
    await asyncio.sleep(0.2)
    writer.write(ORDER[-3:])
    assert b" 202 " in await _answer(reader, b"elsewhere")
    writer.close()


async def test_an_order_that_comes_bit_by_bit_is_not_held_longer_for_each_bit(
    served: _Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lanes, "BODY_WITHIN_S", 0.2)
    reader, writer = await served.connect()
    start = len(ORDER) - len(BODY)
    writer.write(ORDER[:start])
    for at in range(start, len(ORDER)):
        await asyncio.sleep(0.05)
        writer.write(ORDER[at : at + 1])
    assert b" 202 " in await _answer(reader, b"elsewhere")
    writer.write(ORDER)
    assert b" 201 " in await _answer(reader)
    writer.close()


async def test_what_follows_before_the_answer_is_answered_after_it(served: _Served) -> None:
    served.door.waits = True
    reader, writer = await served.connect()
    writer.write(ORDER)
    await asyncio.sleep(0.05)
    writer.write(ORDER)
    await asyncio.sleep(0.05)
    [waiter] = served.door.kept_waiting
    waiter.set_result(HELD)
    assert b" 201 " in await _answer(reader)
    assert b" 202 " in await _answer(reader, b"elsewhere")
    writer.close()


async def test_who_does_not_read_answers_is_given_no_more_of_them(served: _Served) -> None:
    served.door.says = b"x" * (32 << 20) + b"held"
    reader, writer = await served.connect()
    for _ in range(3):
        writer.write(ORDER)
        await asyncio.sleep(0.1)
    asked = len(served.door.asked)
    last = b""
    async with asyncio.timeout(10):
        while not last.endswith(b"elsewhere" if asked == 1 else b"held"):
            last = last[-9:] + await reader.read(1 << 20)
    writer.transport.abort()
    assert asked == 1


async def test_an_idle_connection_is_closed_and_one_that_waits_is_not(served: _Served) -> None:
    reader, writer = await served.connect()
    writer.write(ORDER)
    await _answer(reader)
    await asyncio.sleep(0.6)
    writer.write(ORDER)
    await _answer(reader)
    served.door.waits = True
    await asyncio.sleep(0.6)
    writer.write(ORDER)
    await asyncio.sleep(1.2)
    served.door.kept_waiting[0].set_result(HELD)
    await _answer(reader)
    async with asyncio.timeout(3):
        assert await reader.read() == b""
    writer.close()


async def test_a_buyer_who_left_is_told_nothing(served: _Served) -> None:
    served.door.waits = True
    _, writer = await served.connect()
    writer.write(ORDER)
    await asyncio.sleep(0.05)
    writer.close()
    await asyncio.sleep(0.05)
    served.door.kept_waiting[0].set_result(HELD)
    assert served.door.kept_waiting[0].done()
