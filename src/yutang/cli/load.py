"""A load generator: many keep-alive connections, each sending its next request when answered.

Small on purpose, so that it takes little from the machine it measures. It understands answers
with a Content-Length, which all hot doors give.
"""

import asyncio
import re
import time
from collections.abc import Iterator, Sequence
from itertools import count
from typing import NamedTuple
from uuid import UUID

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


class Reply(NamedTuple):
    """`status` 0: the connection broke before an answer came."""

    status: int
    body: bytes
    seconds: float


def order(address: str, token: str, sale: int, wish: tuple[int, int, UUID]) -> bytes:
    """Return one order request as it goes over the wire; `wish`: lot, quantity, key."""
    lot, quantity, key = wish
    body = b'{"lot":%d,"quantity":%d,"key":"%s"}' % (lot, quantity, str(key).encode())
    return post(address, f"/live/{sale}/orders", token, body)


def post(address: str, path: str, token: str, body: bytes) -> bytes:
    """Return a POST of JSON as it goes over the wire."""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def fire(host: str, port: int, requests: Sequence[bytes], connections: int) -> list[Reply]:
    """Send all requests over so many connections; return the replies in the requests' order."""
    replies = [Reply(0, b"", 0.0)] * len(requests)
    turns = count()
    loop = asyncio.get_running_loop()
    lines: list[_Line] = []

    async def connect() -> None:
        done: asyncio.Future[None] = loop.create_future()
        line = _Line(requests, turns, replies, done)
        lines.append(line)
        try:
            await loop.create_connection(lambda: line, host, port)
        except OSError:
            return
        await done

    await asyncio.gather(*(connect() for _ in range(min(connections, len(requests)))))
    return replies


class _Line(asyncio.Protocol):
    """One connection."""

    def __init__(
        self,
        requests: Sequence[bytes],
        turns: Iterator[int],
        replies: list[Reply],
        done: asyncio.Future[None],
    ) -> None:
        self._requests = requests
        self._turns = turns
        self._replies = replies
        self._done = done
        self._buffer = b""
        self._index = 0
        self._sent_at = 0.0
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._next()

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0:
            return
        length = _LENGTH.search(self._buffer, 0, end + 2)
        size = int(length.group(1)) if length else 0
        if len(self._buffer) < end + 4 + size:
            return
        status = int(self._buffer[9:12])
        body = self._buffer[end + 4 : end + 4 + size]
        self._buffer = b""
        self._replies[self._index] = Reply(status, body, time.perf_counter() - self._sent_at)
        self._next()

    def connection_lost(self, _exc: Exception | None) -> None:
        if not self._done.done():
            self._done.set_result(None)

    def _next(self) -> None:
        assert self._transport is not None
        self._index = next(self._turns)
        if self._index >= len(self._requests):
            self._transport.close()
            return
        self._sent_at = time.perf_counter()
        self._transport.write(self._requests[self._index])
