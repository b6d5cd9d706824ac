"""`yutang import prices`: what was read is told; what was not leaves nothing behind."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from yutang.cli.imports import app
from yutang.prices.queries.markets import markets

pytestmark = pytest.mark.django_db

PEARS = "品名,平均价,单位,发布日期\n鸭梨,1.5,斤,2026-05-05\n"


def run(path: Path, *options: str) -> Result:
    arguments = ["prices", str(path), "--market", "北京新发地", "--source", "网站", *options]
    return CliRunner().invoke(app, arguments)


@pytest.mark.parametrize(
    "data",
    ["", "甲,乙\n1,2\n", "品名,平均价,单位,发布日期\n鸭梨,1.5,斤,9999-99-99\n", "\x1f\x8bjunk"],
    ids=["empty", "no headings", "no row", "rubbish"],
)
def test_a_list_without_one_row_ends_with_1_and_registers_no_market(
    tmp_path: Path, data: str
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(data, encoding="utf-8")
    result = run(path)
    assert result.exit_code == 1
    assert not markets().exists()


def test_looking_writes_nothing_and_the_same_list_again_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(PEARS, encoding="utf-8")
    assert run(path, "--look").exit_code == 0
    assert not markets().exists()
    assert run(path).exit_code == 0
    again = run(path)
    assert again.exit_code == 0
    assert "Everything was there" in again.output
    (market,) = markets()
    assert market.quotes.count() == 1
