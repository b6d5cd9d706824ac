"""Rows come to their number: for who works there, for the public, and by the shipped script."""

import subprocess
import sys
from datetime import date
from decimal import Decimal
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from tests.published import published

from yutang.indicators import exports, queries
from yutang.indicators.errors import NeedsRows
from yutang.indicators.rules.periods import Period
from yutang.people.access import Person

YEAR = Period.year(2026)
SCRIPT = str(resources.files("yutang.indicators").joinpath("recompute.py"))


@pytest.fixture
def worked(sold: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Publish months of hosts, stations, shops' months and viewers beside the sales."""
    months = [
        {
            "on": date(2026, 1 + number % 12, 1),
            "place": f"1308271002{number % 5:02}",
            "person": number % 31,
            "shows": number % 4,
            "net_fen": 400_000 + 31_000 * (number % 40),
            "is_full": True,
        }
        for number in range(120)
    ]
    published("host_month", months)
    published(
        "station",
        [
            {"on": date(2024, 5, 1), "place": "130827100200", "kind": "pickup"},
            {"on": date(2025, 5, 1), "place": "130827100201", "until": date(2025, 12, 1)},
            {"on": date(2026, 5, 1), "place": "130827101200", "is_brand": True},
        ],
    )
    published(
        "shop_month",
        [
            {
                "on": date(2026, 1 + number % 12, 1),
                "place": f"1308{27 + number % 3}100200",
                "shop": number % 9,
                "platform": "taobao",
                "net_fen": 1_000_000_000 * (number % 3) + number,
            }
            for number in range(36)
        ],
    )
    published(
        "show",
        [
            {"on": date(2026, 3, 1 + n), "place": "130827", "pcu": 90 - n, "person": 1, "pv": n}
            for n in range(5)
        ],
    )
    return months


NAMES = (
    "sales.orders",
    "sales.net_yuan",
    "sales.buyers",
    "sales.goods",
    "sales.counties",
    "sales.refund_percent",
    "sales.order_yuan",
    "shows.pcu",
    "shops.in_village",
    "stations.open",
    "stations.villages",
    "hosts.above_10000",
    "hosts.net_yuan",
    "hosts.net_median_yuan",
    "hosts.net_high_yuan",
    "hosts.above_10000_percent",
)


@pytest.mark.usefixtures("worked")
def test_the_script_computes_every_kind_of_number_again(operator: Person, tmp_path: Path) -> None:
    files = []
    for name in NAMES:
        for who in (operator, None):
            try:
                text = "".join(exports.csv(name, "1308", YEAR, who))
            except NeedsRows:
                assert who is None, name
                assert "net_median" in name or "net_high" in name, name
                continue
            path = tmp_path / f"{name}-{'full' if who else 'public'}.csv"
            path.write_text(text, encoding="utf-8")
            files.append(path)
            value = queries.value(name, "1308", YEAR)
            assert f"value,{value.number:f}" in text, name
    assert len(files) == 2 * len(NAMES) - 2
    done = subprocess.run(
        [sys.executable, SCRIPT, *files], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("as it says") == len(files)


@pytest.mark.usefixtures("worked")
def test_a_row_that_was_changed_is_noticed(operator: Person, tmp_path: Path) -> None:
    for name in ("sales.net_yuan", "sales.orders", "sales.buyers", "hosts.net_median_yuan"):
        lines = "".join(exports.csv(name, "1308", YEAR, operator)).splitlines(keepends=True)
        path = tmp_path / f"{name}.csv"
        path.write_text("".join(lines[:-9] if "buyers" not in name else lines[:30]), "utf-8")
        done = subprocess.run(
            [sys.executable, SCRIPT, path], capture_output=True, text=True, check=False
        )
        assert done.returncode == 1, done.stdout + done.stderr
        assert "but it says" in done.stdout


def test_the_script_fits_on_a_page_and_needs_nothing() -> None:
    text = Path(SCRIPT).read_text()
    assert len(text.splitlines()) <= 30
    imported = {
        line.split()[1] for line in text.splitlines() if line.startswith(("import", "from"))
    }
    assert imported <= sys.stdlib_module_names


@pytest.mark.usefixtures("worked")
def test_codes_of_persons_differ_from_number_to_number(operator: Person) -> None:
    codes = []
    for name, place in (("sales.buyers", "13"), ("sales.net_yuan", "13"), ("sales.buyers", "1308")):
        codes.append({line.id for line in queries.all_rows(name, place, YEAR, operator) if line.id})
        assert len(codes[-1]) > 5
    assert not codes[0] & codes[1]
    assert not codes[0] & codes[2]


@pytest.mark.usefixtures("worked")
def test_who_works_elsewhere_reads_as_the_public(clerk: Person, other_clerk: Person) -> None:
    assert queries.rows("sales.buyers", "130827", YEAR, clerk).is_full
    assert queries.rows("sales.buyers", "130827", YEAR, other_clerk).is_grouped
    assert queries.rows("sales.buyers", "13", YEAR, clerk).is_grouped


@pytest.mark.usefixtures("db")
def test_few_members_are_hidden_with_all_their_rows(operator: Person) -> None:
    rows = [{"on": date(2026, 2, 1), "place": "130827100200", "person": n} for n in range(9)]
    published("attendance", rows)
    shown = queries.rows("training.person_times", "130827", YEAR, None)
    assert shown.value.number is None
    assert shown.value.is_hidden
    assert not shown.lines
    with pytest.raises(NeedsRows):
        exports.csv("training.person_times", "130827", YEAR)
    assert queries.rows("training.person_times", "130827", YEAR, operator).value.number == 9


@pytest.mark.usefixtures("worked")
def test_what_stands_is_counted_at_the_end() -> None:
    assert queries.value("stations.open", "130827", Period.year(2025)).number == 1
    assert queries.value("stations.open", "130827", YEAR).number == 2
    assert queries.value("stations.brand", "130827", YEAR).number == 1


@pytest.mark.usefixtures("worked")
def test_a_village_that_declares_nothing_counts_as_having_reported(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from django.db import connection

    from yutang.indicators.queries import reporting
    from yutang.places import loading

    loading.load(connection, ["13"])
    before = queries.value("shops.net_yuan", "130827", YEAR)
    monkeypatch.setattr(reporting, "_declared", [])
    queries.declares(
        lambda kinds, _places, years: [
            queries.Declaration(kind, year, "130827101200") for kind in kinds for year in years
        ]
    )
    after = queries.value("shops.net_yuan", "130827", Period(YEAR.first, date(2026, 12, 30)))
    assert not before.recorded
    assert after.reported == before.reported + 1


@pytest.mark.usefixtures("sold")
def test_a_number_grouped_by_a_column_comes_to_the_whole() -> None:
    whole = queries.value("sales.net_yuan", "13", YEAR).number
    by_platform = queries.by("sales.net_yuan", "13", YEAR, "platform")
    assert sum(value.number or 0 for _key, value in by_platform) == whole
    assert {key for key, _value in by_platform} == {"yutang", "taobao"}
    months = queries.series("sales.net_yuan", "13", "month", YEAR)
    assert sum((value.number or Decimal(0) for _part, value in months), Decimal(0)) == whole
