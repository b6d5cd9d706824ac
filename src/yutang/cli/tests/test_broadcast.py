import io
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import av
import pytest

from yutang.cli import broadcast
from yutang.live.video.tests.clips import clip


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "clip.mp4"
    path.write_bytes(clip("mp4 h264 aac", 2.0))
    return path


def _times(media: bytes, kind: str) -> list[float]:
    with av.open(io.BytesIO(media), "r") as container:
        stream = getattr(container.streams, kind)[0]
        return [float(p.dts * p.time_base) for p in container.demux(stream) if p.dts is not None]


def test_a_file_is_sent_at_the_pace_of_the_clock(source: Path) -> None:
    began = time.monotonic()
    media = b"".join(broadcast._slices(str(source), loop=False))
    assert 1.5 < time.monotonic() - began < 4.0
    assert _times(media, "video")[-1] == pytest.approx(2.0, abs=0.1)
    assert _times(media, "audio")


def test_a_looped_file_goes_on_without_a_hole_or_a_step_back(source: Path) -> None:
    slices = broadcast._slices(str(source), loop=True)
    media, began = b"", time.monotonic()
    while time.monotonic() - began < 3.2:
        media += next(slices)
    times = _times(media, "video")
    steps = [later - earlier for earlier, later in pairwise(times)]
    assert times[-1] > 2.2, "it has begun anew"
    assert min(steps) > 0
    assert max(steps) < 0.12


def test_a_source_of_sound_alone_is_sent(tmp_path: Path) -> None:
    path = tmp_path / "voice.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("aac", rate=48_000)
        for number in range(60):
            frame = av.AudioFrame(format="fltp", layout="mono", samples=1024)
            for plane in frame.planes:
                plane.update(bytes(plane.buffer_size))
            frame.sample_rate, frame.pts = 48_000, number * 1024
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    media = b"".join(broadcast._slices(str(path), loop=False))
    assert _times(media, "audio")[-1] > 1.0


def test_a_source_that_is_no_video_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "noise.mp4"
    path.write_bytes(b"no video at all" * 100)
    with pytest.raises(broadcast.SourceFailed):
        next(broadcast._slices(str(path), loop=False))


def test_a_missing_file_is_told_with_what_to_give_instead() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "yutang.cli", "broadcast", "7", "/no/such/file.mp4"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert "There is no file /no/such/file.mp4" in run.stderr
    assert "rtmp://" in run.stderr
