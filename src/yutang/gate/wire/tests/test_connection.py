"""A connection's head has an end: in bytes and in time."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send

from yutang.gate.wire import connection
from yutang.gate.wire.connection import Connection


async def _app(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] != "http":
        return
    length = 0
    while True:
        message = await receive()
        length += len(message.get("body", b""))
        if not message.get("more_body"):
            break
    body = str(length).encode()
    headers = [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


@pytest.fixture
async def port() -> AsyncIterator[int]:
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(_app, http=Connection, lifespan="off", log_config=None)
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server._serve([listening]))
    async with asyncio.timeout(5):
        while not server.started:  # noqa: ASYNC110 - the server tells it in no other way
            await asyncio.sleep(0.01)
    yield listening.getsockname()[1]
    server.should_exit = True
    await serving


async def _say(port: int, *parts: bytes) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        for part in parts:
            writer.write(part)
            await writer.drain()
        async with asyncio.timeout(5):
            return await reader.read(1000)
    except ConnectionResetError:
        return b"reset"
    finally:
        writer.close()


async def test_a_head_without_an_end_is_cut_off(port: int) -> None:
    one_long = await _say(port, b"GET / HTTP/1.1\r\nX: ", b"a" * 300_000)
    many = b"".join(b"X-%d: aaaaaaaa\r\n" % number for number in range(20_000))
    many_short = await _say(port, b"GET / HTTP/1.1\r\n", many)
    for answer in (one_long, many_short):
        assert answer == b"reset" or answer.startswith(b"HTTP/1.1 431 ")


@pytest.mark.parametrize(
    "rubbish",
    [
        b"rubbish\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost x\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    ],
)
async def test_what_is_no_http_is_refused_in_our_own_words(port: int, rubbish: bytes) -> None:
    head, _, body = (await _say(port, rubbish)).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 400 ")
    assert b"connection: close" in head
    assert b"content-length: %d" % len(body) in head
    told = json.loads(body)
    assert told["code"] == "bad_request"
    assert "看不懂" in told["message"]


async def test_trailers_without_an_end_are_cut_off(port: int) -> None:
    chunked = b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n"
    assert await _say(port, chunked, b"X: " + b"a" * 300_000) in {b"", b"reset"}


async def test_a_head_that_never_comes_is_not_waited_for(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "HEAD_WITHIN_S", 0.1)
    assert await _say(port, b"GET / HTTP/1.1\r\nHost:") == b""
    assert await _say(port) == b""


async def test_long_bodies_and_requests_one_after_the_other_pass(port: int) -> None:
    head = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2000000\r\nConnection: close\r\n\r\n"
    assert (await _say(port, head, b"x" * 2_000_000)).endswith(b"2000000")
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for _ in range(50):
        writer.write(b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 4000 + b"\r\n\r\n")
        answer = await reader.readuntil(b"\r\n\r\n0")
        assert answer.startswith(b"HTTP/1.1 200")
    writer.close()
