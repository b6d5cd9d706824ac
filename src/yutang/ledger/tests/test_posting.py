"""Posting by the room's own doors: once, whole, and not into a month that is closed."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection

from yutang.kernel.clock import now
from yutang.ledger import actions, hauls, queries
from yutang.ledger.errors import KeyReused, NotBalanced, PeriodClosed, PeriodNotOver
from yutang.ledger.rules import CASHIER, ESCROW, PAYABLE, Line, Posting, month_of
from yutang.people.access import Person
from yutang.plumbing import rounds

PAID = (Line(CASHIER, "test", 2990), Line(ESCROW, "", -2990))
SHARED = (Line(ESCROW, "", 2990), Line(PAYABLE, "payee:1", -2100), Line(PAYABLE, "payee:2", -890))


def test_a_transaction_is_written_once_however_often_it_is_asked_for(db: None) -> None:
    order = uuid4()
    first = actions.post("payment", str(order), PAID, order=order)
    assert actions.post("payment", str(order), PAID, order=order) == first
    assert queries.balance(CASHIER, "test") == 2990
    assert queries.balance(ESCROW) == -2990
    (view,) = queries.transactions_of(order)
    assert (view.id, view.cause, view.lines) == (first, "payment", PAID)


def test_the_same_key_with_other_amounts_is_refused(db: None) -> None:
    actions.post("payment", "k", PAID)
    with pytest.raises(KeyReused):
        actions.post("payment", "k", (Line(CASHIER, "test", 1), Line(ESCROW, "", -1)))
    assert actions.post("refund", "k", PAID)  # another cause may have the same key


def test_lines_that_do_not_agree_are_refused_before_they_travel(db: None) -> None:
    for lines in (PAID[:1], (*PAID, Line(ESCROW, "", -1)), (Line(ESCROW, "", 0),) * 2):
        with pytest.raises(NotBalanced):
            actions.post("payment", "k", lines)


def test_a_haul_writes_what_is_new_and_says_what(db: None) -> None:
    moment = now()
    haul = [Posting("payment", str(number), moment, PAID) for number in range(20)]
    haul += [Posting("settlement", str(number), moment, SHARED) for number in range(20)]
    connection.ensure_connection()
    actions.post("payment", "7", PAID)
    written = rounds.run(connection.connection, hauls.post(haul))
    assert len(written) == 39
    assert ("payment", "7") not in written
    assert rounds.run(connection.connection, hauls.post(haul)) == {}
    assert rounds.run(connection.connection, hauls.post([])) == {}
    assert queries.balances(PAYABLE) == {"payee:1": -42_000, "payee:2": -17_800}
    assert queries.balance(ESCROW) == 0
    assert sum(each.balance_fen for each in queries.trial_balance()) == 0
    page = queries.entry_views(queries.entries(PAYABLE, "payee:2")[:5])
    assert [each.amount_fen for each in page] == [-890] * 5
    assert page[0].transaction_id > page[4].transaction_id


def test_a_closed_month_takes_no_entries_any_more(db: None, operator: Person) -> None:
    this_month = month_of(now())
    last_day = now().replace(year=this_month.year, month=this_month.month, day=1) - timedelta(4)
    actions.post("payment", "old", PAID, at=last_day)
    with pytest.raises(PeriodNotOver):
        actions.close_period(this_month, operator)
    closed = actions.close_period(last_day.date(), operator)
    assert (closed.transactions, closed.debit_fen) == (1, 2990)
    assert actions.close_period(last_day.date(), operator) == closed
    assert actions.close_period(date(2020, 1, 1)) == closed  # all before it is closed with it
    with pytest.raises(PeriodClosed):
        actions.post("payment", "late", PAID, at=last_day)
    assert actions.post("correction", "late", PAID, by=operator, note="Belongs to last month.")
