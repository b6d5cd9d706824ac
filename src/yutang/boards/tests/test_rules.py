"""Periods, buckets, flows and cohorts decide the same whatever is thrown at them."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from yutang.boards.rules import cohorts, flows, periods, spreads
from yutang.boards.rules.flows import Flow
from yutang.indicators.rules.periods import Period
from yutang.kernel.counts import SMALL

TODAY = date(2026, 5, 20)
DAYS = st.dates(date(2020, 1, 1), date(2026, 12, 31))
FLOWS = st.lists(
    st.builds(
        Flow,
        st.text("0123456789", min_size=2, max_size=2),
        st.sampled_from(["", "11", "12", "13", "31", "44"]),
        st.integers(0, 10**9),
        st.integers(1, 500),
        st.integers(1, 40),
    ),
    max_size=60,
)


def test_a_visit_that_asks_for_nothing_sees_a_year_up_to_today() -> None:
    assert periods.read("", "", TODAY) == (Period(date(2025, 5, 21), TODAY), True)


def test_a_period_may_be_said_by_one_end_and_the_wrong_way_round() -> None:
    assert periods.read("2026-05-01", "", TODAY)[0] == Period(date(2026, 5, 1), TODAY)
    turned = periods.read("2026-05-09", "2026-05-01", TODAY)
    assert turned == (Period(date(2026, 5, 1), date(2026, 5, 9)), True)


@given(st.text(max_size=12), st.text(max_size=12))
def test_whatever_an_address_says_gives_a_period(first: str, last: str) -> None:
    found, _is_understood = periods.read(first, last, TODAY)
    assert found.first <= found.last
    assert found.last.year - found.first.year <= periods.YEARS_MOST


def test_too_long_a_period_is_not_understood() -> None:
    assert periods.read("2010-01-01", "2026-01-01", TODAY)[1] is False
    assert periods.read("0001-01-01", "0001-02-01", TODAY)[1] is False


@given(DAYS, st.integers(0, 900))
def test_every_day_of_a_period_lies_in_one_of_its_marks(first: date, days: int) -> None:
    period = Period(first, first + timedelta(days=days))
    by = periods.step(period)
    marks = periods.marks(period, by)
    assert marks == sorted(set(marks))
    for at in range(0, days + 1, 13):
        assert periods.beginning(first + timedelta(days=at), by) in marks
    assert len(marks) <= 12 * 11


@given(st.floats(-1e6, 1e6), st.sampled_from([spreads.DAYS, spreads.INCOME_YUAN]))
def test_a_value_lies_in_the_bucket_whose_edges_hold_it(
    value: float, edges: tuple[int, ...]
) -> None:
    at = spreads.bucket(value, edges)
    assert at == 0 or edges[at - 1] <= value
    assert at == len(edges) or value < edges[at]
    assert len(spreads.bucket_names(edges)) == len(edges) + 1


@given(st.dictionaries(st.integers(0, 9), st.integers(0, 40), max_size=9))
def test_the_public_never_reads_a_small_group_nor_can_work_one_out(groups: dict[int, int]) -> None:
    shown = spreads.for_readers(groups, full=False)
    assert not any(count is not None and 0 < count < SMALL for count in shown.values())
    hidden = [key for key, count in shown.items() if count is None]
    others = [key for key in groups if groups[key] and key not in hidden]
    assert len(hidden) != 1 or not others
    assert spreads.for_readers(groups, full=True) == groups


@given(FLOWS)
def test_no_yuan_is_lost_when_small_flows_are_put_together(every: list[Flow]) -> None:
    shown = flows.greatest(every)
    assert sum(flow.net_fen for flow in shown) == sum(flow.net_fen for flow in every)
    assert len({flow.origin for flow in shown}) <= flows.ORIGINS_MOST + 1
    assert len({flow.goal for flow in shown}) <= flows.GOALS_MOST + 1
    assert len({(flow.origin, flow.goal) for flow in shown}) == len(shown)


@given(FLOWS)
def test_the_public_sees_no_flow_of_few_buyers(every: list[Flow]) -> None:
    assert all(flow.buyers >= SMALL for flow in flows.told(every, full=False))
    assert len(flows.told(every, full=True)) == len(every)


MONTHS = st.integers(0, 30).map(lambda at: date(2024 + at // 12, at % 12 + 1, 1))


@given(
    st.lists(st.tuples(MONTHS, MONTHS, st.integers(1, 60)), max_size=40, unique_by=lambda x: x[:2]),
    st.booleans(),
)
def test_a_cohort_tells_shares_of_months_that_are_over(
    seen: list[tuple[date, date, int]],
    full: bool,  # noqa: FBT001 - drawn by hypothesis
) -> None:
    until = date(2026, 2, 10)
    whole = [(first, later, count) for first, later, count in seen if first <= later]
    for cohort in cohorts.cohorts(whole, until, full=full):
        assert full or cohort.size >= SMALL
        over = cohorts.apart(cohort.month, until)
        for offset, share in enumerate(cohort.shares, 1):
            assert share is None or offset < over
            assert full or not share or share * cohort.size >= SMALL - 1e-6
