"""Reading a recording back, as a player would: each part is its init file and its segments."""

import io
import itertools
from dataclasses import dataclass
from pathlib import Path

import av

from yutang.live.video.timeline import Timeline


@dataclass(frozen=True)
class Decoded:
    """Times, in seconds, of everything that could be decoded in one part."""

    video: list[float]
    audio: list[float]
    codecs: tuple[str, ...]
    size: tuple[int, int]

    @property
    def longest_gap_s(self) -> float:
        return _longest_step(self.video)

    @property
    def longest_silence_s(self) -> float:
        return _longest_step(self.audio)


def parts(folder: Path, last: int = 0) -> list[Decoded]:
    """Decode every part of the recording, or the last ones."""
    timeline = Timeline.load(folder)
    numbers = dict.fromkeys(segment.part for segment in timeline.segments)
    return [_decode(folder, timeline, number) for number in list(numbers)[-last:]]


def _longest_step(times: list[float]) -> float:
    return max((late - early for early, late in itertools.pairwise(times)), default=0.0)


def _decode(folder: Path, timeline: Timeline, number: int) -> Decoded:
    media = (folder / timeline.parts[number].init_name).read_bytes()
    for segment in timeline.segments:
        if segment.part == number:
            media += (folder / segment.name).read_bytes()
    with av.open(io.BytesIO(media), "r") as container:
        video: list[float] = []
        audio: list[float] = []
        for frame in container.decode():
            if isinstance(frame, av.VideoFrame):
                video.append(frame.time or 0.0)
            elif isinstance(frame, av.AudioFrame):
                audio.append(frame.time or 0.0)
        codecs = tuple(stream.codec_context.name for stream in container.streams)
        size = (0, 0)
        if container.streams.video:
            size = (container.streams.video[0].width, container.streams.video[0].height)
    return Decoded(video, audio, codecs, size)
