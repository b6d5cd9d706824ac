"""A run from standard input: what a browser's MediaRecorder sends, as it comes."""

import os
import traceback
from collections.abc import Callable
from pathlib import Path

import av
from av.container import InputContainer

from yutang.kernel import clock
from yutang.live.video.engine import Engine, NoMedia, TooBroken
from yutang.live.video.events import Tell
from yutang.live.video.folder import Busy, Finished, Folder
from yutang.live.video.intake import Intake, Watch

PROBING = {
    "probesize": str(1 << 20),
    "analyzeduration": "1000000",
    "fpsprobesize": "0",
    "fflags": "genpts",
}


def remux(
    path: Path, handle: int, tell: Tell, stopped: Callable[[], bool], source: str = "camera"
) -> str:
    """Record one run from the pipe `handle`; return (and tell) why it ended.

    Reasons: eof, stopped, silent (no bytes for 90 s), bad_input, no_media, busy (another process
    writes the recording), finished (the recording is closed), storage (cannot be written), stuck,
    fault (a mistake of ours; its trace goes to standard error).
    """
    run = _Run(path, handle, tell, stopped, source)
    watch = run.watch
    watch.start()
    try:
        reason = run.record()
    except Exception:  # noqa: BLE001 - whatever a forged stream brought about is told, not hidden
        traceback.print_exc()
        reason = "fault"
    finally:
        watch.stop()
    tell("ended", reason=reason, segments=run.segments)
    return reason


class _Run:
    def __init__(
        self, path: Path, handle: int, tell: Tell, stopped: Callable[[], bool], source: str
    ) -> None:
        self._path = path
        self._source = source
        self._tell = tell
        self._stopped = stopped
        self.watch = Watch(self._stuck)
        self._intake = Intake(handle, stopped, self.watch)
        self._engine: Engine | None = None

    @property
    def segments(self) -> int:
        return self._engine.segments if self._engine else 0

    def record(self) -> str:
        try:
            with Folder(self._path) as folder:
                return self._record_into(folder)
        except Busy:
            return "busy"
        except Finished:
            return "finished"
        except OSError as error:
            self._tell("warning", code="storage", detail=type(error).__name__)
            return "storage"

    def _record_into(self, folder: Folder) -> str:
        try:
            container = av.open(self._intake, "r", options=PROBING, buffer_size=1 << 15)
        except (av.FFmpegError, ValueError, MemoryError):
            return self._why() if self._intake.first_at is None else "bad_input"
        with container:
            began = self._intake.first_at or clock.now()
            try:
                self._engine = Engine(container, folder, self._source, self._tell, started_at=began)
            except NoMedia:
                return "no_media"
            reason = self._demux(container, self._engine)
            self._engine.end(reason)
        return reason

    def _demux(self, container: InputContainer, engine: Engine) -> str:
        try:
            for packet in container.demux(engine.streams):
                self.watch.work()
                if packet.dts is not None or packet.pts is not None:
                    engine.feed(packet)
        except (av.FFmpegError, TooBroken, MemoryError):
            return "bad_input"
        except Finished:
            return "finished"
        return self._why()

    def _why(self) -> str:
        if self._intake.silent:
            return "silent"
        return "stopped" if self._stopped() else "eof"

    def _stuck(self) -> None:
        self._tell("ended", reason="stuck", segments=self.segments)
        os._exit(3)
