"""One camera: its connection, what the host says and hears, and the rows about its run."""

import asyncio
import json
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, LiteralString

import psycopg
import structlog
from psycopg_pool import PoolTimeout
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from yutang.gate.camera.recorder import Flow, Run, let_go
from yutang.gate.database import Pool, rows
from yutang.kernel.passes import Pass
from yutang.live.video.status import AWAY_REASONS, VideoStatus

SLICE_BYTES_MAX = 8 << 20
TEXT_CHARACTERS_MAX = 2_000
_OUTGOING_MAX = 16

log = structlog.get_logger()


class Goodbye(Exception):  # noqa: N818 - an answer, not a fault
    """The connection is to be closed with this code and reason."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class Camera:
    """One connection and the process that records it; `changed`: called when `status` has."""

    def __init__(
        self,
        websocket: WebSocket,
        claim: Pass,
        run: Run,
        pool: Pool,
        status: VideoStatus,
        *,
        changed: Callable[[], None],
    ) -> None:
        self.claim = claim
        self._websocket = websocket
        self._run = run
        self._pool = pool
        self._status = status
        self._changed = changed
        self._receiving: asyncio.Task[str] | None = None
        self._outgoing: asyncio.Queue[dict[str, object]] = asyncio.Queue(_OUTGOING_MAX)
        self._goodbye: Goodbye | None = None
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
        self._changed()
        await close(self._websocket, self._goodbye or Goodbye(1000, reason))

    async def end(self, code: int, reason: str) -> None:
        """End this run from outside; return when its recorder has let go of the recording."""
        self.say_goodbye(code, reason)
        await self._over.wait()

    def say_goodbye(self, code: int, reason: str) -> None:
        """End this run from outside, soon."""
        self._goodbye = Goodbye(code, reason)
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
            await let_go(recorder, hearing)
            sending.cancel()
        if reason != "recorder":
            return reason
        code = 4410 if self._end_reason == "finished" else 4500
        self._goodbye = Goodbye(code, self._end_reason)
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
        except Goodbye as goodbye:
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
                    raise Goodbye(4413, "too_large")
                if not await self._flow.pass_on(data, recorder.stdin):
                    return "recorder"
            elif self._heed(message.get("text") or ""):
                return "stop"

    def _heed(self, text: str) -> bool:
        """Act on what the host says; true when the host stops."""
        said = parse(text)
        match said.get("type"):
            case "away" if str(said.get("reason")) in AWAY_REASONS:
                self._status.away(time.time(), said["reason"])
            case "back":
                self._status.back(time.time())
            case "stop":
                return True
            case _:
                raise Goodbye(4400, "malformed")
        self._changed()
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
                    self._changed()
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


def parse(text: str) -> dict[str, Any]:
    """Return what the host says.

    Raises:
        Goodbye: it is too long, or not what may be said here.
    """
    if len(text) > TEXT_CHARACTERS_MAX:
        raise Goodbye(4413, "too_large")
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        raise Goodbye(4400, "malformed") from None
    if not isinstance(said, dict):
        raise Goodbye(4400, "malformed")
    return said


async def close(websocket: WebSocket, goodbye: Goodbye) -> None:
    """Close the connection, unless the host has."""
    if websocket.client_state is WebSocketState.CONNECTED:
        with suppress(RuntimeError, WebSocketDisconnect):
            await websocket.close(goodbye.code, goodbye.reason)
