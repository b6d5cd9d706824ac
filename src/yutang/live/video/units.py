"""Access units (one picture, or one frame of sound) and their packing into an HLS segment."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import av
from av.audio.stream import AudioStream
from av.video.stream import VideoStream

if TYPE_CHECKING:
    SourcePacket = av.Packet[Any]
else:
    SourcePacket = av.Packet  # cannot be subscripted at run time

PICTURE_RATE = 90_000
"""Ticks a second on which pictures, cuts and segments are timed."""

HEADROOM_TICKS = 2 * PICTURE_RATE
"""Media time at which every stretch begins, so that no decoding time falls below zero."""

_MUXING = {
    "movflags": "empty_moov+default_base_moof+frag_custom+frag_discont+skip_trailer",
    "use_editlist": "0",
    "avoid_negative_ts": "disabled",
    "fflags": "bitexact",
    "video_track_timescale": str(PICTURE_RATE),
}


@dataclass(slots=True, frozen=True)
class Look:
    """What a player must know before the first picture: a stream to copy the parameters of.

    Two pictures of the same look share one initialisation file.
    """

    stream: VideoStream
    codec: str
    width: int
    height: int
    held: object = field(default=None, repr=False, compare=False)
    """The container the stream belongs to, kept alive."""


@dataclass(slots=True, frozen=True)
class Voice:
    """The same for sound."""

    stream: AudioStream
    codec: str
    rate: int
    held: object = field(default=None, repr=False, compare=False)


@dataclass(slots=True)
class Picture:
    """One coded picture; times in ticks of `PICTURE_RATE`."""

    data: bytes
    pts: int
    dts: int
    key: bool
    look: Look
    duration: int = 0


@dataclass(slots=True)
class Sound:
    """One coded frame of sound; times in samples."""

    data: bytes
    pts: int
    duration: int


@dataclass(slots=True, frozen=True)
class Packed:
    """An initialisation file and the media file it belongs to."""

    init: bytes
    media: bytes


def pack(number: int, pictures: Sequence[Picture], voice: Voice, sounds: Sequence[Sound]) -> Packed:
    """Put one segment's pictures and sounds into a fragmented MP4 (CMAF-like, one fragment).

    Every segment is muxed on its own, so nothing is kept in memory between two of them.
    """
    target = io.BytesIO()
    options = {**_MUXING, "fragment_index": str(number + 1)}
    with av.open(target, "w", format="mp4", options=options) as container:
        if pictures:
            video = container.add_stream_from_template(pictures[0].look.stream)
        audio = container.add_stream_from_template(voice.stream)
        for picture in pictures:
            container.mux(_picture_packet(picture, video))
        for sound in sounds:
            container.mux(_sound_packet(sound, audio, voice.rate))
    whole = target.getvalue()
    cut = _end_of_init(whole)
    return Packed(whole[:cut], whole[cut:])


def _picture_packet(picture: Picture, stream: VideoStream) -> SourcePacket:
    packet = av.Packet(picture.data)
    packet.stream = stream
    packet.time_base = Fraction(1, PICTURE_RATE)
    packet.pts = picture.pts + HEADROOM_TICKS
    packet.dts = picture.dts + HEADROOM_TICKS
    packet.duration = picture.duration
    packet.is_keyframe = picture.key
    return packet


def _sound_packet(sound: Sound, stream: AudioStream, rate: int) -> SourcePacket:
    packet = av.Packet(sound.data)
    packet.stream = stream
    packet.time_base = Fraction(1, rate)
    packet.pts = packet.dts = sound.pts + HEADROOM_TICKS * rate // PICTURE_RATE
    packet.duration = sound.duration
    packet.is_keyframe = True
    return packet


def _end_of_init(whole: bytes) -> int:
    at = 0
    while at < len(whole) and whole[at + 4 : at + 8] in (b"ftyp", b"moov"):
        at += int.from_bytes(whole[at : at + 4])
    return at
