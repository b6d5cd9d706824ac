"""Forecasts made again from earlier weeks know nothing of later ones."""

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yutang.forecasts import methods, walking
from yutang.forecasts.rules.origins import Plan
from yutang.forecasts.rules.weekly import Series

MONDAY = date(2013, 1, 7)
HOW = walking.Walk(methods.PRICES, Plan(horizon=3, step=6, behind=60))


@settings(max_examples=5, deadline=None)
@given(st.lists(st.floats(1, 50), min_size=4, max_size=4), st.integers(0, 1))
def test_altering_the_future_changes_no_forecast_of_an_earlier_origin(
    future: list[float], which: int
) -> None:
    chance = random.Random(7)
    values = [tuple(5 + chance.random() for _ in range(72)) for _ in range(2)]
    cut = 68
    whole = {n: Series(MONDAY, each, each) for n, each in enumerate(values)}
    other = dict(whole)
    changed = values[which][:cut] + tuple(future)
    other[which] = Series(MONDAY, changed, changed)
    origins = {n: [cut - 5, cut - 1] for n in whole}

    before, after = walking.walk(whole, origins, HOW), walking.walk(other, origins, HOW)

    for key in whole:
        for was, now in zip(before[key], after[key], strict=True):
            assert was.said == now.said
            assert was.naive == now.naive
            assert was.season == now.season
            assert was.scale == now.scale
            assert was.bands == now.bands


def test_a_method_that_cannot_be_fitted_says_the_last_value() -> None:
    flat = methods.Past(MONDAY, (2.0,) * 60, (2.0,) * 60)
    short = methods.Past(MONDAY, (1.0, 2.0), (1.0, 2.0))

    for method in {*methods.PRICES, *methods.PRICES_BY_FESTIVALS, *methods.SALES}:
        assert list(method(flat, 2)) == pytest.approx([2, 2], abs=0.01)
        assert len(method(short, 2)) == 2
