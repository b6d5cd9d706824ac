"""The demo's video: a generated H.264/AAC file that loops, encoded once and kept.

The picture comes from `scene.py`, the sound from `chime.py`. The file is real video: whatever can
read or relay a camera's recording can read this.
"""

import contextlib
import os
from collections.abc import Callable, Iterator
from fractions import Fraction
from hashlib import sha256
from pathlib import Path

import av
import numpy as np
from av.container import OutputContainer
from av.video.stream import VideoStream

from yutang.cli.demo import backdrop, canvas, chime, scene

FPS = 15
KEY_FRAME_S = 2
EACH_S = 5
"""About how long the demo's loop shows each good."""
WHOLE_S = 8
"""A loop of so many seconds, or a multiple, ends with a whole key-frame interval and with a whole
AAC frame (8 s are 375 frames of 1,024 samples), so that it can be joined to itself without a gap.
"""
SIZE = (540, 960)
AUDIO_FRAME = 1024
X264 = {
    "preset": "veryfast",
    "crf": "24",
    "maxrate": "1500k",
    "bufsize": "3000k",
    "subq": "1",
    "rc-lookahead": "8",
    "bf": "0",
    "sc_threshold": "0",
    "flags": "+cgop",
    "forced-idr": "1",
    "x264-params": "colorprim=bt709:transfer=bt709:colormatrix=bt709",
}
"""Without B-frames and scene cuts: every key frame falls on its two seconds, in order."""
AAC = {
    "aac_coder": "fast",
    "aac_is": "0",
    "aac_ms": "0",
    "aac_pns": "0",
    "aac_tns": "0",
}
"""The search for the best sound would cost a fifth of the whole; plucked notes do not need it."""

Told = Callable[[float], None]


def demo_stream(data: Path, samples: Path, told: Told | None = None) -> Path:
    """Return the demo's video in the data folder, making it at the first call.

    A change of the goods, their pictures or the painting code makes a new file. `told` hears the
    part that is done, 0 to 1. Two processes may both make it; each leaves a whole file.
    """
    folder = data / "demo"
    path = folder / f"stream-{_mark(samples)}.mp4"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        make_stream(path, loop_seconds(samples), SIZE, samples=samples, told=told)
    return path


def loop_seconds(samples: Path) -> int:
    """Return how long one loop of the demo's video is."""
    return max(WHOLE_S, EACH_S * len(scene.lineup(samples)) // WHOLE_S * WHOLE_S)


def shown_at(samples: Path, at_s: float) -> str:
    """Return the key of the good on screen at a moment of the demo's (repeating) video."""
    goods, loop_s = scene.lineup(samples), loop_seconds(samples)
    return goods[int(at_s % loop_s / loop_s * len(goods))].key


def make_stream(
    path: Path,
    seconds: int,
    size: tuple[int, int],
    *,
    samples: Path,
    fps: int = FPS,
    told: Told | None = None,
) -> None:
    """Encode one loop of `seconds` into an MP4 at `path`, whole or not at all.

    `size` is width and height in pixels, 9:16, even. `samples` is a folder with `sale.json`,
    the cut-out pictures it names, and `font/`.

    Raises:
        ValueError: the size is not one the scene can be painted in.
    """
    picture = scene.Scene(samples, size, seconds)
    draft = path.with_name(f".{path.stem}-{os.getpid()}.mp4")
    try:
        with av.open(str(draft), "w", options={"movflags": "+faststart"}) as container:
            _encode(container, picture, seconds, fps, told or (lambda _part: None))
        draft.replace(path)
    finally:
        with contextlib.suppress(FileNotFoundError):
            draft.unlink()


def _encode(
    container: OutputContainer, picture: scene.Scene, seconds: int, fps: int, told: Told
) -> None:
    video = _video(container, picture.size, fps)
    audio = container.add_stream("aac", rate=chime.RATE, layout="mono", options=AAC)
    audio.bit_rate = 64_000
    sound = _sound_frames(chime.loop(seconds))
    heard_s = 0.0
    for number in range(seconds * fps):
        frame = av.VideoFrame.from_ndarray(picture.frame(number / fps), format="yuv420p")
        frame.pts, frame.time_base = number, Fraction(1, fps)
        container.mux(video.encode(frame))
        while heard_s <= number / fps and (part := next(sound, None)) is not None:
            heard_s += AUDIO_FRAME / chime.RATE
            container.mux(audio.encode(part))
        if number % fps == 0:
            told(number / fps / seconds)
    for part in sound:
        container.mux(audio.encode(part))
    container.mux(video.encode(None))
    container.mux(audio.encode(None))
    told(1.0)


def _video(container: OutputContainer, size: tuple[int, int], fps: int) -> VideoStream:
    options = {**X264, "g": str(fps * KEY_FRAME_S), "keyint_min": str(fps * KEY_FRAME_S)}
    video = container.add_stream("libx264", rate=fps, options=options)
    video.width, video.height = size
    video.pix_fmt = "yuv420p"
    video.profile = "Main"
    return video


def _sound_frames(sound: chime.Sound) -> Iterator[av.AudioFrame]:
    for begin in range(0, sound.shape[1], AUDIO_FRAME):
        part = np.ascontiguousarray(sound[:, begin : begin + AUDIO_FRAME])
        frame = av.AudioFrame.from_ndarray(part, format="fltp", layout="mono")
        frame.sample_rate = chime.RATE
        frame.pts, frame.time_base = begin, Fraction(1, chime.RATE)
        yield frame


def _mark(samples: Path) -> str:
    """Return a short name for everything the video is made from."""
    code = [Path(str(module.__file__)) for module in (scene, backdrop, canvas, chime)]
    shown = [samples / "sale.json", *sorted(good.cutout for good in scene.lineup(samples))]
    parts = sha256()
    for path in [*code, Path(__file__), *shown]:
        parts.update(path.read_bytes())
    return parts.hexdigest()[:12]
