"""`yutang forecast backtest`, on an invented price list."""

import gzip
import json
import math
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from yutang.cli.forecasts import app

MONDAY = date(2013, 1, 7)
HEADINGS = "品名,最低价,平均价,最高价,规格,单位,发布日期"
WEEKS = 124


def invented(seed: int, goods: int = 2, weeks: int = WEEKS) -> str:
    """A price list with a season, a walk, gaps and dirt."""
    chance, lines = random.Random(seed), [HEADINGS]
    for good in range(goods):
        walk = 0.0
        for day in range(0, weeks * 7, 4):
            walk = 0.9 * walk + chance.gauss(0, 0.04)
            if chance.random() < 0.1:
                continue
            mean = math.exp(1.2 + walk + 0.4 * math.sin(2 * math.pi * day / 365.25))
            on = MONDAY + timedelta(days=day)
            line = f"果{good},{mean * 0.9:.2f},{mean:.2f},{mean * 1.1:.2f},普通,斤,{on}"
            lines += [line] * chance.choice((1, 1, 2))
        lines.append(f"果{good},9,0,8,普通,斤,2013-02-30")
    lines.append("只卖一天,1,2,3,普通,斤,2013-03-01")
    return "\n".join(lines)


def run(path: Path, *options: str) -> tuple[int, list[dict[str, Any]], str]:
    result = CliRunner().invoke(app, ["backtest", str(path), *options])
    return (
        result.exit_code,
        [json.loads(line) for line in result.stdout.splitlines()],
        result.stderr,
    )


def test_a_list_is_answered_good_by_good_and_summed_up_packed_or_not(tmp_path: Path) -> None:
    plain, packed = tmp_path / "list.csv", tmp_path / "list.csv.gz"
    plain.write_text(invented(1), encoding="utf-8")
    packed.write_bytes(gzip.compress(invented(1).encode()))

    code, lines, told = run(plain, "--step", "16")
    again = run(packed, "--step", "16")

    assert code == 0
    assert [line["good"] for line in lines[:-1]] == ["果0", "果1"]
    for line in lines[:-1]:
        assert {"good", "n", "mase", "mase_naive", "mase_seasonal_naive"} <= set(line)
    last = lines[-1]
    assert last["goods"] == 2
    assert last["left_out"] == {"few_weeks": 1}
    assert last["median_mase"] < last["median_mase_naive"]
    assert last["share_beaten_both"] >= 0.5
    assert last["horizon_weeks"] == 8
    assert "left out: 1 few_weeks" in told
    assert again[1] == lines


def test_too_short_a_list_has_not_enough_data_and_still_a_last_line(tmp_path: Path) -> None:
    path = tmp_path / "short.csv"
    path.write_text(invented(2, weeks=20), encoding="utf-8")

    code, lines, told = run(path)

    assert code == 2
    assert len(lines) == 1
    assert lines[0]["goods"] == 0
    assert lines[0]["median_mase"] is None
    assert "quoted in too few weeks" in lines[0]["not_enough_data"]
    assert "Not enough data" in told


@pytest.mark.parametrize("data", [b"hello,world\n1,2\n", b"\x1f\x8bnot gzip", b""])
def test_what_is_no_price_list_is_refused_with_what_to_do(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes(data)

    code, lines, told = run(path)

    assert code == 2
    assert lines == []
    assert "needs the headings" in told


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    code, _lines, told = run(tmp_path / "none.csv")

    assert code == 2
    assert "none.csv cannot be read" in told
