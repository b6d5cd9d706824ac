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


def test_the_buyer_cannot_pack_and_the_seller_cannot_receive(
    client_of: ClientOf, buyer: Person, farmer: Person, ready_order: Order
) -> None:
    actions.mark_paid(ready_order.pk)
    assert client_of(buyer).post(f"/packing/{ready_order.pk}/ship/").status_code == 404
    assert client_of(farmer).post(f"/orders/{ready_order.pk}/receive/").status_code == 404


def test_a_parcel_goes_from_packing_to_received(
    client_of: ClientOf, buyer: Person, farmer: Person, ready_order: Order
) -> None:
    actions.mark_paid(ready_order.pk)
    seller, receiver = client_of(farmer), client_of(buyer)
    assert f"/packing/{ready_order.pk}/ship/" in seller.get("/packing/").content.decode()
    refused = seller.post(f"/packing/{ready_order.pk}/ship/", {"tracking": ""})
    assert refused.status_code == 422
    assert "快递单号" in refused.content.decode()
    seller.post(f"/packing/{ready_order.pk}/ship/", {"tracking": "SF123"})
    assert "SF123" in seller.get("/packing/", {"tab": "sent"}).content.decode()
    assert "SF123" in receiver.get(f"/orders/{ready_order.pk}/").content.decode()
    receiver.post(f"/orders/{ready_order.pk}/receive/")
    ready_order.refresh_from_db()
    assert ready_order.state == "received"
    assert str(ready_order.pk) in seller.get("/packing/", {"tab": "done"}).content.decode()


def test_receiving_twice_is_receiving_once(
    client_of: ClientOf, buyer: Person, ready_order: Order
) -> None:
    actions.mark_paid(ready_order.pk)
    actions.ship(ready_order.pk, "SF1")
    for _tap in range(2):
        assert client_of(buyer).post(f"/orders/{ready_order.pk}/receive/").status_code == 302


def test_the_pick_list_shows_addresses_and_keeps_that_it_did(
    client_of: ClientOf, buyer: Person, farmer: Person, ready_order: Order
) -> None:
    actions.mark_confirmed(ready_order.pk)
    browser = client_of(farmer)
    assert browser.get("/packing/list/").status_code == 405
    text = browser.post("/packing/list/").content.decode()
    assert "宽城镇北街1号" in text
    assert "¥59.80" in text
    assert len(openings_of(buyer.pk)) == 1


def test_packing_is_for_the_clerk_of_the_origin_too(
    client_of: ClientOf, clerk: Person, other_clerk: Person, ready_order: Order
) -> None:
    actions.mark_paid(ready_order.pk)
    assert str(ready_order.pk) in client_of(clerk).get("/packing/").content.decode()
    assert str(ready_order.pk) not in client_of(other_clerk).get("/packing/").content.decode()


def test_packing_asks_a_bounded_number_of_questions(
    client_of: ClientOf, buyer: Person, clerk: Person, lot: Lot, order_of: OrderOf
) -> None:
    browser = client_of(clerk)
    for _number in range(8):
        actions.mark_paid(order_of(buyer, lot).pk)
    with CaptureQueriesContext(connection) as asked:
        browser.get("/packing/")
    assert len(asked) <= 14, [query["sql"][:90] for query in asked]


def test_a_pick_list_of_a_product_that_is_no_number_is_no_fault(
    client_of: ClientOf, clerk: Person, ready_order: Order
) -> None:
    for product in ("²", "9" * 5000, "９", "-1"):
        assert client_of(clerk).post("/packing/list/", {"product": product}).status_code == 200
