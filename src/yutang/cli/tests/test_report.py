"""`yutang report` prints the card, and `--verify` finds a row that was altered in the store."""

import json
from datetime import date

import pytest
from tests.cast import COUNTY, VILLAGE
from typer.testing import CliRunner

from yutang.cli.app import app

YEAR = 2025


@pytest.fixture
def sold(land: None) -> None:
    _publish(3100)


def _publish(fen: int) -> None:
    """Publish a dozen orders, each of a buyer of its own."""
    from tests.published import published

    row = {"place": VILLAGE, "units": 1, "state": "received", "is_paid": True, "is_valid": True}
    money = {"amount_fen": fen, "paid_fen": fen, "refunded_fen": 0, "net_fen": fen}
    orders = [
        {"key": f"r{at}", "on": date(YEAR, 2, 1 + at), "person": at, "order": f"r{at}"}
        for at in range(12)
    ]
    published("order_line", [row | money | each for each in orders])


def run(*options: str) -> tuple[int, str]:
    said = CliRunner().invoke(app, ["report", *options])
    return said.exit_code, said.output


def test_the_card_is_printed_in_both_languages_and_as_json(sold: None) -> None:
    asked = ("--place", COUNTY, "--year", str(YEAR))
    code, said = run(*asked)
    assert code == 0
    assert "Paid orders" in said
    assert "付款订单" in run(*asked, "--lang", "zh")[1]
    file = json.loads(CliRunner().invoke(app, ["report", *asked, "--json"]).stdout)
    line = next(row for row in file["values"] if row[1] == "sales.paid_orders")
    assert line[file["columns"].index("number")] == "12.000000"


def test_an_altered_row_is_found(land: None) -> None:
    _publish(4100)  # a file of its own: what is altered here nobody else reads
    asked = ("--place", COUNTY, "--year", str(YEAR))
    assert run(*asked)[0] == 0  # the card is reckoned, and kept
    _alter()
    code, said = run(*asked, "--verify")
    assert code == 1, said
    assert "sales.net_yuan" in said


def test_every_number_agrees_with_its_rows(sold: None) -> None:
    code, said = run("--place", COUNTY, "--year", str(YEAR), "--verify")
    assert code == 0, said
    assert "numbers agree with their rows" in said


def test_who_asks_for_no_place_or_year_is_told_what_to_do(sold: None) -> None:
    for asked, told in (
        (("--place", "瓦尔登湖", "--year", str(YEAR)), "places find"),
        (("--place", COUNTY, "--year", "1812"), "years run from"),
        (("--place", COUNTY, "--year", str(YEAR), "--lang", "fr"), "zh or en"),
    ):
        code, said = run(*asked)
        assert code == 2
        assert told in said


def _alter() -> None:
    """Add a yuan to every order in the store, behind the platform's back."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from yutang.facts import queries, store

    for part in queries.parts(queries.current().number, "order_line"):
        path = store.of_config().address(part.path)
        table = pq.read_table(path)
        at = table.column_names.index("net_fen")
        more = pa.array([(each or 0) + 100 for each in table["net_fen"].to_pylist()], pa.int64())
        changed = table.set_column(at, table.schema.field(at), more)
        pq.write_table(changed, path)
