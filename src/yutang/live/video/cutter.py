"""Cutting: coded pictures and sound in, segments out.

A segment begins with a key picture and is about two seconds long. When the next key picture
arrives the cut is decided; it is made as soon as sound has caught up (or patience has run out,
then silence fills). A *stretch* is a piece of continuous time; a jump in the source's clock ends
it. When the picture freezes while sound goes on, the last key picture stands in, so that neither
memory nor the player's buffer suffers.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from yutang.live.video.sound import Sounds
from yutang.live.video.units import PICTURE_RATE, Picture, Sound

SEGMENT_MIN = round(1.95 * PICTURE_RATE)
"""A key picture sooner than this after the last cut does not cut again."""
SEGMENT_MAX = 15 * PICTURE_RATE
"""Without a key picture for this long, the cut is made anyway."""
SEGMENT_BYTES_MAX = 48 << 20
_SOUND_LATE_BY_MAX = round(0.06 * PICTURE_RATE)
_PATIENCE = 3 * PICTURE_RATE
_PATIENCE_WHEN_QUIET = PICTURE_RATE // 4
_JUMP_BACK = PICTURE_RATE // 2
_JUMP_AHEAD = 15 * PICTURE_RATE
_FREEZE = PICTURE_RATE
_SHORTEST = PICTURE_RATE // 10
_TO_THE_END = 1 << 62


@dataclass(slots=True, frozen=True)
class Cut:
    """One segment's content.

    `source_start` is in ticks of the source's own clock; segments of one `stretch` follow each
    other without a hole.
    """

    stretch: int
    pictures: list[Picture]
    sounds: list[Sound]
    source_start: int
    duration: int


Emit = Callable[[Cut], None]


class PictureCutter:
    """Cuts a stream that has pictures."""

    def __init__(self, sounds: Sounds, emit: Emit) -> None:
        self._sounds = sounds
        self._emit = emit
        self._origin: int | None = None
        self._pictures: list[Picture] = []
        self._start = 0
        self._bytes = 0
        self._cut_at: tuple[int, int] | None = None
        """Where the pending cut lies: ticks, and index of the first picture after it."""
        self._reached = 0
        self._last_key: Picture | None = None
        """The last key picture that was sent: it stands in for missing ones."""
        self._stretch = 0
        self._frozen = False
        self._quiet = False

    def picture(self, picture: Picture) -> None:
        """Take the next picture, in decoding order, on the source's clock."""
        if self._origin is None or self._jumped(picture):
            if not picture.key:
                return
            self.end()
            self._begin(picture)
        if self._frozen and not picture.key:
            return
        self._frozen = False
        self._place(picture)
        self._settle()

    def sound_taken(self) -> None:
        """Look again whether a pending cut can be made: sound has grown."""
        if self._origin is None:
            return
        if self._sounds.reached >= self._reached:
            self._quiet = False
        # Sound runs far ahead: the picture stands still.
        if self._cut_at is None and self._sounds.reached - self._start > SEGMENT_MAX:
            self._cut_at = (self._start + SEGMENT_MAX - _FREEZE, len(self._pictures))
            self._frozen = True
        self._settle()

    def end(self) -> None:
        """End the stretch: what is left becomes its last segment."""
        if self._origin is None:
            return
        self._settle(force=True)
        end = self._reached + self._usual_duration()
        if self._frozen:
            end = max(end, self._sounds.reached)
        self._sounds.fill(end)
        self._sounds.end()
        if end - self._start >= _SHORTEST:
            self._send(self._pictures, end, end, _TO_THE_END)
        self._pictures, self._cut_at, self._origin = [], None, None

    def _begin(self, picture: Picture) -> None:
        self._origin, self._last_key = picture.pts, None
        self._stretch += 1
        self._start = self._reached = self._bytes = 0
        self._frozen = self._quiet = False
        self._sounds.begin(picture.pts)

    def _jumped(self, picture: Picture) -> bool:
        assert self._origin is not None
        ahead = picture.pts - self._origin - max(self._reached, self._start)
        return not -_JUMP_BACK <= ahead <= _JUMP_AHEAD

    def _place(self, picture: Picture) -> None:
        assert self._origin is not None
        placed = replace(picture, pts=picture.pts - self._origin, dts=picture.dts - self._origin)
        if self._pictures:  # decoding times must rise, whatever the source says
            placed.dts = max(placed.dts, self._pictures[-1].dts + 1)
        placed.pts = max(placed.pts, placed.dts)
        if self._must_cut(placed):
            self._settle(force=True)
            self._cut_at = (placed.pts, len(self._pictures))
        self._pictures.append(placed)
        self._bytes += len(placed.data)
        self._reached = max(self._reached, placed.pts)

    def _must_cut(self, picture: Picture) -> bool:
        before = self._pictures[-1] if self._pictures else self._last_key
        if before is None:
            return False
        length = picture.pts - (self._cut_at[0] if self._cut_at else self._start)
        if picture.key and (length >= SEGMENT_MIN or before.look is not picture.look):
            return length > 0
        return length >= SEGMENT_MAX or self._bytes > SEGMENT_BYTES_MAX

    def _settle(self, *, force: bool = False) -> None:
        if self._cut_at is None:
            return
        at, index = self._cut_at
        if self._sounds.reached < at - _SOUND_LATE_BY_MAX:
            patience = _PATIENCE_WHEN_QUIET if self._quiet else _PATIENCE
            if not force and self._reached - at < patience:
                return
            self._quiet = True
            self._sounds.fill(at)
        after = self._pictures[index:]
        self._send(self._pictures[:index], at, after[0].dts if after else at, at)
        self._pictures, self._cut_at, self._start = after, None, at
        self._bytes = sum(len(picture.data) for picture in after)

    def _send(self, pictures: list[Picture], end: int, next_dts: int, sound_until: int) -> None:
        assert self._origin is not None
        pictures = self._with_stand_in(pictures)
        if not pictures:
            return
        ends = [picture.dts for picture in pictures[1:]] + [next_dts]
        for picture, ends_at in zip(pictures, ends, strict=True):
            picture.duration = max(ends_at - picture.dts, 1)
            if picture.key:
                self._last_key = picture
        sounds = self._sounds.pop(sound_until)
        source_start = self._origin + self._start
        self._emit(Cut(self._stretch, pictures, sounds, source_start, end - self._start))

    def _with_stand_in(self, pictures: list[Picture]) -> list[Picture]:
        """Put the last key picture in front when pictures are missing from the segment's start."""
        late = pictures[0].pts - self._start if pictures else SEGMENT_MAX
        key = self._last_key
        if late <= _FREEZE or key is None:
            return pictures
        return [replace(key, pts=self._start, dts=self._start), *pictures]

    def _usual_duration(self) -> int:
        if len(self._pictures) > 1:
            span = self._pictures[-1].dts - self._pictures[0].dts
            return max(span // (len(self._pictures) - 1), 1)
        return PICTURE_RATE // 30


class SoundCutter:
    """Cuts a stream that has sound only."""

    def __init__(self, sounds: Sounds, emit: Emit) -> None:
        self._sounds = sounds
        self._emit = emit
        self._origin: int | None = None
        self._stretch = 0
        self._start = 0

    def sound_comes(self, at: int) -> None:
        """Hear of sound at this time of the source, before it is taken: a jump is a new stretch."""
        if self._origin is not None:
            ahead = at - self._origin - self._sounds.reached
            if -_JUMP_BACK <= ahead <= _JUMP_AHEAD:
                return
        self.end()
        self._origin, self._start = at, 0
        self._stretch += 1
        self._sounds.begin(at)

    def sound_taken(self) -> None:
        """Cut each time another two seconds are there."""
        while self._sounds.reached - self._start >= 2 * PICTURE_RATE + _SOUND_LATE_BY_MAX:
            end = self._start + 2 * PICTURE_RATE
            self._send(end, end)

    def end(self) -> None:
        """End the stretch with what is left."""
        if self._origin is None:
            return
        self._sounds.end()
        if self._sounds.reached - self._start >= _SHORTEST:
            self._send(self._sounds.reached, _TO_THE_END)
        self._origin = None

    def _send(self, end: int, sound_until: int) -> None:
        assert self._origin is not None
        sounds = self._sounds.pop(sound_until)
        if sounds:
            start = self._origin + self._start
            self._emit(Cut(self._stretch, [], sounds, start, end - self._start))
        self._start = end
