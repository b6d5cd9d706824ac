import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yutang.live.video import playlist
from yutang.live.video.folder import Busy, Finished, Folder, finish
from yutang.live.video.timeline import LOG_NAME, Timeline

NOON = datetime(2026, 1, 10, 4, 0, tzinfo=UTC)


def at(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def recording(folder: Path, *runs: list[tuple[float, float]]) -> Folder:
    """Write runs of (start, duration) segments."""
    opened = Folder(folder, lock_wait_s=0)
    for segments in runs:
        opened.begin_run("camera", at(segments[0][0]))
        part = opened.add_part(b"init", video="h264", audio="aac", width=640, height=360)
        for start, duration in segments:
            opened.add_segment(part, b"media", at(start), duration)
    return opened


def test_a_moment_is_found_in_its_segment_and_a_gap_leads_to_the_next(tmp_path: Path) -> None:
    with recording(tmp_path, [(0, 2), (2, 2)], [(60, 2)]) as opened:
        timeline = opened.timeline
    assert timeline.duration_s == 6
    assert timeline.offset_at(at(-5)) == 0
    assert timeline.offset_at(at(0)) == 0
    assert timeline.offset_at(at(3.25)) == pytest.approx(3.25)
    assert timeline.offset_at(at(30)) == 4
    assert timeline.offset_at(at(61)) == pytest.approx(5)
    assert timeline.offset_at(at(62)) is None
    assert Timeline().offset_at(at(0)) is None


def test_a_second_run_goes_on_counting_behind_a_discontinuity(tmp_path: Path) -> None:
    recording(tmp_path, [(0, 2), (2, 2)]).__exit__(None, None, None)
    with recording(tmp_path, [(60, 2), (62, 1.5)]) as opened:
        assert [segment.number for segment in opened.timeline.segments] == [0, 1, 2, 3]
        assert [run.number for run in opened.timeline.runs] == [1, 2]
    text = (tmp_path / "replay.m3u8").read_text().split("\n")
    assert text.count("#EXT-X-DISCONTINUITY") == 1
    assert text[text.index("#EXT-X-DISCONTINUITY") + 1] == '#EXT-X-MAP:URI="init-2.mp4"'
    assert "#EXT-X-ENDLIST" not in text


def test_the_live_window_slides_and_counts_what_it_left_behind(tmp_path: Path) -> None:
    runs = [[(index * 100.0 + n * 2, 2.0) for n in range(3)] for index in range(4)]
    with recording(tmp_path, *runs) as opened:
        lines = playlist.live(opened.timeline, window=4).split("\n")
    assert "#EXT-X-MEDIA-SEQUENCE:8" in lines
    # The break before segment 3 and 6 are gone, the one before 9 is still shown.
    assert "#EXT-X-DISCONTINUITY-SEQUENCE:2" in lines
    assert lines.count("#EXT-X-DISCONTINUITY") == 1
    assert "#EXT-X-PROGRAM-DATE-TIME:2026-01-10T04:03:24.000Z" in lines


def test_a_torn_last_line_is_no_line_and_the_next_one_stands_alone(tmp_path: Path) -> None:
    recording(tmp_path, [(0, 2), (2, 2)]).__exit__(None, None, None)
    log = tmp_path / LOG_NAME
    log.write_bytes(log.read_bytes()[:-20])
    assert [segment.number for segment in Timeline.load(tmp_path).segments] == [0]
    with recording(tmp_path, [(10, 2)]) as opened:
        assert [segment.number for segment in opened.timeline.segments] == [0, 1]
    assert Timeline.load(tmp_path).duration_s == 4


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    with recording(tmp_path, [(0, 2)]), pytest.raises(Busy):
        Folder(tmp_path, lock_wait_s=0)


def test_a_finished_recording_ends_its_playlists_and_takes_nothing_more(tmp_path: Path) -> None:
    recording(tmp_path, [(0, 2)]).__exit__(None, None, None)
    assert finish(tmp_path).finished
    assert finish(tmp_path).finished
    for name in (playlist.LIVE_NAME, playlist.REPLAY_NAME):
        assert (tmp_path / name).read_text().endswith("#EXT-X-ENDLIST\n")
    assert "#EXT-X-PLAYLIST-TYPE:VOD" in (tmp_path / playlist.REPLAY_NAME).read_text()
    with pytest.raises(Finished):
        Folder(tmp_path)


def test_whoever_writes_closes_a_recording_that_is_to_be_finished(tmp_path: Path) -> None:
    with recording(tmp_path, [(0, 2)]):
        assert not finish(tmp_path).finished
    assert Timeline.load(tmp_path).finished


def test_finishing_a_recording_never_begun_makes_none(tmp_path: Path) -> None:
    assert not finish(tmp_path / "none").segments
    assert not (tmp_path / "none").exists()


_RUNS = st.lists(
    st.tuples(st.integers(-20_000, 90_000), st.integers(100, 15_000)), min_size=1, max_size=30
)


def _timeline(gaps_ms: list[tuple[int, int]]) -> Timeline:
    lines, now_ms = (
        [b'{"kind":"part","part":1,"run":1,"video":"h264","audio":"aac","width":1,"height":1}'],
        1_768_000_000_000,
    )
    for number, (gap_ms, duration_ms) in enumerate(gaps_ms):
        now_ms += gap_ms
        record = {
            "kind": "segment",
            "segment": number,
            "part": 1,
            "at_ms": now_ms,
            "duration_s": duration_ms / 1000,
        }
        lines.append(json.dumps(record).encode())
        now_ms += duration_ms
    return Timeline.from_lines(lines)


@given(_RUNS, st.lists(st.integers(-10_000, 3_000_000), min_size=2, max_size=20))
def test_later_moments_are_never_earlier_in_the_replay(
    gaps_ms: list[tuple[int, int]], moments_ms: list[int]
) -> None:
    timeline = _timeline(gaps_ms)
    start = timeline.segments[0].at
    found = [timeline.offset_at(start + timedelta(milliseconds=ms)) for ms in sorted(moments_ms)]
    known = [offset for offset in found if offset is not None]
    assert known == sorted(known)
    assert all(0 <= offset <= timeline.duration_s for offset in known)
    # Once past the end, always past the end.
    assert found[: len(known)] == known


@given(_RUNS)
def test_segments_fill_the_replay_without_holes(gaps_ms: list[tuple[int, int]]) -> None:
    timeline = _timeline(gaps_ms)
    end_s = 0.0
    for segment in timeline.segments:
        assert segment.offset_s == pytest.approx(end_s)
        end_s += segment.duration_s
    assert timeline.duration_s == pytest.approx(end_s)


@given(_RUNS, st.integers(0, 5_000))
def test_a_log_cut_anywhere_is_a_shorter_recording(
    gaps_ms: list[tuple[int, int]], cut: int
) -> None:
    whole = _timeline(gaps_ms)
    lines = [b'{"kind":"part","part":1,"run":1,"video":null,"audio":"aac","width":1,"height":1}']
    lines += [
        json.dumps(
            {
                "kind": "segment",
                "segment": s.number,
                "part": 1,
                "at_ms": round(s.at.timestamp() * 1000),
                "duration_s": s.duration_s,
            }
        ).encode()
        for s in whole.segments
    ]
    log = b"\n".join(lines) + b"\n"
    shorter = Timeline.from_lines(log[: cut % len(log)].split(b"\n"))
    assert [s.number for s in shorter.segments] == list(range(len(shorter.segments)))
    assert len(shorter.segments) <= len(whole.segments)
