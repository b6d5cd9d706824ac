"""The lane of ``GET /live/{sale}/events``: a viewer without a task, parser or queue of its own.

A plain request goes from uvicorn's parser to the room, and its transport changes hands: from then
on it belongs to a small object that writes each tick, encoded once for all, straight to the
socket. While a socket has not taken the last tick, its viewer is given nothing; then it gets what
it missed, or the newest state when that is too much. So nothing piles up, in the gate at least;
how much the system keeps for a socket is bounded where the gate listens (`__main__`).

Streams end with their connection (no chunks), so each of their bytes is the same for all viewers.
Requests that are not plain go the ordinary way (`events`).
"""

import asyncio
import re
from functools import lru_cache
from typing import ClassVar, cast

import structlog
from starlette.types import Scope
from uvicorn.protocols.http.httptools_impl import (
    STATUS_LINE,
    HttpToolsProtocol,
    RequestResponseCycle,
)
from uvicorn.server import ServerState

from yutang.gate.answers import Headers, language, refused
from yutang.gate.audience import Audience, Guest
from yutang.gate.errors import Failed
from yutang.gate.events import STREAM_HEADERS, retry
from yutang.gate.rooms import Room
from yutang.kernel.errors import Refusal

_EVENTS = re.compile(rb"/live/(\d{1,18})/events(?:\?.*)?")
BODY_HEADERS = frozenset((b"content-length", b"transfer-encoding", b"upgrade", b"expect"))
"""A request for a stream with one of these is not plain."""

log = structlog.get_logger()


def streams_to(audience: Audience) -> type[HttpToolsProtocol]:
    """Return a connection whose plain requests for a stream join this audience."""
    return type("ConnectionWithStreams", (StreamLane,), {"audience": audience})


class StreamLane(HttpToolsProtocol):
    """One connection until it is given away. `_events_of` is set while the request under way may
    take the lane.
    """

    audience: ClassVar[Audience]
    _events_of: int | None = None
    _given_away = False

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._given_away:
            self.parser = None  # type: ignore[assignment]  # it holds this object, and this one it

    def on_headers_complete(self) -> None:
        if self._given_away:  # what was sent behind a request for a stream is not answered
            return
        self._events_of = self._sale_of_plain_wish()
        if self._events_of is None:
            super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        if not self._given_away:
            super().on_body(body)

    def on_message_complete(self) -> None:
        if self._given_away:
            return
        if self._events_of is None:
            super().on_message_complete()
        else:
            self._give_away(self._events_of)

    def _sale_of_plain_wish(self) -> int | None:
        found = _EVENTS.fullmatch(self.url)
        if found is None or self.parser.get_method() != b"GET":
            return None
        under_way = cast("RequestResponseCycle | None", self.cycle)
        if under_way is not None and not under_way.response_complete:
            return None
        if any(name in BODY_HEADERS for name, _ in self.headers):
            return None
        return int(found[1])

    def _give_away(self, sale_id: int) -> None:
        self._given_away = True
        self.connections.discard(self)
        scope = cast("Scope", self.scope)
        scope["method"] = "GET"
        viewer = LaneViewer(self.audience, self.transport)
        self.transport.set_protocol(viewer)
        viewer.begin(sale_id, scope, self.server_state)


class LaneViewer(Guest, asyncio.Protocol):
    """One stream; the protocol of its transport."""

    __slots__ = ("_audience", "_is_admitted", "_is_free", "_transport")

    def __init__(self, audience: Audience, transport: asyncio.Transport) -> None:
        super().__init__()
        self._audience = audience
        self._transport = transport
        self._is_free = True
        self._is_admitted = False

    def begin(self, sale_id: int, scope: Scope, server: ServerState) -> None:
        """Send head and first state, at once when the room is in memory."""
        try:
            self._audience.admit(self, scope)
            self._is_admitted = True
            room = self._audience.known_room(sale_id)
            if room is None:
                _keep(asyncio.ensure_future(self._wait_for_room(sale_id, scope, server)))
            else:
                self._take_seat(room, scope, server)
        except Refusal as refusal:
            self._refuse(refusal, scope, server)
        except Exception:
            log.exception("stream_failed")
            self._refuse(Failed(), scope, server)

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
        except Refusal as refusal:
            self._refuse(refusal, scope, server)
        except Exception:
            log.exception("stream_failed")
            self._refuse(Failed(), scope, server)

    def _take_seat(self, room: Room, scope: Scope, server: ServerState) -> None:
        last = self._audience.seat(self, room, scope)
        # From here on "free" means that the socket has taken everything. What was asked before on
        # this connection may still be on its way: nobody is told a second time to pause for it.
        self._transport.set_write_buffer_limits(high=0)
        self._is_free = not self._transport.get_write_buffer_size()
        head = _head(200, STREAM_HEADERS, tuple(server.default_headers))
        first = room.frames.resume(self, last)
        room.frames.viewers.add(self)
        self._write(head + retry() + first)

    def _refuse(self, refusal: Refusal, scope: Scope, server: ServerState) -> None:
        answer = refused(refusal, language(scope))
        headers = (*answer.headers, (b"content-length", b"%d" % len(answer.body)))
        self._write(_head(answer.status, headers, tuple(server.default_headers)) + answer.body)
        self._transport.close()

    def _write(self, data: bytes) -> None:
        if not self._transport.is_closing():
            self._transport.write(data)


_waiting: set[asyncio.Future[None]] = set()


def _keep(work: asyncio.Future[None]) -> None:
    """Hold on to a task until it is done: the loop itself does not."""
    _waiting.add(work)
    work.add_done_callback(_waiting.discard)


@lru_cache(maxsize=64)
def _head(status: int, headers: Headers, always: tuple[tuple[bytes, bytes], ...]) -> bytes:
    lines = [b"%b: %b\r\n" % header for header in (*always, *headers)]
    return b"".join([STATUS_LINE[status], *lines, b"connection: close\r\n\r\n"])
