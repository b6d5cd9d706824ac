"""A load generator: many keep-alive connections, each sending its next request when answered.

Small on purpose, so that it takes little from the machine it measures: requests come rendered,
each answer is checked for being whole and for its status, and the heads of answers, which are few,
are read once each. It understands answers with a Content-Length, which all hot doors give.
"""

import asyncio
import re
import time
from collections.abc import Iterator, Sequence
from typing import NamedTuple, cast
from uuid import UUID

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_HEADS_MAX = 1_000


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
    salvo = _Salvo(requests)

    async def connect() -> None:
        line = _Line(salvo)
        try:
            await salvo.loop.create_connection(lambda: line, host, port)
        except OSError:
            return
        await line.done

    await asyncio.gather(*(connect() for _ in range(min(connections, len(requests)))))
    return salvo.replies


class _Salvo:
    """What the connections share: the requests, whose turn it is, the replies."""

    def __init__(self, requests: Sequence[bytes]) -> None:
        self.loop = asyncio.get_running_loop()
        self.requests = requests
        self.turns: Iterator[int] = iter(range(len(requests)))
        self.replies = [Reply(0, b"", 0.0)] * len(requests)
        self._heads: dict[bytes, tuple[int, int]] = {}

    def read(self, head: bytes) -> tuple[int, int]:
        """Return the status and the length of the body."""
        known = self._heads.get(head)
        if known is None:
            length = _LENGTH.search(head)
            known = int(head[9:12]), int(length[1]) if length else 0
            if len(self._heads) >= _HEADS_MAX:
                self._heads.clear()
            self._heads[head] = known
        return known


class _Line(asyncio.Protocol):
    """One connection."""

    __slots__ = ("_buffer", "_index", "_salvo", "_sent_at", "_transport", "done")

    def __init__(self, salvo: _Salvo) -> None:
        self.done: asyncio.Future[None] = salvo.loop.create_future()
        self._salvo = salvo
        self._buffer = b""
        self._index = 0
        self._sent_at = 0.0
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._next()

    def data_received(self, data: bytes) -> None:
        if self._buffer:
            data = self._buffer + data
        head, found, body = data.partition(b"\r\n\r\n")
        if found:
            status, length = self._salvo.read(head)
        if not found or len(body) < length:
            self._buffer = data
            return
        self._buffer = b""
        seconds = time.perf_counter() - self._sent_at
        self._salvo.replies[self._index] = Reply(status, body[:length], seconds)
        self._next()

    def connection_lost(self, _exc: Exception | None) -> None:
        if not self.done.done():
            self.done.set_result(None)

    def _next(self) -> None:
        assert self._transport is not None
        index = next(self._salvo.turns, None)
        if index is None:
            self._transport.close()
            return
        self._index = index
        self._sent_at = time.perf_counter()
        self._transport.write(self._salvo.requests[index])
