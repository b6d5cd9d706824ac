from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from tests.cast import ClientOf

from yutang.care import actions
from yutang.care.actions import About
from yutang.care.errors import TooManyComplaints, WrongMoment
from yutang.care.models import Complaint
from yutang.goods.models import Batch
from yutang.kernel.clock import now
from yutang.kernel.errors import NotFound
from yutang.people.access import Person
from yutang.people.models import Opening
from yutang.trade.models import Order

TEXT = "说好十斤，只有八斤半"


def complained(order: Order, by: Person | None, kind: str = "goods.short") -> Complaint:
    producer = order.lot.product.producer_id
    about = About(place_code="130827100201", producer_id=producer, order_id=order.pk)
    return actions.complain(about, kind, TEXT, uuid4(), by=by)


def make_late(complaint: Complaint) -> None:
    Complaint.objects.filter(pk=complaint.pk).update(due_at=now() - timedelta(minutes=1))


def test_a_complaint_about_goods_goes_to_the_seller_then_to_the_county(
    oil_order: Order, buyer: Person, farmer: Person, clerk: Person
) -> None:
    complaint = complained(oil_order, buyer)
    with pytest.raises(WrongMoment):
        actions.settle_complaint(complaint.pk, clerk, "righted", "还轮不到县里")
    for _tap in range(2):
        actions.answer_complaint(complaint.pk, farmer, "秤坏了，马上补发")
    actions.appeal_complaint(complaint.pk, buyer, "没有补发")
    settled = actions.settle_complaint(complaint.pk, clerk, "righted", "已补发，换了新秤")
    assert (settled.state, settled.finding) == ("closed", "righted")
    steps = complaint.remarks.order_by("id").values_list("step", flat=True)
    assert list(steps) == ["ask", "answer", "appeal", "settle"]


def test_a_seller_who_does_not_answer_leaves_it_to_the_county(
    oil_order: Order, buyer: Person, farmer: Person, clerk: Person
) -> None:
    complaint = complained(oil_order, buyer)
    make_late(complaint)
    with pytest.raises(WrongMoment):
        actions.answer_complaint(complaint.pk, farmer, "我才看到这条投诉")
    assert actions.settle_complaint(complaint.pk, clerk, "unfounded", "现场称过，没有少").closed_at


def test_an_answer_nobody_objects_to_ends_it(
    oil_order: Order, buyer: Person, farmer: Person
) -> None:
    complaint = complained(oil_order, buyer)
    actions.answer_complaint(complaint.pk, farmer, "已经补发半斤")
    make_late(complaint)
    assert actions.tidy_up(now()) == 1
    complaint.refresh_from_db()
    assert (complaint.state, complaint.finding) == ("closed", "content")


def test_of_a_faked_origin_the_seller_hears_nothing(
    client_of: ClientOf, oil_order: Order, buyer: Person, farmer: Person, clerk: Person
) -> None:
    complaint = complained(oil_order, buyer, "origin.faked")
    assert complaint.state == "county"
    address = f"/complaints/{complaint.pk}/"
    assert client_of(farmer).get(address).status_code == 404
    assert str(complaint.pk) not in client_of(farmer).get("/care/?tab=complaints").content.decode()
    assert str(complaint.pk) in client_of(clerk).get("/care/?tab=complaints").content.decode()
    with pytest.raises(NotFound):
        actions.say_to_complaint(complaint.pk, farmer, "我要说明一下")


def test_without_an_account_from_the_trace_page(
    client_of: ClientOf, batch: Batch, clerk: Person, farmer: Person
) -> None:
    passer_by, key = Client(), str(uuid4())
    sent = {"key": key, "kind": "origin.faked", "text": TEXT, "contact": "13900002222"}
    address = f"/batches/{batch.pk}/complaint/"
    assert passer_by.get(address).status_code == 200
    first, again = (passer_by.post(address, sent) for _tap in range(2))
    assert first.status_code == again.status_code == 302
    complaint = Complaint.objects.get()
    assert first.headers["Location"] == f"/complaints/{complaint.pk}/"
    assert complaint.contact_sealed is not None
    assert b"13900002222" not in bytes(complaint.contact_sealed)
    assert TEXT in passer_by.get(f"/complaints/{complaint.pk}/").content.decode()
    office = client_of(clerk)
    assert "13900002222" not in office.get(f"/complaints/{complaint.pk}/").content.decode()
    opened = office.post(f"/complaints/{complaint.pk}/contact/").content.decode()
    assert "13900002222" in opened
    assert Opening.objects.get().by == clerk
    assert client_of(farmer).post(f"/complaints/{complaint.pk}/contact/").status_code == 404


def test_one_network_cannot_flood_the_county(batch: Batch) -> None:
    about = About(place_code="130827", batch_id=batch.pk)
    for _number in range(10):
        actions.complain(about, "other", TEXT, uuid4(), by=None, address="192.0.2.1")
    with pytest.raises(TooManyComplaints):
        actions.complain(about, "other", TEXT, uuid4(), by=None, address="192.0.2.1")
    actions.complain(about, "other", TEXT, uuid4(), by=None, address="192.0.2.2")
