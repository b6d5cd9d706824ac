"""What is sent to the viewers of one room, encoded once and shared by all of them.

A viewer is no queue: it has the number of the last tick it was given, and asks for what came
after. Who reads too slowly, or was away too long, gets the newest state instead of old ticks.

Numbers of ticks follow the clock (seconds since 1970, always rising), so that a viewer who comes
back through another gate, or after a restart, can be told what it missed.
"""

import asyncio
import time
from collections import deque
from typing import NamedTuple

import msgspec

from yutang.gate import metrics
from yutang.live.feed import State

RING_MOST = 120
BEHIND_MOST = 5
"""A reader further behind than this many ticks is given the newest state."""
OVERLAP_S = 2
"""Other gates may have told a change this much earlier; telling it again does no harm."""
BEAT_S = 15.0
BEAT = b": \n\n"


class Frame(NamedTuple):
    number: int
    data: bytes


class Viewer:
    """One open event stream: where it stands, and how to wake it."""

    __slots__ = ("_wake", "at", "ended", "sending_since")

    def __init__(self) -> None:
        self.at = 0
        self.ended = False
        self.sending_since = 0.0
        self._wake: asyncio.Future[bytes] | None = None

    async def woken(self) -> bytes:
        """Wait; return bytes to send as they are (empty: look for new frames)."""
        self._wake = asyncio.get_running_loop().create_future()
        try:
            return await self._wake
        finally:
            self._wake = None

    def wake(self, data: bytes = b"") -> None:
        """Let it go on."""
        if self._wake is not None and not self._wake.done():
            self._wake.set_result(data)

    def end(self) -> None:
        """Let it go on and leave."""
        self.ended = True
        self.wake()


class Frames:
    """The ticks of one room."""

    def __init__(self, first: State) -> None:
        self.shown = first
        self.number = int(time.time())
        self.viewers: set[Viewer] = set()
        self._since = self.number
        self._ring: deque[Frame] = deque()
        self._state: bytes = b""
        self._sent_at = time.monotonic()

    def add(self, state: State, changed: dict[str, object]) -> None:
        """Publish one tick."""
        self.shown = state
        self.number = max(self.number + 1, int(state.at))
        self._state = b""
        self._ring.append(Frame(self.number, _event(self.number, b"tick", changed)))
        if len(self._ring) > RING_MOST:
            self._since = self._ring.popleft().number
        self._wake_all()

    def state_json(self) -> bytes:
        """Return the whole state as JSON."""
        return msgspec.json.encode(self.shown)

    def whole(self) -> bytes:
        """Return the whole state as an event."""
        if not self._state:
            self._state = _event(self.number, b"state", self.shown)
        return self._state

    def resume(self, viewer: Viewer, last: int | None) -> bytes:
        """Return what a viewer with that Last-Event-ID needs first."""
        viewer.at = self.number
        if last is None or not self._since <= last - OVERLAP_S <= self.number:
            return self.whole()
        return b"".join(frame.data for frame in self._ring if frame.number > last - OVERLAP_S)

    def after(self, viewer: Viewer) -> bytes:
        """Return the ticks since the viewer's last one, or the state when those are too many."""
        behind = []
        for frame in reversed(self._ring):
            if frame.number <= viewer.at:
                break
            behind.append(frame.data)
            if len(behind) > BEHIND_MOST:
                metrics.CAUGHT_UP.inc()
                behind = [self.whole()]
                break
        viewer.at = self.number
        return b"".join(reversed(behind))

    def beat_if_quiet(self) -> None:
        """Send a comment when nothing was sent for long, so that no proxy closes the stream."""
        if time.monotonic() - self._sent_at >= BEAT_S:
            self._wake_all(BEAT)

    def end(self) -> None:
        """End all streams."""
        for viewer in list(self.viewers):
            viewer.end()

    def _wake_all(self, data: bytes = b"") -> None:
        self._sent_at = time.monotonic()
        for viewer in self.viewers:
            viewer.wake(data)


def _event(number: int, kind: bytes, data: object) -> bytes:
    return b"id: %d\nevent: %s\ndata: %s\n\n" % (number, kind, msgspec.json.encode(data))
