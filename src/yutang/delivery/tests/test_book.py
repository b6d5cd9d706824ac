"""One's own addresses: sealed, one's own only, at most so many, filled in from what is pasted."""

from dataclasses import replace

import pytest
from tests.cast import COUNTY, ClientOf

from yutang.delivery import actions, queries
from yutang.delivery.errors import BookFull
from yutang.delivery.models import SavedAddress
from yutang.people.access import Person
from yutang.trade.models import Order
from yutang.trade.rules.contact import Contact

PASTED = "收货人：李小明 139 0000 1111 河北省承德市宽城满族自治县宽城镇北街1号"
FORM = {
    "name": "李小明",
    "mobile": "139 0000 1111",
    "region": "承德宽城县",
    "detail": "宽城镇北街1号",
}


def lines(person: Person) -> list[str]:
    return [each.contact.detail for each in queries.addresses_of(person)]


def test_an_address_is_kept_once_and_sealed(buyer: Person, contact: Contact) -> None:
    first = actions.save_address(buyer, contact, "家")
    again = actions.save_address(buyer, replace(contact, mobile="139-0000-1111"), "父母")
    assert first.pk == again.pk
    saved = SavedAddress.objects.get()
    assert "李小明".encode() not in bytes(saved.contact_sealed)
    assert saved.is_default
    (view,) = queries.addresses_of(buyer)
    assert (view.label, view.contact) == ("父母", contact)


def test_one_comes_first(buyer: Person, contact: Contact) -> None:
    home = actions.save_address(buyer, contact)
    other = actions.save_address(buyer, replace(contact, detail="南街2号"))
    assert lines(buyer) == ["宽城镇北街1号", "南街2号"]
    actions.make_default(other)
    assert lines(buyer) == ["南街2号", "宽城镇北街1号"]
    actions.save_address(buyer, contact, is_default=True)
    assert lines(buyer) == ["宽城镇北街1号", "南街2号"]
    actions.remove_address(home)
    assert lines(buyer) == ["南街2号"]


def test_an_address_changed_into_another_takes_its_place(buyer: Person, contact: Contact) -> None:
    actions.save_address(buyer, contact)
    other = actions.save_address(buyer, replace(contact, detail="南街2号"))
    actions.edit_address(other, contact)
    assert lines(buyer) == ["宽城镇北街1号"]


def test_a_full_book_says_so_and_a_purchase_makes_room(
    buyer: Person, contact: Contact, held_order: Order
) -> None:
    for number in range(actions.SAVED_MOST):
        actions.save_address(buyer, replace(contact, detail=f"北街{number}号"))
    with pytest.raises(BookFull):
        actions.save_address(buyer, contact)
    actions.give_contact(held_order.pk, contact, buyer)
    kept = lines(buyer)
    assert len(kept) == actions.SAVED_MOST
    assert contact.detail in kept
    assert kept[0] == "北街0号", "the default stays"


def test_what_one_bought_with_is_in_the_book(
    buyer: Person, stranger: Person, contact: Contact, held_order: Order
) -> None:
    actions.give_contact(held_order.pk, contact, buyer)
    actions.give_contact(held_order.pk, contact, buyer)
    assert lines(buyer) == [contact.detail]
    assert lines(stranger) == []


def test_a_pasted_address_is_read_looked_at_and_kept(client_of: ClientOf, buyer: Person) -> None:
    browser = client_of(buyer)
    read = browser.post("/addresses/new/", {"pasted": PASTED, "read": "1", "label": "家"})
    text = read.content.decode()
    assert read.status_code == 200
    for said in ("李小明", "13900001111", "河北省承德市宽城满族自治县", "宽城镇北街1号", "家"):
        assert f'value="{said}"' in text
    assert not SavedAddress.objects.exists()
    assert browser.post("/addresses/new/", FORM | {"label": "家"}).status_code == 302
    (view,) = queries.addresses_of(buyer)
    assert (view.contact.region_code, view.label) == (COUNTY, "家")
    assert "宽城镇北街1号" in browser.get("/addresses/").content.decode()


def test_a_county_that_may_be_two_is_chosen_by_one_tap(client_of: ClientOf, buyer: Person) -> None:
    browser = client_of(buyer)
    asked = browser.post("/addresses/new/", FORM | {"region": "朝阳区"})
    assert asked.status_code == 422
    assert 'name="pick_region" value="110105"' in asked.content.decode()
    picked = browser.post("/addresses/new/", FORM | {"region": "朝阳区", "pick_region": "110105"})
    assert 'value="北京市朝阳区"' in picked.content.decode()
    assert 'value="宽城镇北街1号"' in picked.content.decode()


def test_another_name_is_taken_with_its_detail(client_of: ClientOf, buyer: Person) -> None:
    pasted = {"pasted": "河北省承德市宽城县北街1号 柚子 李小明 13900001111"}
    text = client_of(buyer).post("/addresses/read/", pasted).content.decode()
    assert 'name="pick_name" value="柚子"' in text
    picked = client_of(buyer).post("/addresses/read/", pasted | {"pick_name": "柚子"})
    assert 'value="北街1号 李小明"' in picked.content.decode()


def test_an_address_is_changed_put_first_and_removed_by_its_owner_only(
    client_of: ClientOf, buyer: Person, stranger: Person, contact: Contact
) -> None:
    saved = actions.save_address(buyer, contact)
    second = actions.save_address(buyer, replace(contact, detail="南街2号"))
    for way in ("edit", "default", "remove"):
        answer = client_of(stranger).post(f"/addresses/{saved.pk}/{way}/", FORM)
        assert answer.status_code == 404
    browser = client_of(buyer)
    assert 'value="宽城镇北街1号"' in browser.get(f"/addresses/{saved.pk}/edit/").content.decode()
    browser.post(f"/addresses/{saved.pk}/edit/", FORM | {"detail": "西街3号"})
    browser.post(f"/addresses/{second.pk}/default/")
    assert lines(buyer) == ["南街2号", "西街3号"]
    browser.post(f"/addresses/{second.pk}/remove/")
    assert lines(buyer) == ["西街3号"]
