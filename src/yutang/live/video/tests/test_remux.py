import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from yutang.live.video.folder import finish
from yutang.live.video.remux import remux
from yutang.live.video.tests.clips import clip
from yutang.live.video.tests.recorded import parts
from yutang.live.video.timeline import Timeline

COMMAND = [sys.executable, "-m", "yutang.live.video"]
FRAME_S = 1 / 30


def record(folder: Path, slices: Iterable[bytes]) -> list[dict[str, Any]]:
    """Remux what a sender writes into a pipe; return the events."""
    events: list[dict[str, Any]] = []
    reading, writing = os.pipe()

    def send() -> None:
        with os.fdopen(writing, "wb", buffering=0) as pipe:
            try:
                for piece in slices:
                    pipe.write(piece)
            except BrokenPipeError:
                return

    sender = threading.Thread(target=send)
    sender.start()
    try:
        remux(
            folder,
            reading,
            lambda event, **kept: events.append({"event": event, **kept}),
            lambda: False,
        )
    finally:
        os.close(reading)
        sender.join()
    return events


def cut_up(data: bytes, size: int = 5000) -> list[bytes]:
    return [data[at : at + size] for at in range(0, len(data), size)]


def one(events: list[dict[str, Any]], name: str) -> dict[str, Any]:
    (found,) = [event for event in events if event["event"] == name]
    return found


@pytest.mark.parametrize(
    ("kind", "transcoding"),
    [
        ("webm h264 opus", False),
        ("webm vp8 opus", True),
        ("webm vp9 opus", True),
        ("mp4 h264 aac", False),
        ("mp4 h264 opus", False),
        ("mp4 h264 silent", False),
        ("flv b-frames", False),
        ("ts h264 aac", False),
    ],
)
def test_what_browsers_send_becomes_h264_and_aac_without_holes(
    tmp_path: Path, kind: str, *, transcoding: bool
) -> None:
    events = record(tmp_path, cut_up(clip(kind)))
    started = one(events, "started")
    assert (started["width"], started["height"]) == (160, 96)
    assert started["fps"] == pytest.approx(30, abs=1)
    assert started["transcoding"] is transcoding
    assert one(events, "ended") == {"event": "ended", "reason": "eof", "segments": 3}
    (part,) = parts(tmp_path)
    assert part.codecs == ("h264", "aac")
    assert len(part.video) == 150
    assert part.longest_gap_s < 2 * FRAME_S
    assert part.longest_silence_s < 0.03
    assert part.audio[0] == pytest.approx(part.video[0], abs=0.03)
    assert part.audio[-1] == pytest.approx(part.video[-1], abs=0.1)
    assert Timeline.load(tmp_path).duration_s == pytest.approx(5, abs=0.1)


def test_the_pictures_of_h264_are_passed_on_bit_for_bit(tmp_path: Path) -> None:
    source = clip("mp4 h264 silent")
    record(tmp_path, [source])
    media = b"".join(path.read_bytes() for path in sorted(tmp_path.glob("seg-*.m4s")))
    longest = max(_mdat(source), key=len)
    assert longest in media


def _mdat(data: bytes) -> list[bytes]:
    found, at = [], 0
    while at < len(data):
        size = int.from_bytes(data[at : at + 4])
        if data[at + 4 : at + 8] == b"mdat":
            found.append(data[at + 8 : at + size])
        at += size
    return found


def test_each_segment_begins_with_a_key_picture_and_lasts_two_seconds(tmp_path: Path) -> None:
    events = record(tmp_path, [clip("webm h264 opus", 7.0, key_every=20)])
    lengths = [event["duration_s"] for event in events if event["event"] == "segment"]
    assert lengths[:-1] == pytest.approx([2.0, 2.0, 2.0], abs=0.05)


def test_sound_alone_is_a_broadcast_too(tmp_path: Path) -> None:
    events = record(tmp_path, [clip("webm opus only")])
    assert one(events, "started")["video"] is None
    (part,) = parts(tmp_path)
    assert part.codecs == ("aac",)
    assert part.longest_silence_s < 0.03


def test_a_file_without_sound_is_warned_about(tmp_path: Path) -> None:
    events = record(tmp_path, [clip("mp4 h264 silent")])
    assert one(events, "warning")["code"] == "no_sound"


def test_a_second_run_is_a_new_part_of_the_same_recording(tmp_path: Path) -> None:
    record(tmp_path, [clip("webm h264 opus")])
    record(tmp_path, [clip("webm vp8 opus")])
    timeline = finish(tmp_path)
    assert [run.end_reason for run in timeline.runs] == ["eof", "eof"]
    assert [segment.number for segment in timeline.segments] == list(range(6))
    assert (tmp_path / "replay.m3u8").read_text().count("#EXT-X-DISCONTINUITY\n") == 1
    assert [len(part.video) for part in parts(tmp_path)] == [150, 150]
    assert timeline.segments[3].offset_s == pytest.approx(5, abs=0.1)


def test_a_turned_phone_is_a_new_part_of_the_same_run(tmp_path: Path) -> None:
    # A transport stream carries its parameters inside, as a browser does when the size changes.
    events = record(tmp_path, [clip("ts h264 aac", 3.0), clip("ts h264 aac", 3.0, (96, 160))])
    assert one(events, "ended")["reason"] == "eof"
    assert [part.size for part in parts(tmp_path)] == [(160, 96), (96, 160)]


def test_killed_in_the_middle_the_recording_goes_on(tmp_path: Path) -> None:
    data = clip("webm h264 opus", 7.0)
    process = subprocess.Popen(
        [*COMMAND, "remux", "--folder", str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdin
    assert process.stdout
    process.stdin.write(data[: len(data) * 3 // 4])
    process.stdin.flush()
    said = [json.loads(process.stdout.readline()) for _ in range(3)]
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdin.close()
    process.stdout.close()
    assert [event["event"] for event in said] == ["started", "segment", "segment"]
    kept = len(Timeline.load(tmp_path).segments)
    assert kept >= 2
    with (tmp_path / "timeline.jsonl").open("ab") as log:
        log.write(b'{"kind": "segment", "segm')
    record(tmp_path, [clip("webm h264 opus")])
    timeline = finish(tmp_path)
    assert len(timeline.segments) == kept + 3
    assert timeline.runs[0].end_reason == ""
    assert [len(part.video) for part in parts(tmp_path)] == [60 * kept, 150]


def test_told_to_stop_it_keeps_what_it_has(tmp_path: Path) -> None:
    data = clip("webm h264 opus")
    process = subprocess.Popen(
        [*COMMAND, "remux", "--folder", str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdin
    assert process.stdout
    process.stdin.write(data)
    process.stdin.flush()
    process.stdout.readline()
    process.terminate()
    said = [json.loads(line) for line in process.stdout]
    process.stdin.close()
    process.stdout.close()
    assert process.wait() == 0
    assert said[-1]["reason"] == "stopped"
    timeline = Timeline.load(tmp_path)
    assert timeline.runs[0].end_reason == "stopped"
    assert len(timeline.segments) == said[-1]["segments"]


def test_a_recording_closed_meanwhile_takes_no_more(tmp_path: Path) -> None:
    data = clip("webm h264 opus", 7.0)

    def slices() -> Iterable[bytes]:
        yield data[: len(data) // 2]
        until = time.monotonic() + 5
        while not Timeline.load(tmp_path).segments and time.monotonic() < until:
            time.sleep(0.01)
        finish(tmp_path)
        yield data[len(data) // 2 :]

    assert one(record(tmp_path, slices()), "ended")["reason"] == "finished"
    assert Timeline.load(tmp_path).finished
    assert one(record(tmp_path, [data]), "ended") == {
        "event": "ended",
        "reason": "finished",
        "segments": 0,
    }


def test_nothing_at_all_is_no_recording(tmp_path: Path) -> None:
    assert one(record(tmp_path, []), "ended") == {
        "event": "ended",
        "reason": "eof",
        "segments": 0,
    }
    assert not Timeline.load(tmp_path).runs


def _broken(number: int) -> bytes:
    """Return one of many broken inputs, each from a seed of its own."""
    chance = random.Random(number)
    whole = clip(chance.choice(["webm h264 opus", "mp4 h264 opus", "mp4 h264 aac"]))
    match number % 4:
        case 0:
            return chance.randbytes(chance.randrange(1, 60_000))
        case 1:
            return whole[: chance.randrange(1, len(whole))]
        case 2:
            data = bytearray(whole)
            for _ in range(chance.choice([1, 30, 1000])):
                data[chance.randrange(len(data))] = chance.randrange(256)
            return bytes(data)
        case _:
            at, size = chance.randrange(len(whole)), chance.randrange(1, 20_000)
            return whole[:at] + chance.randbytes(chance.randrange(3000)) + whole[at + size :]


def test_broken_input_ends_with_a_word_and_leaves_a_sound_recording(tmp_path: Path) -> None:
    for number in range(24):
        began = time.monotonic()
        events = record(tmp_path, cut_up(_broken(number)))
        assert one(events, "ended")["reason"] in ("eof", "bad_input", "no_media"), number
        assert time.monotonic() - began < 5, number
    record(tmp_path, [clip("webm h264 opus")])
    assert len(parts(tmp_path, last=1)[0].video) == 150
