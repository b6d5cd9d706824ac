from datetime import UTC, datetime

from yutang.live.video.status import BREAK_S_MAX, SEGMENT_LATE_S, VideoStatus
from yutang.live.video.timeline import Timeline

PLAYLIST = "/media/live/7/live.m3u8"


def on_air(now_s: float = 100.0) -> VideoStatus:
    status = VideoStatus(PLAYLIST)
    status.segment(now_s, transcoding=False)
    return status


def test_before_the_first_segment_there_is_no_picture() -> None:
    assert VideoStatus(PLAYLIST).at(5).state == "none"
    assert VideoStatus(PLAYLIST).at(5).playlist is None


def test_the_first_segment_puts_the_picture_on() -> None:
    video = on_air(100).at(101)
    assert (video.state, video.since, video.playlist) == ("on", 100, PLAYLIST)


def test_a_phone_call_is_a_break_with_its_reason_until_the_host_is_back() -> None:
    status = on_air(100)
    status.away(102, "phone")
    assert (status.at(103).state, status.at(103).reason, status.at(103).since) == (
        "break",
        "phone",
        102,
    )
    status.back(110)
    assert (status.at(111).state, status.at(111).since) == ("on", 110)


def test_the_first_reason_of_a_break_stands() -> None:
    status = on_air(100)
    status.away(102, "phone")
    status.away(104, "network")
    assert (status.at(105).reason, status.at(105).since) == ("phone", 102)


def test_a_break_of_more_than_a_minute_is_gone_and_a_segment_brings_it_back() -> None:
    status = on_air(100)
    status.away(102, "network")
    assert status.at(102 + BREAK_S_MAX).state == "break"
    assert status.at(103 + BREAK_S_MAX).state == "gone"
    status.segment(200, transcoding=True)
    assert status.at(201).state == "on"
    assert status.at(201).transcoding


def test_a_new_connection_ends_any_break_with_its_first_segment() -> None:
    status = on_air(100)
    status.away(102, "phone")
    status.run_begins()
    assert status.at(103).state == "break"
    status.segment(106, transcoding=False)
    assert status.at(107).state == "on"


def test_segments_do_not_end_a_phone_call_on_the_same_connection() -> None:
    status = on_air(100)
    status.away(102, "phone")
    status.segment(103, transcoding=False)
    assert status.at(104).state == "break"


def test_late_segments_are_a_break_of_the_network() -> None:
    status = on_air(100)
    assert status.at(100 + SEGMENT_LATE_S).state == "on"
    late = status.at(101 + SEGMENT_LATE_S)
    assert (late.state, late.reason, late.since) == ("break", "network", 100)
    status.segment(130, transcoding=False)
    assert (status.at(130).state, status.at(130).since) == ("on", 130)


def test_a_host_who_stopped_has_ended_and_may_begin_again() -> None:
    status = on_air(100)
    status.stopped(110)
    assert status.at(500).state == "ended"
    status.away(501, "network")
    assert status.at(502).state == "ended"
    status.segment(600, transcoding=False)
    assert status.at(601).state == "on"


def test_after_a_restart_the_connection_is_lost_since_the_last_segment() -> None:
    timeline = Timeline.from_lines(
        [
            b'{"kind":"part","part":1,"run":1,"video":"h264","audio":"aac","width":1,"height":1}',
            b'{"kind":"segment","segment":0,"part":1,"at_ms":100000,"duration_s":2.0}',
        ]
    )
    status = VideoStatus.recalled(PLAYLIST, timeline)
    assert (status.at(110).state, status.at(110).reason) == ("break", "network")
    assert status.at(110).since == datetime.fromtimestamp(102, UTC).timestamp()
    assert VideoStatus.recalled(PLAYLIST, Timeline()).at(1).state == "none"
