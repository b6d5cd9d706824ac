"""How a lot is sent: its own terms, its product's, the producer's tariff, the county's."""

import io
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from openpyxl import load_workbook
from tests.cast import COUNTY, ClientOf
from tests.stall import OrderOf

from yutang.delivery import actions, queries
from yutang.delivery.errors import BadShipWithin, FreightChanged, NotDelivered
from yutang.delivery.models import Tariff
from yutang.delivery.rules.freight import TariffFacts, Terms, ZoneFacts
from yutang.goods.models import Product
from yutang.kernel.errors import NotFound
from yutang.people.access import Person
from yutang.trade import actions as trade
from yutang.trade import queries as orders
from yutang.trade.models import Lot, Order
from yutang.trade.rules.contact import Contact

TABLE = TariffFacts(
    name="小件",
    zones=(
        ZoneFacts(areas=("65",), first_fen=2000, step_fen=1500, surcharge_fen=800),
        ZoneFacts(areas=("54",), is_delivered=False),
        ZoneFacts(first_fen=600, step_fen=100),
    ),
    is_default=True,
)


@pytest.fixture
def county_tariff(land: None, clerk: Person) -> Tariff:
    return actions.add_tariff(clerk, TABLE, producer_id=None, county_code=COUNTY)


def test_without_any_tariff_the_cost_is_a_guess_and_the_buyer_pays_nothing(lot: Lot) -> None:
    cost = queries.cost_of(lot.pk)
    assert (cost.fen, cost.buyer_fen, cost.is_assumed) == (1000, 0, True)
    assert queries.cost_of(0).fen == 0


def test_a_producers_default_comes_before_the_countys(
    lot: Lot, farmer: Person, county_tariff: Tariff
) -> None:
    assert queries.cost_of(lot.pk).fen == 600
    assert not queries.cost_of(lot.pk).is_assumed
    own = replace(TABLE, zones=(ZoneFacts(first_fen=400),))
    producer = lot.product.producer_id
    actions.add_tariff(farmer, own, producer_id=producer, county_code="")
    assert queries.cost_of(lot.pk).fen == 400
    actions.set_product_terms(lot.product_id, Terms(tariff_id=county_tariff.pk, packed_g=2500))
    assert queries.cost_of(lot.pk).fen == 800
    actions.set_lot_terms(lot.pk, Terms(packed_g=900))
    assert queries.cost_of(lot.pk).fen == 600
    assert queries.cost_of(lot.pk, "650102").fen == 2800
    assert not queries.cost_of(lot.pk, "540102").is_delivered


def test_a_new_default_takes_the_place_of_the_old(clerk: Person, county_tariff: Tariff) -> None:
    second = actions.add_tariff(clerk, TABLE, producer_id=None, county_code=COUNTY)
    county_tariff.refresh_from_db()
    assert (county_tariff.is_default, second.is_default) == (False, True)
    actions.edit_tariff(county_tariff, replace(TABLE, charge="full"))
    assert Tariff.objects.get(is_default=True).charge == "full"


def test_a_tariff_removed_leaves_its_goods_with_the_default(
    lot: Lot, clerk: Person, county_tariff: Tariff
) -> None:
    actions.set_product_terms(lot.product_id, Terms(tariff_id=county_tariff.pk))
    actions.remove_tariff(county_tariff)
    assert queries.cost_of(lot.pk).is_assumed


def test_a_county_is_written_by_its_own_clerk_only(
    farmer: Person, other_clerk: Person, product: Product
) -> None:
    for person in (farmer, other_clerk):
        with pytest.raises(NotFound):
            actions.add_tariff(person, TABLE, producer_id=None, county_code=COUNTY)
    with pytest.raises(NotFound):
        actions.add_tariff(other_clerk, TABLE, producer_id=product.producer_id, county_code="")


def test_the_buyers_freight_is_kept_with_the_order_and_settled_with_it(
    buyer: Person, clerk: Person, held_order: Order, contact: Contact, county_tariff: Tariff
) -> None:
    actions.edit_tariff(county_tariff, replace(TABLE, charge="full"))
    with pytest.raises(FreightChanged) as refused:
        actions.give_contact(held_order.pk, contact, buyer, seen_fen=0)
    assert "7.00" in refused.value.sentence("en")
    actions.give_contact(held_order.pk, contact, buyer, knows_fresh=True, seen_fen=700)
    held_order.refresh_from_db()
    assert held_order.freight_fen == 700
    assert orders.order_view(held_order).total_fen == held_order.amount_fen + 700
    trade.mark_confirmed(held_order.pk, buyer)
    actions.give_contact(held_order.pk, replace(contact, detail="南街2号"), buyer)
    held_order.refresh_from_db()
    assert held_order.freight_fen == 700
    with pytest.raises(IntegrityError, match="settled"), transaction.atomic():
        Order.objects.filter(pk=held_order.pk).update(freight_fen=0)


def test_where_nobody_delivers_nothing_is_ordered(
    buyer: Person, held_order: Order, contact: Contact, county_tariff: Tariff
) -> None:
    lhasa = replace(contact, region="西藏自治区拉萨市城关区", region_code="540102")
    with pytest.raises(NotDelivered):
        actions.give_contact(held_order.pk, lhasa, buyer)
    held_order.refresh_from_db()
    assert held_order.contact_sealed is None
    assert queries.addresses_of(buyer) == []


def test_a_parcel_leaves_within_the_hours_of_its_lot(
    buyer: Person, lot: Lot, oil_lot: Lot, order_of: OrderOf, contact: Contact
) -> None:
    fresh, keeps, held = order_of(buyer, lot), order_of(buyer, oil_lot), order_of(buyer, oil_lot)
    for order in (fresh, keeps):
        trade.give_contact(order.pk, contact, buyer, knows_fresh=True)
        trade.mark_paid(order.pk, buyer)
    views = orders.order_views(Order.objects.select_related("lot", "buyer"))
    bought = orders.bought_at([view.id for view in views])

    def hours() -> dict[object, float]:
        by = queries.ships_by(views)
        return {key: (at - bought[key]) / timedelta(hours=1) for key, at in by.items()}

    assert hours() == {fresh.pk: 48, keeps.pk: 72}
    actions.set_product_terms(lot.product_id, Terms(ship_within_h=24))
    actions.set_lot_terms(lot.pk, Terms(ship_within_h=12))
    actions.set_product_terms(oil_lot.product_id, Terms(ship_within_h=36))
    assert hours() == {fresh.pk: 12, keeps.pk: 36}
    assert queries.ship_by(next(view for view in views if view.id == held.pk)) is None
    with pytest.raises(BadShipWithin):
        actions.set_lot_terms(lot.pk, Terms(ship_within_h=0))


def test_a_clerk_writes_the_countys_table_and_a_producer_its_own(
    client_of: ClientOf, clerk: Person, farmer: Person, product: Product
) -> None:
    form = {
        "name": "小件",
        "first_g": "1",
        "step_g": "1",
        "pack_g": "0.2",
        "charge": "full",
        "free_from_fen": "99",
        "is_default": "on",
        "zone-TOTAL_FORMS": "3",
        "zone-INITIAL_FORMS": "0",
        "zone-0-areas": "新疆、西藏 海南省",
        "zone-0-first_fen": "20",
        "zone-0-step_fen": "15.50",
        "zone-0-surcharge_fen": "8",
        "zone-1-areas": "东莞市",
        "zone-1-not_delivered": "on",
        "zone-2-areas": "",
        "zone-2-first_fen": "6",
        "zone-2-step_fen": "1",
    }
    assert "新疆" in client_of(clerk).get("/freight/new/").content.decode()
    assert client_of(clerk).post("/freight/new/", form).status_code == 302
    tariff = Tariff.objects.get()
    facts = queries.tariff_facts(tariff)
    assert (tariff.county_code, tariff.producer_id) == (COUNTY, None)
    assert facts.zones[0] == ZoneFacts(
        areas=("65", "54", "46"), first_fen=2000, step_fen=1550, surcharge_fen=800
    )
    assert facts.zones[1] == ZoneFacts(areas=("4419",), is_delivered=False)
    shown = client_of(clerk).get(f"/freight/{tariff.pk}/edit/").content.decode()
    assert "海南省" in shown
    wrong = client_of(clerk).post(f"/freight/{tariff.pk}/edit/", form | {"zone-1-areas": "乌有"})
    assert wrong.status_code == 422
    assert client_of(farmer).get(f"/freight/{tariff.pk}/edit/").status_code == 404
    assert client_of(farmer).post("/freight/new/", form).status_code == 302
    assert Tariff.objects.get(producer=product.producer_id).is_default
    assert client_of(clerk).post(f"/freight/{tariff.pk}/remove/").status_code == 302
    assert Tariff.objects.count() == 1


def test_how_goods_are_sent_is_said_on_their_pages(
    client_of: ClientOf, farmer: Person, buyer: Person, lot: Lot, county_tariff: Tariff
) -> None:
    browser = client_of(farmer)
    path = f"/freight/goods/{lot.product_id}/"
    said = {"tariff_id": str(county_tariff.pk), "ship_within_h": "24", "packed_g": "1.2"}
    assert browser.post(path, said).status_code == 302
    assert browser.post(f"/freight/lots/{lot.pk}/", {"ship_within_h": "999"}).status_code == 422
    assert browser.post(f"/freight/lots/{lot.pk}/", {"ship_within_h": "12"}).status_code == 302
    assert "¥7.00" in browser.get(f"/freight/lots/{lot.pk}/").content.decode()
    assert client_of(buyer).get(path).status_code == 404
    assert "24" in client_of(buyer).get(f"/goods/{lot.product_id}/").content.decode()
    assert path in browser.get(f"/goods/{lot.product_id}/edit/").content.decode()


def test_the_lines_of_a_tariff_go_out_as_a_table_and_come_back(
    client_of: ClientOf, clerk: Person, county_tariff: Tariff
) -> None:
    browser, path = client_of(clerk), f"/freight/{county_tariff.pk}/"
    table = browser.get(f"{path}zones.xlsx").content
    sheet = load_workbook(io.BytesIO(table)).active
    assert sheet is not None
    assert [sheet["A2"].value, sheet["B2"].value] == ["新疆维吾尔自治区", "20.00"]
    before = queries.tariff_facts(county_tariff).zones
    browser.post(f"{path}zones/", {"file": SimpleUploadedFile("a.xlsx", table)})
    assert queries.tariff_facts(Tariff.objects.get()).zones == before
    changed = "地区,首重,续重,加价,不送\n西藏、新疆,,,,不送\n,5,1,,\n".encode()
    browser.post(f"{path}zones/", {"file": SimpleUploadedFile("a.csv", changed)})
    assert queries.tariff_facts(Tariff.objects.get()).zones == (
        ZoneFacts(areas=("54", "65"), is_delivered=False),
        ZoneFacts(first_fen=500, step_fen=100),
    )
    for wrong in (b"", "乌有,1,1\n".encode(), "西藏,1,1\n".encode()):
        browser.post(f"{path}zones/", {"file": SimpleUploadedFile("a.csv", wrong)})
        assert len(queries.tariff_facts(Tariff.objects.get()).zones) == 2
