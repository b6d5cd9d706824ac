"""A viewer without a task, parser or queue of its own: the protocol of its connection.

Whoever asks plainly for a stream is given one of these, and its transport changes hands: from then
on it belongs to a small object that writes each tick, encoded once for all, straight to the
socket. While a socket has not taken the last tick, its viewer is given nothing; then it gets what
it missed, or the newest state when that is too much. So nothing piles up, in the gate at least;
how much the system keeps for a socket is bounded where the gate listens (`__main__`).

Streams end with their connection (no chunks), so each of their bytes is the same for all viewers.
Requests that are not plain go the ordinary way (`events`).
"""

import asyncio

import structlog
from starlette.types import Scope
from uvicorn.server import ServerState

from yutang.gate.door.answers import CLOSE, Headers, language, raw, raw_head, refused
from yutang.gate.errors import Failed
from yutang.gate.room.audience import Audience, Guest
from yutang.gate.room.events import STREAM_HEADERS, retry
from yutang.gate.room.room import Room
from yutang.kernel.errors import Refusal

log = structlog.get_logger()
_Client = tuple[str, int] | None


class LaneViewer(Guest, asyncio.Protocol):
    """One stream; the protocol of its transport."""

    __slots__ = ("_audience", "_is_admitted", "_is_free", "_transport")

    def __init__(self, audience: Audience, transport: asyncio.Transport) -> None:
        super().__init__()
        self._audience = audience
        self._transport = transport
        self._is_free = True
        self._is_admitted = False

    def begin(self, sale_id: int, headers: Headers, client: _Client, server: ServerState) -> None:
        """Take the connection over; send head and first state, at once when the room is known."""
        scope: Scope = {"method": "GET", "headers": headers, "client": client}
        self._transport.set_protocol(self)
        try:
            self._audience.admit(self, scope)
            self._is_admitted = True
            room = self._audience.known_room(sale_id)
            if room is None:
                _keep(asyncio.ensure_future(self._wait_for_room(sale_id, scope, server)))
            else:
                self._take_seat(room, scope, server)
        except Exception as error:  # noqa: BLE001 - told, and logged unless it is a refusal
            self._refuse(error, scope, server)

    def look(self) -> None:
        room = self.room
        if room and self._is_free and (data := room.frames.after(self)):
            self._write(data)

    def say(self, data: bytes) -> None:
        if self._is_free:
            self._write(data)

    def end(self) -> None:
        if self._is_free:
            self._transport.close()
        else:
            self._transport.abort()

    def data_received(self, data: bytes) -> None:
        """Nobody listens: a stream has one direction."""

    def pause_writing(self) -> None:
        self._is_free = False

    def resume_writing(self) -> None:
        self._is_free = True
        self.look()

    def connection_lost(self, _exc: Exception | None) -> None:
        if self.room:
            self.room.frames.viewers.discard(self)
        if self._is_admitted:
            self._is_admitted = False
            self._audience.leave(self)

    async def _wait_for_room(self, sale_id: int, scope: Scope, server: ServerState) -> None:
        try:
            room = await self._audience.room(sale_id)
            if self._is_admitted:  # it may have gone meanwhile
                self._take_seat(room, scope, server)
        except Exception as error:  # noqa: BLE001 - told, and logged unless it is a refusal
            self._refuse(error, scope, server)

    def _take_seat(self, room: Room, scope: Scope, server: ServerState) -> None:
        last = self._audience.seat(self, room, scope)
        # From here on "free" means that the socket has taken everything. What was asked before on
        # this connection may still be on its way: nobody is told a second time to pause for it.
        self._transport.set_write_buffer_limits(high=0)
        self._is_free = not self._transport.get_write_buffer_size()
        head = raw_head(200, (*server.default_headers, *STREAM_HEADERS, CLOSE)) + b"\r\n"
        first = room.frames.resume(self, last)
        room.frames.viewers.add(self)
        self._write(head + retry() + first)

    def _refuse(self, error: Exception, scope: Scope, server: ServerState) -> None:
        if not isinstance(error, Refusal):
            log.error("stream_failed", exc_info=error)
            error = Failed()
        answer = refused(error, language(scope))
        self._write(raw(answer, server.default_headers, close=True))
        self._transport.close()

    def _write(self, data: bytes) -> None:
        if not self._transport.is_closing():
            self._transport.write(data)


_waiting: set[asyncio.Future[None]] = set()


def _keep(work: asyncio.Future[None]) -> None:
    """Hold on to a task until it is done: the loop itself does not."""
    _waiting.add(work)
    work.add_done_callback(_waiting.discard)
