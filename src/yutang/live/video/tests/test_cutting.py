"""What the source's clock may do to the cuts: silence, frozen pictures, jumps."""

import io
import itertools
from fractions import Fraction

import av
import pytest

from yutang.live.video.cutter import Cut, PictureCutter
from yutang.live.video.picture import look_of
from yutang.live.video.sound import FRAME, CopiedSounds, silent_frame
from yutang.live.video.tests.clips import clip
from yutang.live.video.units import PICTURE_RATE, Look, Picture

RATE = 48_000


class Desk:
    """Feeds made-up pictures and sound to a cutter at chosen times (seconds)."""

    def __init__(self) -> None:
        self._container = av.open(io.BytesIO(clip("mp4 h264 aac")), "r")
        self.sounds = CopiedSounds(self._container.streams.audio[0])
        self.cuts: list[Cut] = []
        self.cutter = PictureCutter(self.sounds, self.cuts.append)
        self.look = Look(self._container.streams.video[0], "h264", 160, 96)

    def show(self, start: float, end: float, *, key_every: float = 2.0) -> None:
        """Show pictures, 10 a second."""
        for index in range(round(start * 10), round(end * 10)):
            key = (index - round(start * 10)) % round(key_every * 10) == 0
            ticks = index * PICTURE_RATE // 10
            self.cutter.picture(Picture(b"picture", ticks, ticks, key, self.look))

    def play(self, start: float, end: float) -> None:
        """Play sound."""
        for index in range(round(start * RATE / FRAME), round(end * RATE / FRAME)):
            packet = av.Packet(silent_frame(RATE, "mono"))
            packet.pts, packet.time_base = index * FRAME, Fraction(1, RATE)
            self.sounds.take(packet)
            self.cutter.sound_taken()

    def lengths(self) -> list[float]:
        return [cut.duration / PICTURE_RATE for cut in self.cuts]

    def check_whole(self) -> None:
        """Within a stretch, pictures and sound follow each other without a hole."""
        for stretch in {cut.stretch for cut in self.cuts}:
            cuts = [cut for cut in self.cuts if cut.stretch == stretch]
            pictures = [picture for cut in cuts for picture in cut.pictures]
            for before, after in itertools.pairwise(pictures):
                assert before.dts + before.duration == after.dts
            starts = [sound.pts for cut in cuts for sound in cut.sounds]
            assert starts == [FRAME * index for index in range(len(starts))]


def test_sound_that_comes_later_than_its_pictures_is_waited_for() -> None:
    desk = Desk()
    for second in range(0, 8, 2):
        desk.show(second, second + 2)
        desk.play(second, second + 2)
    desk.cutter.end()
    assert desk.lengths() == pytest.approx([2, 2, 2, 2], abs=0.05)
    desk.check_whole()


def test_sound_that_stops_is_followed_by_silence() -> None:
    desk = Desk()
    desk.show(0, 2)
    desk.play(0, 2)
    desk.show(2, 12)
    assert desk.lengths() == pytest.approx([2] * 5, abs=0.05)
    desk.cutter.end()
    desk.check_whole()
    assert len(desk.cuts[-1].sounds) == pytest.approx(2 * RATE / FRAME, abs=3)


def test_sound_that_comes_back_is_heard_again_in_its_place() -> None:
    desk = Desk()
    desk.show(0, 2)
    desk.play(0, 2)
    desk.show(2, 8)
    desk.play(8, 10)
    desk.show(8, 10)
    desk.cutter.end()
    desk.check_whole()
    assert sum(desk.lengths()) == pytest.approx(10, abs=0.2)


def test_a_frozen_picture_stands_still_while_sound_goes_on() -> None:
    desk = Desk()
    desk.play(0, 4)
    desk.show(0, 4)
    desk.play(4, 40)
    assert sum(desk.lengths()) > 25
    assert all(cut.pictures[0].key for cut in desk.cuts)
    desk.show(40, 44)
    desk.play(40, 44)
    desk.cutter.end()
    desk.check_whole()
    assert sum(desk.lengths()) == pytest.approx(44, abs=0.3)


def test_without_key_pictures_a_cut_is_made_all_the_same() -> None:
    desk = Desk()
    desk.play(0, 40)
    desk.show(0, 40, key_every=1000)
    assert max(desk.lengths()) <= 15.2
    desk.cutter.end()
    assert sum(desk.lengths()) == pytest.approx(40, abs=0.2)


@pytest.mark.parametrize("to", [100.0, 0.0])
def test_a_clock_that_jumps_begins_a_new_stretch(to: float) -> None:
    desk = Desk()
    desk.play(10, 14)
    desk.show(10, 14)
    desk.show(to, to + 4)
    desk.cutter.end()
    assert [cut.stretch for cut in desk.cuts] == [1, 1, 2, 2]
    assert sum(desk.lengths()) == pytest.approx(8, abs=0.2)
    desk.check_whole()


def test_pictures_before_the_first_key_picture_are_not_shown() -> None:
    desk = Desk()
    ticks = PICTURE_RATE // 10
    desk.cutter.picture(Picture(b"late", 0, 0, key=False, look=desk.look))
    desk.cutter.picture(Picture(b"late", ticks, ticks, key=False, look=desk.look))
    desk.show(1, 3)
    desk.cutter.end()
    assert desk.cuts[0].pictures[0].key
    assert sum(desk.lengths()) == pytest.approx(2, abs=0.2)


def test_rubbish_has_no_look() -> None:
    assert look_of(b"\x00\x00\x00\x01rubbish") is None
