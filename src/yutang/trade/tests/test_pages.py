from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cast import ClientOf
from tests.stall import OrderOf

from yutang.people.access import Person
from yutang.people.queries import openings_of
from yutang.trade import actions
from yutang.trade.models import Lot, Order


def test_my_orders_asks_to_sign_in(client: Client, db: None) -> None:
    assert client.get("/orders/").status_code == 401


def test_no_orders_yet_says_what_to_do_next(client_of: ClientOf, buyer: Person) -> None:
    text = client_of(buyer).get("/orders/").content.decode()
    assert 'class="empty"' in text
    assert 'href="/"' in text


def test_my_orders_are_mine_and_sorted_in_tabs(
    client_of: ClientOf, buyer: Person, stranger: Person, held_order: Order
) -> None:
    link = f"/orders/{held_order.pk}/"
    mine, theirs = client_of(buyer), client_of(stranger)
    assert link in mine.get("/orders/").content.decode()
    assert link in mine.get("/orders/", {"tab": "pay"}).content.decode()
    assert link not in mine.get("/orders/", {"tab": "done"}).content.decode()
    assert link not in theirs.get("/orders/").content.decode()


def test_a_page_of_orders_asks_a_bounded_number_of_questions(
    client_of: ClientOf, buyer: Person, lot: Lot, order_of: OrderOf
) -> None:
    browser = client_of(buyer)
    for _number in range(8):
        order_of(buyer, lot)
    with CaptureQueriesContext(connection) as asked:
        browser.get("/orders/")
    assert len(asked) <= 12, [query["sql"][:90] for query in asked]


def test_the_buyer_sees_their_order_with_the_time_left(
    client_of: ClientOf, buyer: Person, ready_order: Order
) -> None:
    text = client_of(buyer).get(f"/orders/{ready_order.pk}/").content.decode()
    for said in ("¥59.80", "data-until=", "13900001111", "宽城镇北街1号", f"{ready_order.pk}/pay/"):
        assert said in text


def test_a_stranger_finds_no_order(
    client_of: ClientOf, stranger: Person, other_clerk: Person, held_order: Order
) -> None:
    for person in (stranger, other_clerk):
        browser = client_of(person)
        assert browser.get(f"/orders/{held_order.pk}/").status_code == 404
        for step in ("contact", "receive"):
            assert browser.post(f"/orders/{held_order.pk}/{step}/").status_code == 404
        assert browser.post(f"/packing/{held_order.pk}/ship/").status_code == 404
    assert client_of(stranger).get("/packing/").status_code == 404


def test_the_seller_opens_the_receiver_and_that_is_kept(
    client_of: ClientOf, buyer: Person, farmer: Person, ready_order: Order
) -> None:
    browser, path = client_of(farmer), f"/orders/{ready_order.pk}/"
    masked = browser.get(path).content.decode()
    assert "李**" in masked
    assert "北街" not in masked
    assert not openings_of(buyer.pk)
    opened = browser.post(f"{path}contact/").content.decode()
    assert "宽城镇北街1号" in opened
    (opening,) = openings_of(buyer.pk)
    assert (opening.by, opening.subject) == (farmer, f"trade:{ready_order.pk}")


def test_receiving_twice_is_receiving_once(
    client_of: ClientOf, buyer: Person, ready_order: Order
) -> None:
    actions.mark_paid(ready_order.pk)
    actions.ship(ready_order.pk, "SF1")
    for _tap in range(2):
        assert client_of(buyer).post(f"/orders/{ready_order.pk}/receive/").status_code == 302
