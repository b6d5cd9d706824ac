"""Zero-sum cannot be broken by SQL as the application's role; nor can its guards be taken away."""

from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection

from yutang.kernel.clock import now
from yutang.ledger import hauls
from yutang.ledger.rules import CASHIER, ESCROW, Line, Posting
from yutang.plumbing import rounds

pytestmark = pytest.mark.django_db(transaction=True)
PAID = (Line(CASHIER, "test", 100), Line(ESCROW, "", -100))
GUARDED = ("ledger_account", "ledger_transaction", "ledger_entry", "ledger_period")
ALONE = (
    "insert into ledger_transaction (cause, cause_key, at, note) values ('payment', 'x', now(), '')"
)
ENTRY = "insert into ledger_entry (transaction_id, line, account_id, amount_fen)"
SOME = "(select min(id) from ledger_account)"
BOTH = f"with t as ({ALONE} returning id) {ENTRY} select id, line, {SOME}, fen from t cross join"
TRIED = (
    f"{BOTH} (values (1, 100), (2, -99)) l (line, fen)",
    ALONE,
    f"{ENTRY} select min(id), 3, {SOME}, 5 from ledger_transaction",
    (f"{ENTRY} select min(id), line, {SOME}, fen from ledger_transaction"
    " cross join (values (1, 5), (2, -5)) l (line, fen) group by line, fen"),
    *(f"update {table} set {column} = {column}" for table, column in zip(
        GUARDED, ("id", "note", "amount_fen", "debit_fen"), strict=True
    )),
    *(f"delete from {table}" for table in GUARDED),
    *(f"truncate {table} cascade" for table in GUARDED),
    *(f"alter table {table} disable trigger all" for table in GUARDED),
    *(f"drop table {table} cascade" for table in GUARDED),
    "alter table ledger_entry drop constraint ledger_entry_amount",
    "drop trigger ledger_entries_balance on ledger_entry",
    ("create or replace function ledger_entries_balance() returns trigger language plpgsql as"
    " 'begin return null; end'"),
    ("create trigger mine before insert on ledger_entry for each row"
    " execute function ledger_refuses()"),
    "set session_replication_role = replica",
    "create table public.mine (id int)",
)  # fmt: skip


@pytest.fixture
def application() -> Iterator[psycopg.Connection]:
    """A connection as the application's role, with something in the ledger."""
    parameters = connection.get_connection_params()
    known = ("dbname", "user", "password", "host", "port")
    named = {name: parameters[name] for name in known if parameters.get(name)}
    with psycopg.connect(**named, options="-c role=yutang_app", autocommit=True) as made:
        rounds.run(made, hauls.post([Posting("payment", "before", now(), PAID)]))
        yield made


def test_the_application_posts_and_reads(application: psycopg.Connection) -> None:
    again = [Posting("payment", key, now(), PAID) for key in ("before", "after")]
    assert list(rounds.run(application, hauls.post(again))) == [("payment", "after")]
    assert application.execute("select sum(amount_fen) from ledger_entry").fetchone() == (0,)
    assert application.execute("select current_user, session_user = current_user").fetchone() == (
        "yutang_app",
        False,
    )


def test_nothing_that_it_tries_breaks_the_ledger(application: psycopg.Connection) -> None:
    for tried in TRIED:
        with pytest.raises(psycopg.Error):
            application.execute(tried)
    with pytest.raises(psycopg.Error):
        _copy(application)
    counted = application.execute("select count(*), sum(amount_fen) from ledger_entry").fetchone()
    assert counted == (2, 0)


def _copy(application: psycopg.Connection) -> None:
    columns = "transaction_id, line, account_id, amount_fen"
    with (
        application.cursor() as cursor,
        cursor.copy(f"copy ledger_entry ({columns}) from stdin") as copy,
    ):
        copy.write_row((1, 9, 1, 100))
