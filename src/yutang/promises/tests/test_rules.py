from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yutang.kernel.counts import Persons
from yutang.promises.errors import BadPromise, PersonsAddUp
from yutang.promises.rules import (
    STATUSES,
    Terms,
    check_span,
    check_terms,
    disjoint,
    expected,
    needs_decision,
    standing,
    together,
)

BEGUN, DUE = date(2026, 1, 1), date(2026, 7, 20)
TERMS = Terms(Decimal(0), BEGUN, Decimal(1000), DUE)
HALF = BEGUN + timedelta(days=100)


@pytest.mark.parametrize(
    ("on", "value", "status"),
    [
        (BEGUN - timedelta(days=30), None, "on_course"),
        (BEGUN, None, "on_course"),
        (HALF, Decimal(500), "on_course"),
        (HALF, Decimal(450), "on_course"),
        (HALF, Decimal(449), "late"),
        (HALF, None, "late"),
        (HALF, Decimal(1000), "kept"),
        (DUE, Decimal(999), "on_course"),
        (DUE + timedelta(days=1), Decimal(999), "overdue"),
        (DUE + timedelta(days=1), Decimal(1000), "kept"),
        (DUE + timedelta(days=900), None, "overdue"),
    ],
)
def test_how_a_promise_stands(on: date, value: Decimal | None, status: str) -> None:
    assert standing(TERMS, value, on, 10).status == status


def test_a_line_begins_at_the_baseline() -> None:
    terms = Terms(Decimal(400), BEGUN, Decimal(600), DUE)
    assert expected(terms, HALF) == 500
    assert standing(terms, Decimal(489), HALF, 10).status == "late"
    assert standing(terms, Decimal(490), HALF, 10).status == "on_course"
    assert standing(terms, Decimal(500), HALF, 10).percent == 50


VALUES = st.decimals(0, 2000, places=2)
DAYS = st.dates(date(2025, 6, 1), date(2027, 1, 1))


@given(VALUES, VALUES, DAYS, st.integers(0, 100))
def test_more_never_stands_worse(less: Decimal, more: Decimal, on: date, tolerance: int) -> None:
    less, more = sorted((less, more))
    order = {"overdue": 0, "late": 1, "on_course": 2, "kept": 3}
    worse, better = (standing(TERMS, each, on, tolerance) for each in (less, more))
    assert order[worse.status] <= order[better.status]
    assert worse.percent <= better.percent
    assert set(order) == set(STATUSES)
    assert (worse.status == "kept") is (less >= TERMS.target)


@given(st.one_of(st.none(), DAYS), DAYS, st.sampled_from(STATUSES))
def test_who_is_behind_needs_a_decision_that_runs(
    until: date | None, on: date, status: str
) -> None:
    needs = needs_decision(status, until, on)  # type: ignore[arg-type]
    assert needs is (status in {"late", "overdue"} and not (until and until >= on))


@given(st.lists(st.integers(0, 10**9)))
def test_people_are_added_as_what_they_are(numbers: list[int]) -> None:
    listed = [Decimal(number) for number in numbers]
    assert together(listed, "persons") == together(listed, "person_times") == sum(numbers)
    with pytest.raises(PersonsAddUp):
        check_span("added", "persons")
    with pytest.raises(TypeError):
        Persons(sum(numbers)) + together(listed, "person_times")  # type: ignore[operator]


def test_places_in_places_count_once() -> None:
    assert disjoint(["130827", "13", "130827100201", "41", "41"]) == ("13", "41")
    assert disjoint([]) == ()


@pytest.mark.parametrize(
    "terms",
    [
        Terms(Decimal(10), BEGUN, Decimal(10), DUE),
        Terms(Decimal(-1), BEGUN, Decimal(10), DUE),
        Terms(Decimal(0), DUE, Decimal(10), DUE),
        Terms(Decimal(0), date(2020, 1, 1), Decimal(10), date(2020, 6, 1)),
    ],
)
def test_what_cannot_be_promised(terms: Terms) -> None:
    with pytest.raises(BadPromise):
        check_terms(terms, date(2026, 1, 1))
