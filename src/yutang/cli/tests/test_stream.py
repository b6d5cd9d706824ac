"""The demo's generated video is real video, evenly cut, and shows what it says."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from yutang.cli.demo import canvas, chime, scene, stream
from yutang.plumbing.config import REPOSITORY

SAMPLES = REPOSITORY / "samples/hebei-2019"
SMALL = (270, 480)
SECONDS = 6


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("stream") / "clip.mp4"
    stream.make_stream(path, SECONDS, SMALL, samples=SAMPLES)
    return path


def seconds(ticks: int | None, base: Fraction | None) -> float:
    assert ticks is not None
    assert base is not None
    return float(ticks * base)


def test_the_clip_is_h264_with_aac_of_the_length_asked_for(clip: Path) -> None:
    with av.open(str(clip)) as container:
        video, audio = container.streams.video[0], container.streams.audio[0]
        assert (video.codec_context.name, audio.codec_context.name) == ("h264", "aac")
        assert (video.width, video.height) == SMALL
        assert seconds(video.duration, video.time_base) == pytest.approx(SECONDS, abs=0.01)
        assert seconds(audio.duration, audio.time_base) == pytest.approx(SECONDS, abs=0.03)


def test_a_key_frame_falls_on_every_second_second_and_frames_come_in_order(clip: Path) -> None:
    with av.open(str(clip)) as container:
        packets = [p for p in container.demux(container.streams.video[0]) if p.size]
    keys = [seconds(p.pts, p.time_base) for p in packets if p.is_keyframe]
    assert keys == [0, 2, 4]
    assert all(p.pts == p.dts for p in packets)


def test_the_picture_moves_and_the_sound_is_heard_but_soft(clip: Path) -> None:
    with av.open(str(clip)) as container:
        frames = [frame.to_ndarray(format="gray") for frame in container.decode(video=0)]
    assert len(frames) == SECONDS * stream.FPS
    apart = np.abs(frames[0].astype(int) - frames[stream.FPS * 3].astype(int))
    assert apart.mean() > 0.5
    with av.open(str(clip)) as container:
        sound = np.concatenate([f.to_ndarray().ravel() for f in container.decode(audio=0)])
    assert 0.02 < np.abs(sound).max() < 0.3


def test_nothing_is_left_when_the_size_cannot_be_painted(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="9:16"):
        stream.make_stream(tmp_path / "clip.mp4", 2, (640, 480), samples=SAMPLES)
    assert list(tmp_path.iterdir()) == []


def test_the_demo_video_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "SIZE", (90, 160))
    monkeypatch.setattr(stream, "EACH_S", 1)
    heard: list[float] = []
    first = stream.demo_stream(tmp_path, SAMPLES, heard.append)
    made_at = first.stat().st_mtime_ns
    assert stream.demo_stream(tmp_path, SAMPLES) == first
    assert first.stat().st_mtime_ns == made_at
    assert heard[-1] == 1
    assert heard == sorted(heard)
    assert [path.name for path in first.parent.iterdir()] == [first.name]


def test_every_good_of_the_lineup_is_on_screen_in_its_turn() -> None:
    keys = [good.key for good in scene.lineup(SAMPLES)]
    each_s = stream.loop_seconds(SAMPLES) / len(keys)
    shown = [stream.shown_at(SAMPLES, (number + 0.5) * each_s) for number in range(len(keys))]
    assert shown == keys
    assert stream.shown_at(SAMPLES, stream.loop_seconds(SAMPLES) + 0.1) == keys[0]


def test_the_loop_joins_itself_without_a_gap() -> None:
    loop_s = stream.loop_seconds(SAMPLES)
    assert loop_s % stream.KEY_FRAME_S == 0
    assert loop_s * chime.RATE % stream.AUDIO_FRAME == 0
    painted = scene.Scene(SAMPLES, SMALL, loop_s)
    assert np.array_equal(painted.frame(0), painted.frame(loop_s))


def test_colours_survive_the_way_into_the_video_planes() -> None:
    picture = Image.new("RGB", (4, 4), "#1f7a5c")
    frame = av.VideoFrame.from_ndarray(canvas.still(picture), format="yuv420p")
    back = frame.to_ndarray(format="rgb24", src_colorspace="ITU709")
    assert np.abs(back[0, 0].astype(int) - (0x1F, 0x7A, 0x5C)).max() <= 3


def test_a_sprite_may_hang_over_every_edge() -> None:
    frame = canvas.still(Image.new("RGB", (8, 8), "black"))
    sprite = canvas.Sprite(Image.new("RGBA", (6, 6), "white"))
    for x, y in ((-3, -3), (5, 5), (-20, 0), (0, 20)):
        sprite.lay(frame, x, y)
    light, _colours = canvas.planes(frame)
    assert light[0, 0] == light[7, 7] == canvas.WHITE
    assert light[4, 4] == 16
