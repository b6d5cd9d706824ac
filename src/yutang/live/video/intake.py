"""Reading standard input as it comes, and never waiting for ever."""

import os
import select
import threading
import time
from collections.abc import Callable
from datetime import datetime

from yutang.kernel import clock

SILENT_AFTER_S = 90.0
STUCK_AFTER_S = 20.0
_LOOK_EVERY_S = 0.25


class Intake:
    """A file-like object over a pipe, without a seek, that PyAV can read.

    A read returns what is there. It ends when the sender closes, when `stopped` says so, or after
    `SILENT_AFTER_S` without a byte.
    """

    def __init__(self, handle: int, stopped: Callable[[], bool], watch: "Watch") -> None:
        self._handle = handle
        self._stopped = stopped
        self._watch = watch
        self.first_at: datetime | None = None
        self.silent = False

    def read(self, size: int = -1) -> bytes:
        self._watch.rest()
        try:
            data = self._next(size if size > 0 else 1 << 16)
        finally:
            self._watch.work()
        if data and self.first_at is None:
            self.first_at = clock.now()
        return data

    def _next(self, size: int) -> bytes:
        give_up_at = time.monotonic() + SILENT_AFTER_S
        while not self._stopped():
            if select.select([self._handle], [], [], _LOOK_EVERY_S)[0]:
                return os.read(self._handle, size)
            if time.monotonic() > give_up_at:
                self.silent = True
                break
        return b""


class Watch:
    """Ends the process when one packet keeps it busy too long (a decoder caught in a loop)."""

    def __init__(self, on_stuck: Callable[[], None], after_s: float = STUCK_AFTER_S) -> None:
        self._on_stuck = on_stuck
        self._after_s = after_s
        self._busy_since: float | None = None
        self._done = threading.Event()

    def work(self) -> None:
        """Say that work on something new begins."""
        self._busy_since = time.monotonic()

    def rest(self) -> None:
        """Say that waiting is in order."""
        self._busy_since = None

    def start(self) -> None:
        threading.Thread(target=self._look, daemon=True, name="watch").start()

    def stop(self) -> None:
        self._done.set()

    def _look(self) -> None:
        while not self._done.wait(1.0):
            since = self._busy_since
            if since is not None and time.monotonic() - since > self._after_s:
                self._on_stuck()
                return
