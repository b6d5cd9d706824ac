"""What is sent to the viewers of one room, encoded once and shared by all of them.

A viewer is no queue: it has the number of the last tick it was given, and asks for what came
after. Who reads too slowly, or was away too long, gets the newest state instead of old ticks.

Numbers of ticks follow the clock (seconds since 1970, always rising), so that a viewer who comes
back through another gate, or after a restart, can be told what it missed.
"""

import asyncio
import time
from collections import deque
from typing import NamedTuple, Protocol

import msgspec
import structlog

from yutang.gate import metrics
from yutang.live.feed import State

RING_MOST = 120
BEHIND_MOST = 5
"""A reader further behind than this many ticks is given the newest state."""
OVERLAP_S = 4
"""Other gates may have told a change this much earlier; telling it again does no harm. (They hear
of each other's changes within a second, and tell them with their next tick.)"""
BEAT_S = 15.0
BEAT = b": \n\n"
TOLD_AT_ONCE = 50
"""Viewers written to in one turn of the loop: about a millisecond, then others have theirs."""
TURNS_MOST = 100
"""In a rush each turn of the loop is long: with very many viewers more are told in one, so that
all are told within these."""

log = structlog.get_logger()


class Frame(NamedTuple):
    number: int
    data: bytes


class Viewer(Protocol):
    """One open event stream, as its room knows it; `at`: the number of its last tick."""

    at: int

    def look(self) -> None:
        """There is something new: take `Frames.after` as soon as the way is free."""

    def say(self, data: bytes) -> None:
        """Send this when nothing else is under way."""

    def end(self) -> None:
        """End the stream."""


class Frames:
    """The ticks of one room."""

    def __init__(self, first: State) -> None:
        self.shown = first
        self.number = int(time.time())
        self.viewers: set[Viewer] = set()
        self._before = self._since = self.number
        self._ring: deque[Frame] = deque()
        self._state: bytes = b""
        self._spread_to = self.number
        self._sent_at = time.monotonic()

    def add(self, state: State, changed: dict[str, object]) -> None:
        """Publish one tick; `spread` gives it to the viewers."""
        self.shown = state
        self._before = self.number
        self.number = max(self.number + 1, int(state.at))
        self._state = b""
        self._ring.append(Frame(self.number, _event(self.number, b"tick", changed)))
        if len(self._ring) > RING_MOST:
            self._since = self._ring.popleft().number

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
        at, viewer.at = viewer.at, self.number
        if at >= self.number:
            return b""
        if at == self._before:
            return self._ring[-1].data
        behind = []
        for frame in reversed(self._ring):
            if frame.number <= at:
                break
            behind.append(frame.data)
            if len(behind) > BEHIND_MOST:
                metrics.CAUGHT_UP.inc()
                return self.whole()
        return b"".join(reversed(behind))

    async def spread(self) -> None:
        """Have all viewers take what is new, some dozens at a time.

        When nothing was sent for long they get a comment, so that no proxy closes the stream.
        """
        news = self._spread_to != self.number
        if not news and time.monotonic() - self._sent_at < BEAT_S:
            return
        self._spread_to = self.number
        self._sent_at = time.monotonic()
        viewers = list(self.viewers)
        at_once = max(TOLD_AT_ONCE, len(viewers) // TURNS_MOST)
        for start in range(0, len(viewers), at_once):
            for viewer in viewers[start : start + at_once]:
                try:
                    if news:
                        viewer.look()
                    else:
                        viewer.say(BEAT)
                except Exception:  # one stream's fault is not the others'
                    log.exception("viewer_failed")
                    viewer.end()
            await asyncio.sleep(0)

    def end(self) -> None:
        """End all streams."""
        for viewer in list(self.viewers):
            viewer.end()


def _event(number: int, kind: bytes, data: object) -> bytes:
    return b"id: %d\nevent: %s\ndata: %s\n\n" % (number, kind, msgspec.json.encode(data))
