from dataclasses import replace

import pytest
from django.test import Client
from tests.cast import COUNTY, ClientOf
from tests.stall import LOT_UNITS, OrderOf

from yutang.kernel.clock import now
from yutang.kernel.errors import NotFound
from yutang.money import actions, errors, rules
from yutang.money.models import Payment
from yutang.people.access import Person
from yutang.plumbing.config import Config
from yutang.trade import actions as trade
from yutang.trade.errors import AlreadyShipped, ContactNeeded, FreshNotConfirmed, HoldOver
from yutang.trade.models import Lot, Order
from yutang.trade.rules.contact import Contact

FORM = {
    "name": "李小明",
    "mobile": "139 0000 1111",
    "region": "宽城满族自治县",
    "detail": "宽城镇北街1号",
    "knows_fresh": "on",
}
SHEET = {"X-Sheet": "1"}


def pools(lot: Lot) -> tuple[int, int, int]:
    lot.refresh_from_db()
    return lot.available, lot.held, lot.sold


@pytest.fixture
def in_production(monkeypatch: pytest.MonkeyPatch) -> None:
    config = replace(Config.load(), development=False)
    monkeypatch.setattr(Config, "load", lambda: config)


# Actions


def test_cash_on_delivery_confirms_the_order_and_is_due(
    ready_order: Order, buyer: Person, lot: Lot
) -> None:
    payment = actions.pay(ready_order.pk, buyer, rules.CASH_ON_DELIVERY)
    ready_order.refresh_from_db()
    assert (ready_order.state, payment.state, payment.paid_at) == ("confirmed", "due", None)
    assert payment.amount_fen == ready_order.amount_fen == 5980
    assert pools(lot) == (8, 0, 2)


def test_the_test_cashier_pays_at_once(ready_order: Order, buyer: Person, lot: Lot) -> None:
    payment = actions.pay(ready_order.pk, buyer, rules.TEST_CASHIER)
    assert payment.state == "paid"
    assert payment.paid_at is not None
    assert pools(lot) == (8, 0, 2)


@pytest.mark.usefixtures("in_production")
def test_nobody_but_demo_accounts_finds_the_test_cashier_in_production(
    ready_order: Order, buyer: Person
) -> None:
    with pytest.raises(errors.NoSuchMethod):
        actions.pay(ready_order.pk, buyer, rules.TEST_CASHIER)
    buyer.is_demo = True
    assert actions.pay(ready_order.pk, buyer, rules.TEST_CASHIER).state == "paid"


def test_paying_twice_is_paying_once(ready_order: Order, buyer: Person, lot: Lot) -> None:
    first = actions.pay(ready_order.pk, buyer, rules.TEST_CASHIER)
    assert actions.pay(ready_order.pk, buyer, rules.TEST_CASHIER) == first
    with pytest.raises(errors.PaidOtherwise):
        actions.pay(ready_order.pk, buyer, rules.CASH_ON_DELIVERY)
    assert Payment.objects.count() == 1
    assert pools(lot) == (8, 0, 2)


def test_nobody_pays_anothers_order(ready_order: Order, stranger: Person, farmer: Person) -> None:
    for person in (stranger, farmer):
        with pytest.raises(NotFound):
            actions.pay(ready_order.pk, person, rules.TEST_CASHIER)


def test_paying_needs_a_receiver_and_for_fresh_goods_the_confirmation(
    held_order: Order, buyer: Person, contact: Contact
) -> None:
    with pytest.raises(ContactNeeded):
        actions.pay(held_order.pk, buyer, rules.TEST_CASHIER)
    trade.give_contact(held_order.pk, contact, buyer)
    with pytest.raises(FreshNotConfirmed):
        actions.pay(held_order.pk, buyer, rules.TEST_CASHIER)
    trade.give_contact(held_order.pk, contact, buyer, knows_fresh=True)
    assert actions.pay(held_order.pk, buyer, rules.TEST_CASHIER).state == "paid"


def test_a_checkout_that_fails_leaves_nothing_behind(
    held_order: Order, buyer: Person, contact: Contact, lot: Lot
) -> None:
    with pytest.raises(errors.NoSuchMethod):
        actions.check_out(held_order.pk, buyer, contact, "gold", knows_fresh=True)
    held_order.refresh_from_db()
    assert (held_order.state, held_order.contact_sealed) == ("held", None)
    assert pools(lot) == (8, 2, 0)


def test_too_late_is_too_late(ready_order: Order, buyer: Person) -> None:
    Order.objects.filter(pk=ready_order.pk).update(expires_at=now())
    with pytest.raises(HoldOver):
        actions.pay(ready_order.pk, buyer, rules.TEST_CASHIER)
    assert not Payment.objects.exists()


@pytest.mark.parametrize(("method", "end"), [("test", ("refunded", 5980)), ("cod", ("void", 0))])
def test_cancelling_gives_units_and_money_back_once(
    ready_order: Order, buyer: Person, lot: Lot, method: str, end: tuple[str, int]
) -> None:
    actions.pay(ready_order.pk, buyer, method)
    for _again in range(2):
        actions.cancel(ready_order.pk, buyer)
    payment = Payment.objects.get()
    assert (payment.state, payment.refunded_fen) == end
    assert pools(lot) == (LOT_UNITS, 0, 0)


def test_the_seller_may_cancel_and_a_stranger_may_not(
    ready_order: Order, buyer: Person, clerk: Person, stranger: Person
) -> None:
    actions.pay(ready_order.pk, buyer, rules.TEST_CASHIER)
    with pytest.raises(NotFound):
        actions.cancel(ready_order.pk, stranger)
    actions.cancel(ready_order.pk, clerk)
    assert Payment.objects.get(order=ready_order).state == "refunded"


def test_a_sent_order_is_not_cancelled_and_its_money_stays(
    ready_order: Order, buyer: Person
) -> None:
    actions.pay(ready_order.pk, buyer, rules.TEST_CASHIER)
    trade.ship(ready_order.pk, "SF1")
    with pytest.raises(AlreadyShipped):
        actions.cancel(ready_order.pk, buyer)
    assert Payment.objects.get().state == "paid"


def test_cash_is_collected_at_the_door_once(
    ready_order: Order, buyer: Person, farmer: Person, stranger: Person
) -> None:
    actions.pay(ready_order.pk, buyer, rules.CASH_ON_DELIVERY)
    with pytest.raises(errors.NothingToCollect):
        actions.collect(ready_order.pk, farmer)
    trade.ship(ready_order.pk, "SF1")
    with pytest.raises(NotFound):
        actions.collect(ready_order.pk, stranger)
    first = actions.collect(ready_order.pk, farmer)
    assert actions.collect(ready_order.pk, farmer).paid_at == first.paid_at
    ready_order.refresh_from_db()
    assert (ready_order.state, first.state) == ("received", "paid")


# Pages


def test_the_checkout_is_a_page_and_a_fragment(
    client_of: ClientOf, buyer: Person, held_order: Order
) -> None:
    browser, path = client_of(buyer), f"/orders/{held_order.pk}/pay/"
    page = browser.get(path).content.decode()
    fragment = browser.get(path, headers=SHEET).content.decode()
    assert page.count("<html") == 1
    assert "<html" not in fragment
    for text in (page, fragment):
        for said in ("knows_fresh", 'value="cod"', 'value="test"', "csrfmiddlewaretoken"):
            assert said in text


def test_strangers_find_no_checkout(
    client: Client, client_of: ClientOf, stranger: Person, farmer: Person, held_order: Order
) -> None:
    path = f"/orders/{held_order.pk}/pay/"
    assert client.get(path).status_code == 401
    for person in (stranger, farmer):
        assert client_of(person).get(path).status_code == 404
        assert client_of(person).post(path, FORM).status_code == 404
    assert client_of(stranger).post(f"/orders/{held_order.pk}/cancel/").status_code == 404
    assert client_of(stranger).post(f"/orders/{held_order.pk}/collect/").status_code == 404


@pytest.mark.parametrize("method", ["cod", "test"])
def test_a_buyer_pays_in_the_sheet_and_sees_the_receipt(
    client_of: ClientOf, buyer: Person, held_order: Order, method: str
) -> None:
    browser, path = client_of(buyer), f"/orders/{held_order.pk}/pay/"
    answer = browser.post(path, FORM | {"method": method}, headers=SHEET)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert f"/orders/{held_order.pk}/" in text
    assert "<form" not in text
    held_order.refresh_from_db()
    assert held_order.state == ("paid" if method == "test" else "confirmed")
    assert held_order.region_code == COUNTY
    assert held_order.perishable_confirmed_at is not None


def test_a_double_tap_and_two_tabs_pay_once(
    client_of: ClientOf, buyer: Person, held_order: Order
) -> None:
    browser, path = client_of(buyer), f"/orders/{held_order.pk}/pay/"
    answers = [browser.post(path, FORM | {"method": way}) for way in ("cod", "cod", "test")]
    assert [answer.status_code for answer in answers] == [302, 302, 302]
    assert Payment.objects.get().method == "cod"
    assert "¥59.80" in browser.get(path).content.decode()


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ({"mobile": "123"}, "11 位手机号"),
        ({"name": ""}, "name"),
        ({"knows_fresh": ""}, "knows_fresh"),
    ],
)
def test_what_is_missing_is_said_at_its_place_and_nothing_is_paid(
    client_of: ClientOf, buyer: Person, held_order: Order, missing: dict[str, str], said: str
) -> None:
    form = {name: text for name, text in (FORM | missing).items() if text} | {"method": "cod"}
    answer = client_of(buyer).post(f"/orders/{held_order.pk}/pay/", form, headers=SHEET)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert 'class="error"' in answer.content.decode()
    assert not Payment.objects.exists()


def test_a_region_is_found_wherever_it_lies(
    client_of: ClientOf, buyer: Person, held_order: Order
) -> None:
    form = FORM | {"region": "广东省广州市天河区", "method": "cod"}
    client_of(buyer).post(f"/orders/{held_order.pk}/pay/", form)
    held_order.refresh_from_db()
    assert (held_order.state, held_order.region_code) == ("confirmed", "440106")


def test_goods_that_keep_ask_for_no_confirmation(
    client_of: ClientOf, buyer: Person, oil_lot: Lot, order_of: OrderOf
) -> None:
    browser, path = client_of(buyer), f"/orders/{order_of(buyer, oil_lot).pk}/pay/"
    assert "knows_fresh" not in browser.get(path).content.decode()
    form = {name: text for name, text in FORM.items() if name != "knows_fresh"}
    assert browser.post(path, form | {"method": "cod"}).status_code == 302


def test_the_last_receiver_is_filled_in(
    client_of: ClientOf, buyer: Person, ready_order: Order, lot: Lot, order_of: OrderOf
) -> None:
    text = client_of(buyer).get(f"/orders/{order_of(buyer, lot).pk}/pay/").content.decode()
    assert "宽城镇北街1号" in text


@pytest.mark.parametrize("headers", [{}, SHEET])
def test_an_expired_hold_says_so_and_what_to_do(
    client_of: ClientOf, buyer: Person, held_order: Order, headers: dict[str, str]
) -> None:
    Order.objects.filter(pk=held_order.pk).update(expires_at=now(), sale_id=7)
    browser, path = client_of(buyer), f"/orders/{held_order.pk}/pay/"
    for answer in (
        browser.get(path, headers=headers),
        browser.post(path, FORM | {"method": "cod"}, headers=headers),
    ):
        text = answer.content.decode()
        assert "付款时间" in text
        assert 'href="/live/7/"' in text
        assert 'name="method"' not in text


def test_cancelling_in_the_sheet_says_so(
    client_of: ClientOf, buyer: Person, held_order: Order, lot: Lot
) -> None:
    answer = client_of(buyer).post(f"/orders/{held_order.pk}/cancel/", headers=SHEET)
    assert answer.status_code == 200
    assert "<form" not in answer.content.decode()
    assert pools(lot) == (LOT_UNITS, 0, 0)


def test_a_refund_is_shown_on_the_receipt(
    client_of: ClientOf, buyer: Person, ready_order: Order
) -> None:
    actions.pay(ready_order.pk, buyer, rules.TEST_CASHIER)
    browser = client_of(buyer)
    browser.post(f"/orders/{ready_order.pk}/cancel/")
    text = browser.get(f"/orders/{ready_order.pk}/pay/").content.decode()
    assert "¥59.80" in text
    assert Payment.objects.get(order=ready_order).refunded_fen == 5980


def test_a_forged_checkout_is_refused(buyer: Person, held_order: Order) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(buyer, backend="yutang.people.sessions.Door")
    answer = browser.post(f"/orders/{held_order.pk}/pay/", FORM | {"method": "cod"})
    assert answer.status_code == 403
    assert not Payment.objects.exists()
