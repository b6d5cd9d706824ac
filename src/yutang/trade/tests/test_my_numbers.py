"""My numbers: what a buyer sees of the lines they stand in, and how they leave one."""

from collections.abc import Generator
from typing import Any
from uuid import uuid4

from django.db import connection
from tests.cast import ClientOf
from tests.stall import OrderOf

from yutang.kernel.clock import now
from yutang.people.access import Person
from yutang.plumbing import rounds
from yutang.trade import actions
from yutang.trade.hauls import line
from yutang.trade.hauls.line import Entry
from yutang.trade.models import Lot, Ticket


def run(steps: Generator[Any, Any, Any]) -> Any:
    connection.ensure_connection()
    return rounds.run(connection.connection, steps)


def queue_up(person: Person, lot: Lot, quantity: int = 1) -> Ticket:
    (entered,) = run(line.enter([Entry(person.pk, uuid4(), lot.pk, quantity)], now()))
    assert entered.answer == "taken"
    return Ticket.objects.get(buyer=person, lot=lot, state="waiting")


def sell_out(lot: Lot, buyer: Person, order_of: OrderOf) -> Any:
    return order_of(buyer, lot, 10)


def test_whoever_waits_sees_the_number_and_how_far_they_are_called(
    client_of: ClientOf, buyer: Person, stranger: Person, lot: Lot, order_of: OrderOf
) -> None:
    sell_out(lot, stranger, order_of)
    ticket = queue_up(buyer, lot, 2)
    html = client_of(buyer).get("/orders/").content.decode()
    assert "我的排队" in html
    assert f"您的号 <strong>{ticket.number}</strong> · 已叫到 0" in html
    assert f"/orders/lines/{lot.pk}/leave/" in html
    assert "我的排队" not in client_of(stranger).get("/orders/").content.decode()


def test_one_leaves_a_line_without_scripts_and_twice_changes_nothing(
    client_of: ClientOf, buyer: Person, stranger: Person, lot: Lot, order_of: OrderOf
) -> None:
    sell_out(lot, stranger, order_of)
    ticket = queue_up(buyer, lot)
    browser = client_of(buyer)
    said = browser.post(f"/orders/lines/{lot.pk}/leave/", follow=True).content.decode()
    assert "已经不排了" in said
    ticket.refresh_from_db()
    assert ticket.state == "left"
    again = browser.post(f"/orders/lines/{lot.pk}/leave/", follow=True).content.decode()
    assert "已经不排了" not in again
    assert browser.post("/orders/lines/999999/leave/").status_code == 302


def test_nobody_leaves_for_somebody_else(
    client_of: ClientOf, buyer: Person, stranger: Person, lot: Lot, order_of: OrderOf
) -> None:
    sell_out(lot, stranger, order_of)
    ticket = queue_up(buyer, lot)
    client_of(stranger).post(f"/orders/lines/{lot.pk}/leave/")
    assert not actions.leave_line(lot.pk, stranger)
    ticket.refresh_from_db()
    assert ticket.state == "waiting"


def test_a_called_number_leads_to_its_order(
    client_of: ClientOf, buyer: Person, stranger: Person, lot: Lot, order_of: OrderOf
) -> None:
    taken = sell_out(lot, stranger, order_of)
    ticket = queue_up(buyer, lot)
    actions.cancel(taken.pk, stranger)
    run(line.call(now()))
    ticket.refresh_from_db()
    assert ticket.state == "called"
    html = client_of(buyer).get("/orders/").content.decode()
    assert html.count(f"/orders/{ticket.order_id}/") >= 2, "beside the number and in the list"
    assert "轮到您了" in html


def test_a_number_that_got_nothing_says_why(
    client_of: ClientOf, buyer: Person, stranger: Person, lot: Lot, order_of: OrderOf
) -> None:
    Lot.objects.filter(pk=lot.pk).update(buyer_limit=1)
    order_of(buyer, lot, 1)
    Lot.objects.filter(pk=lot.pk).update(buyer_limit=None)
    taken = order_of(stranger, lot, 9)
    queue_up(buyer, lot)
    Lot.objects.filter(pk=lot.pk).update(buyer_limit=1)
    actions.cancel(taken.pk, stranger)
    run(line.call(now()))
    assert "您已经买到限购的件数了" in client_of(buyer).get("/orders/").content.decode()


def test_where_the_lot_was_closed_the_page_says_that_numbers_wait(
    client_of: ClientOf, buyer: Person, stranger: Person, lot: Lot, order_of: OrderOf
) -> None:
    sell_out(lot, stranger, order_of)
    queue_up(buyer, lot)
    browser = client_of(buyer)
    assert "现在停卖了" not in browser.get("/orders/").content.decode()
    Lot.objects.filter(pk=lot.pk).update(closes_at=now())
    assert "现在停卖了" in browser.get("/orders/").content.decode(), "its time is over"
    Lot.objects.filter(pk=lot.pk).update(closes_at=None)
    actions.close_lot(lot.pk)
    assert "现在停卖了" in browser.get("/orders/").content.decode()
