"""Periods, groups that hide persons, values that say why there is none."""

import itertools
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yutang.indicators.rules.masking import Group, put_together
from yutang.indicators.rules.periods import Period, layers
from yutang.indicators.rules.values import FEW, NO_DIVISOR, Value, divided, for_public, typed
from yutang.kernel.counts import SMALL, Persons

YEAR = Period.year(2026)
_days = st.dates(date(2024, 1, 1), date(2027, 12, 31))
_periods = st.tuples(_days, _days).map(lambda two: Period(min(two), max(two)))


@given(_periods)
def test_parts_of_a_period_are_all_its_days_once(period: Period) -> None:
    for by in ("month", "week", "year"):
        parts = period.by(by)
        assert parts[0].first == period.first
        assert parts[-1].last == period.last
        days = sum((part.last - part.first).days + 1 for part in parts)
        assert days == (period.last - period.first).days + 1


@given(st.lists(_periods, max_size=8))
def test_layers_hold_every_period_once_and_never_overlap(periods: list[Period]) -> None:
    found = layers(periods)
    assert sorted(each for layer in found for each in layer) == sorted(set(periods))
    for layer in found:
        assert all(one.last < two.first for one, two in itertools.pairwise(layer))


def test_a_period_is_of_this_calendar() -> None:
    with pytest.raises(ValueError, match="ends before"):
        Period(date(2026, 2, 1), date(2026, 1, 1))
    assert Period(date(2024, 2, 29), date(2024, 3, 1)).before().first == date(2023, 2, 28)


_groups = st.lists(
    st.builds(
        lambda at, persons, firsts, rows, fen: Group(
            f"{130827100200 + at}",
            "2026-01",
            rows + persons,
            Decimal(fen),
            persons,
            min(persons, firsts),
        ),
        st.integers(0, 99),
        st.integers(0, 30),
        st.integers(0, 30),
        st.integers(0, 50),
        st.integers(-10_000, 10_000),
    ),
    max_size=12,
)


@settings(max_examples=300)
@given(_groups)
def test_groups_still_come_to_the_number_and_none_is_small(groups: list[Group]) -> None:
    shown = put_together(groups)
    assert all(not 0 < group.persons < SMALL for group in shown)
    if shown or not groups:
        assert sum(group.amount for group in shown) == sum(group.amount for group in groups)
        assert sum(group.rows for group in shown) == sum(group.rows for group in groups)
    else:
        certain = max([group.persons for group in groups] + [sum(g.firsts for g in groups)])
        assert certain < SMALL


def _value(number: int | None, persons: int | None = None) -> Value:
    return Value(
        "x.y", "", YEAR, None if number is None else Decimal(number), persons=persons, rows=3
    )


def test_a_ratio_without_a_divisor_says_why() -> None:
    none = divided(_value(None), _value(5), _value(0), 100)
    assert none.number is None
    assert none.why_none == NO_DIVISOR
    half = divided(_value(None), _value(1), _value(2), 100)
    assert half.number == 50


def test_of_fewer_than_ten_persons_nothing_is_told() -> None:
    hidden = for_public(_value(90_000, persons=9))
    assert (hidden.number, hidden.why_none, hidden.rows) == (None, FEW, 0)
    assert for_public(_value(90_000, persons=10)).number == 90_000
    assert for_public(_value(0, persons=0)).number == 0
    assert for_public(divided(_value(None), _value(3, 3), _value(40, 40), 100)).number is None


def test_persons_and_person_times_are_not_added() -> None:
    assert typed("persons", Decimal(3)) == Persons(3)
    with pytest.raises(TypeError):
        typed("persons", Decimal(3)) + typed("person_times", Decimal(3))  # type: ignore[operator]
