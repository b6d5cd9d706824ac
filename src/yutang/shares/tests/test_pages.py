"""The pages of a split, and what the pages below show of it."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import ClientOf

from yutang.people.access import Person
from yutang.shares import actions
from yutang.shares.models import Split
from yutang.shares.rules import Part
from yutang.trade.models import Lot, Order

Received = Callable[..., Order]
Settle = Callable[..., int]


@pytest.fixture
def english(client_of: ClientOf) -> ClientOf:
    """As `client_of`, for somebody who reads English."""

    def signed_in(person: Person) -> Client:
        client = client_of(person)
        client.cookies["django_language"] = "en"
        return client

    return signed_in


TYPED = {"packing_percent": "", "packing_fixed": "1.50", "packing_per": "unit", "host_percent": "7"}


def test_a_split_is_proposed_looked_at_and_agreed(
    lot: Lot, farmer: Person, host: Person, clerk: Person, english: ClientOf
) -> None:
    page = reverse("shares:lot", args=[lot.pk])
    mine = english(clerk)
    shown = mine.get(page).content.decode()
    assert "all of the price is the farmer" in shown
    typed = {**TYPED, "packing_payee": "宽城合作社", "host_payee": str(host.pk)}
    looked = mine.post(page, {**TYPED}, headers={"X-Preview": "1"}).content.decode()
    assert "¥26.31" in looked
    assert "<html" not in looked
    assert not Split.objects.exists()
    assert mine.post(page, {**typed, "look": "1"}).status_code == 200
    refused = mine.post(page, {**typed, "freight_fixed": "40", "freight_payee": "顺丰"})
    assert refused.status_code == 422
    assert "the farmer would pay" in refused.content.decode()
    assert mine.post(page, {**TYPED}).status_code == 422  # nobody is named
    assert mine.post(page, typed).status_code == 302
    split = Split.objects.get()
    assert "Until both have agreed" in mine.get(page).content.decode()
    for person in (farmer, host):
        theirs = english(person)
        assert "waits for your word" in theirs.get(reverse("people:me")).content.decode()
        assert "I agree" in theirs.get(page).content.decode()
        theirs.post(reverse("shares:agree", args=[split.pk]))
    split.refresh_from_db()
    assert split.agreed_at is not None
    assert "I agree" not in english(host).get(page).content.decode()


def test_freight_that_eats_the_price_is_warned_of(
    lot: Lot, clerk: Person, english: ClientOf
) -> None:
    carrier = actions.payee_of_organisation("顺丰", "130827")
    actions.propose(lot.pk, (Part("freight", carrier.pk, fixed_fen=1100),), clerk)
    shown = english(clerk).get(reverse("shares:lot", args=[lot.pk])).content.decode()
    assert "more than a third of the price" in shown


@pytest.mark.usefixtures("split")
def test_an_order_tells_what_is_planned_then_what_was_settled(
    received: Received,
    settle: Settle,
    buyer: Person,
    clerk: Person,
    english: ClientOf,
) -> None:
    order = received(1)
    page, mine = reverse("trade:order", args=[order.pk]), english(buyer)
    shown = mine.get(page).content.decode()
    assert "¥21.31" in shown
    assert "Planned" in shown
    actions.hold(order.pk, "破损")
    assert "complaint" in mine.get(page).content.decode()
    actions.release(order.pk)
    settle()
    actions.refund(order.pk, 1000, clerk, "坏果", "claim:1")
    shown = mine.get(page).content.decode()
    assert "Settled" in shown
    assert "¥10.00 went back" in shown
    product = mine.get(reverse("goods:product", args=[order.lot.product_id])).content.decode()
    assert "Of ¥29.90 the farmer gets" in product
    assert "Of ¥19.90 that were settled" in product
    place = mine.get(reverse("places:place", args=["130827"])).content.decode()
    assert "The difference went back to buyers" in place


def test_a_county_sets_what_new_splits_start_from(
    lot: Lot, clerk: Person, english: ClientOf
) -> None:
    mine, page = english(clerk), reverse("shares:default", args=["130827"])
    assert page in mine.get(reverse("places:place", args=["130827"])).content.decode()
    assert mine.post(page, {"fund_percent": "1", "fund_payee": "公益金"}).status_code == 302
    assert "¥29.61" in mine.get(page).content.decode()
    form = mine.get(reverse("shares:lot", args=[lot.pk])).content.decode()
    assert "公益金" in form
