"""A statement adds up, page by page, and its pages are asked for in few queries."""

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.cast import ClientOf
from tests.stall import OrderOf

from yutang.kernel.clock import now
from yutang.payouts import actions, statements
from yutang.payouts.models import Run
from yutang.payouts.rules.months import month_of
from yutang.people.access import Person
from yutang.shares.payees import Payee
from yutang.trade.models import Lot, Order

Money = Callable[..., Any]


def test_a_statement_says_what_came_and_what_went(
    payee: Payee, sent: Run, clerk: Person, settle: Money, reply: Money
) -> None:
    settle(payee, -300, "r1")
    settle(payee, 700, "o2")
    reference = sent.payouts.get().reference
    before = statements.statement(payee.pk, None, None)
    assert [line.is_going for line in before.lines] == [True, False, False, False]
    actions.confirm(reply(sent, clerk, f"{reference},50,0008,成功,,").pk, clerk)
    found = statements.statement(payee.pk, None, None)
    assert [(line.column, line.amount_fen) for line in found.lines] == [
        ("share_fen", 5_000),
        ("paid_fen", -5_000),
        ("refund_fen", -300),
        ("share_fen", 700),
    ]
    first, *_, last = found.lines
    assert first.paid_at is not None
    assert (last.paid_at, last.is_going) == (None, False)
    assert found.balance_fen == found.after_fen == 400


def test_every_page_adds_up_to_the_next(
    payee: Payee, settle: Money, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statements, "LINES_A_PAGE", 4)
    at = now() - timedelta(days=70)
    for number in range(9):
        settle(payee, 100 + number, f"old{number}", at + timedelta(seconds=number))
        settle(payee, 10 + number, f"new{number}")
    old, new = month_of(at), month_of(now())
    pages = [statements.statement(payee.pk, new, str(page)) for page in (1, 2, 3)]
    assert [len(page.lines) for page in pages] == [4, 4, 2]
    assert pages[0].before_fen == sum(range(100, 109))
    for page, after in pairwise(pages):
        assert page.before_fen + sum(line.amount_fen for line in page.lines) == page.after_fen
        assert page.after_fen == after.before_fen
    assert pages[-1].after_fen == pages[-1].balance_fen
    assert [month.month for month in pages[0].months] == [old, new]
    assert len(list(statements.every_line(payee.pk, old))) == 9
    whole = statements.statement(payee.pk, new, None, whole=True)
    assert len(whole.lines) == 10


@pytest.fixture
def bought(payee: Payee, lot: Lot, order_of: OrderOf, buyer: Person, settle: Money) -> Order:
    """Two bags for 59.80 yuan, of which 43.00 are the farmer's."""
    order = order_of(buyer, lot, 2)
    settle(payee, 4_300, str(order.pk), order=order.pk)
    return order


def test_the_page_shows_the_goods_and_asks_few_questions(
    payee: Payee,
    bought: Order,
    farmer: Person,
    client_of: ClientOf,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    order, browser = bought, client_of(farmer)
    browser.get(f"/statements/{payee.pk}/")
    with django_assert_max_num_queries(20):
        said = browser.get(f"/statements/{payee.pk}/").content.decode()
    assert "宽城板栗 × 2" in said
    assert order.pk.hex[-8:].upper() in said
    assert "¥59.80" in said
    sent = browser.get(f"/statements/{payee.pk}/{month_of(now())}.csv")
    assert "宽城板栗,2,59.80,43.00," in sent.content.decode("utf-8-sig")
    assert browser.get(f"/statements/{payee.pk}/?month=2019-13").status_code == 404
    assert browser.get(f"/statements/{payee.pk}/?month=2019-01").status_code == 404
    (only,) = browser.get("/statements/", follow=True).redirect_chain
    assert only == (f"/statements/{payee.pk}/", 302)


def test_the_farmer_finds_the_way_from_me(
    payee: Payee, farmer: Person, clerk: Person, buyer: Person, client_of: ClientOf
) -> None:
    assert "/statements/" in client_of(farmer).get("/me/").content.decode()
    assert "/payouts/" in client_of(clerk).get("/me/").content.decode()
    said = client_of(buyer).get("/me/").content.decode()
    assert "/statements/" not in said
    assert "/payouts/" not in said
