"""The crowd's connections: raw HTTP, kept alive, made anew when they break; every request ends.

A request that got no answer (the connection broke, nothing came for `ANSWER_WITHIN_S`) is handed
back as such; whoever sent it decides to send it again.
"""

import asyncio
import re
import time
from collections import deque
from collections.abc import Callable
from typing import NamedTuple, cast

ANSWER_WITHIN_S = 20.0
CONNECT_WITHIN_S = 5.0
_DROP_AFTER_S = 0.003
_HEADS_MOST = 1_000
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_RETRY_AFTER = re.compile(rb"\r\nretry-after: *(\d+)", re.IGNORECASE)

Address = tuple[str, int]


class Reply(NamedTuple):
    """`status` 0: no answer. `retry_after_s` as the server asks for it, else 0."""

    status: int
    body: bytes
    retry_after_s: float


NONE = Reply(0, b"", 0.0)


class Request:
    """A request under way; `drops`: the connection is cut right after sending it."""

    __slots__ = ("data", "done", "drops", "sent_at")

    def __init__(self, data: bytes, done: Callable[[Reply], None], *, drops: bool = False) -> None:
        self.data = data
        self.done = done
        self.drops = drops
        self.sent_at = 0.0


class Lines:
    """At most so many connections to this address, shared by all requests."""

    def __init__(self, address: Address, most: int) -> None:
        self._address = address
        self._most = most
        self._idle: list[_Line] = []
        self._busy: set[_Line] = set()
        self._waiting: deque[Request] = deque()
        self._opening = 0
        self._heads: dict[bytes, tuple[int, int, float]] = {}

    @property
    def waiting(self) -> int:
        """Requests that found no free connection."""
        return len(self._waiting)

    def send(self, request: Request) -> None:
        """Send it over a free connection, else as soon as there is one."""
        while self._idle:
            line = self._idle.pop()
            if line.alive:
                self._start(line, request)
                return
        self._waiting.append(request)
        if self._opening + len(self._busy) < self._most and self._opening < len(self._waiting):
            self._open()

    def sweep(self) -> None:
        """Cut connections whose answer is too late; called each second."""
        before = time.perf_counter() - ANSWER_WITHIN_S
        for line in [line for line in self._busy if line.sent_at < before]:
            line.cut()

    def read(self, head: bytes) -> tuple[int, int, float]:
        """Return status, length and asked-for pause; heads are few, so each is read once."""
        known = self._heads.get(head)
        if known is None:
            length, pause = _LENGTH.search(head), _RETRY_AFTER.search(head)
            known = (
                int(head[9:12]),
                int(length.group(1)) if length else 0,
                float(pause.group(1)) if pause else 0.0,
            )
            if len(self._heads) >= _HEADS_MOST:
                self._heads.clear()
            self._heads[head] = known
        return known

    def close(self) -> None:
        for line in [*self._idle, *self._busy]:
            line.cut()

    def freed(self, line: "_Line") -> None:
        self._busy.discard(line)
        if line.alive and self._waiting:
            self._start(line, self._waiting.popleft())
        elif line.alive:
            self._idle.append(line)
        elif self._waiting:
            self._open()

    def _start(self, line: "_Line", request: Request) -> None:
        self._busy.add(line)
        line.start(request)

    def _open(self) -> None:
        self._opening += 1
        task = asyncio.ensure_future(self._connect())
        task.add_done_callback(lambda _: None)

    async def _connect(self) -> None:
        loop = asyncio.get_running_loop()
        line = _Line(self)
        try:
            async with asyncio.timeout(CONNECT_WITHIN_S):
                await loop.create_connection(lambda: line, *self._address)
        except (OSError, TimeoutError):
            self._opening -= 1
            if self._waiting:
                self._waiting.popleft().done(NONE)
            if self._waiting and not self._opening:
                self._open()
            return
        self._opening -= 1
        self.freed(line)


class _Line(asyncio.Protocol):
    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._transport: asyncio.Transport | None = None
        self._request: Request | None = None
        self._buffer = b""
        self.alive = False
        self.sent_at = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)  # uvloop's own is no subclass
        self.alive = True

    def start(self, request: Request) -> None:
        assert self._transport is not None
        self._request = request
        self._buffer = b""
        self.sent_at = request.sent_at = time.perf_counter()
        self._transport.write(request.data)
        if request.drops:
            asyncio.get_running_loop().call_later(_DROP_AFTER_S, self.cut)

    def cut(self) -> None:
        self.alive = False
        if self._transport is not None:
            self._transport.abort()

    def data_received(self, data: bytes) -> None:
        request = self._request
        if request is None or request.drops:
            return
        if self._buffer:
            data = self._buffer + data
        head, found, body = data.partition(b"\r\n\r\n")
        status, length, wait_s = self._lines.read(head) if found else (0, 0, 0.0)
        if not found or len(body) < length:
            self._buffer = data
            return
        self._request = None
        # Free first: what is done with the answer may send the next request over this line.
        self._lines.freed(self)
        request.done(Reply(status, body[:length], wait_s))

    def connection_lost(self, _exc: Exception | None) -> None:
        self.alive = False
        request, self._request = self._request, None
        if request is not None:
            self._lines.freed(self)
            request.done(NONE)
