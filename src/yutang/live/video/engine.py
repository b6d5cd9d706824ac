"""The engine: packets of an opened source in, segments in a recording's folder out."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime, timedelta

import av
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.video.stream import VideoStream

from yutang.kernel import clock
from yutang.live.video.cutter import Cut, PictureCutter, SoundCutter
from yutang.live.video.events import Tell
from yutang.live.video.folder import Finished, Folder
from yutang.live.video.picture import Pictures, open_pictures
from yutang.live.video.sound import open_sounds
from yutang.live.video.timeline import Part
from yutang.live.video.units import PICTURE_RATE, Picture, SourcePacket, pack

_BAD_IN_A_ROW_MAX = 300
_HURRY_S = 3.0


class NoMedia(Exception):  # noqa: N818 - an answer, not a fault
    """The source has neither pictures nor sound."""


class TooBroken(Exception):  # noqa: N818 - an answer, not a fault
    """Hundreds of packets in a row could not be read."""


class WallClock:
    """Maps the source's clock to the wall's.

    A live source's clock runs with the wall's; arrival is late by the network's delay. So the
    first frame's arrival is the anchor, and it moves only when the source is ahead of the wall
    (impossible: its clock jumped) or stays far behind (its clock stood still for a while).
    """

    _BEHIND_S = 15.0
    _BEHIND_CUTS = 5

    def __init__(self, started_at: datetime) -> None:
        self._moment = started_at
        self._ticks: int | None = None
        self._behind: list[float] = []

    def at(self, ticks: int) -> datetime:
        """Return when this moment of the source was, by the wall."""
        if self._ticks is None:
            self._ticks = ticks
        return self._moment + timedelta(seconds=(ticks - self._ticks) / PICTURE_RATE)

    def watch(self, now: datetime, end: int) -> None:
        """Compare with the wall after a cut that reached `end`; set the anchor right."""
        late_s = (now - self.at(end)).total_seconds()
        self._behind = [*self._behind, late_s] if late_s > self._BEHIND_S else []
        if late_s < -1.0:
            self._moment += timedelta(seconds=late_s)
        elif len(self._behind) == self._BEHIND_CUTS:
            self._moment += timedelta(seconds=min(self._behind))
            self._behind = []


class Engine:
    """One run: from an opened source into a recording.

    Raises:
        NoMedia: nothing in the source can be shown.
    """

    def __init__(
        self,
        container: InputContainer,
        folder: Folder,
        source: str,
        tell: Tell,
        *,
        started_at: datetime,
        now: Callable[[], datetime] = clock.now,
    ) -> None:
        self._folder = folder
        self._source = source
        self._tell = tell
        self._started_at = started_at
        self._now = now
        self._wall = WallClock(started_at)
        self._part: tuple[int, bytes, Part] | None = None
        self._warned: set[str] = set()
        self._bad = 0
        self.segments = 0
        self.video = _video(container)
        self.audio = _audio(container)
        if self.video is None and self.audio is None:
            raise NoMedia
        self._sounds = open_sounds(self.audio)
        self._pictures: Pictures | None = open_pictures(self.video) if self.video else None
        self._pictured = PictureCutter(self._sounds, self._keep)
        self._heard = SoundCutter(self._sounds, self._keep)
        if self._pictures and self._pictures.transcoding:
            self._warn("transcoding")
        if self.audio is None:
            self._warn("no_sound")
        if self.video is None:
            self._warn("no_picture")

    @property
    def streams(self) -> list[VideoStream | AudioStream]:
        """The streams of the source whose packets are wanted."""
        return [stream for stream in (self.video, self.audio) if stream is not None]

    def shift(self, ticks: int) -> None:
        """Add this to the source's times from now on (a file that begins again)."""
        self._sounds.shift = ticks
        if self._pictures:
            self._pictures.shift = ticks

    def feed(self, packet: SourcePacket) -> None:
        """Take the source's next packet; one that cannot be decoded is passed over.

        Raises:
            TooBroken: hundreds of them in a row.
            Finished: somebody has asked meanwhile to close the recording.
        """
        try:
            if packet.stream is self.video and self._pictures:
                self._see(self._pictures.take(packet))
            elif packet.stream is self.audio:
                self._hear(packet)
        except (av.FFmpegError, ValueError) as error:
            self._bad += 1
            self._warn("bad_picture" if packet.stream is self.video else "bad_sound")
            if self._bad > _BAD_IN_A_ROW_MAX:
                raise TooBroken from error
        else:
            self._bad = 0

    def end(self, reason: str) -> None:
        """Keep what is left and note why the run ended."""
        with suppress(Finished):
            if not self._folder.finish_wished:
                self._flush()
        if self.segments:
            self._folder.end_run(reason, self._now())

    def _flush(self) -> None:
        if self._pictures:
            try:
                self._see(self._pictures.rest())
            except (av.FFmpegError, ValueError):
                self._warn("bad_picture")
        self._pictured.end()
        self._heard.end()

    def _see(self, pictures: Iterable[Picture]) -> None:
        for picture in pictures:
            self._pictured.picture(picture)
            if self._pictures and self._pictures.transcoding and self.segments:
                late_s = (self._now() - self._wall.at(picture.pts)).total_seconds()
                self._pictures.hurried = late_s > _HURRY_S

    def _hear(self, packet: SourcePacket) -> None:
        if self.video is not None:
            self._sounds.take(packet)
            self._pictured.sound_taken()
        elif packet.pts is not None and packet.time_base is not None:
            at = round(packet.pts * packet.time_base * PICTURE_RATE) + self._sounds.shift
            self._heard.sound_comes(at)
            self._sounds.take(packet)
            self._heard.sound_taken()

    def _keep(self, cut: Cut) -> None:
        number = self._folder.timeline.next_segment
        packed = pack(number, cut.pictures, self._sounds.voice, cut.sounds)
        if not self.segments:
            self._start(cut)
        if self._part is None or self._part[:2] != (cut.stretch, packed.init):
            self._part = (cut.stretch, packed.init, self._add_part(cut, packed.init))
        duration_s = cut.duration / PICTURE_RATE
        segment = self._folder.add_segment(
            self._part[2], packed.media, self._wall.at(cut.source_start), duration_s
        )
        self.segments += 1
        self._tell(
            "segment",
            n=segment.number,
            duration_s=round(duration_s, 3),
            starts_at=segment.at.isoformat(timespec="milliseconds"),
        )
        self._wall.watch(self._now(), cut.source_start + cut.duration)
        if self._folder.finish_wished:
            raise Finished

    def _start(self, cut: Cut) -> None:
        self._folder.begin_run(self._source, self._started_at)
        look = cut.pictures[0].look if cut.pictures else None
        self._tell(
            "started",
            started_at=self._started_at.isoformat(timespec="milliseconds"),
            video=self.video.codec_context.name if self.video else None,
            audio=self.audio.codec_context.name if self.audio else None,
            width=look.width if look else 0,
            height=look.height if look else 0,
            fps=round(len(cut.pictures) * PICTURE_RATE / cut.duration, 1),
            transcoding=bool(self._pictures and self._pictures.transcoding),
        )

    def _add_part(self, cut: Cut, init: bytes) -> Part:
        look = cut.pictures[0].look if cut.pictures else None
        return self._folder.add_part(
            init,
            video=look.codec if look else None,
            audio=self._sounds.voice.codec,
            width=look.width if look else 0,
            height=look.height if look else 0,
        )

    def _warn(self, code: str) -> None:
        if code not in self._warned:
            self._warned.add(code)
            self._tell("warning", code=code)


def _video(container: InputContainer) -> VideoStream | None:
    for stream in container.streams.video:
        attached = "attached_pic" in str(stream.disposition)
        # A codec that PyAV does not know has no context, whatever its type says.
        if not attached and getattr(stream.codec_context, "width", None):
            return stream
    return None


def _audio(container: InputContainer) -> AudioStream | None:
    for stream in container.streams.audio:
        if getattr(stream.codec_context, "sample_rate", None):
            return stream
    return None
