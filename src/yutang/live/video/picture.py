"""Pictures: H.264 is passed on as it is, everything else is encoded anew, bounded in size."""

import io
from collections.abc import Iterator
from fractions import Fraction
from typing import Protocol

import av
from av.video.codeccontext import VideoCodecContext
from av.video.frame import PictureType
from av.video.stream import VideoStream

from yutang.live.video import h264
from yutang.live.video.units import PICTURE_RATE, Look, Picture, SourcePacket

PICTURE_BYTES_MAX = 16 << 20
ENCODED_SIDE_MAX = 1280
ENCODED_AREA_MAX = 960 * 540
_KEY_EVERY_TICKS = 2 * PICTURE_RATE
_GAP_MIN = PICTURE_RATE // 33
_GAP_MIN_HURRIED = PICTURE_RATE // 16
_PLAYABLE = ("yuv420p", "yuvj420p")


class Pictures(Protocol):
    """A source of coded pictures, in decoding order."""

    transcoding: bool
    shift: int
    """Ticks added to the source's times (a looping file comes round again)."""
    hurried: bool
    """Set when the work falls behind the clock: fewer pictures, please."""

    def take(self, packet: SourcePacket) -> Iterator[Picture]:
        """Yield what this packet of the source becomes."""

    def rest(self) -> Iterator[Picture]:
        """Yield what is still held back."""


def open_pictures(stream: VideoStream) -> Pictures:
    """Choose between passing on and encoding anew."""
    context = stream.codec_context
    if context.name == "h264" and context.pix_fmt in _PLAYABLE:
        return CopiedPictures(stream)
    return EncodedPictures(stream)


class CopiedPictures:
    """H.264 passed on. A change of parameters inside the stream (a turned phone) is a new look."""

    transcoding = False

    def __init__(self, stream: VideoStream) -> None:
        self.shift = 0
        self.hurried = False
        self._base = _base(stream)
        extradata = stream.codec_context.extradata
        self._lengths = h264.nal_length_bytes(extradata)
        self._byte_stream = self._lengths == 0
        self._sets = h264.avcc_sets(extradata) if self._lengths and extradata else ()
        self._look: Look | None = None
        if extradata:
            self._look = Look(stream, "h264", stream.width, stream.height)
            if not self._lengths:
                self._sets = h264.parameter_sets(extradata, 0)

    def take(self, packet: SourcePacket) -> Iterator[Picture]:
        data = bytes(packet)
        times = _times(packet, self._base)
        if times is None or not 0 < len(data) <= PICTURE_BYTES_MAX:
            return
        if packet.is_keyframe:
            self._notice_change(data)
        if self._look is None:
            return
        if self._byte_stream and self._lengths:
            data = h264.to_byte_stream(data, self._lengths)
        pts, dts = times[0] + self.shift, times[1] + self.shift
        yield Picture(data, pts, dts, packet.is_keyframe, self._look)

    def rest(self) -> Iterator[Picture]:
        return iter(())

    def _notice_change(self, data: bytes) -> None:
        sets = h264.parameter_sets(data, self._lengths)
        sequence = h264.sequence_sets(sets)
        if not sequence or (self._look and sequence <= h264.sequence_sets(self._sets)):
            return
        look = look_of(h264.to_byte_stream(data, self._lengths) if self._lengths else data)
        if look is not None:
            self._look, self._sets, self._byte_stream = look, sets, True


class EncodedPictures:
    """Any codec decoded and encoded as H.264, at most 30 pictures a second and 960×540 in area."""

    transcoding = True

    def __init__(self, stream: VideoStream) -> None:
        self.shift = 0
        self.hurried = False
        self._base = _base(stream)
        self._context = stream.codec_context
        self._context.thread_count = 2
        self._encoder: VideoCodecContext | None = None
        self._source_size = (0, 0)
        self._look: Look | None = None
        self._last: int | None = None
        self._last_key = 0

    def take(self, packet: SourcePacket) -> Iterator[Picture]:
        for frame in self._context.decode(packet):
            yield from self._encode(frame)

    def rest(self) -> Iterator[Picture]:
        for frame in self._context.decode(None):
            yield from self._encode(frame)
        if self._encoder:
            yield from self._pictures(self._encoder.encode(None))

    def _encode(self, frame: av.VideoFrame) -> Iterator[Picture]:
        if frame.pts is None:
            return
        ticks = round(frame.pts * (frame.time_base or self._base) * PICTURE_RATE) + self.shift
        gap_min = _GAP_MIN_HURRIED if self.hurried else _GAP_MIN
        if self._last is not None and 0 <= ticks - self._last < gap_min:
            return
        if self._encoder is None or (frame.width, frame.height) != self._source_size:
            if self._encoder:
                yield from self._pictures(self._encoder.encode(None))
            self._begin(frame)
        assert self._encoder is not None
        wanted_key = self._last is None or not 0 <= ticks - self._last_key < _KEY_EVERY_TICKS
        small = frame.reformat(self._encoder.width, self._encoder.height, "yuv420p")
        small.pts, small.time_base = ticks, Fraction(1, PICTURE_RATE)
        small.pict_type = PictureType.I if wanted_key else PictureType.NONE
        if wanted_key:
            self._last_key = ticks
        self._last = ticks
        yield from self._pictures(self._encoder.encode(small))

    def _begin(self, frame: av.VideoFrame) -> None:
        self._source_size = (frame.width, frame.height)
        self._encoder = encoder(*fitted(frame.width, frame.height))
        self._look = None
        self._last = None

    def _pictures(self, packets: list[SourcePacket]) -> Iterator[Picture]:
        for packet in packets:
            data = bytes(packet)
            if self._look is None and packet.is_keyframe:
                self._look = look_of(data)
            if self._look is None or packet.pts is None:
                continue
            dts = packet.pts if packet.dts is None else packet.dts
            yield Picture(data, packet.pts, dts, packet.is_keyframe, self._look)


def encoder(width: int, height: int) -> VideoCodecContext:
    """Return an H.264 encoder for live pictures: no look-ahead, no reordering, bounded rate."""
    context = av.CodecContext.create("libx264", "w")
    assert isinstance(context, VideoCodecContext)
    context.width, context.height, context.pix_fmt = width, height, "yuv420p"
    context.time_base = Fraction(1, PICTURE_RATE)
    context.thread_count = 2
    context.options = {
        "preset": "veryfast",
        "tune": "zerolatency",
        "profile": "main",
        "crf": "25",
        "maxrate": "1800k",
        "bufsize": "1800k",
        "forced-idr": "1",
        "g": "600",
        "sc_threshold": "0",
    }
    return context


def fitted(width: int, height: int) -> tuple[int, int]:
    """Return the size, both sides even, to which a picture is scaled down; never up."""
    scale = min(
        1.0,
        ENCODED_SIDE_MAX / max(width, height),
        (ENCODED_AREA_MAX / (width * height)) ** 0.5,
    )
    return max(int(width * scale) // 2 * 2, 2), max(int(height * scale) // 2 * 2, 2)


def look_of(byte_stream: bytes) -> Look | None:
    """Read the look off a key picture that carries its own parameter sets."""
    try:
        container = av.open(io.BytesIO(byte_stream), format="h264")
    except av.FFmpegError:
        return None
    if not container.streams.video or not container.streams.video[0].codec_context.extradata:
        return None
    stream = container.streams.video[0]
    return Look(stream, "h264", stream.width, stream.height, held=container)


def _base(stream: VideoStream) -> Fraction:
    return stream.time_base or Fraction(1, PICTURE_RATE)


def _times(packet: SourcePacket, base: Fraction) -> tuple[int, int] | None:
    pts = packet.dts if packet.pts is None else packet.pts
    if pts is None:
        return None
    dts = pts if packet.dts is None else packet.dts
    return round(pts * base * PICTURE_RATE), round(dts * base * PICTURE_RATE)
