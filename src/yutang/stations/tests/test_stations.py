"""Stations: parcels handed over for their code, units sold over the counter, nothing twice."""

from datetime import timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.at_once import WAIT_S, at_once, kinds
from tests.cast import COUNTY, ClientOf
from tests.stall import LOT_UNITS, OrderOf

from yutang.kernel.clock import now
from yutang.kernel.errors import NotFound
from yutang.money import actions as money
from yutang.parcels import actions as parcels
from yutang.parcels.models import Parcel
from yutang.people import actions as people
from yutang.people.access import Person
from yutang.shares import actions as shares
from yutang.shares import queries as splits
from yutang.shares.rules import Part
from yutang.stations import actions, errors, queries, rules
from yutang.stations.actions import handing
from yutang.stations.models import CodeTry, CounterSale, Pickup, Shelf, Station
from yutang.stations.rules import StationFacts
from yutang.trade import actions as trade
from yutang.trade.models import Lot, Order

KEEPER = "13800000031"


@pytest.fixture
def station(land: None, clerk: Person) -> Station:
    """A county shop of 130827 with a keeper of its own."""
    facts = StationFacts(
        kind="shop",
        name="峪耳崖门店",
        place=COUNTY,
        address="大街1号",
        hours="8:00–18:00",
        keeper_mobile=KEEPER,
        phone="0314-5550000",
    )
    return actions.register(facts, clerk)


@pytest.fixture
def keeper(station: Station) -> Person:
    assert station.keeper is not None
    return station.keeper


@pytest.fixture
def sent(ready_order: Order, farmer: Person, station: Station) -> Parcel:
    """A paid order's parcel on its way to the station."""
    trade.mark_paid(ready_order.pk)
    actions.direct(ready_order.pk, station.pk, farmer)
    return parcels.send(ready_order.pk, "SF100", farmer)


def code_of(order: Order) -> str:
    view = queries.code_for(order.pk)
    assert view is not None
    return view.code


def test_a_clerk_registers_within_their_county_only(
    station: Station, clerk: Person, other_clerk: Person
) -> None:
    facts = StationFacts(kind="pickup", name="二号点", place=COUNTY, address="街", hours="早晚")
    with pytest.raises(NotFound):
        actions.register(facts, other_clerk)
    with pytest.raises(errors.StationTwice):
        actions.register(
            StationFacts(kind="shop", name=station.name, place=COUNTY, address="街", hours="早"),
            clerk,
        )
    for wrong in ("", "没有这个地方"):
        with pytest.raises((errors.BadStation, errors.BadStationPlace)):
            actions.register(
                StationFacts(kind="shop", name="三", place=wrong, address="街", hours="早"), clerk
            )


def test_an_empty_form_says_what_is_missing(
    client_of: ClientOf, clerk: Person, station: Station
) -> None:
    browser = client_of(clerk)
    for path in ("/stations/new/", f"/stations/{station.pk}/edit/"):
        assert browser.post(path).status_code == 422


def test_a_parcel_is_handed_over_for_its_code_and_the_buyer_alone_sees_it(
    client_of: ClientOf,
    buyer: Person,
    farmer: Person,
    *,
    keeper: Person,
    station: Station,
    sent: Parcel,
    ready_order: Order,
) -> None:
    path = f"/orders/{ready_order.pk}/"
    assert queries.code_for(ready_order.pk) is None
    client_of(keeper).post(f"/stations/{station.pk}/arrive/", {"waybill": "sf100"})
    code = code_of(ready_order)
    shown = f"{code[:3]} {code[3:]}"
    assert shown in client_of(buyer).get(path).content.decode()
    for person in (farmer, keeper):
        assert code not in client_of(person).get(path).content.decode()
        assert shown not in client_of(person).get(path).content.decode()
    assert code.encode() not in bytes(Pickup.objects.get().code_digest)
    client_of(keeper).post(f"/stations/{station.pk}/hand-over/", {"code": shown})
    pickup = Pickup.objects.get()
    assert pickup.handed_by == keeper
    sent.refresh_from_db()
    assert sent.state == "delivered"
    assert queries.code_for(ready_order.pk) is None


def test_only_parcels_for_this_station_arrive_there(
    keeper: Person, station: Station, clerk: Person, sent: Parcel
) -> None:
    with pytest.raises(errors.NotForHere):
        actions.arrive(station.pk, "SF999", keeper)
    first = actions.arrive(station.pk, "SF100", keeper)
    assert actions.arrive(station.pk, "SF 100", clerk) == first
    with pytest.raises(NotFound):
        actions.arrive(station.pk, "SF100", people.enrol("13800000077", "路过"))


def test_wrong_codes_are_counted_and_lock_the_entry(
    keeper: Person, station: Station, sent: Parcel, ready_order: Order
) -> None:
    actions.arrive(station.pk, "SF100", keeper)
    code = code_of(ready_order)
    wrong = "000000" if code != "000000" else "111111"
    for left in range(rules.TRIES_MOST - 1, -1, -1):
        with pytest.raises(errors.WrongPickupCode) as refused:
            actions.hand_over(station.pk, wrong, keeper)
        assert refused.value.fields["left"] == left
    with pytest.raises(errors.CodesLocked):
        actions.hand_over(station.pk, code, keeper)
    CodeTry.objects.update(at=now() - rules.TRIES_WITHIN)
    assert actions.hand_over(station.pk, code, keeper).handed_at is not None


def test_cash_is_collected_before_the_parcel_is_given(
    keeper: Person,
    farmer: Person,
    buyer: Person,
    station: Station,
    ready_order: Order,
) -> None:
    money.pay(ready_order.pk, buyer, "cod")
    actions.direct(ready_order.pk, station.pk, farmer)
    parcels.send(ready_order.pk, "SF7", farmer)
    actions.arrive(station.pk, "SF7", keeper)
    with pytest.raises(errors.CashFirst):
        actions.hand_over(station.pk, code_of(ready_order), keeper)
    actions.hand_over(station.pk, code_of(ready_order), keeper, has_cash=True, taken_by="儿子")
    ready_order.refresh_from_db()
    assert ready_order.state == "received"
    payment = money.payment_of(ready_order.pk, buyer)
    assert payment is not None
    assert payment.state == "paid"


def test_units_on_a_shelf_are_sold_there_and_nowhere_else(
    lot: Lot, clerk: Person, keeper: Person, station: Station, buyer: Person
) -> None:
    shelf = actions.put_on_shelf(station.pk, lot.pk, 4, clerk)
    assert actions.put_on_shelf(station.pk, lot.pk, 1, clerk) == shelf
    lot.refresh_from_db()
    assert (lot.available, lot.withdrawn) == (LOT_UNITS - 5, 5)
    key = uuid4()
    sale = actions.sell(shelf.pk, 2, key, keeper)
    assert actions.sell(shelf.pk, 2, key, keeper) == sale
    order = Order.objects.get(pk=sale.order_id)
    assert (order.state, order.amount_fen) == ("received", 2 * lot.price_fen)
    assert Parcel.objects.get(order=order).batch_id == lot.batch_id
    payment = money.payment_of(order.pk, keeper)
    assert payment is not None
    assert payment.state == "paid"
    with pytest.raises(errors.ShelfEmpty) as refused:
        actions.sell(shelf.pk, 4, uuid4(), keeper)
    assert refused.value.fields["left"] == 3
    actions.take_back(shelf.pk, 3, keeper)
    lot.refresh_from_db()
    assert lot.available == LOT_UNITS - 2
    (view,) = queries.shelves_of(station)
    assert (view.transferred, view.returned, view.sold, view.left) == (5, 3, 2, 0)


def test_units_on_a_shelf_keep_their_lots_agreed_split(
    lot: Lot, farmer: Person, host: Person, clerk: Person, station: Station
) -> None:
    part = Part("host", shares.payee_of_person(host).pk, 700)
    made = shares.propose(lot.pk, (part,), clerk)
    for person in (farmer, host):
        shares.agree(made.pk, person)
    shelf = actions.put_on_shelf(station.pk, lot.pk, 1, clerk)
    view = splits.latest_split(shelf.lot_id)
    assert view is not None
    assert view.agreed_at is not None
    assert [(each.kind, each.basis_points) for each in view.parts] == [("host", 700)]


def test_a_customer_with_a_number_has_the_order_in_their_own_account(
    lot: Lot, clerk: Person, keeper: Person, station: Station, buyer: Person
) -> None:
    shelf = actions.put_on_shelf(station.pk, lot.pk, 1, clerk)
    sale = actions.sell(shelf.pk, 1, uuid4(), keeper, mobile="13800000003")
    assert sale.order.buyer_id == buyer.pk


def test_who_does_not_sell_a_lot_puts_nothing_on_a_shelf(
    lot: Lot, keeper: Person, station: Station, clerk: Person
) -> None:
    with pytest.raises(NotFound):
        actions.put_on_shelf(station.pk, lot.pk, 1, keeper)
    Station.objects.update(kind="pickup")
    with pytest.raises(errors.NoShop):
        actions.put_on_shelf(station.pk, lot.pk, 1, clerk)


def test_the_counter_sells_on_a_phone_and_gives_a_receipt(
    client_of: ClientOf, lot: Lot, clerk: Person, keeper: Person, station: Station
) -> None:
    shelf = actions.put_on_shelf(station.pk, lot.pk, 3, clerk)
    browser, path = client_of(keeper), f"/stations/{station.pk}/counter/"
    key = browser.get(path).context["key"]
    said = {"shelf": str(shelf.pk), "units": "2", "key": str(key)}
    for _tap in range(2):
        answer = browser.post(path, said)
        assert answer.status_code == 302
    assert CounterSale.objects.count() == 1
    assert "¥59.80" in browser.get(answer["Location"]).content.decode()
    refused = browser.post(path, said | {"key": str(uuid4())})
    assert refused.status_code == 409
    assert "只剩 1 件" in refused.content.decode()


@pytest.mark.django_db(transaction=True)
def test_two_keepers_hand_the_same_parcel_over_once(
    keeper: Person, clerk: Person, station: Station, sent: Parcel, ready_order: Order
) -> None:
    actions.arrive(station.pk, "SF100", keeper)
    code = code_of(ready_order)
    given_ = at_once(
        lambda: actions.hand_over(station.pk, code, keeper),
        lambda: actions.hand_over(station.pk, code, clerk),
    )
    assert kinds(given_) == ["HandedAlready", "Pickup"]


@pytest.mark.django_db(transaction=True)
def test_without_the_pickups_lock_both_think_that_they_handed_it_over(
    keeper: Person,
    clerk: Person,
    station: Station,
    *,
    sent: Parcel,
    ready_order: Order,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Shows what the lock is for: both look before either has written."""
    actions.arrive(station.pk, "SF100", keeper)
    code, both_looked = code_of(ready_order), Barrier(2)

    def unlocked(pickup: Pickup, by: Person, *, has_cash: bool) -> None:
        both_looked.wait(WAIT_S)

    monkeypatch.setattr(handing, "_collect", unlocked)
    monkeypatch.setattr(Pickup.objects, "select_for_update", Pickup.objects.all)
    given_ = at_once(
        lambda: actions.hand_over(station.pk, code, keeper),
        lambda: actions.hand_over(station.pk, code, clerk),
    )
    assert [type(each).__name__ for each in given_] == ["Pickup", "Pickup"]


@pytest.mark.django_db(transaction=True)
def test_a_rush_a_transfer_and_two_counters_never_sell_a_unit_twice(
    lot: Lot,
    clerk: Person,
    keeper: Person,
    *,
    station: Station,
    buyer: Person,
    order_of: OrderOf,
) -> None:
    shelf = actions.put_on_shelf(station.pk, lot.pk, 3, clerk)

    def rush() -> object:
        got = 0
        for _ in range(LOT_UNITS):
            try:
                order_of(buyer, lot, 1)
            except AssertionError:  # sold out
                break
            got += 1
        return got

    given_ = at_once(
        rush,
        lambda: actions.put_on_shelf(station.pk, lot.pk, 2, clerk),
        lambda: actions.sell(shelf.pk, 2, uuid4(), keeper),
        lambda: actions.sell(shelf.pk, 2, uuid4(), clerk),
    )
    bought = given_[0]
    lot.refresh_from_db()
    here = Lot.objects.get(pk=Shelf.objects.get().lot_id)
    assert lot.held == bought
    assert lot.stocked == LOT_UNITS == lot.available + lot.held + lot.withdrawn
    assert here.stocked == lot.withdrawn
    assert here.sold + here.available == here.stocked
    assert here.sold == sum(2 for each in given_ if isinstance(each, CounterSale))


@given(st.lists(st.integers(0, 1200), max_size=30))
@settings(max_examples=100)
def test_the_entry_is_locked_exactly_while_too_many_wrong_codes_are_recent(ages: list[int]) -> None:
    at = now()
    tries = [at - timedelta(seconds=age) for age in ages]
    recent = sum(age < rules.TRIES_WITHIN.total_seconds() for age in ages)
    waits = rules.wait_s(tries, at)
    assert (waits > 0) == (recent >= rules.TRIES_MOST)
    later = at + timedelta(seconds=waits)
    assert rules.wait_s(tries, later) == 0


@pytest.mark.parametrize("typed", ["123456", "123 456", "１２３-４５６", " 123456\n"])
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    assert rules.clean_code(typed) == "123456"


def test_everybody_sees_where_a_station_is_and_no_person(
    client: Client, station: Station, clerk: Person
) -> None:
    for address in (f"/places/{COUNTY}/stations/", f"/places/{COUNTY}/"):
        page = client.get(address).text
        assert station.name in page
        assert "5550000" not in page
    actions.close(station.pk, clerk)
    assert station.name not in client.get(f"/places/{COUNTY}/").text
    assert "empty" in client.get(f"/places/{COUNTY}/stations/").text
