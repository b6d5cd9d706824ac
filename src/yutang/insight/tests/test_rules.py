"""Masking, minutes, durations: the pure decisions, by table and by property."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yutang.insight import rules

MOMENTS = st.integers(0, 4_000_000_000).map(lambda second: datetime.fromtimestamp(second, UTC))


@pytest.mark.parametrize(
    ("name", "shown"),
    [("王小明", "王**"), ("Ann", "A**"), ("", "**"), ("  李四", "李**"), ("=cmd", "=**")],
)
def test_a_masked_name_keeps_its_first_character(name: str, shown: str) -> None:
    assert rules.masked(name) == shown


@given(st.text(max_size=40))
def test_a_masked_name_never_tells_more(name: str) -> None:
    assert len(rules.masked(name)) <= 3


@given(MOMENTS, st.integers(0, 4000))
def test_minutes_have_no_gap_and_hold_both_ends(start: datetime, length: int) -> None:
    end = start + timedelta(minutes=length)
    minutes = list(rules.minutes_between(start, end))
    assert minutes[0] <= start < minutes[0] + rules.MINUTE
    assert len(minutes) == min(length + 1, rules.MINUTES_MAX)
    assert all(b - a == rules.MINUTE for a, b in pairwise(minutes))


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0, "0:00.0"), (10.37, "0:10.3"), (59.99, "0:59.9"), (60, "1:00.0"), (3723.45, "1:02:03.4")],
)
def test_a_duration_is_cut_to_a_tenth_of_a_second(seconds: float, shown: str) -> None:
    assert rules.tenths(seconds) == shown
