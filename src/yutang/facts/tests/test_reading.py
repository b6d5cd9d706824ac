"""Published rows are read back, whichever version is asked for."""

from datetime import date

import pytest
from tests.published import published

from yutang.facts import queries
from yutang.facts.errors import NoManifest

pytestmark = pytest.mark.django_db


def test_a_kind_that_nobody_published_is_an_empty_table_with_its_columns() -> None:
    table = queries.table("order_line")

    assert queries.current().number == 0
    assert queries.arrow(table.aggregate(n=table.count(), fen=table.net_fen.sum())).to_pylist() == [
        {"n": 0, "fen": None}
    ]


def test_a_version_stays_as_it_was_when_a_later_one_says_otherwise() -> None:
    first = published("order_line", [{"place": "130827", "net_fen": 100}, {"net_fen": 1}])
    second = published("order_line", [{"place": "130827", "net_fen": 250}])

    assert (first.number, first.rows, second.number, second.rows) == (1, 2, 2, 1)
    assert _sum() == 250
    assert _sum(first.number) == 101
    with pytest.raises(NoManifest):
        queries.table("order_line", manifest=9)


def test_files_without_the_days_asked_for_are_left_out() -> None:
    published("order_line", [{"on": date(2026, 1, day), "net_fen": day} for day in (1, 2, 3)])

    assert _sum(since=date(2026, 1, 2), until=date(2026, 1, 3)) == 2


def test_rows_are_streamed() -> None:
    published("order_line", [{"net_fen": each} for each in range(10)])

    batches = list(queries.stream(queries.table("order_line").select("net_fen"), rows=4))

    assert sum(batch.num_rows for batch in batches) == 10


def test_demo_facts_are_not_read_where_facts_are_real() -> None:
    published("order_line", [{"net_fen": 5}], root="demo")

    assert queries.current().number == 0
    assert not queries.reads_demo()
    assert queries.current("demo").rows == 1


def _sum(manifest: int | None = None, since: date | None = None, until: date | None = None) -> int:
    table = queries.table("order_line", manifest, since, until)
    found = queries.arrow(table.aggregate(fen=table.net_fen.sum())).to_pylist()
    fen = found[0]["fen"]
    assert isinstance(fen, int)
    return fen
