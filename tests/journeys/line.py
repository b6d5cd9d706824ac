"""The line between one visitor and the platform, which a test cuts and mends.

A relay on a port of its own: what the browser meets is a connection that breaks, as in a village,
and not a switch inside the browser.
"""

import asyncio
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

T = TypeVar("T")

_PIECE = 1 << 16


class Line:
    """Open from the start; `cut` breaks what is under way and whatever comes, until `mend`."""

    def __init__(self, port: int) -> None:
        self._to = port
        self._is_cut = False
        self._under_way: set[asyncio.StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._server = self._wait(asyncio.start_server(self._relay, "127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    def _wait(self, doing: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(doing, self._loop).result(5)

    def cut(self) -> None:
        self._is_cut = True
        self._wait(self._break_all())

    def mend(self) -> None:
        self._is_cut = False

    def close(self) -> None:
        self.cut()
        self._wait(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()

    async def _end(self) -> None:
        self._server.close()
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _break_all(self) -> None:
        for writer in list(self._under_way):
            writer.transport.abort()

    async def _relay(self, near: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        if self._is_cut:
            back.transport.abort()
            return
        self._under_way.add(back)
        there = back
        try:
            far, there = await asyncio.open_connection("127.0.0.1", self._to)
            self._under_way.add(there)
            await asyncio.gather(_pass_on(near, there), _pass_on(far, back))
        except OSError:
            pass
        finally:
            self._under_way -= {back, there}
            for writer in (back, there):
                writer.transport.abort()


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while piece := await reader.read(_PIECE):
        writer.write(piece)
        await writer.drain()
    if writer.can_write_eof():
        writer.write_eof()


@contextmanager
def line_to(port: int) -> Iterator[Line]:
    """Give a line to what listens on this port, and take it down afterwards."""
    line = Line(port)
    try:
        yield line
    finally:
        line.close()
