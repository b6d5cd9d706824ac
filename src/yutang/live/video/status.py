"""What viewers are told about the picture: on, in a break and why, gone, ended.

Pure: every moment is passed in, in seconds since 1970.
"""

from dataclasses import dataclass
from typing import Literal

from yutang.live.feed import Video
from yutang.live.video.timeline import Timeline

AwayReason = Literal["phone", "background", "network", "host"]
AWAY_REASONS: frozenset[str] = frozenset(("phone", "background", "network", "host"))

BREAK_S_MAX = 60.0
"""A break longer than this is no break any more: the picture is gone."""
SEGMENT_LATE_S = 10.0
"""Without a new segment for so long the network has failed, whatever the socket says."""


@dataclass(slots=True)
class VideoStatus:
    """The state of one sale's picture; `playlist` is the address of its live playlist.

    none → on (first segment) ↔ break (host away, connection lost, segments late) → gone (after
    60 s) → on again; ended when the host stopped, until the host begins again.
    """

    playlist: str
    _began: bool = False
    _transcoding: bool = False
    _since_s: float = 0.0
    _segment_s: float = 0.0
    _away: AwayReason | None = None
    _away_since_s: float = 0.0
    _ended: bool = False

    @classmethod
    def recalled(cls, playlist: str, timeline: Timeline) -> "VideoStatus":
        """Return the state after a restart of the gate: whoever was on has lost the connection."""
        status = cls(playlist)
        if timeline.segments:
            last_s = timeline.segments[-1].ends_at.timestamp()
            status._began, status._ended = True, timeline.finished
            status._since_s = status._segment_s = last_s
            if not timeline.finished:
                status._away, status._away_since_s = "network", last_s
        return status

    def segment(self, now_s: float, *, transcoding: bool) -> None:
        """A new segment is there. It ends a break that the connection caused."""
        was_late = now_s - self._segment_s > SEGMENT_LATE_S
        if not self._began or self._ended or was_late or self._away == "network":
            self._since_s = now_s
        self._began, self._ended, self._transcoding = True, False, transcoding
        self._segment_s = now_s
        if self._away == "network":
            self._away = None

    def run_begins(self) -> None:
        """A connection was made anew: its first segment ends the break, whatever its reason."""
        if self._away is not None:
            self._away = "network"

    def away(self, now_s: float, reason: AwayReason) -> None:
        """The host cannot go on for a while. The first reason of a break stands."""
        if self._away is None and not self._ended:
            self._away, self._away_since_s = reason, now_s

    def back(self, now_s: float) -> None:
        """The host is back on the same connection."""
        if self._away is not None:
            self._away, self._since_s = None, now_s
            self._segment_s = max(self._segment_s, now_s - SEGMENT_LATE_S / 2)

    def stopped(self, now_s: float) -> None:
        """The host stopped on purpose, or the sale is over."""
        self._ended, self._away, self._since_s = True, None, now_s

    def at(self, now_s: float) -> Video:
        """Return what viewers are told at this moment."""
        if not self._began:
            return Video()
        if self._ended:
            return Video("ended", self._since_s, "", self._transcoding, self.playlist)
        reason, since_s = self._break(now_s)
        if reason is None:
            return Video("on", self._since_s, "", self._transcoding, self.playlist)
        state: Literal["break", "gone"] = "break" if now_s - since_s <= BREAK_S_MAX else "gone"
        return Video(state, since_s, reason, self._transcoding, self.playlist)

    def _break(self, now_s: float) -> tuple[AwayReason | None, float]:
        if self._away is not None:
            return self._away, self._away_since_s
        if now_s - self._segment_s > SEGMENT_LATE_S:
            return "network", self._segment_s
        return None, self._since_s
