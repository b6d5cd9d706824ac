"""Viewers who come, read the room's first state from its event stream, and leave: each a real
connection, each an entry (人次) of the room.
"""

import asyncio
import time
from typing import cast

from yutang.cli.rehearsal.lines import ANSWER_WITHIN_S
from yutang.cli.rehearsal.record import Record, bucket, percentile
from yutang.cli.rehearsal.spec import Spec
from yutang.cli.rehearsal.word import say

TELL_S = 0.5
_AGAIN_S = 0.5
_STATE = b"event: state"
_OK = b"200"


class Viewers:
    """The viewers of one process; at most `spec.connections` at once."""

    def __init__(self, spec: Spec) -> None:
        self.spec = spec
        self.record = Record()
        self.told = bytearray()
        self._requests = [self._request(bearer) for bearer in spec.read_passes()]
        self._open: set[_Entry] = set()
        self._freed = asyncio.Event()
        self._began = 0.0
        self._entered = 0

    @property
    def now_s(self) -> float:
        return time.perf_counter() - self._began

    async def play(self) -> None:
        """Have everybody enter, in time or as fast as the room lets them."""
        self._began = time.perf_counter()
        telling = asyncio.create_task(self._tell())
        every_s = self.spec.seconds / self.spec.speed / self.spec.entries if self.spec.speed else 0
        for number in range(self.spec.entries):
            wait_s = number * every_s - self.now_s
            if wait_s > 0 or not number % 32:
                await asyncio.sleep(max(wait_s, 0.0))
            while len(self._open) >= self.spec.connections:
                self._freed.clear()
                await self._freed.wait()
            self._enter(number)
        while self._open:
            self._freed.clear()
            await self._freed.wait()
        telling.cancel()
        self.record.counts["entries"] = self._entered

    def _request(self, bearer: str) -> bytes:
        host, port = self.spec.address
        return (
            f"GET /live/{self.spec.sale}/events HTTP/1.1\r\nHost: {host}:{port}\r\n"
            f"Authorization: Bearer {bearer}\r\nAccept: text/event-stream\r\n\r\n"
        ).encode()

    def _enter(self, number: int) -> None:
        entry = _Entry(self, self._requests[number % len(self._requests)], number)
        self._open.add(entry)
        self.connect(entry)

    def connect(self, entry: "_Entry") -> None:
        task = asyncio.ensure_future(self._connect(entry))
        entry.task = task

    async def _connect(self, entry: "_Entry") -> None:
        try:
            await asyncio.get_running_loop().create_connection(lambda: entry, *self.spec.address)
        except OSError:
            self.again(entry)

    def again(self, entry: "_Entry") -> None:
        """It did not work: the viewer reloads."""
        self.record.counts["entries_again"] += 1
        asyncio.get_running_loop().call_later(_AGAIN_S, self.connect, entry)

    def seen(self, entry: "_Entry") -> None:
        """The viewer has seen the room, and leaves."""
        self._entered += 1
        second = self.record.second(self.now_s)
        second.answers["entered"] += 1
        second.times[bucket(time.perf_counter() - entry.came_at)] += 1
        self._open.discard(entry)
        self._freed.set()

    async def _tell(self) -> None:
        while True:
            await asyncio.sleep(TELL_S)
            late = time.perf_counter() - ANSWER_WITHIN_S
            for entry in [entry for entry in self._open if entry.asked_at < late]:
                entry.cut()
            last = self.record.second(self.now_s - 1)
            say(
                {
                    "at": round(self.now_s, 2),
                    "entered": self._entered,
                    "entered_s": last.answers["entered"],
                    "p99_ms": percentile(last.times, 0.99),
                    "of": self.spec.entries,
                }
            )


class _Entry(asyncio.Protocol):
    def __init__(self, viewers: Viewers, request: bytes, number: int) -> None:
        self._viewers = viewers
        self._request = request
        self._buffer = b""
        self._seen = False
        self._transport: asyncio.Transport | None = None
        self.number = number
        self.came_at = self.asked_at = time.perf_counter()
        self.task: asyncio.Future[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)  # uvloop's own is no subclass
        self.asked_at = time.perf_counter()
        self._buffer = b""
        self._transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        if self._buffer[9:12] != _OK:
            self.cut()
        elif not self._seen and _STATE in self._buffer and self._buffer.endswith(b"\n\n"):
            self._seen = True
            self.cut()

    def connection_lost(self, _exc: Exception | None) -> None:
        self._transport = None
        if self._seen:
            self._viewers.seen(self)
        else:
            self._viewers.again(self)

    def cut(self) -> None:
        """Leave."""
        if self._transport is not None:
            self._transport.abort()
