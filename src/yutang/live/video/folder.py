"""The folder of a recording: who may write in it, and how nothing half-written is ever seen.

Order of writing: media file (temporary name, synced, renamed), then its line in the log, then the
playlists. Killed anywhere between, the next writer finds a consistent folder.
"""

import fcntl
import json
import os
import time
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from yutang.live.video import playlist
from yutang.live.video.timeline import LOG_NAME, Part, Segment, Timeline, segment_name

_LOCK_NAME = ".lock"
_WISH_NAME = ".finish"
_LOCK_WAIT_S = 8.0


class Busy(Exception):  # noqa: N818 - an answer, not a fault
    """Another process is writing this recording and did not stop in time."""


class Finished(Exception):  # noqa: N818 - an answer, not a fault
    """The recording has been closed; nothing may be added."""


class Folder:
    """A recording opened for writing. One writer at a time; use as a context manager.

    Raises:
        Busy: the folder stayed locked by another process.
        Finished: the recording was closed before.
    """

    def __init__(self, path: Path, lock_wait_s: float = _LOCK_WAIT_S) -> None:
        self.path = path
        path.mkdir(parents=True, exist_ok=True)
        self._lock = _lock(path, lock_wait_s)
        try:
            self.timeline = _unfinished(path)
            self._log = _open_log(path / LOG_NAME)
        except BaseException:
            os.close(self._lock)
            raise
        if self.finish_wished:
            self._close()
            raise Finished
        self._tidy()
        self._write_playlists()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()

    @property
    def finish_wished(self) -> bool:
        """Whether somebody asked to close the recording; then nothing more should be added."""
        return (self.path / _WISH_NAME).exists()

    def begin_run(self, source: str, at: datetime) -> int:
        """Note that a camera, file or stream began to send; return the run's number."""
        number = self.timeline.next_run
        self._append({"kind": "run", "run": number, "source": source, "at_ms": _ms(at)})
        return number

    def add_part(
        self, init: bytes, *, video: str | None, audio: str, width: int, height: int
    ) -> Part:
        """Keep a new initialisation file; following segments belong to it."""
        number = self.timeline.next_part
        self._write(f"init-{number}.mp4", init)
        self._append(
            {
                "kind": "part",
                "part": number,
                "run": self.timeline.runs[-1].number,
                "video": video,
                "audio": audio,
                "width": width,
                "height": height,
            }
        )
        return self.timeline.parts[number]

    def add_segment(self, part: Part, media: bytes, at: datetime, duration_s: float) -> Segment:
        """Keep a segment and publish it in both playlists."""
        number = self.timeline.next_segment
        self._write(segment_name(number), media)
        self._append(
            {
                "kind": "segment",
                "segment": number,
                "part": part.number,
                "at_ms": _ms(at),
                "duration_s": round(duration_s, 6),
                "bytes": len(media),
            }
        )
        self._write_playlists()
        return self.timeline.segments[-1]

    def end_run(self, reason: str, at: datetime) -> None:
        """Note why the last run ended."""
        run = self.timeline.runs[-1].number
        self._append({"kind": "run_ended", "run": run, "reason": reason, "at_ms": _ms(at)})

    def _close(self) -> None:
        try:
            if self.finish_wished:
                self._append({"kind": "finished"})
                self._write_playlists()
        finally:
            os.close(self._log)
            os.close(self._lock)

    def _write_playlists(self) -> None:
        self._write(playlist.LIVE_NAME, playlist.live(self.timeline).encode(), sync=False)
        self._write(playlist.REPLAY_NAME, playlist.replay(self.timeline).encode(), sync=False)

    def _append(self, record: Mapping[str, Any]) -> None:
        os.write(self._log, json.dumps(record).encode() + b"\n")
        self.timeline.add(record)

    def _write(self, name: str, content: bytes, *, sync: bool = True) -> None:
        draft = self.path / f".{name}.draft"
        with draft.open("wb") as file:
            file.write(content)
            if sync:
                file.flush()
                os.fsync(file.fileno())
        draft.replace(self.path / name)

    def _tidy(self) -> None:
        for draft in self.path.glob(".*.draft"):
            draft.unlink(missing_ok=True)


def finish(path: Path) -> Timeline:
    """Close a recording (idempotent) and return its timeline; none yet is none to close.

    Never waits: when a process is writing the recording, that process closes it with its next
    segment or when it ends, whichever comes first.
    """
    if not (path / LOG_NAME).exists():
        return Timeline()
    # The wish is written before the lock is tried, so that no writer can leave without seeing it.
    (path / _WISH_NAME).touch()
    with suppress(Busy, Finished):
        Folder(path, lock_wait_s=0.0)
    return Timeline.load(path)


def _unfinished(path: Path) -> Timeline:
    timeline = Timeline.load(path)
    if timeline.finished:
        raise Finished
    return timeline


def _lock(path: Path, wait_s: float) -> int:
    handle = os.open(path / _LOCK_NAME, os.O_RDWR | os.O_CREAT, 0o644)
    give_up_at = time.monotonic() + wait_s
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > give_up_at:
                os.close(handle)
                raise Busy from None
            time.sleep(0.05)
        else:
            return handle


def _open_log(path: Path) -> int:
    """Open for appending; a torn last line is closed off so that the next one stands alone."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
    size = os.fstat(handle).st_size
    if size and os.pread(handle, 1, size - 1) != b"\n":
        os.write(handle, b"\n")
    return handle


def _ms(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)
