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
import json
import sys
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, LiteralString

import psycopg
import structlog
from msgspec.structs import replace
from psycopg_pool import PoolTimeout
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from yutang.gate.addresses import SALE
from yutang.gate.database import Pool, rows
from yutang.gate.errors import ForeignPage
from yutang.gate.identity import Identity
from yutang.kernel.errors import SignInNeeded
from yutang.kernel.passes import PASS_LIFE_S, Pass
from yutang.live.feed import Video
from yutang.live.rules import may_run
from yutang.live.video.status import AWAY_REASONS, VideoStatus
from yutang.live.video.timeline import Timeline
from yutang.people.rules import GrantView

HELLO_WITHIN_S = 10.0
SLICE_BYTES_MAX = 8 << 20
TEXT_CHARACTERS_MAX = 2_000
BURST_BYTES = 48 << 20
BYTES_A_SECOND_MAX = 3 << 20
CAMERAS_MAX = 64
_ENDS_WITHIN_S = 6.0
_TICK_S = 1.0
_FORGET_AFTER_S = 3600.0
_RATE_OVER_S = 10.0
_OUTGOING_MAX = 16
_SOURCES = ("camera", "file", "pull")

log = structlog.get_logger()
OnStatus = Callable[[int, Video], None]


class _Goodbye(Exception):  # noqa: N818 - an answer, not a fault
    """The connection is to be closed with this code and reason."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class Broadcasts:
    """All cameras of this gate.

    `media`: the folder served under /media/; `on_status(sale, video)` is called in the event loop
    at each change of what viewers should be told, and once a second. Keep `run()` running beside
    the server, and `close()` it before the pool.
    """

    def __init__(self, media: Path, pool: Pool, identity: Identity, on_status: OnStatus) -> None:
        self._media = media
        self._pool = pool
        self._identity = identity
        self._on_status = on_status
        self.on_taken: Callable[[int], None] = lambda _: None
        """Called when a camera has come, whichever gate had the sale's before."""
        self.cameras: dict[int, Camera] = {}
        self._statuses: dict[int, VideoStatus] = {}
        self._closing = False

    def routes(self) -> list[WebSocketRoute]:
        """Return the routes of this door."""
        return [WebSocketRoute(f"{SALE}/broadcast", self.endpoint)]

    async def endpoint(self, websocket: WebSocket) -> None:
        """Serve one connection from hello to its end."""
        sale_id: int = websocket.path_params["sale"]
        await websocket.accept()
        try:
            claim, source = await self._welcome(websocket, sale_id)
            camera = await self._begin(websocket, claim, source)
        except _Goodbye as goodbye:
            await _close(websocket, goodbye)
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
            raise _Goodbye(4401, "sign_in_needed") from None
        except ForeignPage:
            raise _Goodbye(4403, "foreign_page") from None
        source = hello.get("source", "camera")
        if source not in _SOURCES:
            raise _Goodbye(4400, "malformed")
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
            raise _Goodbye(4503, "restarting") from None
        grants = [GrantView(*row) for row in held]
        if not hosted or not may_run(grants, hosted[0][0], is_host=True):
            raise SignInNeeded
        ends_at = int(time.time()) + PASS_LIFE_S
        return replace(buyer, purpose="broadcast", sale=sale_id, expires_at=ends_at)

    async def _begin(self, websocket: WebSocket, claim: Pass, source: str) -> "Camera":
        """Take the sale's camera over from whoever had it."""
        sale_id = claim.sale
        if self._closing:
            raise _Goodbye(4503, "restarting")
        if len(self.cameras) >= CAMERAS_MAX and sale_id not in self.cameras:
            raise _Goodbye(4429, "busy")
        folder = self._media / "live" / str(sale_id)
        status = self._statuses.get(sale_id)
        if status is None:
            timeline = await asyncio.to_thread(Timeline.load, folder)
            status = VideoStatus.recalled(f"/media/live/{sale_id}/live.m3u8", timeline)
            status = self._statuses.setdefault(sale_id, status)
        camera = Camera(websocket, claim, Run(sale_id, folder, source), self._pool, status)
        camera.on_change = lambda: self._publish(sale_id)
        older, self.cameras[sale_id] = self.cameras.get(sale_id), camera
        self.on_taken(sale_id)
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
            self._on_status(sale_id, status.at(time.time()))


class Camera:
    """One connection and the process that records it."""

    def __init__(
        self, websocket: WebSocket, claim: Pass, run: "Run", pool: Pool, status: VideoStatus
    ) -> None:
        self.claim = claim
        self._websocket = websocket
        self._run = run
        self._pool = pool
        self._status = status
        self.on_change: Callable[[], None] = lambda: None
        self._receiving: asyncio.Task[str] | None = None
        self._outgoing: asyncio.Queue[dict[str, object]] = asyncio.Queue(_OUTGOING_MAX)
        self._goodbye: _Goodbye | None = None
        self._over = asyncio.Event()
        self._row: int | None = None
        self._transcoding = False
        self._segments = 0
        self._last_segment_at: float | None = None
        self._end_reason = "crashed"
        self._flow = Flow()

    async def serve(self) -> None:
        """Record until the host stops, is lost or is replaced, or the recorder gives up."""
        reason = "replaced"
        try:
            if self._goodbye is None:  # not replaced while waiting for the one before
                reason = await self._record()
        finally:
            self._over.set()
        await self._note_end(reason)
        self.on_change()
        await _close(self._websocket, self._goodbye or _Goodbye(1000, reason))

    async def end(self, code: int, reason: str) -> None:
        """End this run from outside; return when its recorder has let go of the recording."""
        self.say_goodbye(code, reason)
        await self._over.wait()

    def say_goodbye(self, code: int, reason: str) -> None:
        """End this run from outside, soon."""
        self._goodbye = _Goodbye(code, reason)
        if self._receiving:
            self._receiving.cancel()

    def tell_health(self) -> None:
        """Send the host its health."""
        self._say(
            {
                "type": "health",
                "buffered_ms": self._flow.waiting_ms(),
                "segments": self._segments,
                "transcoding": self._transcoding,
                "last_segment_at": self._last_segment_at,
            }
        )

    async def _record(self) -> str:
        recorder = await self._run.start()
        self._status.run_begins()
        log.info("camera_connected", sale=self._run.sale_id, source=self._run.source)
        hearing = asyncio.create_task(self._hear(recorder))
        sending = asyncio.create_task(self._send())
        self._receiving = asyncio.create_task(self._receive(recorder))
        try:
            await asyncio.wait({self._receiving, hearing}, return_when=asyncio.FIRST_COMPLETED)
            reason = await self._reason(hearing)
        finally:
            await _let_go(recorder, hearing)
            sending.cancel()
        if reason != "recorder":
            return reason
        code = 4410 if self._end_reason == "finished" else 4500
        self._goodbye = _Goodbye(code, self._end_reason)
        return self._end_reason

    async def _reason(self, hearing: "asyncio.Task[None]") -> str:
        """Return why the run is over: the host's word, the connection, or the recorder."""
        assert self._receiving
        if hearing.done():
            self._receiving.cancel()
            await asyncio.wait({self._receiving})
            return "recorder"
        try:
            return await self._receiving
        except asyncio.CancelledError:
            if self._goodbye is None:  # the server itself is being stopped
                raise
            return self._goodbye.reason
        except _Goodbye as goodbye:
            self._goodbye = goodbye
            return goodbye.reason

    async def _receive(self, recorder: asyncio.subprocess.Process) -> str:
        """Pass slices on; return "stop" or "lost"."""
        assert recorder.stdin
        while True:
            try:
                message = await self._websocket.receive()
            except RuntimeError:  # closed by ourselves
                return "lost"
            if message["type"] == "websocket.disconnect":
                return "lost"
            if (data := message.get("bytes")) is not None:
                if len(data) > SLICE_BYTES_MAX:
                    raise _Goodbye(4413, "too_large")
                if not await self._flow.pass_on(data, recorder.stdin):
                    return "recorder"
            elif self._heed(message.get("text") or ""):
                return "stop"

    def _heed(self, text: str) -> bool:
        """Act on what the host says; true when the host stops."""
        said = _parse(text)
        match said.get("type"):
            case "away" if str(said.get("reason")) in AWAY_REASONS:
                self._status.away(time.time(), said["reason"])
            case "back":
                self._status.back(time.time())
            case "stop":
                return True
            case _:
                raise _Goodbye(4400, "malformed")
        self.on_change()
        return False

    async def _hear(self, recorder: asyncio.subprocess.Process) -> None:
        """Take in what the recorder says until it ends."""
        assert recorder.stdout
        async for line in recorder.stdout:
            event = json.loads(line)
            match event["event"]:
                case "started":
                    await self._note_start(event)
                case "segment":
                    self._segments += 1
                    self._last_segment_at = time.time()
                    self._status.segment(self._last_segment_at, transcoding=self._transcoding)
                    self.on_change()
                case "warning":
                    self._transcoding |= event["code"] == "transcoding"
                    self._say({"type": "warning", "code": event["code"]})
                case "ended":
                    self._end_reason = event["reason"]

    async def _note_start(self, event: dict[str, Any]) -> None:
        self._transcoding = event["transcoding"]
        self._say({**event, "type": "started"})
        params = {
            "sale": self._run.sale_id,
            "at": datetime.fromisoformat(event["started_at"]),
            "source": self._run.source,
            "codecs": "/".join(filter(None, (event["video"], event["audio"]))),
            "transcoded": self._transcoding,
        }
        found = await self._write("broadcast_started", params)
        self._row = found[0][0] if found else None

    async def _note_end(self, reason: str) -> None:
        now = time.time()
        if reason in ("stop", "finished"):
            self._status.stopped(now)
        elif reason != "replaced":
            self._status.away(now, "network")
        log.info("camera_gone", sale=self._run.sale_id, why=reason, segments=self._segments)
        if self._row is not None:
            at = datetime.fromtimestamp(now, UTC)
            params = {"id": self._row, "at": at, "reason": reason}
            await self._write("broadcast_ended", params)

    async def _write(self, name: LiteralString, params: dict[str, object]) -> list[tuple[Any, ...]]:
        """Run a statement; the picture goes on when the database does not."""
        try:
            async with self._pool.connection() as connection:
                return await rows(connection, "live", name, params)
        except (psycopg.Error, PoolTimeout, OSError) as error:
            log.warning("broadcast_not_noted", statement=name, error=repr(error))
            return []

    def _say(self, message: dict[str, object]) -> None:
        with suppress(asyncio.QueueFull):  # a host that does not read is not waited for
            self._outgoing.put_nowait(message)

    async def _send(self) -> None:
        with suppress(RuntimeError, WebSocketDisconnect):
            while True:
                await self._websocket.send_json(await self._outgoing.get())


class Run:
    """What is to be recorded: which sale, into which folder, from what."""

    def __init__(self, sale_id: int, folder: Path, source: str) -> None:
        self.sale_id = sale_id
        self.folder = folder
        self.source = source

    async def start(self) -> asyncio.subprocess.Process:
        """Start the process that records; it ends by itself when its input is closed."""
        return await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "yutang.live.video", "remux"),
            *("--folder", str(self.folder), "--source", self.source),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )


class Flow:
    """Passes slices on no faster than they are taken, and no more than a camera can need."""

    def __init__(self) -> None:
        self._arrived: deque[tuple[float, int]] = deque()
        self._allowed = float(BURST_BYTES)
        self._allowed_at = time.monotonic()
        self._recorder: asyncio.StreamWriter | None = None

    async def pass_on(self, data: bytes, recorder: asyncio.StreamWriter) -> bool:
        """Write the slice and wait until it is taken; false when the recorder has gone."""
        self._recorder = recorder
        now = time.monotonic()
        self._arrived.append((now, len(data)))
        while self._arrived[0][0] < now - _RATE_OVER_S:
            self._arrived.popleft()
        await self._keep_within(len(data), now)
        try:
            recorder.write(data)
            await recorder.drain()
        except (BrokenPipeError, ConnectionResetError):
            return False
        return True

    def waiting_ms(self) -> int:
        """Return how much sound and picture waits before the recorder, in time."""
        rate = sum(size for _, size in self._arrived) / _RATE_OVER_S
        if not rate or self._recorder is None:
            return 0
        return round(self._recorder.transport.get_write_buffer_size() / rate * 1000)

    async def _keep_within(self, size: int, now: float) -> None:
        grown = self._allowed + (now - self._allowed_at) * BYTES_A_SECOND_MAX
        self._allowed, self._allowed_at = min(grown, BURST_BYTES) - size, now
        if self._allowed < 0:
            await asyncio.sleep(-self._allowed / BYTES_A_SECOND_MAX)


async def _let_go(recorder: asyncio.subprocess.Process, hearing: "asyncio.Task[None]") -> None:
    """Close the recorder's input and wait for its last words; kill it when there are none."""
    assert recorder.stdin
    recorder.stdin.close()
    try:
        async with asyncio.timeout(_ENDS_WITHIN_S):
            await hearing
            await recorder.wait()
    except TimeoutError:
        recorder.kill()
        await recorder.wait()


async def _hello(websocket: WebSocket) -> dict[str, Any]:
    try:
        async with asyncio.timeout(HELLO_WITHIN_S):
            message = await websocket.receive()
    except TimeoutError:
        raise _Goodbye(4408, "no_hello") from None
    if message["type"] == "websocket.disconnect":
        raise WebSocketDisconnect
    return _parse(message.get("text") or "")


def _parse(text: str) -> dict[str, Any]:
    if len(text) > TEXT_CHARACTERS_MAX:
        raise _Goodbye(4413, "too_large")
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        raise _Goodbye(4400, "malformed") from None
    if not isinstance(said, dict):
        raise _Goodbye(4400, "malformed")
    return said


async def _close(websocket: WebSocket, goodbye: _Goodbye) -> None:
    if websocket.client_state is WebSocketState.CONNECTED:
        with suppress(RuntimeError, WebSocketDisconnect):
            await websocket.close(goodbye.code, goodbye.reason)
