"""What is measured of viewers: how late a tick is, and what a viewer costs."""

import asyncio
import contextlib
import re
import resource
import statistics
import subprocess
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from uuid import uuid4

from yutang.cli import load
from yutang.cli.bench.stage import RunningGate, Stage

_AT = re.compile(rb'"at":([0-9.]+)')
_OPENED_AT_ONCE = 200
_SETTLE_S = 2.0


@dataclass(frozen=True)
class Watched:
    """Viewers with one tick a second; delay from the tick's own moment to the viewer's socket."""

    viewers: int
    seconds: float
    ticks: int
    p50_ms: float
    p99_ms: float
    most_ms: float
    kilobytes_a_viewer: float


class _Viewer(asyncio.Protocol):
    """Reads one event stream and notes how late each tick is."""

    def __init__(self, request: bytes, delays_s: list[float]) -> None:
        self._request = request
        self._delays_s = delays_s
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        if b"event: tick" in data and (at := _AT.search(data)):
            self._delays_s.append(time.time() - float(at.group(1)))


def watch(stage: Stage, running: RunningGate, viewers: int, seconds: float) -> Watched:
    """Open the streams, let the room tick each second, and measure."""
    _take_open_files(viewers)
    return asyncio.run(_watch(stage, running, viewers, seconds))


async def _watch(stage: Stage, running: RunningGate, viewers: int, seconds: float) -> Watched:
    delays_s: list[float] = []
    before = _memory_kb(running.pid)
    async with _open(stage, running, viewers, delays_s):
        await asyncio.sleep(_SETTLE_S)
        grown = _memory_kb(running.pid) - before
        delays_s.clear()
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            await _order(stage, running)
            await asyncio.sleep(1.0)
        seen = sorted(delay * 1000 for delay in delays_s)
    if len(seen) < viewers:
        raise SystemExit(f"{viewers} viewers saw only {len(seen)} ticks.")
    cuts = statistics.quantiles(seen, n=100)
    return Watched(viewers, seconds, len(seen), cuts[49], cuts[98], seen[-1], grown / viewers)


@asynccontextmanager
async def _open(
    stage: Stage, running: RunningGate, viewers: int, delays_s: list[float]
) -> AsyncIterator[None]:
    request = (
        f"GET /live/{stage.sale}/events HTTP/1.1\r\nHost: {running.address}\r\n"
        "Accept: text/event-stream\r\n\r\n"
    ).encode()
    loop = asyncio.get_running_loop()
    watching: list[_Viewer] = []

    async def connect() -> None:
        _, viewer = await loop.create_connection(
            lambda: _Viewer(request, delays_s), running.host, running.port
        )
        watching.append(viewer)

    for start in range(0, viewers, _OPENED_AT_ONCE):
        count = min(_OPENED_AT_ONCE, viewers - start)
        await asyncio.gather(*(connect() for _ in range(count)))
    try:
        yield
    finally:
        for viewer in watching:
            if viewer.transport:
                viewer.transport.abort()
        await asyncio.sleep(0)


async def _order(stage: Stage, running: RunningGate) -> None:
    wish = (stage.lots[0], 1, uuid4())
    request = load.order(running.address, stage.passes[0], stage.sale, wish)
    await load.fire(running.host, running.port, [request], 1)


def _memory_kb(pid: int) -> int:
    """Return the resident memory of a process."""
    command = ["ps", "-o", "rss=", "-p", str(pid)]
    return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def _take_open_files(viewers: int) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = viewers + 500
    if soft < wanted:
        with contextlib.suppress(ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
