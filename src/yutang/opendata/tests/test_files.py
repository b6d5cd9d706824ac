"""Files of data sets open in spreadsheets, and nothing in them runs there."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.published import published

from yutang.facts.kinds.shape import Column
from yutang.kernel.told import Told
from yutang.opendata import sets
from yutang.opendata.making import files, tables
from yutang.opendata.making.tables import Made
from yutang.prices.actions.markets import MarketFacts, add_market

WORDS = Told("货", "good")
COLUMNS = [Column("good", "string", WORDS), Column("change", "decimal", WORDS)]


def test_a_name_that_would_run_as_a_formula_does_not_and_a_number_below_zero_stays_one(
    tmp_path: Path,
) -> None:
    rows: list[dict[str, Any]] = [
        {"good": "=HYPERLINK(1)", "change": Decimal("-2.5")},
        {"good": None, "change": "-3"},
    ]
    files.write_csv(Made(COLUMNS, rows), tmp_path / "set.csv")
    assert files.read_rows(tmp_path / "set.csv", ["good", "change"]) == [
        {"good": "'=HYPERLINK(1)", "change": "-2.5"},
        {"good": "", "change": "-3"},
    ]


@pytest.mark.django_db
def test_quotes_go_out_only_of_markets_whose_recorded_terms_allow_it() -> None:
    terms = {"北京新发地": "公开", "宽城市场": "CC BY 4.0"}
    closed, open_ = (
        add_market(MarketFacts(name=name, source="市场网站", terms=said), None).pk
        for name, said in terms.items()
    )
    day = date(2020, 1, 5)
    quotes = [{"on": day, "market": market, "mean_fen": market} for market in (closed, open_)]
    source = (published("price_quote", quotes).number, date(2020, 2, 1))
    asked = sets.by_name()["prices"]
    assert isinstance(asked, sets.Plain)
    assert [row["market"] for row in tables.plain(asked, source).rows] == [open_]
