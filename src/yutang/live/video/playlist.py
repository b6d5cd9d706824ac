"""Playlists (RFC 8216) drawn from a timeline."""

import itertools
from collections.abc import Sequence
from datetime import datetime

from yutang.live.video.timeline import Segment, Timeline

LIVE_NAME = "live.m3u8"
REPLAY_NAME = "replay.m3u8"
LIVE_WINDOW = 6
_TARGET_S_MIN = 2


def live(timeline: Timeline, window: int = LIVE_WINDOW) -> str:
    """Return the sliding playlist of the last `window` segments."""
    first = max(len(timeline.segments) - window, 0)
    shown = timeline.segments[first:]
    breaks_before = sum(_breaks(timeline.segments[:first]))
    head = [
        *_head(timeline.segments),
        f"#EXT-X-MEDIA-SEQUENCE:{shown[0].number if shown else 0}",
        f"#EXT-X-DISCONTINUITY-SEQUENCE:{breaks_before}",
    ]
    before = timeline.segments[first - 1] if first else None
    return _text(head, _body(timeline, shown, before), ended=timeline.finished)


def replay(timeline: Timeline) -> str:
    """Return the playlist of the whole recording; it grows until finished, then is closed."""
    kind = "VOD" if timeline.finished else "EVENT"
    first = timeline.segments[0].number if timeline.segments else 0
    head = [
        *_head(timeline.segments),
        f"#EXT-X-MEDIA-SEQUENCE:{first}",
        f"#EXT-X-PLAYLIST-TYPE:{kind}",
    ]
    return _text(head, _body(timeline, timeline.segments, None), ended=timeline.finished)


def _head(segments: Sequence[Segment]) -> list[str]:
    target_s = max((int(s.duration_s + 0.5) for s in segments), default=0)
    return [
        "#EXTM3U",
        "#EXT-X-VERSION:7",
        f"#EXT-X-TARGETDURATION:{max(target_s, _TARGET_S_MIN)}",
    ]


def _body(timeline: Timeline, shown: Sequence[Segment], before: Segment | None) -> list[str]:
    lines: list[str] = []
    part: int | None = None
    for segment in shown:
        if segment.part != part:
            if (before.part if before else segment.part) != segment.part:
                lines.append("#EXT-X-DISCONTINUITY")
            lines.append(f'#EXT-X-MAP:URI="{timeline.parts[segment.part].init_name}"')
            part = segment.part
        lines += [
            f"#EXT-X-PROGRAM-DATE-TIME:{_stamp(segment.at)}",
            f"#EXTINF:{segment.duration_s:.6f},",
            segment.name,
        ]
        before = segment
    return lines


def _breaks(segments: Sequence[Segment]) -> list[bool]:
    return [left.part != right.part for left, right in itertools.pairwise(segments)]


def _text(head: list[str], body: list[str], *, ended: bool) -> str:
    return "\n".join([*head, *body, *(["#EXT-X-ENDLIST"] if ended else []), ""])


def _stamp(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"
