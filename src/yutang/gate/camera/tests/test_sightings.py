"""What one gate is told of another gate's cameras."""

import json
from dataclasses import dataclass, field

import msgspec
import pytest

from yutang.gate.camera import sightings
from yutang.gate.camera.sightings import SILENT_S, Sightings
from yutang.gate.database import make_pool
from yutang.live.feed import Video
from yutang.live.video.status import BREAK_S_MAX

ON = Video("on", 100.0, "", transcoding=False, playlist="/media/live/7/live.m3u8")


@dataclass
class Gate:
    """A gate that hears; the bus between them is carried by hand."""

    name: str
    shown: list[tuple[int, Video]] = field(default_factory=list)
    lost: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        pool = make_pool("postgresql:///not-asked")
        self.sightings = Sightings(pool, self.name, lambda *seen: self.shown.append(seen))

    def hears(self, payload: str) -> None:
        if (sale := self.sightings.hear(payload)) is not None:
            self.lost.append(sale)

    def says(self) -> list[str]:
        told, self.sightings._waiting = self.sightings._waiting, []
        return [msgspec.json.encode(each).decode() for each in told]


@pytest.fixture
def one() -> Gate:
    return Gate("one")


@pytest.fixture
def two() -> Gate:
    return Gate("two")


def _carry(speaker: Gate, *listeners: Gate) -> int:
    payloads = speaker.says()
    for payload in payloads:
        for listener in listeners:
            listener.hears(payload)
    return len(payloads)


def test_a_picture_is_shown_by_the_other_gate_and_not_told_again_each_second(
    one: Gate, two: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        one.sightings.saw(7, ON)
    assert _carry(one, one, two) == 1
    assert (one.shown, two.shown) == ([], [(7, ON)])
    monkeypatch.setattr(sightings, "REPEAT_S", 0.0)
    one.sightings.saw(7, ON)
    assert _carry(one, two) == 1, "now and then it is said again"


def test_who_has_the_camera_is_told_that_another_gate_took_it(one: Gate, two: Gate) -> None:
    two.sightings.came(7)
    _carry(two, one, two)
    assert (one.lost, two.lost) == ([7], [])


def test_of_two_cameras_that_come_together_the_one_told_last_stays(one: Gate, two: Gate) -> None:
    one.sightings.came(7)
    two.sightings.came(7)
    _carry(one, one, two)
    _carry(two, one, two)
    assert (one.lost, two.lost) == ([7], [])
    one.sightings.came(7)
    _carry(one, one, two)
    assert (one.lost, two.lost) == ([7], [7])


def test_a_take_over_whose_word_was_lost_keeps_nobody_out(one: Gate, two: Gate) -> None:
    one.sightings.came(7)
    one.says()
    one.sightings.bus_was_away()
    two.sightings.came(7)
    _carry(two, one, two)
    assert (one.lost, two.lost) == ([7], [])


def test_a_gate_that_says_no_more_has_lost_its_picture(one: Gate, two: Gate) -> None:
    one.sightings.saw(7, ON)
    _carry(one, two)
    two.sightings._notice_silence()
    assert len(two.shown) == 1
    two.sightings._heard[7].at -= SILENT_S + 1
    two.sightings._notice_silence()
    assert (two.shown[-1][1].state, two.shown[-1][1].reason) == ("break", "network")
    two.sightings._heard[7].at -= BREAK_S_MAX
    two.sightings._notice_silence()
    assert two.shown[-1][1].state == "gone"
    count = len(two.shown)
    two.sightings._notice_silence()
    assert len(two.shown) == count
    one.sightings._told.clear()
    one.sightings.saw(7, ON)
    _carry(one, two)
    assert two.shown[-1] == (7, ON)


def test_what_is_no_sighting_is_passed_over(two: Gate) -> None:
    for payload in ("", "7", "[]", json.dumps({"gate": "x", "sale": "y"})):
        two.hears(payload)
    assert (two.shown, two.lost) == ([], [])
