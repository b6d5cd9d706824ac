"""A version is made of the facts: the files are attacked, made twice, and made again later."""

import json
from collections.abc import Iterable
from datetime import date
from itertools import product
from typing import Any

import pytest
from tests.published import published

from yutang.opendata.making import files, versions

Row = dict[str, Any]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("top", "few")]


def _orders(month: int, spread: Iterable[tuple[str, str, str, range]]) -> list[Row]:
    return [
        {
            "key": f"{month}-{place}-{good}-{to}-{buyer}",
            "on": date(2020, month, 1 + buyer % 28),
            "place": f"{place}100201",
            "person": buyer,
            "good": good,
            "to_province": to,
            "units": 1,
            "paid_fen": 100 + buyer,
            "refunded_fen": 0,
            "net_fen": 100 + buyer,
            "amount_fen": 100 + buyer,
            "is_paid": True,
            "is_valid": True,
            "platform": "taobao",
            "sale": 0,
        }
        for place, good, to, buyers in spread
        for buyer in buyers
    ]


def _some() -> list[Row]:
    return [
        *_orders(
            1,
            [
                ("130827", "栗", "44", range(30)),
                ("130827", "栗", "11", range(40, 44)),
                ("130827", "梨", "11", range(40, 43)),
                ("130828", "梨", "31", range(50, 57)),
                ("440229", "兰", "44", range(60, 75)),
            ],
        ),
        *_orders(
            2,
            [
                ("130827", "栗", "44", range(12)),
                ("130828", "梨", "31", range(50, 54)),
                ("440229", "兰", "", range(70, 72)),
            ],
        ),
    ]


def _rows(number: int, name: str) -> list[Row]:
    folder = versions.folder("real") / str(number)
    about = json.loads((folder / versions.CATALOGUE).read_text("utf-8"))
    columns = next(each["columns"] for each in about["sets"] if each["name"] == name)
    return files.read_rows(folder / f"{name}.csv", [each["name"] for each in columns])


def _inside(row: Row, fact: Row) -> bool:
    months = {f"{fact['on']:%Y-%m}", f"{fact['on']:%Y}-Q1", f"{fact['on']:%Y}", "all"}
    return (
        (row["place"] == "all" or fact["place"].startswith(row["place"]))
        and row["period"] in months
        and row["good"] in {"", fact["good"]}
        and row["to_province"] in {"", fact["to_province"] or "unknown"}
    )


def _told_by(facts: list[Row], rows: list[Row]) -> dict[str, int]:
    """Return which row tells each fact: the finest that it lies in."""

    def fineness(row: Row) -> tuple[int, int, int, int]:
        place = 0 if row["place"] == "all" else len(row["place"])
        period = 0 if row["period"] == "all" else len(row["period"])
        return (place, period, bool(row["good"]), bool(row["to_province"]))

    found = {}
    for fact in facts:
        fitting = [at for at, row in enumerate(rows) if _inside(row, fact)]
        found[fact["key"]] = max(fitting, key=lambda at: fineness(rows[at]))
    return found


def test_neither_columns_nor_levels_nor_years_lead_to_fewer_than_ten_persons() -> None:
    facts = _some()
    published("order_line", facts)
    number = versions.make()
    assert number is not None
    _columns_are_attacked(_rows(number, "sales"), facts)
    told = [row for row in _rows(number, "indicators") if row["indicator"] == "sales.paid_orders"]
    _levels_are_attacked(told, facts)


def _columns_are_attacked(rows: list[Row], facts: list[Row]) -> None:
    assert sum(int(row["rows"]) for row in rows) == len(facts)
    assert sum(int(row["paid_fen"]) for row in rows) == sum(row["paid_fen"] for row in facts)
    names = ("place", "period", "good", "to_province")
    for chosen in product((False, True), repeat=len(names)):
        by = [name for name, is_chosen in zip(names, chosen, strict=True) if is_chosen]
        for values in {tuple(row[name] for name in by) for row in rows}:
            fitting = [row for row in rows if tuple(row[name] for name in by) == values]
            assert all(int(row["persons_at_least"]) >= 10 for row in fitting)
            assert all(int(row["rows"]) >= 10 for row in fitting)


def _levels_are_attacked(named: list[Row], facts: list[Row]) -> None:
    """Of every two numbers, one within the other, the difference is of ten buyers or of none."""
    assert {(row["place"], row["period"]) for row in named} >= {("all", "2020"), ("13", "2020")}
    crowds = []
    for row in named:
        place = "" if row["place"] == "all" else row["place"]
        inside = [
            fact
            for fact in facts
            if fact["place"].startswith(place) and f"{fact['on']}".startswith(row["period"])
        ]
        assert int(row["value"]) == len(inside)
        crowds.append(frozenset(fact["key"] for fact in inside))
    buyers = {fact["key"]: fact["person"] for fact in facts}
    for one, other in product(crowds, repeat=2):
        if other < one:
            assert len({buyers[key] for key in one - other}) not in range(1, 10)


def test_the_same_facts_make_the_same_bytes_and_no_second_version() -> None:
    published("order_line", _some())
    first = versions.make()
    assert first is not None
    assert versions.make() is None
    top = versions.folder("real") / str(first)
    was = {path.name: path.read_bytes() for path in top.iterdir()}
    for path in top.iterdir():
        path.unlink()
    top.rmdir()
    assert versions.make() == first
    assert {path.name: path.read_bytes() for path in top.iterdir()} == was


def test_a_late_change_of_few_waits_and_one_of_many_is_told() -> None:
    published("order_line", _some())
    first = versions.make()
    assert first is not None
    assert _told(first) == len(_some())
    late = _orders(1, [("130827", "栗", "44", range(80, 83))])
    published("order_line", [*_some(), *late])
    second = versions.make()
    assert second is None or _rows(second, "sales") == _rows(first, "sales")
    many = _orders(1, [("130827", "栗", "44", range(80, 95))])
    published("order_line", [*_some(), *many])
    third = versions.make()
    assert third is not None
    assert _told(third) == len(_some()) + 15


def _told(number: int) -> int:
    return sum(int(row["rows"]) for row in _rows(number, "sales"))
