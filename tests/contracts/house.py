"""A gate in the test's own process, so that what it holds can be looked at; and readers for it."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

from yutang.gate import metrics
from yutang.gate.__main__ import Server, listen, serving
from yutang.gate.app import Gate
from yutang.plumbing.config import Config


class House:
    """A gate that serves on a port of its own; run everything under ``uvloop.run``."""

    def __init__(self, gate: Gate, server: Server, port: int) -> None:
        self.gate = gate
        self.server = server
        self.port = port
        self._readers: list[Reader] = []
        self._lines: list[socket.socket] = []

    def statements(self) -> int:
        """Return how many times this gate has asked for a connection to the database."""
        return int(self.gate.pool.get_stats().get("requests_num", 0))

    async def stream(self, sale: int, *lines: str) -> "Reader":
        """Open a stream with further lines in its head."""
        reader = await self.reader()
        await reader.ask(f"/live/{sale}/events", *lines)
        return reader

    async def reader(self) -> "Reader":
        """Open a connection; it is dropped at the end."""
        reader = Reader(*await asyncio.open_connection("127.0.0.1", self.port))
        self._readers.append(reader)
        return reader

    def line(self) -> socket.socket:
        """Return a bare socket; it is closed at the end."""
        line = socket.socket()
        line.setblocking(False)
        self._lines.append(line)
        return line

    async def everybody_leaves(self) -> None:
        """Drop what is still open."""
        for line in self._lines:
            line.close()
        for reader in self._readers:
            reader.drop()
            with suppress(OSError):
                await reader.writer.wait_closed()


@asynccontextmanager
async def house(url: str) -> AsyncIterator[House]:
    """Run a gate in this process while the block lasts."""
    gate = Gate(Config.load(), url)
    listening = listen("127.0.0.1", 0, shared=False)
    server = serving(gate)
    metrics.BUS.set(0)
    running = asyncio.create_task(server._serve([listening]))
    await until(lambda: server.started and metrics.REGISTRY.get_sample_value("yutang_bus_up") == 1)
    found = House(gate, server, listening.getsockname()[1])
    try:
        yield found
    finally:
        await found.everybody_leaves()
        server.should_exit = True
        await running


async def until(condition: Callable[[], bool]) -> None:
    """Wait for it."""
    async with asyncio.timeout(40):
        while not condition():  # noqa: ASYNC110 - many things are waited for, not one event
            await asyncio.sleep(0.01)


class Reader:
    """One connection, spoken to in HTTP's own words."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer
        self.last_id = ""

    async def ask(self, path: str, *lines: str, method: str = "GET", version: str = "1.1") -> None:
        head = [f"{method} {path} HTTP/{version}", "Host: house", *lines, "", ""]
        await self.say("\r\n".join(head).encode())

    async def say(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()

    async def head(self) -> str:
        async with asyncio.timeout(40):
            return (await self.reader.readuntil(b"\r\n\r\n")).decode().lower()

    async def status(self) -> int:
        return int((await self.head()).split()[1])

    async def event(self) -> tuple[str, dict[str, Any]]:
        """Return the next event; heads, chunks and comments are passed over."""
        kind = ""
        async with asyncio.timeout(40):
            while True:
                line = (await self.reader.readline()).decode()
                assert line, "the stream ended"
                name, _, value = line.rstrip().partition(": ")
                if name == "id":
                    self.last_id = value
                elif name == "event":
                    kind = value
                elif name == "data":
                    return kind, json.loads(value)

    async def rest(self) -> bytes:
        """Return what comes until the stream ends."""
        async with asyncio.timeout(40):
            return await self.reader.read()

    def drop(self) -> None:
        """Go away without a word."""
        self.writer.transport.abort()

    async def is_over(self) -> bool:
        """Return whether the stream ends, after whatever else comes."""
        with suppress(ConnectionResetError):
            await self.rest()
        return True
