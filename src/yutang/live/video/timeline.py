"""The timeline of a recording: which segment was made when, read from its append-only log.

The log ``timeline.jsonl`` is the only memory of a recording; playlists are drawn from it. A line
is written whole or, when the process is killed in the middle, torn: a torn line is no line, and
the segment file it would have named is written over by the next one.
"""

import bisect
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

LOG_NAME = "timeline.jsonl"


@dataclass(frozen=True, slots=True)
class Run:
    """One connection of a camera, file or stream: from its first frame to its end."""

    number: int
    source: str
    started_at: datetime
    ended_at: datetime | None = None
    end_reason: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of segments that share one initialisation file (same size, same codecs)."""

    number: int
    run: int
    video: str | None
    audio: str
    width: int
    height: int

    @property
    def init_name(self) -> str:
        return f"init-{self.number}.mp4"


@dataclass(frozen=True, slots=True)
class Segment:
    """One media file; `at` is the wall time of its first frame, `offset_s` its replay time."""

    number: int
    part: int
    at: datetime
    duration_s: float
    offset_s: float = 0.0

    @property
    def name(self) -> str:
        return segment_name(self.number)

    @property
    def ends_at(self) -> datetime:
        return self.at + timedelta(seconds=self.duration_s)


@dataclass(slots=True)
class Timeline:
    """All runs, parts and segments of a recording, in order."""

    runs: list[Run] = field(default_factory=list)
    parts: dict[int, Part] = field(default_factory=dict)
    segments: list[Segment] = field(default_factory=list)
    finished: bool = False
    _starts: list[datetime] = field(default_factory=list, repr=False)

    @classmethod
    def load(cls, folder: Path) -> "Timeline":
        """Read the recording's log; a folder without one is a recording not yet begun."""
        try:
            raw = (folder / LOG_NAME).read_bytes()
        except FileNotFoundError:
            return cls()
        return cls.from_lines(raw.split(b"\n"))

    @classmethod
    def from_lines(cls, lines: Iterable[bytes]) -> "Timeline":
        """Build from log lines; a line that cannot be read is skipped (torn by a kill)."""
        timeline = cls()
        for line in lines:
            record = _record(line)
            if record is not None:
                timeline.add(record)
        return timeline

    def add(self, record: Mapping[str, Any]) -> None:
        """Take one log record into account. Unknown kinds come from a newer version: skipped."""
        match record.get("kind"):
            case "run":
                moment = _moment(record["at_ms"])
                self.runs.append(Run(int(record["run"]), str(record["source"]), moment))
            case "part":
                self._add_part(record)
            case "segment":
                self._add_segment(record)
            case "run_ended":
                self._end_run(record)
            case "finished":
                self.finished = True

    @property
    def duration_s(self) -> float:
        """Length of the replay in seconds."""
        return self.segments[-1].offset_s + self.segments[-1].duration_s if self.segments else 0.0

    def offset_at(self, moment: datetime) -> float | None:
        """Return the replay time in seconds at which this wall-clock moment is seen.

        A moment in a gap, or before the first frame, maps to the start of the next segment; a
        moment after the last frame was not recorded: None.
        """
        index = bisect.bisect_right(self._starts, moment) - 1
        if index < 0:
            return 0.0 if self.segments else None
        segment = self.segments[index]
        inside_s = (moment - self._starts[index]).total_seconds()
        if inside_s < segment.duration_s:
            return segment.offset_s + inside_s
        if index + 1 < len(self.segments):
            return self.segments[index + 1].offset_s
        return None

    @property
    def next_segment(self) -> int:
        return self.segments[-1].number + 1 if self.segments else 0

    @property
    def next_part(self) -> int:
        return max(self.parts, default=0) + 1

    @property
    def next_run(self) -> int:
        return max((run.number for run in self.runs), default=0) + 1

    def _add_part(self, record: Mapping[str, Any]) -> None:
        part = Part(
            number=int(record["part"]),
            run=int(record["run"]),
            video=record["video"],
            audio=str(record["audio"]),
            width=int(record["width"]),
            height=int(record["height"]),
        )
        self.parts[part.number] = part

    def _add_segment(self, record: Mapping[str, Any]) -> None:
        segment = Segment(
            number=int(record["segment"]),
            part=int(record["part"]),
            at=_moment(record["at_ms"]),
            duration_s=float(record["duration_s"]),
            offset_s=self.duration_s,
        )
        # A clock that was set back must not fold the recording over itself.
        earliest = self._last_end()
        self._starts.append(max(segment.at, earliest) if earliest else segment.at)
        self.segments.append(segment)

    def _last_end(self) -> datetime | None:
        if not self.segments:
            return None
        return self._starts[-1] + timedelta(seconds=self.segments[-1].duration_s)

    def _end_run(self, record: Mapping[str, Any]) -> None:
        for index, run in enumerate(self.runs):
            if run.number == record["run"]:
                self.runs[index] = replace(
                    run, ended_at=_moment(record["at_ms"]), end_reason=str(record["reason"])
                )


def segment_name(number: int) -> str:
    """Return the file name of a segment."""
    return f"seg-{number:06d}.m4s"


def _record(line: bytes) -> dict[str, Any] | None:
    try:
        record = json.loads(line)
    except ValueError:
        return None
    return record if isinstance(record, dict) else None


def _moment(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)
