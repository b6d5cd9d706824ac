import random
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import ClientOf
from tests.stall import OrderOf

from yutang.care import actions
from yutang.care.models import Claim
from yutang.care.tests.conftest import ClaimOf, PaidOf
from yutang.goods.pictures import BYTES_MAX
from yutang.people.access import Person
from yutang.trade.models import Lot, Order


def form(photo: bytes, **other: object) -> dict[str, object]:
    sent: dict[str, object] = {
        "key": str(uuid4()),
        "kind": "spoiled",
        "bad": "2",
        "of": "10",
        "text": "",
        "photos": [SimpleUploadedFile("a.jpg", photo)],
    }
    return sent | other


def test_the_buyer_reads_what_can_be_done_and_what_will_happen(
    client_of: ClientOf, fresh_order: Order, oil_order: Order, buyer: Person
) -> None:
    fresh = client_of(buyer).get(f"/orders/{fresh_order.pk}/care/").content.decode()
    assert "不能无理由退货" in fresh
    assert f"/orders/{fresh_order.pk}/care/return/" not in fresh
    assert f"/orders/{fresh_order.pk}/care/claim/" in fresh
    keeps = client_of(buyer).get(f"/orders/{oil_order.pk}/care/").content.decode()
    assert f"/orders/{oil_order.pk}/care/return/" in keeps
    assert "48 小时" in keeps


def test_a_claim_is_made_on_the_phone_and_sent_twice_is_one(
    client_of: ClientOf, fresh_order: Order, buyer: Person, photo: bytes
) -> None:
    browser, address = client_of(buyer), f"/orders/{fresh_order.pk}/care/claim/"
    shown = browser.get(address).content.decode()
    assert "¥5.98" in shown
    sent = form(photo)
    browser.post(address, sent)
    again = browser.post(address, form(photo, key=sent["key"]))
    claim = Claim.objects.get()
    assert again.headers["Location"] == f"/claims/{claim.pk}/"
    assert claim.photos.count() == 1
    page = browser.get(f"/claims/{claim.pk}/").content.decode()
    for said in ("¥5.98", "等卖家答复", f"/care/photos/{claim.photos.get().pk}/"):
        assert said in page


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"photos": []}, "至少拍一张照片"),
        ({"bad": "11"}, "一共几个、坏了几个"),
        ({"bad": "-3"}, "1"),
        ({"kind": "nothing"}, "nothing"),
        ({"key": "none"}, ""),
    ],
)
def test_what_cannot_be_claimed_is_said_in_the_form(
    *,
    client_of: ClientOf,
    fresh_order: Order,
    buyer: Person,
    photo: bytes,
    other: dict[str, object],
    said: str,
) -> None:
    address = f"/orders/{fresh_order.pk}/care/claim/"
    answer = client_of(buyer).post(address, form(photo, **other))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Claim.objects.exists()


def test_no_file_however_odd_is_a_fault(
    client_of: ClientOf, fresh_order: Order, buyer: Person, photo: bytes
) -> None:
    """Cut, mangled, empty, drawn as code, too large, too many: refused in words, never a crash."""
    browser, address = client_of(buyer), f"/orders/{fresh_order.pk}/care/claim/"
    dice = random.Random(5)
    mangled = bytearray(photo)
    for place in dice.sample(range(len(photo)), 40):
        mangled[place] = dice.randrange(256)
    odd = [
        b"",
        photo[: len(photo) // 2],
        b"\xff\xd8\xff" + dice.randbytes(500),
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"GIF89a" + bytes(50),
        b"RIFF\x10\x00\x00\x00WEBPVP8 " + dice.randbytes(60),
        b"\x89PNG\r\n\x1a\n" + dice.randbytes(80),
        bytes(BYTES_MAX + 1),
    ]
    for data in odd:
        files = [SimpleUploadedFile("../../a.jpg", data)]
        assert browser.post(address, form(photo, photos=files)).status_code == 422
    many = [SimpleUploadedFile(f"{number}.jpg", photo) for number in range(5)]
    assert browser.post(address, form(photo, photos=many)).status_code == 422
    text = browser.post(address, form(photo, photos="no file at all"))
    assert text.status_code == 422
    assert not Claim.objects.exists()
    answer = browser.post(
        address, form(photo, photos=[SimpleUploadedFile("m.jpg", bytes(mangled))])
    )
    assert answer.status_code in {302, 422}


def test_each_step_is_a_button_and_a_late_one_is_told(
    client_of: ClientOf, fresh_order: Order, claim_of: ClaimOf, buyer: Person, farmer: Person
) -> None:
    claim = claim_of(fresh_order)
    seller, receiver = client_of(farmer), client_of(buyer)
    address = f"/claims/{claim.pk}/step/"
    assert 'value="accept"' in seller.get(f"/claims/{claim.pk}/").content.decode()
    offered = {"step": "offer", "amount": "3.00", "text": "只坏了一个"}
    seller.post(address, offered | {"amount": "三块"})
    claim.refresh_from_db()
    assert claim.state == "asked"
    seller.post(address, offered)
    shown = receiver.get(f"/claims/{claim.pk}/").content.decode()
    assert "¥3.00" in shown
    assert 'value="take"' in shown
    receiver.post(address, {"step": "take"})
    late = seller.post(address, {"step": "refuse", "text": "其实没有坏"}, follow=True)
    assert "这一步现在不能做" in late.content.decode()
    assert receiver.post(address, {"step": "explode"}).status_code == 404
    order_page = receiver.get(f"/orders/{fresh_order.pk}/").content.decode()
    assert f"/claims/{claim.pk}/" in order_page
    assert "¥3.00" in order_page


def test_the_address_for_goods_is_the_buyers_and_the_sellers(
    client_of: ClientOf, oil_order: Order, buyer: Person, farmer: Person, clerk: Person
) -> None:
    claim = actions.ask_return(oil_order.pk, buyer, uuid4())
    sent = {"step": "give_address", "name": "王大娘", "mobile": "13800000001"}
    client_of(farmer).post(f"/claims/{claim.pk}/step/", sent | {"line": "宽城镇北街1号"})
    for person, sees in ((buyer, True), (farmer, True), (clerk, False)):
        page = client_of(person).get(f"/claims/{claim.pk}/").content.decode()
        assert ("宽城镇北街1号" in page) == sees


def test_a_producer_reads_what_was_claimed_by_batch_and_kind(
    client_of: ClientOf, received_of: PaidOf, lot: Lot, claim_of: ClaimOf, farmer: Person
) -> None:
    for bad in (1, 3):
        actions.accept(claim_of(received_of(lot), bad, 10).pk, farmer)
    page = client_of(farmer).get(f"/goods/producers/{lot.product.producer_id}/").content.decode()
    assert "4/20" in page
    assert "¥11.96" in page
    assert "20250915-1" in page


def test_an_order_not_sent_yet_is_cancelled_instead(
    client_of: ClientOf, buyer: Person, lot: Lot, order_of: OrderOf, photo: bytes
) -> None:
    held = order_of(buyer, lot)
    address = f"/orders/{held.pk}/care/claim/"
    refused = client_of(buyer).post(address, form(photo))
    assert refused.status_code == 409
    assert "取消" in refused.content.decode()


def test_a_worklist_asks_a_bounded_number_of_questions(
    client_of: ClientOf, received_of: PaidOf, lot: Lot, claim_of: ClaimOf, farmer: Person
) -> None:
    browser = client_of(farmer)
    for _number in range(4):
        claim_of(received_of(lot))
    with CaptureQueriesContext(connection) as asked:
        browser.get("/care/")
    assert len(asked) <= 14, [query["sql"][:90] for query in asked]


def test_everybody_reads_the_rule_and_its_source(client_of: ClientOf, buyer: Person) -> None:
    page = client_of(buyer).get("/care/rule/").content.decode()
    assert "消费者权益保护法" in page


def test_an_operator_sets_the_next_version_and_open_claims_keep_theirs(
    client_of: ClientOf, received_of: PaidOf, lot: Lot, claim_of: ClaimOf, operator: Person
) -> None:
    before, browser = claim_of(received_of(lot)), client_of(operator)
    shown = browser.get("/care/rule/new/")
    sent = {
        name: field.value()
        for name in shown.context["form"].fields
        if (field := shown.context["form"][name])
    }
    sent |= {"place_code": "130827", "answer_h": "24", "source": "县里决定，更快答复"}
    wanted = {name: value for name, value in sent.items() if value not in (None, False)}
    assert browser.post("/care/rule/new/", wanted | {"return_days": "3"}).status_code == 422
    assert browser.post("/care/rule/new/", wanted).status_code == 302
    assert browser.post("/care/rule/new/", wanted).status_code == 422
    after = claim_of(received_of(lot))
    assert (after.promised_at - after.opened_at).total_seconds() == 24 * 3600
    assert before.policy_id != after.policy_id
    assert "县里决定" in browser.get("/care/rule/").content.decode()
