from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from tests.published import published

from yutang.facts import queries as facts
from yutang.facts.kinds.shape import Column
from yutang.indicators import queries
from yutang.indicators.queries import held, reporting, valuing
from yutang.indicators.rules.periods import Period

FACTS = ("show", "shop_month", "host_month", "planting")
"""All measures; floats; thresholds, lists of counties, what stands, few persons."""
PLACES = ("1308", "130827")
PERIODS = (Period.year(2025), Period(date(2026, 3, 5), date(2026, 9, 1)))
LIE = ("130827100200", "130827100201", "130827101200", "130802001001", "140100", "1308", "")


def _cell(column: Column, chance: Random) -> Any:
    if column.name == "place":
        return chance.choice(LIE)
    if column.name == "on":
        return date(2025, 1, 1) + timedelta(days=chance.randrange(700))
    if chance.random() < 0.15:
        return "" if column.name == "evidence" else None
    few = column.name in {"person", "shop"}
    made: dict[str, Callable[[], Any]] = {
        "string": lambda: chance.choice(("taobao-village", "new", "class", "self")),
        "int": lambda: chance.randrange(9) if few else chance.randrange(-500, 90_000_000_000),
        "float": lambda: chance.randrange(9_000) / 7,
        "decimal": lambda: Decimal(chance.randrange(99_999)) / 100,
        "bool": lambda: chance.random() < 0.6,
        "date": lambda: date(2025, 6, 1) + timedelta(days=chance.randrange(900)),
        "timestamp": lambda: None,
    }
    return made[column.type]()


def _rows(name: str) -> list[dict[str, Any]]:
    chance = Random(name)
    columns = [each for each in facts.kind(name).columns if each.name not in {"key", "at"}]
    return [{each.name: _cell(each, chance) for each in columns} for _row in range(60)]


def _values() -> dict[Any, Any]:
    valuing._kept.clear()
    ways = {
        (type(each.measure), bool(each.above), each.among, each.standing): each.name
        for each in queries.every()
        if each.fact in FACTS
    }
    return queries.values(ways.values(), PLACES, PERIODS)


def test_rows_at_hand_come_to_what_the_engine_comes_to(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    lists = {"national": ["130827"], "provincial": ["130802", "140100"]}
    monkeypatch.setattr(
        reporting, "on_lists", lambda levels: {each: lists[each] for each in levels}
    )
    for name in FACTS:
        published(name, _rows(name))
    at_hand = _values()
    monkeypatch.setattr(held, "ROWS_MOST", 0)
    assert _values() == at_hand
    assert sum(bool(value.number) for value in at_hand.values()) > len(at_hand) / 3
