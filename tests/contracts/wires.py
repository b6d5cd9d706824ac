"""What carries the bus in these tests: the test's own PostgreSQL, or a Redis server of its own.

A wire can be cut and mended, so that what was said meanwhile is lost.
"""

import asyncio
import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol, Self

import psycopg
import pytest
import redis
from tests.races.market import Market, free_port
from tools import servers

from yutang.plumbing import bus
from yutang.plumbing.config import Config

PATIENCE_S = 40.0


class Wire(Protocol):
    """`url`: what YUTANG_BUS is, that a process of ours uses it."""

    url: str

    def cut(self) -> None: ...

    def mend(self) -> None: ...


class PostgresWire:
    """Cut, it breaks the connections of who listens; they come back by themselves."""

    def __init__(self, market: Market) -> None:
        self.url = ""
        self._market = market

    def cut(self) -> None:
        self._market.db.execute(
            """select pg_terminate_backend(pid) from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid()
                and (query ilike 'listen %' or query = 'select 1')"""
        )

    def mend(self) -> None:
        pass


class RedisWire:
    """A server that keeps nothing on the disk."""

    def __init__(self, server: servers.Server) -> None:
        self._server = server
        self._port = free_port()
        self._folder = tempfile.TemporaryDirectory()
        self.url = f"redis://127.0.0.1:{self._port}"
        self.mend()

    def cut(self) -> None:
        self._process.kill()
        self._process.wait()

    def mend(self) -> None:
        settings = {
            "--bind": "127.0.0.1",
            "--port": str(self._port),
            "--save": "",
            "--appendonly": "no",
            "--dir": self._folder.name,
        }
        self._process = subprocess.Popen(
            [self._server.program, *(part for pair in settings.items() for part in pair)],
            env=self._server.environment,
            stdout=subprocess.DEVNULL,
        )
        until(self._answers)

    def freeze(self) -> None:
        """Have it take connections and answer nothing."""
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._process.send_signal(signal.SIGCONT)

    def close(self) -> None:
        self.cut()
        self._folder.cleanup()

    def _answers(self) -> bool:
        with redis.Redis(port=self._port) as client:
            try:
                return bool(client.ping())
            except redis.exceptions.ConnectionError:
                return False


@contextmanager
def redis_wire() -> Iterator[RedisWire]:
    """Run a Redis server while the block lasts; without one the test is skipped."""
    server = servers.find("redis")
    if server is None:
        pytest.skip(servers.why_missing("redis"))
    wire = RedisWire(server)
    try:
        yield wire
    finally:
        wire.close()


@contextmanager
def used_here(wire: Wire) -> Iterator[None]:
    """Have this process itself use the wire: what configuration was read is read anew."""
    kept = os.environ.get("YUTANG_BUS", "")
    _read_anew(wire.url)
    try:
        yield
    finally:
        _read_anew(kept)


def _read_anew(url: str) -> None:
    os.environ["YUTANG_BUS"] = url
    Config.load.cache_clear()
    bus.carrier.cache_clear()


class Ear:
    """Listens as a gate does, in a thread of its own. `look(payload)` is called at each word."""

    def __init__(self, url: str, look: Callable[[str], Any] = lambda _payload: None) -> None:
        self._url = url
        self._look = look
        self.heard: list[tuple[str, str]] = []
        self.seen: list[Any] = []
        self.connected = 0
        self._thread = threading.Thread(target=lambda: asyncio.run(self._listen_until_left()))

    def __enter__(self) -> Self:
        self._thread.start()
        until(lambda: self.connected > 0)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._left.set)
        self._thread.join()

    def wait_for(self, *word: str) -> None:
        until(lambda: word in self.heard)

    async def _listen_until_left(self) -> None:
        self._loop, self._left = asyncio.get_running_loop(), asyncio.Event()
        listening = asyncio.create_task(self._listen())
        await self._left.wait()
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)

    async def _listen(self) -> None:
        channels = (bus.SALE, bus.REVOKE)
        while True:
            try:
                await bus.carrier().listen(self._url, channels, self._begin, self._hear)
            except bus.BusLost:
                await asyncio.sleep(0.05)

    async def _begin(self) -> None:
        self.connected += 1

    def _hear(self, channel: str, payload: str) -> None:
        self.seen.append(self._look(payload))
        self.heard.append((channel, payload))


def until(is_so: Callable[[], bool]) -> None:
    """Wait until it is so."""
    deadline = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < deadline, "it never came to be so"
        time.sleep(0.05)


def row(url: str, query: str, *params: object) -> Any:
    """Return the first column of what a connection of its own reads."""
    with psycopg.connect(url) as connection:
        found = connection.execute(query, list(params)).fetchone()
    return found[0] if found else None
