"""``GET /live/{sale}/events`` (server-sent events) and ``/state`` (the same as one snapshot)."""

import asyncio
import itertools

from starlette.types import Receive, Scope, Send

from yutang.gate import metrics
from yutang.gate.answers import JSON, NO_STORE, Answer, check_method, language, refused, reply
from yutang.gate.frames import Frames, Viewer
from yutang.gate.headers import header
from yutang.gate.identity import Identity
from yutang.gate.rooms import Room, Rooms
from yutang.gate.viewers import Attendance
from yutang.kernel.errors import Refusal, TooMany

VIEWERS_MAX = 18_000
"""Each holds an open file; a process may have 20,000."""
_RETRY = b"retry: 2000\n\n"
_START = {
    "type": "http.response.start",
    "status": 200,
    "headers": [
        (b"content-type", b"text/event-stream; charset=utf-8"),
        NO_STORE,
        (b"x-accel-buffering", b"no"),
    ],
}


class Events:
    """The door of event streams."""

    def __init__(self, identity: Identity, rooms: Rooms, attendance: Attendance) -> None:
        self._identity = identity
        self._rooms = rooms
        self._attendance = attendance
        self._open = 0
        self._strangers = itertools.count(1)
        metrics.VIEWERS.set_function(lambda: self._open)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            check_method(scope, ["GET"])
            if self._open >= VIEWERS_MAX:
                raise TooMany(retry_after_s=10)
            room = await self._rooms.room(scope["path_params"]["sale"])
        except Refusal as refusal:
            await reply(send, refused(refusal, language(scope)))
            return
        known = self._identity.viewer(scope)
        last = header(scope, b"last-event-id")
        key = known or f"a:{next(self._strangers)}"
        self._open += 1
        room.enter(key)
        if known:
            self._attendance.entered(room.sale_id, known, is_entry=not last)
        try:
            await _stream(room, int(last) if _is_number(last) else None, receive, send)
        finally:
            self._open -= 1
            room.leave(key)
            if known:
                self._attendance.left(room.sale_id, known)


async def _stream(room: Room, last: int | None, receive: Receive, send: Send) -> None:
    viewer = Viewer()
    room.frames.viewers.add(viewer)
    listener = asyncio.create_task(_until_gone(receive, viewer))
    try:
        await send(_START)
        await _write(send, _RETRY + room.frames.resume(viewer, last))
        await _follow(room.frames, viewer, send)
        await send({"type": "http.response.body", "body": b""})
    finally:
        room.frames.viewers.discard(viewer)
        listener.cancel()


async def _follow(frames: Frames, viewer: Viewer, send: Send) -> None:
    while not viewer.ended:
        data = frames.after(viewer) or await viewer.woken()
        if data:
            await _write(send, data)


async def _write(send: Send, data: bytes) -> None:
    await send({"type": "http.response.body", "body": data, "more_body": True})


async def _until_gone(receive: Receive, viewer: Viewer) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    viewer.end()


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 16  # noqa: PLR2004 - of seconds


class Snapshot:
    """The door of ``/state``: what newcomers see, cacheable for a second by anybody."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms

    async def handle(self, scope: Scope, _receive: Receive) -> Answer:
        room = await self._rooms.room(scope["path_params"]["sale"])
        etag = f'"{room.frames.number}"'
        headers = [JSON, (b"cache-control", b"public, max-age=1"), (b"etag", etag.encode())]
        if header(scope, b"if-none-match") == etag:
            return Answer(304, b"", headers)
        return Answer(200, room.frames.state_json(), headers)
