"""Odds of the line: an estimate that never promises what cannot be, nor denies what is certain."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from yutang.trade.rules.prospects import LineFacts, prospect

SOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
LATER = SOON + timedelta(minutes=15)
LINE = LineFacts(1, 0, 100, 0, None, SOON, 100, 490, 200)

lines = st.builds(
    LineFacts,
    lot=st.just(1),
    available=st.integers(0, 50),
    held=st.integers(0, 5_000),
    coming=st.integers(0, 500),
    last_wave_at=st.none() | st.just(LATER),
    holds_end=st.none() | st.just(SOON),
    unpaid=st.integers(0, 500),
    ended=st.just(500),
    wanted=st.integers(0, 20_000),
)


@given(lines, st.integers(1, 99), st.none() | st.integers(0, 10_000))
def test_odds_are_between_nothing_and_certainty(
    line: LineFacts, quantity: int, ahead: int | None
) -> None:
    assert 0 <= prospect(line, quantity, ahead).odds <= 1


@given(lines, st.integers(1, 99), st.integers(0, 10_000), st.integers(0, 100))
def test_who_stands_further_back_hopes_for_no_more(
    line: LineFacts, quantity: int, ahead: int, further: int
) -> None:
    near, far = prospect(line, quantity, ahead), prospect(line, quantity, ahead + further)
    assert far.odds <= near.odds + 1e-12


def test_what_is_there_is_certain_and_what_cannot_be_is_not_promised() -> None:
    assert prospect(LINE._replace(available=5), 2, 3).odds == 1
    assert prospect(LINE._replace(coming=5), 2, 3).odds == 1
    assert prospect(LINE, 1, 100).odds == 0


def test_the_share_of_unpaid_holds_is_what_the_sale_saw() -> None:
    # 102 of 500 and before: about a fifth of 100 held units come back.
    assert prospect(LINE, 1, 9).odds > 0.99
    assert 0.4 < prospect(LINE, 1, 20).odds < 0.6
    assert prospect(LINE, 1, 35).odds < 0.01
    new = LINE._replace(unpaid=0, ended=0)
    assert prospect(new, 1, 20).odds == prospect(LINE._replace(unpaid=98, ended=490), 1, 20).odds


def test_after_a_lots_last_moment_nobody_is_served() -> None:
    for line in (LINE, LINE._replace(available=50), LINE._replace(coming=50, last_wave_at=LATER)):
        assert prospect(line._replace(is_over=True), 1, 0) == (0.0, None)
        assert prospect(line._replace(is_over=True), 1, None) == (0.0, None)


def test_before_the_draw_all_share_what_is_to_be_expected() -> None:
    room = LINE._replace(held=0, available=50, wanted=200)
    assert prospect(room, 1, None).odds == 0.25
    assert prospect(room._replace(wanted=20), 1, None).odds == 1


def test_one_knows_when_the_last_hold_and_the_last_wave_are_over() -> None:
    assert prospect(LINE, 1, 5).known_by == SOON
    assert prospect(LINE._replace(last_wave_at=LATER), 1, 5).known_by == LATER
    assert prospect(LINE._replace(held=0), 1, 5).known_by is None
