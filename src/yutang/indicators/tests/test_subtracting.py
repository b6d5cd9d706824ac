"""Whatever the public asks, and subtracts, nothing of fewer than ten persons comes out."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

import numpy as np
import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import COUNTY, OTHER_COUNTY
from tests.published import published

from yutang.indicators import exports, queries
from yutang.indicators.errors import NeedsRows
from yutang.indicators.queries import telling
from yutang.indicators.rules.masking import kept_back
from yutang.indicators.rules.periods import Period
from yutang.kernel.counts import SMALL
from yutang.people.access import Person
from yutang.places import queries as places
from yutang.places.rules import Level

NAME, FACT = "training.person_times", "attendance"
YEARS = (2024, 2025)
Row = dict[str, Any]
Told = list[tuple[str, frozenset[int]]]


@given(persons=st.dictionaries(st.integers(0, 20), st.integers(0, 30)), has_others=st.booleans())
def test_what_is_kept_back_is_of_ten_together_or_is_all_there_is(
    *, persons: dict[int, int], has_others: bool
) -> None:
    back = kept_back(persons, has_others=has_others)
    assert back >= {key for key, number in persons.items() if 0 < number < SMALL}
    told = {key for key, number in persons.items() if number} - back
    if (back or has_others) and told:
        assert any(persons[key] >= SMALL for key in back)


def _attended(chance: Random) -> list[Row]:
    """Return rows of persons who live in some villages, a few of whom nobody knows where."""
    villages = [
        str(code)
        for county in (COUNTY, OTHER_COUNTY)
        for town in places.under(county, Level.TOWN).values_list("code", flat=True)[:2]
        for code in places.children(town).values_list("code", flat=True)[:2]
    ]
    rows = []
    for place in [*villages, COUNTY]:
        for year in YEARS:
            size = chance.choice((0, 3, 11, 14, 25))
            crowd = [chance.randrange(10**9) for _person in range(size)]
            for person in [*crowd, *chance.choices(crowd, k=size)] if crowd else []:
                on = date(year, 1, 1) + timedelta(days=chance.choice((5, 40, 41, 42, 200, 330)))
                rows.append({"on": on, "place": place, "person": person, "course_kind": "host"})
    return rows


@pytest.fixture
def attended(land: None) -> list[Row]:
    """Publish who attended what in two counties."""
    rows = _attended(Random("subtracting"))
    published(FACT, rows)
    return rows


def _spots(rows: list[Row]) -> list[str]:
    codes = {row["place"] for row in rows}
    return sorted({code[:digits] for code in codes for digits in (0, 2, 4, 6, 9, 12)})


def _answers(rows: list[Row]) -> Iterator[tuple[str, Period, Any]]:
    """Ask as the public for all places and all sorts of periods; yield what is told."""
    periods = [Period.year(year) for year in YEARS]
    periods += [month for year in periods for month in year.months()]
    periods += [Period(date(2025, 1, 1), date(2025, 2, day)) for day in (10, 11, 12)]
    periods.append(Period(date(2024, 1, 1), date(2025, 12, 31)))
    known = queries.values([NAME], _spots(rows), periods)
    for (_name, place, period), value in telling.told(known).items():
        if value.number is not None:
            yield place, period, value


def _told(rows: list[Row]) -> Told:
    """Return which rows each answer is the sum of: numbers, and groups of rows beneath them."""
    found: Told = []
    for place, period, value in _answers(rows):
        inside = _of(rows, place, period)
        assert value.number == len(inside)
        found.append((f"{place} {period}", inside))
        if period.first.year != YEARS[-1]:
            continue
        named: set[int] = set()
        lines = queries.rows(NAME, place, period, None).lines
        for line in (each for each in lines if not each.is_rest):
            group = _of(rows, line.place, period)
            assert line.amount == len(group), "a group is a place of the year"
            named |= group
            found.append((f"{place} {period}: {line.place}", group))
        assert sum(line.amount or 0 for line in lines) == len(inside)
        found.append((f"{place} {period}: the others", inside - named))
    return found


def _of(rows: list[Row], place: str, period: Period) -> frozenset[int]:
    return frozenset(
        at
        for at, row in enumerate(rows)
        if row["place"].startswith(place) and period.first <= row["on"] <= period.last
    )


def _secrets(rows: list[Row]) -> dict[str, frozenset[int]]:
    """Return what nobody may come to know: each cell of place, month and year of few persons."""
    cells: dict[str, set[int]] = defaultdict(set)
    for at, row in enumerate(rows):
        for digits in (0, 2, 4, 6, 9, 12):
            for when in (4, 7, 10):
                cells[f"{row['place'][:digits]} {str(row['on'])[:when]}"].add(at)
        if len(row["place"]) == len(COUNTY):
            cells[f"nowhere in {row['place']} {row['on'].year}"].add(at)
    return {key: frozenset(cell) for key, cell in cells.items() if _is_few(rows, cell)}


def _is_few(rows: list[Row], cell: frozenset[int] | set[int]) -> bool:
    return 0 < len({rows[at]["person"] for at in cell}) < SMALL


def test_no_sum_or_difference_of_answers_is_of_fewer_than_ten(attended: list[Row]) -> None:
    told = [(said, rows) for said, rows in _told(attended) if rows]
    assert len(told) > 10
    for said, rows in told:
        assert not _is_few(attended, rows), said
        for other, less in told:
            if less < rows:
                assert not _is_few(attended, rows - less), f"{said} minus {other}"
    basis = _basis(np.array([_vector(rows, len(attended)) for _said, rows in told]))
    for said, cell in _secrets(attended).items():
        secret = _vector(cell, len(attended))
        left = secret - basis.T @ (basis @ secret)
        assert np.linalg.norm(left) > 1e-6, f"{said} can be computed from what is told"


def _vector(rows: frozenset[int], size: int) -> Any:
    found = np.zeros(size)
    found[list(rows)] = 1
    return found


def _basis(vectors: Any) -> Any:
    _left, sizes, right = np.linalg.svd(vectors, full_matrices=False)
    return right[sizes > 1e-9]


def test_the_public_is_told_the_year_instead_of_some_days_and_staff_the_days(
    attended: list[Row], client: Client, clerk: Person
) -> None:
    days = Period(date(2025, 1, 1), date(2025, 2, 11))
    seen = queries.rows(NAME, "", days, None)
    assert seen.value.period == Period.year(2025)
    own = queries.rows(NAME, COUNTY, days, clerk)
    assert (own.value.period, own.of) == (days, len(_of(attended, COUNTY, days)))
    page = client.get(f"/indicators/{NAME}/all/?from=2025-01-01&to=2025-02-11")
    assert "2025-12-31" in page.content.decode()
    try:
        head = "".join(exports.csv(NAME, "13", days))
    except NeedsRows:
        head = "to,2025-12-31"
    assert "to,2025-12-31" in head
