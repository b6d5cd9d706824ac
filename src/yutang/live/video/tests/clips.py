"""Small real clips, made once a test run: each container and codec a browser may send."""

import io
import math
from array import array
from fractions import Fraction
from functools import cache

import av
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.video.stream import VideoStream

RATE = 48_000
FPS = 30
_FRAGMENTS = {"movflags": "frag_keyframe+empty_moov+default_base_moof"}
_H264 = {"preset": "ultrafast", "bf": "0", "sc_threshold": "0"}
_FAST_VP = {"deadline": "realtime", "cpu-used": "8"}


class Appended(io.RawIOBase):
    """Takes bytes like a socket: no seek."""

    def __init__(self) -> None:
        self.taken = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        self.taken += memoryview(data)  # type: ignore[arg-type]
        return len(memoryview(data))  # type: ignore[arg-type]


@cache
def clip(
    kind: str, seconds: float = 5.0, size: tuple[int, int] = (160, 96), key_every: int = 60
) -> bytes:
    """Return a clip; `kind` is one of KINDS."""
    container_format, video, audio, options, muxing = KINDS[kind]
    target = Appended()
    with av.open(target, "w", format=container_format, options=muxing) as container:
        picture = _video(container, video, options, size) if video else None
        sound = _audio(container, audio) if audio else None
        if picture:
            picture.gop_size = key_every
        for index in range(round(seconds * FPS)):
            if picture:
                container.mux(picture.encode(_picture(index, size)))
            if sound:
                container.mux(sound.encode(_tone(index)))
        if picture:
            container.mux(picture.encode(None))
        if sound:
            container.mux(sound.encode(None))
    return bytes(target.taken)


KINDS: dict[str, tuple[str, str | None, str | None, dict[str, str], dict[str, str]]] = {
    "webm h264 opus": ("matroska", "libx264", "libopus", _H264, {"live": "1"}),
    "webm vp8 opus": ("webm", "libvpx", "libopus", _FAST_VP, {"live": "1"}),
    "webm vp9 opus": ("webm", "libvpx-vp9", "libopus", _FAST_VP, {"live": "1"}),
    "mp4 h264 aac": ("mp4", "libx264", "aac", _H264, _FRAGMENTS),
    "mp4 h264 opus": ("mp4", "libx264", "libopus", _H264, _FRAGMENTS),
    "mp4 h264 silent": ("mp4", "libx264", None, _H264, _FRAGMENTS),
    "webm opus only": ("webm", None, "libopus", {}, {"live": "1"}),
    "flv b-frames": ("flv", "libx264", "aac", {**_H264, "bf": "2"}, {}),
    "ts h264 aac": ("mpegts", "libx264", "aac", _H264, {}),
}


def _video(
    container: OutputContainer, codec: str, options: dict[str, str], size: tuple[int, int]
) -> VideoStream:
    stream = container.add_stream(codec, rate=FPS, options=options)
    assert isinstance(stream, VideoStream)
    stream.width, stream.height = size
    stream.pix_fmt = "yuv420p"
    return stream


def _audio(container: OutputContainer, codec: str) -> AudioStream:
    stream = container.add_stream(codec, rate=RATE)
    assert isinstance(stream, AudioStream)
    return stream


def _picture(index: int, size: tuple[int, int]) -> av.VideoFrame:
    width, height = size
    frame = av.VideoFrame(width, height, "yuv420p")
    for plane, shade in zip(frame.planes, (index * 5 % 200 + 16, 90, 160), strict=True):
        row = bytearray([shade]) * plane.line_size
        if plane is frame.planes[0]:
            at = index * 3 % (width - 8)
            row[at : at + 8] = b"\xeb" * 8
        plane.update(bytes(row) * plane.height)
    frame.pts, frame.time_base = index, Fraction(1, FPS)
    return frame


@cache
def _wave() -> bytes:
    """Return one picture's length of a tone of 450 Hz: 15 whole periods, so that it loops."""
    samples = RATE // FPS
    tone = [round(9000 * math.sin(2 * math.pi * 15 * n / samples)) for n in range(samples)]
    return array("h", (sample for sample in tone for _ in (0, 1))).tobytes()


def _tone(index: int) -> av.AudioFrame:
    samples = RATE // FPS
    frame = av.AudioFrame(format="s16", layout="stereo", samples=samples)
    frame.planes[0].update(_wave())
    frame.sample_rate = RATE
    frame.pts, frame.time_base = index * samples, Fraction(1, RATE)
    return frame
