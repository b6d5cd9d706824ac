import json
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from yutang.live.video.play import play
from yutang.live.video.tests.clips import clip
from yutang.live.video.tests.recorded import parts
from yutang.live.video.timeline import Timeline


def test_a_looped_file_goes_on_without_a_hole_at_the_pace_of_the_clock(tmp_path: Path) -> None:
    source = tmp_path / "clip.mp4"
    source.write_bytes(clip("mp4 h264 aac", 1.0))
    folder = tmp_path / "recording"
    command = [sys.executable, "-m", "yutang.live.video", "play", "--folder", str(folder)]
    process = subprocess.Popen(
        [*command, "--source", str(source), "--loop"], stdout=subprocess.PIPE
    )
    assert process.stdout
    began = time.monotonic()
    lines = [json.loads(process.stdout.readline())]
    assert lines[0]["event"] == "started"
    assert lines[0]["transcoding"] is False
    assert time.monotonic() - began > 1.9
    process.send_signal(signal.SIGTERM)
    lines += [json.loads(line) for line in process.stdout]
    process.stdout.close()
    assert process.wait() == 0
    assert lines[-1]["reason"] == "stopped"
    (part,) = parts(folder)
    assert part.video[-1] - part.video[0] > 1.9
    assert part.longest_gap_s < 0.09
    assert part.longest_silence_s < 0.03
    assert Timeline.load(folder).runs[0].source == "file"


def test_a_file_may_begin_in_its_middle(tmp_path: Path) -> None:
    source = tmp_path / "clip.mp4"
    source.write_bytes(clip("mp4 h264 aac", 5.0))
    events: list[dict[str, Any]] = []
    play(
        tmp_path / "recording",
        str(source),
        lambda event, **kept: events.append({"event": event, **kept}),
        lambda: False,
        start_at_s=4.2,
    )
    assert events[-1]["reason"] == "eof"
    assert Timeline.load(tmp_path / "recording").duration_s == pytest.approx(1, abs=0.1)


def test_a_file_that_is_none_is_told(tmp_path: Path) -> None:
    events: list[dict[str, Any]] = []
    play(
        tmp_path / "recording",
        str(tmp_path / "nothing.mp4"),
        lambda event, **kept: events.append({"event": event, **kept}),
        lambda: False,
    )
    assert events == [{"event": "ended", "reason": "bad_input", "segments": 0}]


def test_a_pulled_stream_that_is_away_is_tried_again_until_told_to_stop(tmp_path: Path) -> None:
    events: list[dict[str, Any]] = []
    stop = threading.Event()

    def tell(event: str, **kept: object) -> None:
        events.append({"event": event, **kept})
        stop.set()

    # Nothing listens on port 1 of this machine.
    play(tmp_path, "tcp://127.0.0.1:1", tell, stop.is_set)
    assert events == [
        {"event": "warning", "code": "source_away"},
        {"event": "ended", "reason": "stopped", "segments": 0},
    ]
