"""Exported rows carry nobody's data, and are counted again by a script that knows nothing of us."""

import csv
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from tests.sales import made_buyers, random_sale

from yutang.cli import export
from yutang.people.access import Person

ROOT = Path(__file__).resolve().parents[4]
Rows = dict[str, list[dict[str, str]]]


@pytest.fixture
def folder(host: Person, tmp_path: Path) -> Path:
    """The rows of a sale of 120 orders, exported."""
    random_sale(host, made_buyers(), seed=4, orders=120)
    connection.ensure_connection()
    export.write(connection.connection, tmp_path)
    return tmp_path


def recount(folder: Path) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-I", str(ROOT / "tools" / "recount.py"), str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert not done.stderr
    return done.returncode, done.stdout


def _read(folder: Path) -> Rows:
    rows: Rows = {}
    for name in export.FILES:
        with (folder / name).open(encoding="utf-8", newline="") as file:
            rows[name] = list(csv.DictReader(file))
    return rows


def _write(folder: Path, rows: Rows) -> None:
    for name, lines in rows.items():
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, lines[0])
            writer.writeheader()
            writer.writerows(lines)


def test_a_sound_sale_adds_up(folder: Path) -> None:
    code, said = recount(folder)
    assert "120 orders: oversold 0, undersold 0 units" in said
    assert "0 rows do not agree" in said
    assert code == 0


def test_nothing_of_a_person_is_exported(folder: Path) -> None:
    rows = _read(folder)
    assert list(rows["orders.csv"][0]) == [
        "order",
        "buyer",
        "key",
        "lot",
        "quantity",
        "price_fen",
        "amount_fen",
        "state",
        "placed_at",
        "expires_at",
    ]
    buyers = {int(row["buyer"]) for row in rows["orders.csv"]}
    assert buyers == set(range(1, len(buyers) + 1)), "numbers of this export alone"
    assert list(rows["order_changes.csv"][0]) == ["order", "at", "from_state", "to_state"]


def _a_sold_order_more(rows: Rows) -> None:
    """As if two buyers had been given the last units."""
    sold = next(row for row in rows["orders.csv"] if row["state"] == "paid")
    lot = next(row for row in rows["lots.csv"] if row["lot"] == sold["lot"])
    more = {**sold, "order": "another", "key": "999", "quantity": str(int(lot["available"]) + 3)}
    rows["orders.csv"].append(more)


def _an_order_less(rows: Rows) -> None:
    rows["orders.csv"].remove(next(row for row in rows["orders.csv"] if row["state"] == "held"))


def _a_unit_less(rows: Rows) -> None:
    row = max(rows["lots.csv"], key=lambda lot: int(lot["available"]))
    row["available"] = str(int(row["available"]) - 1)


def _a_key_twice(rows: Rows) -> None:
    first = rows["orders.csv"][0]
    other = next(row for row in rows["orders.csv"][1:] if row["buyer"] == first["buyer"])
    other["key"] = first["key"]


def _a_move_less(rows: Rows) -> None:
    rows["order_changes.csv"].pop(0)


def _a_paid_order_expired(rows: Rows) -> None:
    order = next(row for row in rows["orders.csv"] if row["state"] == "paid")
    lot = next(row for row in rows["lots.csv"] if row["lot"] == order["lot"])
    for pool, units in (("sold", -1), ("available", 1)):
        lot[pool] = str(int(lot[pool]) + units * int(order["quantity"]))
    order["state"] = "expired"
    rows["order_changes.csv"].append(
        {"order": order["order"], "at": "", "from_state": "paid", "to_state": "expired"}
    )


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (_a_sold_order_more, "oversold 3,"),
        (_an_order_less, "undersold"),
        (_a_unit_less, "undersold 1 units"),
        (_a_key_twice, "1 rows do not agree"),
        (_a_move_less, "rows do not agree"),
        (_a_paid_order_expired, "1 rows do not agree"),
    ],
)
def test_damage_is_seen(folder: Path, damage: Callable[[Rows], None], said: str) -> None:
    rows = _read(folder)
    damage(rows)
    _write(folder, rows)
    code, told = recount(folder)
    assert said in told
    assert code == 1


def test_the_command_writes_all_files_of_one_moment(
    db: None,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    connection.ensure_connection()
    info = connection.connection.info
    address = psycopg.conninfo.make_conninfo(
        host=info.host, port=info.port, dbname=info.dbname, user=info.user, password=info.password
    )
    monkeypatch.setattr("yutang.cli.boot.database", lambda: address)
    export.export_rows(tmp_path / "rows")
    assert sorted(path.name for path in (tmp_path / "rows").iterdir()) == sorted(export.FILES)
    assert "tools/recount.py" in capsys.readouterr().out
    code, said = recount(tmp_path / "rows")
    assert code == 0
    assert "oversold 0, undersold 0 units" in said
