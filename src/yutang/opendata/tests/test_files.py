"""Files of data sets open in spreadsheets, and nothing in them runs there."""

from decimal import Decimal
from pathlib import Path

from yutang.facts.kinds.shape import Column
from yutang.kernel.told import Told
from yutang.opendata.making import files
from yutang.opendata.making.tables import Made

WORDS = Told("货", "good")
COLUMNS = [Column("good", "string", WORDS), Column("change", "decimal", WORDS)]


def test_a_name_that_would_run_as_a_formula_does_not_and_a_number_below_zero_stays_one(
    tmp_path: Path,
) -> None:
    rows = [{"good": "=HYPERLINK(1)", "change": Decimal("-2.5")}, {"good": None, "change": "-3"}]
    files.write_csv(Made(COLUMNS, rows), tmp_path / "set.csv")
    assert files.read_rows(tmp_path / "set.csv", ["good", "change"]) == [
        {"good": "'=HYPERLINK(1)", "change": "-2.5"},
        {"good": "", "change": "-3"},
    ]
