"""What goods need before they are offered; what a certificate says, and that it stands."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import VILLAGE, ClientOf

from yutang.goods import actions, errors, queries, rules
from yutang.goods.models import Batch, Certificate, Product
from yutang.goods.rules import BatchFacts, CertificateFacts, OfferFacts, certificates
from yutang.kernel.clock import today
from yutang.people import queries as people
from yutang.people.access import Person
from yutang.people.models import Opening
from yutang.trade import actions as trade

IN_FORCE = date(2026, 2, 1)


def offer(**said: object) -> OfferFacts:
    known = {"class_code": "010301", "processing": "fresh", "producer_kind": "coop"}
    return OfferFacts(**(known | said))  # type: ignore[arg-type]


# Rules


@pytest.mark.parametrize("code", ["0104", "010405", "0106", "010301", "010701", "02", "0305"])
def test_the_six_classes_need_a_certificate_when_fresh(code: str) -> None:
    assert certificates.is_bound(offer(class_code=code), IN_FORCE)
    assert not certificates.is_bound(offer(class_code=code, processing="processed"), IN_FORCE)


@pytest.mark.parametrize("code", ["010104", "0105", "010703", "0102", "01"])
def test_other_classes_do_not(code: str) -> None:
    assert not certificates.is_bound(offer(class_code=code), IN_FORCE)


def test_the_rule_begins_on_its_day() -> None:
    assert not certificates.is_bound(offer(), IN_FORCE - timedelta(days=1))
    assert certificates.DUTIES[0].source == "农业农村部令 2025 年第 4 号"


def test_a_firm_needs_batch_and_certificate_a_household_is_encouraged() -> None:
    with pytest.raises(errors.BatchNeeded):
        certificates.check_offer(offer(), IN_FORCE)
    with pytest.raises(errors.CertificateNeeded):
        certificates.check_offer(offer(batch_number="1"), IN_FORCE)
    certificates.check_offer(offer(batch_number="1", has_certificate=True), IN_FORCE)
    certificates.check_offer(offer(producer_kind="household"), IN_FORCE)


def test_nobody_offers_what_was_recalled_or_failed() -> None:
    with pytest.raises(errors.BatchRecalled):
        certificates.check_offer(offer(producer_kind="household", recalled="1"), IN_FORCE)
    with pytest.raises(errors.TestFailed):
        certificates.check_offer(offer(class_code="0102", test_failed=True), IN_FORCE)


@given(
    st.integers(-5, 20),
    st.lists(st.sampled_from(["by_control", "by_own_test", "by_laboratory"]), unique=True),
    st.frozensets(st.sampled_from(["own", "laboratory"])),
)
def test_what_is_promised_has_grounds_and_is_in_the_batch(
    grams: int, grounds: list[str], passed: frozenset[str]
) -> None:
    facts = CertificateFacts(
        quantity_g=grams,
        contact="0314-6860000",
        issued_on=IN_FORCE,
        **dict.fromkeys(grounds, True),
    )
    proven = (
        {"by_control"} | {f"by_{kind}_test" for kind in passed} | {f"by_{kind}" for kind in passed}
    )
    may = bool(grounds) and set(grounds) <= proven and 0 < grams <= 10
    try:
        certificates.check_certificate(
            facts, most_g=10, passed=passed, harvested_on=IN_FORCE, today=IN_FORCE
        )
        kept = True
    except errors.BadFact:
        kept = False
    assert kept == may


def test_a_mobile_is_masked_a_fixed_line_is_not() -> None:
    assert certificates.shown_contact("13800001111") == "138****1111"
    assert certificates.shown_contact("0314-6860000") == "0314-6860000"


# Actions

PROMISE = CertificateFacts(
    quantity_g=500_000, contact="13800001111", issued_on=today(), by_control=True
)


@pytest.fixture
def apples(land: None, chestnut_facts: rules.ProductFacts) -> Product:
    """Apples of a co-operative that nobody has an account for."""
    coop = actions.add_producer(
        rules.ProducerFacts(kind="coop", name="富岗合作社", village_code=VILLAGE, is_demo=True)
    )
    return actions.add_product(coop.pk, replace(chestnut_facts, name="苹果", class_code="010301"))


@pytest.fixture
def crate(apples: Product) -> Batch:
    return actions.add_batch(
        apples.pk, BatchFacts(number="A1", harvested_on=date(2026, 9, 1), quantity_g=500_000)
    )


def test_a_lot_opens_with_its_batchs_certificate_only(
    apples: Product, crate: Batch, clerk: Person
) -> None:
    without = trade.make_lot(apples.pk, price_fen=100, units=5, by=clerk)
    with pytest.raises(errors.BatchNeeded):
        trade.open_lot(without.pk, clerk)
    lot = trade.make_lot(apples.pk, price_fen=100, units=5, batch_id=crate.pk, by=clerk)
    with pytest.raises(errors.CertificateNeeded) as refused:
        trade.open_lot(lot.pk, clerk)
    assert "A1" in refused.value.sentence("zh-hans")
    actions.issue_certificate(crate.pk, PROMISE, clerk)
    assert trade.open_lot(lot.pk, clerk).state == "open"


def test_a_household_sells_without(product: Product, batch: Batch, clerk: Person) -> None:
    lot = trade.make_lot(product.pk, price_fen=100, units=5, batch_id=batch.pk, by=clerk)
    assert trade.open_lot(lot.pk, clerk).state == "open"


def test_a_certificate_stands_and_a_correction_replaces_it(crate: Batch, clerk: Person) -> None:
    first = actions.issue_certificate(crate.pk, PROMISE, clerk)
    with pytest.raises(errors.CertificateThere):
        actions.issue_certificate(crate.pk, PROMISE, clerk)
    with pytest.raises(errors.ReasonNeeded):
        actions.issue_certificate(crate.pk, PROMISE, clerk, replaces=first.number)
    second = actions.issue_certificate(
        crate.pk, replace(PROMISE, contact=""), clerk, replaces=first.number, reason="重量写错"
    )
    assert queries.certificate_of(crate.pk) == second
    assert second.contact_shown == "138****1111"
    assert (first.number[-4:], second.number[-4:]) == ("0001", "0002")
    with pytest.raises(IntegrityError, match="goods_certificate is not changed"):
        Certificate.objects.filter(pk=first.pk).update(quantity_g=1)


def test_a_certificate_is_never_deleted(crate: Batch, clerk: Person) -> None:
    actions.issue_certificate(crate.pk, PROMISE, clerk)
    refused = pytest.raises(IntegrityError, match="goods_certificate is not changed")
    with connection.cursor() as cursor, refused:
        cursor.execute("delete from goods_certificate")


def test_the_public_page_masks_the_number_that_the_printed_one_shows(
    client: Client, client_of: ClientOf, crate: Batch, clerk: Person
) -> None:
    made = actions.issue_certificate(crate.pk, PROMISE, clerk)
    public = client.get(f"/certificates/{made.number}/").content.decode()
    for said in ("承诺达标合格证", "苹果", "富岗合作社", "138****1111", made.number, "<svg"):
        assert said in public
    assert "13800001111" not in public
    printed = client_of(clerk).get(f"/certificates/{made.number}/print/").content.decode()
    assert "13800001111" in printed
    assert Opening.objects.filter(by=clerk, subject=f"certificate {made.number}").exists()


def test_the_account_is_the_contact_where_nobody_said_one(batch: Batch, farmer: Person) -> None:
    made = actions.issue_certificate(batch.pk, replace(PROMISE, contact=""), farmer)
    assert made.contact_shown.endswith(farmer.mobile_tail)
    assert people.by_mobile("13800000001") == farmer


def test_a_certificate_is_issued_in_one_screen(
    client_of: ClientOf, farmer: Person, batch: Batch
) -> None:
    browser = client_of(farmer)
    path = f"/batches/{batch.pk}/certificate/"
    assert batch.product.producer.name in browser.get(path).content.decode()
    form = {
        "quantity_g_0": "500",
        "quantity_g_1": "kg",
        "by_control": "on",
        "issued_on": today().isoformat(),
    }
    assert browser.post(path, form).status_code == 302
    assert queries.certificate_of(batch.pk)
    assert browser.post(path, form).status_code == 422
