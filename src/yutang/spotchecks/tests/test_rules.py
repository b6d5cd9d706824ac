"""The draw and Wilson's interval: against published values, and by property."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yutang.spotchecks import rules
from yutang.spotchecks.errors import BadDraw, BadQuestion
from yutang.spotchecks.rules import YES_NO, Asked, Choice

FRAMES = st.sets(st.integers(1, 10**9), min_size=1, max_size=60)


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        (0, 10, 0.0, 0.2775),
        (1, 10, 0.0179, 0.4042),
        (5, 10, 0.2366, 0.7634),
        (10, 10, 0.7225, 1.0),
        (81, 263, 0.2553, 0.3662),
        (0, 0, 0.0, 1.0),
    ],
)
def test_the_interval_is_wilsons(part: int, whole: int, low: float, high: float) -> None:
    """263 and 81 are Newcombe's example (1998, Stat. Med. 17, table I)."""
    share = rules.share(part, whole)
    assert (share.low, share.high) == pytest.approx((low, high), abs=6e-5)


@given(st.integers(1, 5000), st.data())
def test_the_share_lies_in_its_interval(whole: int, data: st.DataObject) -> None:
    share = rules.share(data.draw(st.integers(0, whole)), whole)
    assert 0 <= share.low <= share.part / whole <= share.high <= 1
    other = rules.share(whole - share.part, whole)
    assert (1 - other.high, 1 - other.low) == pytest.approx((share.low, share.high))


@given(FRAMES, st.text("0123456789abcdef", min_size=32, max_size=32), st.data())
def test_the_draw_follows_from_frame_and_seed_alone(
    frame: set[int], seed: str, data: st.DataObject
) -> None:
    size = data.draw(st.integers(1, len(frame)))
    drawn = rules.draw(frame, seed, size)
    assert len(set(drawn)) == size
    assert set(drawn) <= frame
    assert drawn == rules.draw(data.draw(st.permutations(sorted(frame))), seed, size)
    assert drawn == rules.draw(frame, seed, len(frame))[:size]


def test_everybody_is_drawn_about_as_often() -> None:
    times = dict.fromkeys(range(1, 21), 0)
    for seed in range(2000):
        for each in rules.draw(times, f"{seed:032x}", 5):
            times[each] += 1
    assert all(400 < count < 600 for count in times.values())


@pytest.mark.parametrize(
    "wrong",
    [
        Asked("", "问", "q", YES_NO),
        Asked("q", "", "q", YES_NO),
        Asked("q", "问", " ", YES_NO),
        Asked("q", "问", "q", YES_NO[:1]),
        Asked("q", "问", "q", (Choice("a", "是", "y"), Choice("a", "否", "n"))),
        Asked("q" * 31, "问", "q", YES_NO),
    ],
)
def test_a_question_has_words_and_two_answers(wrong: Asked) -> None:
    with pytest.raises(BadQuestion):
        rules.checked([wrong], 1, 10)


def test_a_draw_is_of_somebody_about_something() -> None:
    good = Asked("q", "问", "q", YES_NO)
    for questions, size in (((), 1), ((good,), 0), ((good,), 11), ((good,) * 13, 1)):
        with pytest.raises(BadDraw):
            rules.checked(questions, size, 10)
    with pytest.raises(BadQuestion):
        rules.checked((good, good), 1, 10)
