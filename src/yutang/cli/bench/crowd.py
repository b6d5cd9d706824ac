"""``python -m yutang.cli.bench.crowd``: one process full of viewers, told what to do line by line.

Its first line on stdin is a `Crowd` as JSON, then words, each answered by one line of JSON:

* ``come``: all open their streams, together or paced; answered when each has its first state
* ``watch``: forget the delays noted so far
* ``told``: how many ticks came since then, how late, by milliseconds
* ``leave``: all drop their connections

It ends with its input. A viewer here is as small as it can be, so that it takes little from the
machine it measures.
"""

import asyncio
import json
import re
import resource
import socket
import sys
import time
from collections import Counter
from contextlib import suppress
from typing import cast

import msgspec
import uvloop

_AT = re.compile(rb'"at":([0-9.]+)')
_HERE_WITHIN_S = 60.0
_CONNECTING_MOST = 256
_BIND_ADDRESS_NO_PORT = 24
"""Linux' number; Python 3.11 has no name for it."""


class Crowd(msgspec.Struct):
    """Where to go, and as whom; `source`: the address of this machine that they come from."""

    host: str
    port: int
    sale: int
    source: str
    cookies: list[str]
    a_second: float = 0.0
    """How many come a second; 0: all as fast as they can."""


class _Viewer(asyncio.Protocol):
    """Reads one event stream and notes how late each tick is."""

    __slots__ = ("_crowd", "_request", "is_here", "last", "transport")

    def __init__(self, crowd: "_Present", request: bytes) -> None:
        self._crowd = crowd
        self._request = request
        self.is_here = False
        self.last = b""
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)
        self._crowd.connected(1)
        self.transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        if not self.is_here:
            if b"event: " in data:
                self.is_here = True
                self._crowd.arrived()
        elif data.startswith(b"id: "):
            self._crowd.tick(data)

    def connection_lost(self, _exc: Exception | None) -> None:
        self.transport = None
        self._crowd.connected(-1)


class _Present:
    """All viewers of this process."""

    def __init__(self, crowd: Crowd) -> None:
        self._crowd = crowd
        self._viewers: list[_Viewer] = []
        self._delays_ms: Counter[int] = Counter()
        self._here = 0
        self._all_here = asyncio.Event()
        self._connected = 0
        self._left = asyncio.Event()
        self._last_tick = b""
        self._last_at = 0.0

    def arrived(self) -> None:
        self._here += 1
        if self._here == len(self._crowd.cookies):
            self._all_here.set()

    def connected(self, change: int) -> None:
        self._connected += change
        if not self._connected:
            self._left.set()

    def tick(self, data: bytes) -> None:
        if data != self._last_tick:
            found = _AT.search(data)
            self._last_tick, self._last_at = data, float(found[1]) if found else 0.0
        self._delays_ms[int((time.time() - self._last_at) * 1000)] += 1

    async def come(self) -> dict[str, object]:
        """Connect all; return how long it took and how many are there."""
        started = time.monotonic()
        self._viewers = [_Viewer(self, self._request(cookie)) for cookie in self._crowd.cookies]
        waiting = iter(self._viewers)
        self._here = 0
        self._all_here.clear()

        async def connect() -> None:
            for place, viewer in enumerate(waiting):
                await self._pace(started, place)
                await self._connect(viewer)

        lines = 1 if self._crowd.a_second else _CONNECTING_MOST
        await asyncio.gather(*(connect() for _ in range(lines)))
        with suppress(TimeoutError):
            async with asyncio.timeout(_HERE_WITHIN_S):
                await self._all_here.wait()
        return {"seconds": time.monotonic() - started, "here": self._here}

    async def _pace(self, started: float, place: int) -> None:
        if self._crowd.a_second:
            ahead_s = started + place / self._crowd.a_second - time.monotonic()
            if ahead_s > 0:
                await asyncio.sleep(ahead_s)

    async def _connect(self, viewer: _Viewer) -> None:
        loop, crowd = asyncio.get_running_loop(), self._crowd
        line = socket.socket()
        line.setblocking(False)
        try:
            # The port is chosen when connecting: choosing one among thousands taken takes long.
            line.setsockopt(socket.IPPROTO_IP, _BIND_ADDRESS_NO_PORT, 1)
            line.bind((crowd.source, 0))
            await loop.sock_connect(line, (crowd.host, crowd.port))
            await loop.create_connection(lambda: viewer, sock=line)
        except OSError:  # who did not come is missing in the answer
            line.close()

    def _request(self, cookie: str) -> bytes:
        crowd = self._crowd
        return (
            f"GET /live/{crowd.sale}/events HTTP/1.1\r\nHost: {crowd.host}:{crowd.port}\r\n"
            f"Accept: text/event-stream\r\nCookie: {cookie}\r\n\r\n"
        ).encode()

    def watch(self) -> dict[str, object]:
        self._delays_ms.clear()
        return {}

    def told(self) -> dict[str, object]:
        return {"delays_ms": self._delays_ms}

    async def leave(self) -> dict[str, object]:
        for viewer in self._viewers:
            if viewer.transport:
                viewer.transport.abort()
        self._left.clear()
        if self._connected:
            await self._left.wait()
        return {}


async def _serve() -> None:
    loop = asyncio.get_running_loop()
    stdin = asyncio.StreamReader(limit=64 << 20)
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(stdin), sys.stdin)
    present = _Present(msgspec.json.decode(await stdin.readline(), type=Crowd))
    while line := (await stdin.readline()).decode().strip():
        match line:
            case "come":
                answer = await present.come()
            case "leave":
                answer = await present.leave()
            case "watch":
                answer = present.watch()
            case _:
                answer = present.told()
        print(json.dumps(answer), flush=True)


def _take_open_files() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < hard:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


if __name__ == "__main__":
    _take_open_files()
    uvloop.run(_serve())
