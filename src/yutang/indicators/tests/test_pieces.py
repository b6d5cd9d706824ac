from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.published import published

from yutang.facts.queries import pieces
from yutang.indicators import queries
from yutang.indicators.queries import held, valuing
from yutang.indicators.rules.periods import Period
from yutang.plumbing.config import Config

NAMES = ("sales.net_yuan", "sales.buyers", "sales.goods", "sales.counties")
PLACES = ("", "130827")
PERIODS = (Period.year(2025), Period.year(2026))


def _counted(places: tuple[str, ...] = PLACES) -> dict[Any, Any]:
    """Count as a process that has counted nothing yet."""
    valuing._kept.clear()
    found = queries.values(NAMES, places, PERIODS)
    return {key: (value.number, value.rows, value.reported) for key, value in found.items()}


def _kept() -> set[Path]:
    return set((Config.load().data / "facts-kept").glob("*.parquet"))


def test_months_put_together_come_to_what_one_go_over_all_rows_comes_to(
    sold: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    for row in sold[::3]:
        row["person"] = -(2**62) + 977 * len(str(row["person"]))  # as other platforms' buyers
    published("order_line", sold)
    monkeypatch.setattr(held, "ROWS_MOST", 0)
    whole, one = _counted(), _counted(("13",))
    monkeypatch.setattr(pieces, "PIECES_FROM", 0)
    assert _counted() == whole
    assert _counted() == whole, "from what was kept"
    assert _counted(("13",)) == one


@pytest.mark.usefixtures("sold")
def test_after_a_day_changed_only_its_month_is_counted_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(held, "ROWS_MOST", 0)
    monkeypatch.setattr(pieces, "PIECES_FROM", 0)
    name, place, year = "sales.net_yuan", "13", Period.year(2026)
    valuing._kept.clear()
    before = queries.value(name, place, year)
    kept = _kept()
    line = {"on": date(2026, 5, 30), "place": "130827100200", "net_fen": 12_300}
    published("order_line", [line])
    after = queries.value(name, place, year)
    assert after.rows == before.rows + 1
    assert after.number == (before.number or 0) + 123
    assert len(_kept() - kept) == 1


def test_a_reader_finds_all_months_counted_ahead(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [{"on": date(2025, month, 3), "place": "130827100200"} for month in (1, 2)]
    published("order_line", lines)
    monkeypatch.setattr(held, "ROWS_MOST", 0)
    monkeypatch.setattr(pieces, "PIECES_FROM", 0)
    for path in _kept():
        path.unlink()
    assert queries.count_ahead() == len(_kept()) > 0
    kept = _kept()
    _counted(("13", "130827"))
    assert _kept() == kept
    assert queries.count_ahead() == 0
