"""The packing pages: who packs, in which order, lists with addresses, numbers from files."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook, load_workbook
from tests.cast import ClientOf
from tests.stall import OrderOf

from yutang.kernel.clock import now
from yutang.parcels import actions as parcels
from yutang.parcels.models import Parcel
from yutang.people.access import Person
from yutang.people.queries import openings_of
from yutang.trade import actions
from yutang.trade.models import Lot, Order, OrderChange


def test_a_stranger_packs_nothing(
    client_of: ClientOf, stranger: Person, other_clerk: Person, held_order: Order
) -> None:
    for person in (stranger, other_clerk):
        browser = client_of(person)
        for step in ("ship", "batch", "say", "waybill", "waybill/cancel"):
            assert browser.post(f"/packing/{held_order.pk}/{step}/").status_code == 404
    for path in ("/packing/", "/packing/import/"):
        assert client_of(stranger).get(path).status_code == 404


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
    assert len(asked) <= 20, [query["sql"][:90] for query in asked]


def test_a_pick_list_of_a_product_that_is_no_number_is_no_fault(
    client_of: ClientOf, clerk: Person, ready_order: Order
) -> None:
    for product in ("²", "9" * 5000, "９", "-1"):
        assert client_of(clerk).post("/packing/list/", {"product": product}).status_code == 200


def test_the_ticked_orders_are_packed_and_say_so(
    client_of: ClientOf, farmer: Person, ready_order: Order
) -> None:
    actions.mark_paid(ready_order.pk)
    browser = client_of(farmer)
    assert browser.post("/packing/packed/").status_code == 302
    assert "请先勾选" in browser.get("/packing/").content.decode()
    chosen = {"order": [str(ready_order.pk), "no order"]}
    text = browser.post("/packing/packed/", chosen, follow=True).content.decode()
    assert "已打包" in text
    assert Parcel.objects.get().state == "packed"


def test_what_should_have_left_is_said_in_words_on_top(
    client_of: ClientOf, farmer: Person, ready_order: Order
) -> None:
    actions.mark_paid(ready_order.pk)
    OrderChange.objects.update(at=now() - timedelta(days=9))
    text = client_of(farmer).get("/packing/").content.decode()
    assert "晚了" in text
    assert "早就该寄出" in text


def test_packing_is_chosen_by_good_and_by_where_it_goes(
    client_of: ClientOf, farmer: Person, ready_order: Order, product_id_elsewhere: int
) -> None:
    actions.mark_paid(ready_order.pk)
    browser, number = client_of(farmer), ready_order.pk.hex[-8:].upper()
    shown = {"product": str(ready_order.lot.product_id), "region": "13"}
    assert number in browser.get("/packing/", shown).content.decode()
    for asked in ({"product": str(product_id_elsewhere)}, {"region": "44"}):
        assert number not in browser.get("/packing/", asked).content.decode()


@pytest.fixture
def product_id_elsewhere(oil_lot: Lot) -> int:
    return oil_lot.product_id


def test_the_pack_list_as_a_workbook_has_addresses_and_is_logged(
    client_of: ClientOf, buyer: Person, farmer: Person, ready_order: Order
) -> None:
    actions.mark_confirmed(ready_order.pk)
    answer = client_of(farmer).post("/packing/list/file/")
    rows = list(load_workbook(BytesIO(answer.content)).worksheets[0].values)
    assert rows[1][0] == ready_order.pk.hex[-8:].upper()
    assert "宽城镇北街1号" in str(rows[1][7])
    assert rows[1][9] == "59.80"
    assert len(openings_of(buyer.pk)) == 1


def workbook(*rows: tuple[str, ...]) -> SimpleUploadedFile:
    book, stored = Workbook(), BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    book.save(stored)
    return SimpleUploadedFile("numbers.xlsx", stored.getvalue())


def test_numbers_from_a_file_are_told_first_then_done_and_twice_changes_nothing(
    client_of: ClientOf, farmer: Person, ready_order: Order
) -> None:
    actions.mark_paid(ready_order.pk)
    browser, number = client_of(farmer), ready_order.pk.hex[-8:].upper()
    lines = (("订单号", "快递单号"), (number, "SF1020304050"), ("ABCDEF12", "SF1"), (number, "?"))
    told = browser.post("/packing/import/", {"file": workbook(*lines)})
    text = told.content.decode()
    assert "没有这个订单" in text
    assert "不是快递单号" in text
    assert not Parcel.objects.exists()
    signed = told.context["signed"]
    for _time in range(2):
        assert browser.post("/packing/import/", {"lines": signed}).status_code == 302
        assert Parcel.objects.get().waybill == "SF1020304050"
    again = browser.post("/packing/import/", {"file": workbook(*lines)}).content.decode()
    assert "没有变化" in again


def test_files_that_are_none_are_refused_with_what_to_do(
    client_of: ClientOf, farmer: Person, ready_order: Order
) -> None:
    browser = client_of(farmer)
    for data in (b"", b"\0\1\2", b"PK\3\4nothing", "只有一列\n12".encode(), "订单,单号".encode()):
        file = SimpleUploadedFile("x.csv", data)
        assert browser.post("/packing/import/", {"file": file}).status_code == 422
    assert browser.post("/packing/import/").status_code == 422
    assert browser.post("/packing/import/", {"lines": "made up"}).status_code == 302


def test_a_csv_of_an_old_office_is_read_too(
    client_of: ClientOf, farmer: Person, ready_order: Order
) -> None:
    actions.mark_paid(ready_order.pk)
    number = ready_order.pk.hex[-8:]
    data = f"订单号,快递公司,运单号\r\n{number},中通快递,7512345\r\n".encode("gb18030")
    browser = client_of(farmer)
    told = browser.post("/packing/import/", {"file": SimpleUploadedFile("a.csv", data)})
    browser.post("/packing/import/", {"lines": told.context["signed"]})
    parcel = Parcel.objects.get()
    assert (parcel.waybill, parcel.carrier) == ("7512345", "zto")


def test_a_parcel_without_news_is_on_the_list_to_look_into_until_somebody_says(
    client_of: ClientOf, buyer: Person, farmer: Person, ready_order: Order
) -> None:
    actions.mark_paid(ready_order.pk)
    parcels.send(ready_order.pk, "SF1", farmer)
    browser, number = client_of(farmer), ready_order.pk.hex[-8:].upper()
    assert number not in browser.get("/packing/", {"tab": "look"}).content.decode()
    Parcel.objects.update(sent_at=now() - timedelta(days=16))
    text = browser.get("/packing/", {"tab": "look"}).content.decode()
    assert number in text
    assert "16 天没有消息" in text
    path = f"/packing/{ready_order.pk}/say/"
    browser.post(path, {"state": "delivered", "said": ""})
    assert Parcel.objects.get().state == "sent"
    browser.post(path, {"state": "delivered", "said": "买家来电说收到了"})
    assert number not in browser.get("/packing/", {"tab": "look"}).content.decode()
    story = client_of(buyer).get(f"/orders/{ready_order.pk}/").content.decode()
    assert "买家来电说收到了" in story


def test_the_wrong_batch_is_refused_and_the_right_one_noted(
    client_of: ClientOf, farmer: Person, ready_order: Order, batch_of_oil: int
) -> None:
    actions.mark_paid(ready_order.pk)
    browser, path = client_of(farmer), f"/packing/{ready_order.pk}/batch/"
    browser.post(path, {"batch": str(batch_of_oil)})
    assert Parcel.objects.get().batch_id == ready_order.lot.batch_id
    assert "批次" in browser.get(f"/orders/{ready_order.pk}/").content.decode()


@pytest.fixture
def batch_of_oil(oil_lot: Lot) -> int:
    from datetime import date

    from yutang.goods import actions as goods
    from yutang.goods.rules import BatchFacts

    facts = BatchFacts(number="oil-1", harvested_on=date(2025, 9, 1), quantity_g=50_000)
    return goods.add_batch(oil_lot.product_id, facts).pk
