"""The door of the host's camera: ``/live/{sale}/broadcast``, a WebSocket.

The host sends first ``{"pass": "...", "source": "camera"}`` as text (without a pass the buyer's
cookie of the sale's host is good too), then slices of video as binary messages, and in between
``{"type": "away", "reason": "phone"|"background"|"network"}``, ``{"type": "back"}``,
``{"type": "stop"}``. Each second it hears ``{"type": "health", "buffered_ms", "segments",
"transcoding", "last_segment_at"}``, and when there is cause ``{"type": "warning", "code"}``.

Each connection is one run: its slices go to a process of its own (`yutang.live.video`), which
writes the recording. Closing codes and reasons: 4400 malformed, 4401 sign_in_needed, 4403
foreign_page, 4408 no_hello, 4409 replaced, 4410 finished, 4413 too_large, 4429 busy, 4500 the
recorder's own reason (bad_input, no_media, storage, stuck, crashed, silent), 4503 restarting.
"""

import asyncio
import time
from pathlib import Path
from typing import Any

import psycopg
from msgspec.structs import replace
from psycopg_pool import PoolTimeout
from starlette.websockets import WebSocket, WebSocketDisconnect

from yutang.gate.camera.camera import Camera, Goodbye, close, parse
from yutang.gate.camera.recorder import Run
from yutang.gate.camera.sightings import Sightings
from yutang.gate.database import Pool, rows
from yutang.gate.door.identity import Identity
from yutang.gate.errors import ForeignPage
from yutang.gate.room.rooms import Rooms
from yutang.kernel.errors import SignInNeeded
from yutang.kernel.passes import PASS_LIFE_S, Pass
from yutang.live.rules import may_run
from yutang.live.video.status import VideoStatus
from yutang.live.video.timeline import Timeline
from yutang.people.rules import GrantView

HELLO_WITHIN_S = 10.0
CAMERAS_MAX = 64
_TICK_S = 1.0
_FORGET_AFTER_S = 3600.0
_SOURCES = ("camera", "file", "pull")


class Broadcasts:
    """All cameras of this gate.

    `media`: the folder served under /media/. Rooms here, and the other gates by `sightings`, are
    told what viewers should know at each change of it, and once a second. Keep `run()` running
    beside the server, and `close()` it before the pool.
    """

    def __init__(
        self, media: Path, pool: Pool, identity: Identity, rooms: Rooms, sightings: Sightings
    ) -> None:
        self._media = media
        self._pool = pool
        self._identity = identity
        self._rooms = rooms
        self._sightings = sightings
        self.cameras: dict[int, Camera] = {}
        self._statuses: dict[int, VideoStatus] = {}
        self._closing = False

    async def endpoint(self, websocket: WebSocket) -> None:
        """Serve one connection from hello to its end."""
        sale_id: int = websocket.path_params["sale"]
        await websocket.accept()
        try:
            claim, source = await self._welcome(websocket, sale_id)
            camera = await self._begin(websocket, claim, source)
        except Goodbye as goodbye:
            await close(websocket, goodbye)
            return
        except WebSocketDisconnect:
            return
        try:
            await camera.serve()
        finally:
            if self.cameras.get(sale_id) is camera:
                del self.cameras[sale_id]
            self._publish(sale_id)

    async def run(self) -> None:
        """Each second: tell rooms what time alone changed, tell hosts their health."""
        while True:
            await asyncio.sleep(_TICK_S)
            for sale_id in list(self._statuses):
                self._publish(sale_id)
                self._forget(sale_id)
            for camera in list(self.cameras.values()):
                camera.tell_health()
                if self._identity.is_revoked(camera.claim):
                    camera.say_goodbye(4401, "sign_in_needed")

    async def close(self) -> None:
        """End all runs; hosts connect again to the next gate."""
        self._closing = True
        cameras = list(self.cameras.values())
        await asyncio.gather(*(camera.end(4503, "restarting") for camera in cameras))

    async def _welcome(self, websocket: WebSocket, sale_id: int) -> tuple[Pass, str]:
        """Return who is there, with a good pass, and the kind of source."""
        hello = await _hello(websocket)
        text = hello.get("pass")
        try:
            if isinstance(text, str):
                claim = self._identity.broadcaster(text, sale_id)
            else:
                claim = await self._by_cookie(websocket, sale_id)
        except SignInNeeded:
            raise Goodbye(4401, "sign_in_needed") from None
        except ForeignPage:
            raise Goodbye(4403, "foreign_page") from None
        source = hello.get("source", "camera")
        if source not in _SOURCES:
            raise Goodbye(4400, "malformed")
        return claim, str(source)

    async def _by_cookie(self, websocket: WebSocket, sale_id: int) -> Pass:
        """Return what the sale's host, known by a buyer's cookie, would get as a broadcast pass."""
        buyer = self._identity.buyer(websocket.scope)
        about = {"sale": sale_id, "person": buyer.person}
        try:
            async with self._pool.connection() as connection:
                hosted = await rows(connection, "live", "hosted_counties", about)
                held = await rows(connection, "people", "grants_of", about)
        except (psycopg.Error, PoolTimeout, OSError):
            raise Goodbye(4503, "restarting") from None
        grants = [GrantView(*row) for row in held]
        if not hosted or not may_run(grants, hosted[0][0], is_host=True):
            raise SignInNeeded
        ends_at = int(time.time()) + PASS_LIFE_S
        return replace(buyer, purpose="broadcast", sale=sale_id, expires_at=ends_at)

    async def _begin(self, websocket: WebSocket, claim: Pass, source: str) -> Camera:
        """Take the sale's camera over from whoever had it."""
        sale_id = claim.sale
        if self._closing:
            raise Goodbye(4503, "restarting")
        if len(self.cameras) >= CAMERAS_MAX and sale_id not in self.cameras:
            raise Goodbye(4429, "busy")
        folder = self._media / "live" / str(sale_id)
        status = self._statuses.get(sale_id)
        if status is None:
            timeline = await asyncio.to_thread(Timeline.load, folder)
            status = VideoStatus.recalled(f"/media/live/{sale_id}/live.m3u8", timeline)
            status = self._statuses.setdefault(sale_id, status)
        run = Run(sale_id, folder, source)
        camera = Camera(
            websocket, claim, run, self._pool, status, changed=lambda: self._publish(sale_id)
        )
        older, self.cameras[sale_id] = self.cameras.get(sale_id), camera
        self._sightings.came(sale_id)
        if older is not None:
            await older.end(4409, "replaced")
        return camera

    def taken_elsewhere(self, sale_id: int) -> None:
        """Another gate has the sale's camera now: let go of it, and say nothing of it any more."""
        self._statuses.pop(sale_id, None)
        if camera := self.cameras.pop(sale_id, None):
            camera.say_goodbye(4409, "replaced")

    def _forget(self, sale_id: int) -> None:
        """Forget a camera that has not come back; the recording's folder still knows."""
        video = self._statuses[sale_id].at(time.time())
        if sale_id not in self.cameras and time.time() - (video.since or 0) > _FORGET_AFTER_S:
            del self._statuses[sale_id]

    def _publish(self, sale_id: int) -> None:
        if status := self._statuses.get(sale_id):
            video = status.at(time.time())
            self._rooms.show_video(sale_id, video)
            self._sightings.saw(sale_id, video)


async def _hello(websocket: WebSocket) -> dict[str, Any]:
    try:
        async with asyncio.timeout(HELLO_WITHIN_S):
            message = await websocket.receive()
    except TimeoutError:
        raise Goodbye(4408, "no_hello") from None
    if message["type"] == "websocket.disconnect":
        raise WebSocketDisconnect
    return parse(message.get("text") or "")
