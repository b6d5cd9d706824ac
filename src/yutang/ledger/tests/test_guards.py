"""What the database refuses of the ledger, however somebody writes."""

import psycopg
import pytest
from django.db import connection

from yutang.kernel.clock import now
from yutang.ledger import actions, queries
from yutang.ledger.rules import CASHIER, ESCROW, Line

ONE = (Line(CASHIER, "test", 100), Line(ESCROW, "", -100))
NEW = """with written as (
    insert into ledger_transaction (cause, cause_key, at, note) values {rows} returning id
)"""
T = "('payment', 'x', now(), '')"
CASH, KEPT = (
    "(select id from ledger_account where kind = 'cashier')",
    "(select id from ledger_account where kind = 'escrow')",
)


@pytest.fixture
def written(db: None) -> int:
    return actions.post("payment", "before", ONE)


def _refused(statement: str) -> str:
    """Return the name of the guard that refuses the statement."""
    with pytest.raises(psycopg.Error) as refused, connection.connection.transaction():
        connection.connection.execute(statement)
    return str(refused.value.diag.constraint_name)


def entries(*amounts: int, of: str = "written.id", first: int = 1) -> str:
    lines = ", ".join(
        f"({first + n}, {CASH if n % 2 == 0 else KEPT}, {fen})" for n, fen in enumerate(amounts)
    )
    source = "written cross join " if of == "written.id" else ""
    return (
        "insert into ledger_entry (transaction_id, line, account_id, amount_fen)"
        f" select {of}, l.* from {source}(values {lines}) l"
    )


def test_a_transaction_comes_whole_and_balanced_or_not_at_all(written: int) -> None:
    new = NEW.format(rows=T)
    assert _refused(new + entries(100, -99)) == "ledger_entries_balance"
    assert _refused(new + entries(100, -100, first=2)) == "ledger_transaction_is_whole"
    assert _refused(new + entries(0, 0)) == "ledger_entry_amount"
    assert _refused(f"insert into ledger_transaction (cause, cause_key, at, note) values {T}") == (
        "ledger_transaction_is_whole"
    )
    assert _refused(NEW.format(rows=T.replace("payment", "gift")) + entries(1, -1)) == (
        "ledger_transaction_cause"
    )
    assert _refused(NEW.format(rows=T.replace("'x'", "''")) + entries(1, -1)) == (
        "ledger_transaction_names_its_cause"
    )
    # Two transactions that are wrong by themselves and agree together.
    two = NEW.format(rows=T + ", " + T.replace("'x'", "'y'"))
    assert (
        _refused(
            two + " insert into ledger_entry (transaction_id, line, account_id, amount_fen)"
            f" select id, 1, {CASH}, case when id % 2 = 0 then 5 else -5 end from written"
        )
        == "ledger_entries_balance"
    )
    assert queries.balance(ESCROW) == -100


def test_nothing_is_added_to_a_transaction_of_before(written: int) -> None:
    for first in (1, 3):
        guard = _refused(entries(5, -5, of=str(written), first=first))
        assert guard in {"ledger_entry_pkey", "ledger_entries_balance"}
    assert _refused(entries(5, -5, of="-1")) == "ledger_entries_balance"


def test_nothing_is_changed_deleted_or_emptied(written: int) -> None:
    connection.connection.execute("set constraints all immediate")  # none pends that would refuse
    for table in ("ledger_account", "ledger_transaction", "ledger_entry", "ledger_period"):
        column = "month" if table == "ledger_period" else "line" if "entry" in table else "id"
        assert _refused(f"update {table} set {column} = {column}") == "ledger_only_grows"
        assert _refused(f"delete from {table}") == "ledger_only_grows"
        assert _refused(f"truncate {table} cascade") == "ledger_only_grows"
    assert _refused(
        "insert into ledger_account (kind, owner) values ('escrow', '')"
        " on conflict (kind, owner) do update set owner = 'mine'"
    ) == ("ledger_only_grows")


def test_copy_is_no_way_around(written: int) -> None:
    entry = "copy ledger_entry (transaction_id, line, account_id, amount_fen) from stdin"
    assert _copied(entry, (written, 3, 1, 100)) == "ledger_entries_balance"
    alone = "copy ledger_transaction (cause, cause_key, at, note) from stdin"
    assert _copied(alone, ("payment", "copied", now(), "")) == "ledger_transaction_is_whole"


def _copied(statement: str, row: tuple[object, ...]) -> str:
    with pytest.raises(psycopg.Error) as refused, connection.connection.transaction():
        _copy(statement, row)
    return str(refused.value.diag.constraint_name)


def _copy(statement: str, row: tuple[object, ...]) -> None:
    with connection.connection.cursor() as cursor, cursor.copy(statement) as copy:
        copy.write_row(row)


def test_a_table_of_the_same_name_does_not_stand_in(written: int) -> None:
    stand_in = "create temporary table ledger_entry on commit drop as"
    connection.connection.execute(
        f"{stand_in} select generate_series(1, 99) transaction_id, 1 line"
    )
    alone = f"insert into public.ledger_transaction (cause, cause_key, at, note) values {T}"
    assert _refused(alone) == "ledger_transaction_is_whole"
