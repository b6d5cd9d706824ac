"""What the rules of honours decide: levels, working days, versions, conditions, numbers."""

import re
from datetime import date, timedelta
from decimal import Decimal
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yutang.honours.errors import BadDemand, BadPaper, BadTerms
from yutang.honours.queries import workdays
from yutang.honours.rules import demands, kinds, life, notices, papers, plaques, steps, versions
from yutang.honours.rules.demands import Demand
from yutang.honours.tests.conftest import rule_terms
from yutang.kernel.clock import today

DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))


def test_a_countys_own_application_begins_above_the_county() -> None:
    assert kinds.levels("village", "city") == ("county", "city")
    assert kinds.levels("county", "province") == ("city", "province")
    assert kinds.levels("shop", "county") == ("county",)
    assert kinds.levels("county", "county") == ()
    assert kinds.decider("city", "130827100201") == "1308"


@pytest.mark.parametrize(
    ("outcome", "level", "last", "to"),
    [
        ("pass", "county", "province", "city"),
        ("pass", "city", "province", "province"),
        ("pass", "county", "county", "notice"),
        ("pass", "province", "province", "notice"),
        ("return", "city", "province", "returned"),
        ("refuse", "county", "city", "refused"),
    ],
)
def test_a_decision_leads_on(outcome: str, level: str, last: str, to: str) -> None:
    assert steps.after(outcome, level, "village", last) == to
    assert to in steps.ARROWS[level]


def test_the_database_keeps_the_same_arrows() -> None:
    text = import_module("yutang.honours.migrations.0002_guards").FORWARD
    there = set(re.findall(r"\('(\w+)', '(\w+)'\)", text))
    ours = {
        (one, to) for arrows in (steps.ARROWS, life.ARROWS) for one in arrows for to in arrows[one]
    }
    assert there == ours


def test_a_notice_counts_working_days_after_the_day_it_is_put_up() -> None:
    friday = date(2026, 11, 20)
    assert notices.last_day(friday, 5, (), ()) == date(2026, 11, 27)
    assert notices.last_day(friday, 1, {date(2026, 11, 23)}, {date(2026, 11, 22)}) == date(
        2026, 11, 22
    )


def test_the_national_day_makes_a_notice_longer() -> None:
    assert workdays.notice_until(date(2026, 9, 30), 5) > date(2026, 10, 7)


@given(DAYS, st.integers(1, 30))
def test_a_notice_has_so_many_working_days(begins: date, count: int) -> None:
    until = notices.last_day(begins, count, (), ())
    days = [begins + timedelta(days=n) for n in range(1, (until - begins).days + 1)]
    assert sum(day.weekday() < 5 for day in days) == count
    assert not notices.is_over(until, until)


@given(DAYS, st.integers(1, 120))
def test_months_later_is_that_month_and_no_later_day(day: date, months: int) -> None:
    later = life.months_later(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day


@given(DAYS, st.integers(3, 36), DAYS)
def test_the_next_review_is_never_in_the_past(due: date, months: int, day: date) -> None:
    assert life.next_review(due, months, day) > day or day < due


def test_past_its_last_day_an_honour_has_expired() -> None:
    last = date(2026, 1, 1)
    assert life.stage("valid", last, last) == "valid"
    assert life.stage("warned", last, date(2026, 1, 2)) == "expired"
    assert life.stage("withdrawn", last, date(2027, 1, 1)) == "withdrawn"


WORDS = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=20)
DEMANDS = st.one_of(
    st.builds(Demand, st.just("document"), WORDS, WORDS),
    st.builds(Demand, st.just("verdict"), WORDS, WORDS, WORDS),
    st.builds(
        Demand,
        st.just("figure"),
        WORDS,
        WORDS,
        WORDS,
        st.decimals(0, 10**9, places=2, allow_nan=False),
    ),
)


@given(st.lists(DEMANDS, min_size=1, max_size=20))
def test_conditions_are_read_as_they_are_written(asked: list[Demand]) -> None:
    assert demands.read(demands.written(asked)) == asked


@pytest.mark.parametrize(
    "line",
    [
        "",
        "paper | 甲 | A",
        "document | 甲",
        "document | 甲 | A | x",
        "figure | 甲 | A | x | many",
        "figure | 甲 | A | x | -1",
        "verdict | 甲 | A |",
    ],
)
def test_conditions_that_are_not_understood_are_refused(line: str) -> None:
    with pytest.raises(BadDemand):
        demands.read(line)


@given(st.none() | st.decimals(0, 1000, places=0), st.integers(0, 1000))
def test_more_of_a_figure_never_fails_what_less_met(value: Decimal | None, more: int) -> None:
    asked = Demand("figure", "甲", "A", "x", Decimal(100))
    judged = demands.judged(asked, value)
    assert (judged is None) == (value is None)
    if judged and value is not None:
        assert demands.judged(asked, value + more)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("notice_days", 0),
        ("valid_months", 1),
        ("applicants", ("shop",)),
        ("applicants", ()),
        ("valid_from", today() - timedelta(days=1)),
        ("valid_to", today() - timedelta(days=1)),
        ("source", " "),
    ],
)
def test_a_version_stays_within_sense(field: str, value: object) -> None:
    with pytest.raises(BadTerms) as refused:
        versions.check_terms(rule_terms(**{field: value}), today())
    assert refused.value.field == field


def test_a_county_cannot_award_itself() -> None:
    own = rule_terms(kind="pioneer_county", applicants=("county",), last_level="county")
    with pytest.raises(BadTerms):
        versions.check_terms(own, today())


def test_the_nearest_and_newest_version_holds() -> None:
    day = date(2026, 5, 1)
    old, new = rule_terms(valid_from=date(2020, 1, 1)), rule_terms(valid_from=date(2026, 1, 1))
    here = rule_terms(valid_from=date(2021, 1, 1), place_code="1308")
    assert versions.in_force([old, new], "demo_village", "130827100201", day) == new
    assert versions.in_force([old, new, here], "demo_village", "130827100201", day) == here
    assert versions.in_force([new, here], "demo_village", "4409", day) == new
    assert versions.in_force([new], "park", "4409", day) is None


def test_a_plaques_number_is_read_however_it_is_typed() -> None:
    assert plaques.clean(" dv-2026-0001 ") == plaques.number("demo_village", 2026, 1)
    assert not plaques.clean("DV-2026-1")


def test_a_file_is_what_it_holds_not_what_it_is_called() -> None:
    assert papers.type_of(b"%PDF-1.7") == "application/pdf"
    for wrong in (b"<svg/>", b"", b"%PDF-" + b"0" * papers.BYTES_MAX):
        with pytest.raises(BadPaper):
            papers.type_of(wrong)
