"""Persons and person-times are different types; mypy checks the refusals below as well.

Each `type: ignore` here is itself checked: were the addition ever allowed, mypy would call the
comment unused and `make check` would fail.
"""

import pytest

from yutang.insight.counts import MixedCountsError, Persons, PersonTimes


def test_persons_and_person_times_are_never_added() -> None:
    with pytest.raises(MixedCountsError):
        Persons(3) + PersonTimes(4)  # type: ignore[operator]
    with pytest.raises(MixedCountsError):
        PersonTimes(4) + Persons(3)  # type: ignore[operator]


def test_persons_are_not_even_added_among_themselves() -> None:
    with pytest.raises(MixedCountsError):
        Persons(3) + Persons(4)  # type: ignore[operator]
    with pytest.raises(MixedCountsError):
        sum([Persons(3), Persons(4)])  # type: ignore[list-item]


def test_person_times_add_up() -> None:
    assert PersonTimes(3) + PersonTimes(4) == PersonTimes(7)


def test_the_two_are_not_equal() -> None:
    assert Persons(3) != PersonTimes(3)  # type: ignore[comparison-overlap]
    assert {Persons(3), PersonTimes(3)} != {Persons(3)}
    with pytest.raises(TypeError):
        assert Persons(3) < PersonTimes(4)  # type: ignore[operator]


def test_a_count_below_none_is_a_mistake() -> None:
    with pytest.raises(AssertionError):
        Persons(-1)
