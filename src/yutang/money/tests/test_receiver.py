"""The receiver at the checkout: pasted, chosen in one tap, with the freight to be seen first."""

from dataclasses import replace

import pytest
from tests.cast import COUNTY, ClientOf

from yutang.delivery import actions as delivery
from yutang.delivery.rules.freight import TariffFacts, ZoneFacts
from yutang.money.models import Payment
from yutang.people.access import Person
from yutang.trade.models import Order
from yutang.trade.rules.contact import Contact

TABLE = TariffFacts(
    name="小件",
    zones=(ZoneFacts(areas=("54",), is_delivered=False), ZoneFacts(first_fen=600, step_fen=100)),
    charge="full",
    is_default=True,
)
PASTED = "李小明 139 0000 1111 河北承德宽城县宽城镇北街1号"


@pytest.mark.parametrize("headers", [{}, {"X-Sheet": "1"}])
def test_a_pasted_address_fills_the_checkout_and_nothing_is_bought(
    client_of: ClientOf, buyer: Person, held_order: Order, headers: dict[str, str]
) -> None:
    path = f"/orders/{held_order.pk}/pay/"
    form = {"pasted": PASTED, "read": "1", "knows_fresh": "on", "method": "cod"}
    answer = client_of(buyer).post(path, form, headers=headers)
    text = answer.content.decode()
    assert answer.status_code == 200
    for said in ("李小明", "13900001111", "河北省承德市宽城满族自治县", "宽城镇北街1号"):
        assert f'value="{said}"' in text
    assert 'name="knows_fresh"' in text
    assert "checked" in text
    assert not Payment.objects.exists()


def test_a_saved_address_is_chosen_in_one_tap(
    client_of: ClientOf, buyer: Person, stranger: Person, held_order: Order, contact: Contact
) -> None:
    foreign = delivery.save_address(stranger, contact)
    saved = delivery.save_address(buyer, replace(contact, detail="南街2号"))
    browser, path = client_of(buyer), f"/orders/{held_order.pk}/pay/"
    assert f'name="saved" value="{saved.pk}" checked' in browser.get(path).content.decode()
    form = {"method": "cod", "knows_fresh": "on", "seen_fen": "0"}
    assert browser.post(path, form | {"saved": str(foreign.pk)}).status_code == 422
    assert browser.post(path, form | {"saved": str(saved.pk)}).status_code == 302
    held_order.refresh_from_db()
    assert (held_order.state, held_order.region_code) == ("confirmed", COUNTY)


def test_nobody_pays_freight_they_have_not_seen(
    client_of: ClientOf, buyer: Person, clerk: Person, held_order: Order, contact: Contact
) -> None:
    delivery.add_tariff(clerk, TABLE, producer_id=None, county_code=COUNTY)
    saved = delivery.save_address(buyer, contact)
    browser, path = client_of(buyer), f"/orders/{held_order.pk}/pay/"
    assert 'name="seen_fen" value="700"' in browser.get(path).content.decode()
    form = {"method": "cod", "knows_fresh": "on", "saved": str(saved.pk)}
    again = browser.post(path, form | {"seen_fen": "0"})
    assert again.status_code == 409
    assert 'name="seen_fen" value="700"' in again.content.decode()
    assert not Payment.objects.exists()
    assert browser.post(path, form | {"seen_fen": "700"}).status_code == 302
    payment = Payment.objects.get()
    assert (payment.amount_fen, payment.freight_fen) == (held_order.amount_fen + 700, 700)
    assert "¥7.00" in browser.get(f"/orders/{held_order.pk}/").content.decode()


def test_where_nobody_delivers_the_checkout_says_so(
    client_of: ClientOf, buyer: Person, clerk: Person, held_order: Order, contact: Contact
) -> None:
    delivery.add_tariff(clerk, TABLE, producer_id=None, county_code=COUNTY)
    form = {
        "name": contact.name,
        "mobile": contact.mobile,
        "region": "拉萨市城关区",
        "detail": contact.detail,
        "knows_fresh": "on",
        "method": "cod",
        "seen_fen": "0",
    }
    answer = client_of(buyer).post(f"/orders/{held_order.pk}/pay/", form)
    assert answer.status_code == 422
    assert "西藏自治区拉萨市城关区" in answer.content.decode()
    assert not Payment.objects.exists()
