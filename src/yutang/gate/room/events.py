"""``GET /live/{sale}/events`` (server-sent events) and ``/state`` (the same as one snapshot).

Plain requests for a stream take a lane of their own (`wire/viewer.py`); what is here serves the
others (asked behind another request, with a body, with a wish to upgrade), and refuses.
"""

import asyncio
import itertools
import zlib
from typing import NamedTuple
from weakref import WeakKeyDictionary

from starlette.types import Receive, Scope, Send

from yutang.gate import metrics
from yutang.gate.door import caching
from yutang.gate.door.answers import JSON, NO_STORE, Answer, check_method, language, refused, reply
from yutang.gate.room.audience import Audience, Guest
from yutang.gate.room.frames import Frames
from yutang.gate.room.room import Room
from yutang.gate.room.rooms import Rooms
from yutang.kernel.errors import Refusal

STREAM_HEADERS = (
    (b"content-type", b"text/event-stream; charset=utf-8"),
    NO_STORE,
    (b"x-accel-buffering", b"no"),
)
_RETRIES = itertools.cycle(b"retry: %d\n\n" % ms for ms in range(1_000, 3_000, 37))


def retry() -> bytes:
    """Return after which pause this browser comes back: thousands do not come at the same time."""
    return next(_RETRIES)


class Events:
    """The door of event streams."""

    def __init__(self, audience: Audience) -> None:
        self._audience = audience

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        viewer, is_admitted = StreamViewer(), False
        try:
            check_method(scope, ["GET"])
            self._audience.admit(viewer, scope)
            is_admitted = True
            room = await self._audience.room(scope["path_params"]["sale"])
            await _stream(room, viewer, self._audience.seat(viewer, room, scope), receive, send)
        except Refusal as refusal:
            await reply(send, refused(refusal, language(scope)))
        finally:
            if is_admitted:
                self._audience.leave(viewer)


class StreamViewer(Guest):
    """A viewer whose stream is a task of its own; it is woken when there is something to send."""

    __slots__ = ("_wake", "ended")

    def __init__(self) -> None:
        super().__init__()
        self.ended = False
        self._wake: asyncio.Future[bytes] | None = None

    async def woken(self) -> bytes:
        """Wait; return bytes to send as they are (empty: look for new frames)."""
        self._wake = asyncio.get_running_loop().create_future()
        try:
            return await self._wake
        finally:
            self._wake = None

    def look(self) -> None:
        self.say(b"")

    def say(self, data: bytes) -> None:
        if self._wake is not None and not self._wake.done():
            self._wake.set_result(data)

    def end(self) -> None:
        self.ended = True
        self.say(b"")


async def _stream(
    room: Room, viewer: StreamViewer, last: int | None, receive: Receive, send: Send
) -> None:
    room.frames.viewers.add(viewer)
    listener = asyncio.create_task(_until_gone(receive, viewer))
    try:
        start = {"type": "http.response.start", "status": 200, "headers": list(STREAM_HEADERS)}
        await send(start)
        await _write(send, retry() + room.frames.resume(viewer, last))
        await _follow(room.frames, viewer, send)
        await send({"type": "http.response.body", "body": b""})
    finally:
        room.frames.viewers.discard(viewer)
        listener.cancel()


async def _follow(frames: Frames, viewer: StreamViewer, send: Send) -> None:
    while not viewer.ended:
        data = frames.after(viewer) or await viewer.woken()
        if data:
            await _write(send, data)


async def _write(send: Send, data: bytes) -> None:
    await send({"type": "http.response.body", "body": data, "more_body": True})


async def _until_gone(receive: Receive, viewer: StreamViewer) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    viewer.end()


class Snapshot:
    """The door of ``/state``: what newcomers see, encoded once a tick, the same for everybody."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms
        self._encoded: WeakKeyDictionary[Frames, Encoded] = WeakKeyDictionary()

    async def handle(self, scope: Scope, _receive: Receive) -> Answer:
        room = await self._rooms.room(scope["path_params"]["sale"])
        now = self._now(room.frames)
        headers = [
            JSON,
            (b"cache-control", caching.SNAPSHOT.encode()),
            (b"etag", now.etag.encode()),
        ]
        metrics.SNAPSHOTS.inc()
        if caching.is_known(scope, now.etag):
            return Answer(304, b"", headers)
        return Answer(200, now.body, headers)

    def _now(self, frames: Frames) -> "Encoded":
        known = self._encoded.get(frames)
        if known is None or known.number != frames.number:
            body = frames.state_json()
            # Not the tick's number alone: another gate may have the same for something else.
            etag = f'"{frames.number}-{zlib.crc32(body):x}"'
            known = self._encoded[frames] = Encoded(frames.number, body, etag)
        return known


class Encoded(NamedTuple):
    """A room's state at one tick, as it is sent."""

    number: int
    body: bytes
    etag: str
