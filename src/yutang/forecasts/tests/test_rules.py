"""What is pure: weeks, errors, bands, origins, what a sale may bring."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yutang.forecasts.rules import drawing, festivals, measuring, origins, planning, weekly
from yutang.forecasts.rules.drawing import Ahead
from yutang.forecasts.rules.planning import Asked, Case
from yutang.forecasts.rules.weekly import Series

MONDAY = date(2024, 1, 1)
PRICES = st.lists(st.floats(1, 1000), min_size=1, max_size=60)


def days(values: list[float]) -> list[tuple[date, float]]:
    return [(MONDAY + timedelta(days=at), value) for at, value in enumerate(values)]


def test_a_week_is_the_median_of_its_days_and_ends_with_its_latest() -> None:
    found = weekly.weekly([*days([4, 5, 9]), (MONDAY + timedelta(days=14), 6)])

    assert found == Series(MONDAY, (5, None, 6), (9, None, 6))
    assert weekly.carried(found.values) == [5, 5, 6]
    assert weekly.weekly([(MONDAY, 0), (MONDAY, -1)]) is None


def test_a_slip_of_the_pen_is_passed_over_and_a_new_price_is_believed() -> None:
    found = weekly.weekly(days([5, 50, 5, 5, 5, 5, 5]))
    rises = weekly.weekly(days([5, 5, 5, 5, 50, 50, 50]))

    assert found is not None
    assert found.values == (5,)
    assert rises is not None
    assert rises.latest == (50,)


@given(PRICES, st.integers(1, 59), st.floats(1, 1000))
def test_what_comes_later_changes_no_earlier_week(
    values: list[float], cut: int, other: float
) -> None:
    cut = min(cut, len(values))
    whole, changed = weekly.weekly(days(values)), weekly.weekly(days([*values[:cut], other]))
    weeks = cut // 7

    assert whole is not None
    assert changed is not None
    assert whole.values[:weeks] == changed.values[:weeks]


@given(st.lists(st.floats(0, 100), max_size=50), st.sampled_from(measuring.LEVELS))
def test_a_band_holds_as_many_of_the_misses_as_it_says(misses: list[float], level: int) -> None:
    width = measuring.half_width(misses, level)

    if width is None:
        assert len(misses) < level / (100 - level) + 1
    else:
        assert sum(miss <= width for miss in misses) >= level / 100 * len(misses)


@given(st.lists(st.lists(st.floats(-9, 9), min_size=3, max_size=3), min_size=1, max_size=6))
def test_a_combination_lies_among_its_members(members: list[list[float]]) -> None:
    for said, several in zip(measuring.combined(members), zip(*members, strict=True), strict=True):
        assert min(several) <= said <= max(several)


def test_errors_are_told_in_percent_and_scaled_by_what_was_known() -> None:
    assert measuring.percent_off([(10, 9), (30, 33)]) == 10
    assert measuring.percent_off([(0, 5)]) is None
    assert measuring.scale_of([1, 2, 4]) == 1.5
    assert measuring.mean_error([None, 4], [9, 5]) == 1
    assert measuring.beaten([1, 2], [2, 2]) == 0.5


@given(st.integers(0, 6), st.integers(1, 6), st.integers(1, 12))
def test_every_origin_lies_before_what_it_is_compared_with(
    offset: int, step: int, horizon: int
) -> None:
    plan = origins.Plan(horizon=horizon, step=step, behind=20, origins=9)
    series = Series(MONDAY, tuple(float(n % 7) for n in range(60)), ())

    found = origins.origins_of(series, plan, offset)

    assert found
    assert len(found) <= plan.origins
    assert all(plan.behind <= at <= 59 - horizon for at in found)
    assert all((at + offset) % step == 0 for at in found)


def test_why_there_is_not_enough_is_said() -> None:
    plan = origins.Plan(known=5, span=8, behind=6, horizon=2)
    few = Series(MONDAY, (1, None, None, 2, None, None, None, 3), ())
    still = Series(MONDAY, (1.0,) * 9, ())
    moving = Series(MONDAY, tuple(float(n) for n in range(9)), ())

    assert origins.enough(few, plan) == "few_weeks"
    assert origins.enough(still, plan) == "still"
    assert origins.enough(moving.until(5), plan) == "short"
    assert origins.enough(moving, plan) == ""
    assert origins.fresh(moving, plan, moving.monday(20), 5) == "stale"
    assert origins.fresh(moving, plan, moving.monday(9), 5) == ""


def test_the_spring_festival_is_found_and_weeks_know_how_near_it_is() -> None:
    assert festivals.spring_festival(2024) == date(2024, 2, 10)
    assert festivals.nearness(date(2024, 7, 1)) == (0, 0)
    before, after = festivals.nearness(date(2024, 2, 5))
    assert before > 0.9
    assert after == 0


CASE = Case(1, "板栗", date(2024, 1, 10), 100, 50, 3000, 1000, 120)
ASKED = Asked(date(2025, 1, 10), 3000, 1000, 120, 50)


def test_the_same_again_brings_the_same() -> None:
    said = planning.expected([CASE], ASKED)

    assert said is not None
    assert (said.units, said.low, said.high, said.stock, said.orders) == (100, 50, 200, 200, 50)
    assert said.gone_minute == 60
    assert planning.expected([], ASKED) is None


def test_what_was_gone_early_would_have_sold_more() -> None:
    gone = Case(**{**CASE.__dict__, "gone_minute": 60})

    assert planning.demand(gone, ASKED) == pytest.approx(2 * planning.demand(CASE, ASKED))


@given(
    st.lists(st.tuples(st.integers(1, 999), st.integers(1, 9999)), min_size=1, max_size=9),
    st.integers(1, 100_000),
    st.integers(1, 100_000),
)
def test_more_viewers_never_bring_less_and_a_higher_price_never_more(
    sold: list[tuple[int, int]], viewers: int, price: int
) -> None:
    cases = [Case(n, "", date(2024, 1, n), u, u, 3000, v, 60) for n, (u, v) in enumerate(sold, 1)]

    def units(viewers: int, price: int) -> planning.Expected:
        said = planning.expected(cases, Asked(date(2025, 1, 1), price, viewers, 60, 10))
        assert said is not None
        assert said.low <= said.units <= said.high <= said.stock
        return said

    assert units(viewers + 1000, price).units >= units(viewers, price).units
    one = planning.demand(cases[0], Asked(date(2025, 1, 1), price, viewers, 60, 10))
    assert one >= planning.demand(cases[0], Asked(date(2025, 1, 1), price + 1, viewers, 60, 10))


def test_packers_are_never_too_few() -> None:
    assert planning.packers_for(961, 30, 8, 2) == 3
    assert planning.packers_for(960, 30, 8, 2) == 2
    assert planning.packers_for(0, 30, 8, 2) == 0


def test_a_drawing_stays_on_its_paper_and_breaks_where_nothing_is_known() -> None:
    was = [(MONDAY, 3.0), (MONDAY + timedelta(days=7), None), (MONDAY + timedelta(days=14), 4.0)]
    ahead = [Ahead(MONDAY + timedelta(days=21), 5, 4, 6, 2, 99, 4)]

    found = drawing.drawing(was, ahead)

    assert found is not None
    assert len(found.was) == 2
    pieces = (found.band_95, found.band_80, found.ahead, found.naive, *found.was)
    for point in " ".join(pieces).split():
        x, y = (float(part) for part in point.split(","))
        assert drawing.LEFT <= x <= drawing.WIDTH
        assert 0 <= y <= drawing.HEIGHT
    assert drawing.drawing([], ahead) is None
