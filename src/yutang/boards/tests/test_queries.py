"""Each chart comes to what its facts say, and keeps small groups to who works for the place."""

from datetime import date

import pytest
from tests.published import published

from yutang.boards.queries import BOARDS, Asked
from yutang.boards.rules.charts import Chart
from yutang.boards.tests import invented
from yutang.indicators.rules.periods import Period
from yutang.places import loading

pytestmark = pytest.mark.django_db
VILLAGES = ("130827106203", "130827100201")
TODAY = date(2026, 11, 20)
YEAR = Period(date(2025, 11, 21), TODAY)
HERE = Asked("130827", YEAR)
CLERKS = Asked("130827", YEAR, full=True)


@pytest.fixture(scope="module")
def rows() -> dict[str, list[invented.Row]]:
    return invented.store(VILLAGES, TODAY, days=150, orders_a_day=5)


@pytest.fixture
def store(db: None, rows: dict[str, list[invented.Row]]) -> dict[str, list[invented.Row]]:
    from django.db import connection

    loading.load(connection, ["13"])
    for kind, lines in rows.items():
        published(kind, lines)
    return rows


def column(chart: Chart, at: int) -> list[object]:
    return [row[at] for row in chart.rows]


def test_every_chart_of_every_board_draws_from_the_same_store(
    store: dict[str, list[invented.Row]],
) -> None:
    for board in BOARDS:
        for name, make in board.charts.items():
            chart = make(HERE)
            assert chart.name == name
            assert chart.rows, name
            assert chart.has_numbers, name
            assert all(len(row) == len(chart.columns) for row in chart.rows), name
