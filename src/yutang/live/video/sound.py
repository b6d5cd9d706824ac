"""Sound: AAC is passed on, everything else becomes AAC, and silence fills what is missing.

Phones play a stream reliably only when it has a sound track without holes, so there always is
one: laid sample by sample from the start of a stretch up to each cut.
"""

import io
from collections import deque
from fractions import Fraction
from functools import cache
from typing import Protocol

import av
from av.audio.codeccontext import AudioCodecContext
from av.audio.stream import AudioStream

from yutang.live.video.units import PICTURE_RATE, Sound, SourcePacket, Voice

FRAME = 1024
"""Samples in one frame of AAC-LC."""
ENCODED_RATE = 48_000
_TOLERANCE_S = 0.06
"""How far the source's clock may stray from the count of samples before it is set right."""
_GAP_S_MAX = 20.0
_WAITING_MAX = 1500
_AAC_LC = 2


class Sounds(Protocol):
    """A source of coded sound on the ticks of a stretch."""

    voice: Voice
    shift: int
    reached: int
    """Ticks since the stretch began up to which there is sound."""

    def begin(self, origin: int) -> None:
        """Start a stretch at this time of the source (ticks); packets that waited are taken."""

    def take(self, packet: SourcePacket) -> None:
        """Take a packet of the source."""

    def fill(self, until: int) -> None:
        """Lay silence up to here."""

    def pop(self, until: int) -> list[Sound]:
        """Return, and forget, the frames that begin before here."""

    def end(self) -> None:
        """End the stretch: whatever is still inside an encoder comes out."""


def open_sounds(stream: AudioStream | None) -> Sounds:
    """Choose between passing on, encoding anew, and silence."""
    if stream is not None and _can_copy(stream):
        return CopiedSounds(stream)
    return EncodedSounds(stream)


class _Laid:
    """What both kinds share: the stretch's origin, packets that came before it, frames laid."""

    def __init__(self, stream: AudioStream | None, rate: int) -> None:
        self.shift = 0
        self.reached = 0
        self._base = (stream.time_base if stream else None) or Fraction(1, rate)
        self._rate = rate
        self._origin: int | None = None
        self._waiting: deque[tuple[SourcePacket, int]] = deque(maxlen=_WAITING_MAX)
        self._laid = 0
        self._frames: deque[Sound] = deque()

    def begin(self, origin: int) -> None:
        self._origin, self._laid, self.reached = origin, 0, 0
        self._frames.clear()
        self._reset()
        waiting, now = list(self._waiting), self.shift
        self._waiting.clear()
        for packet, self.shift in waiting:
            self.take(packet)
        self.shift = now

    def take(self, packet: SourcePacket) -> None:
        if self._origin is None:
            self._waiting.append((packet, self.shift))
            return
        self._lay(packet)
        self.reached = self._laid * PICTURE_RATE // self._rate

    def pop(self, until: int) -> list[Sound]:
        samples = until * self._rate // PICTURE_RATE
        popped: list[Sound] = []
        while self._frames and self._frames[0].pts < samples:
            popped.append(self._frames.popleft())
        return popped

    def _position(self, pts: int, base: Fraction) -> int:
        """Return where the source puts these samples, counted from the stretch's origin."""
        assert self._origin is not None
        ticks = pts * base * PICTURE_RATE + self.shift - self._origin
        return round(ticks * self._rate / PICTURE_RATE)

    def _reset(self) -> None:
        raise NotImplementedError

    def _lay(self, packet: SourcePacket) -> None:
        raise NotImplementedError


class EncodedSounds(_Laid):
    """Decoded (or nothing at all), brought to 48 kHz, encoded as AAC."""

    def __init__(self, stream: AudioStream | None) -> None:
        super().__init__(stream, ENCODED_RATE)
        self._source = stream.codec_context if stream else None
        mono = stream is None or stream.codec_context.channels == 1
        self._layout = "mono" if mono else "stereo"
        self.voice = voice(ENCODED_RATE, self._layout)
        self._reset()

    def end(self) -> None:
        left = self._fifo.samples
        if left:
            self._put(_silence(FRAME - left, self._layout))
        self._keep(self._encoder.encode(None))
        self._origin = None

    def fill(self, until: int) -> None:
        missing = until * ENCODED_RATE // PICTURE_RATE - self._laid
        while missing > 0:
            self._put(_silence(min(missing, FRAME), self._layout))
            missing -= FRAME
        self.reached = max(self.reached, self._laid * PICTURE_RATE // self._rate)

    def _reset(self) -> None:
        self._encoder = encoder(ENCODED_RATE, self._layout)
        self._resampler = av.AudioResampler("fltp", self._layout, ENCODED_RATE)
        self._fifo = av.AudioFifo()
        self._encoded = 0

    def _lay(self, packet: SourcePacket) -> None:
        assert self._source is not None
        for frame in self._source.decode(packet):
            if frame.pts is not None and not self._aligned(frame):
                continue
            for piece in self._resampled(frame):
                self._put(piece)

    def _aligned(self, frame: av.AudioFrame) -> bool:
        """Set the count right when the source's clock strays; false when the frame is too late."""
        assert frame.pts is not None
        gap = self._position(frame.pts, frame.time_base or self._base) - self._laid
        tolerance = round(_TOLERANCE_S * ENCODED_RATE) if self._laid else 1
        if gap > _GAP_S_MAX * ENCODED_RATE or gap < -tolerance:
            return False
        if gap > tolerance:
            self.fill((self._laid + gap) * PICTURE_RATE // ENCODED_RATE)
        return True

    def _resampled(self, frame: av.AudioFrame) -> list[av.AudioFrame]:
        frame.pts = None
        try:
            return self._resampler.resample(frame)
        except ValueError:  # the source changed its rate or layout
            self._resampler = av.AudioResampler("fltp", self._layout, ENCODED_RATE)
            return self._resampler.resample(frame)

    def _put(self, piece: av.AudioFrame) -> None:
        piece.pts, piece.time_base = None, Fraction(1, ENCODED_RATE)
        self._laid += piece.samples
        self._fifo.write(piece)
        while (frame := self._fifo.read(FRAME)) is not None:
            frame.pts, frame.time_base = self._encoded, Fraction(1, ENCODED_RATE)
            self._encoded += FRAME
            self._keep(self._encoder.encode(frame))

    def _keep(self, packets: list[SourcePacket]) -> None:
        # The encoder's first packet only primes the decoder and lies before the origin.
        for packet in packets:
            if packet.pts is not None and packet.pts >= 0:
                self._frames.append(Sound(bytes(packet), packet.pts, FRAME))


class CopiedSounds(_Laid):
    """AAC-LC passed on; holes are filled with coded silence of the same kind."""

    def __init__(self, stream: AudioStream) -> None:
        context = stream.codec_context
        super().__init__(stream, context.sample_rate)
        self.voice = Voice(stream, "aac", context.sample_rate)
        self._silence = silent_frame(context.sample_rate, _layout_of(context))

    def end(self) -> None:
        self._origin = None

    def fill(self, until: int) -> None:
        while (self._laid + FRAME) * PICTURE_RATE // self._rate <= until:
            self._append(self._silence)
        self.reached = max(self.reached, self._laid * PICTURE_RATE // self._rate)

    def _reset(self) -> None:
        return

    def _lay(self, packet: SourcePacket) -> None:
        pts = packet.dts if packet.pts is None else packet.pts
        data = bytes(packet)
        if pts is None or not data:
            return
        gap = self._position(pts, self._base) - self._laid
        if gap > _GAP_S_MAX * self._rate or gap < -FRAME - _TOLERANCE_S * self._rate:
            return
        if gap > (FRAME // 2 if not self._laid else FRAME + _TOLERANCE_S * self._rate):
            self.fill((self._laid + gap) * PICTURE_RATE // self._rate)
        self._append(data)

    def _append(self, data: bytes) -> None:
        self._frames.append(Sound(data, self._laid, FRAME))
        self._laid += FRAME


def encoder(rate: int, layout: str) -> AudioCodecContext:
    """Return an AAC-LC encoder."""
    context = av.CodecContext.create("aac", "w")
    assert isinstance(context, AudioCodecContext)
    context.sample_rate, context.layout, context.format = rate, layout, "fltp"
    context.bit_rate = 64_000 if layout == "mono" else 96_000
    context.time_base = Fraction(1, rate)
    return context


def voice(rate: int, layout: str) -> Voice:
    """Return the parameters of our own AAC, read off a short silent file."""
    container = av.open(io.BytesIO(_silent_file(rate, layout)), "r")
    return Voice(container.streams.audio[0], "aac", rate, held=container)


@cache
def silent_frame(rate: int, layout: str) -> bytes:
    """Return one coded frame of silence, good for any AAC-LC stream of this rate and layout."""
    with av.open(io.BytesIO(_silent_file(rate, layout)), "r") as container:
        packets = [bytes(packet) for packet in container.demux(audio=0) if packet.size]
    return packets[len(packets) // 2]


@cache
def _silent_file(rate: int, layout: str) -> bytes:
    target = io.BytesIO()
    with av.open(target, "w", format="mp4") as container:
        stream = container.add_stream("aac", rate=rate, layout=layout)
        for index in range(6):
            frame = _silence(FRAME, layout, rate)
            frame.pts, frame.time_base = index * FRAME, Fraction(1, rate)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return target.getvalue()


def _silence(samples: int, layout: str, rate: int = ENCODED_RATE) -> av.AudioFrame:
    frame = av.AudioFrame(format="fltp", layout=layout, samples=samples)
    frame.sample_rate = rate
    for plane in frame.planes:
        plane.update(bytes(plane.buffer_size))
    return frame


def _can_copy(stream: AudioStream) -> bool:
    context = stream.codec_context
    extradata = context.extradata
    return (
        context.name == "aac"
        and context.profile in ("LC", None)
        and context.channels in (1, 2)
        and context.sample_rate in (32_000, 44_100, 48_000)
        and bool(extradata)
        and extradata is not None
        and extradata[0] >> 3 == _AAC_LC
    )


def _layout_of(context: AudioCodecContext) -> str:
    return "mono" if context.channels == 1 else "stereo"
