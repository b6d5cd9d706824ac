"""Carriers: signatures as published, a server that verifies them, news told in any order."""

import dataclasses
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from django.db import connection
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cast import ClientOf

from yutang.kernel.clock import now
from yutang.parcels import actions, errors, hauls, queries, rules
from yutang.parcels.actions.following import Sender
from yutang.parcels.carriers import kuaidi100, sf
from yutang.parcels.carriers.protocol import Refused
from yutang.parcels.models import Parcel, ParcelEvent
from yutang.parcels.rules import Told
from yutang.parcels.tests.carrier_server import CarrierServer, pushed, served
from yutang.people.access import Person
from yutang.people.queries import openings_of
from yutang.plumbing import rounds
from yutang.plumbing.config import Config
from yutang.plumbing.couriers import Couriers
from yutang.trade import actions as trade
from yutang.trade.models import Order

STEPS = [
    {"time": "2026-11-20 10:00:00", "context": "【承德市】已揽收", "statusCode": "1"},
    {"time": "2026-11-21 08:00:00", "context": "【北京市】正在派件", "statusCode": "5"},
    {"time": "2026-11-21 12:30:00", "context": "已签收，签收人：门卫", "statusCode": "301"},
]
SENDER = Sender("王大娘", "13800000001", "宽城县峪耳崖镇1号")


@pytest.fixture
def carrier(monkeypatch: pytest.MonkeyPatch) -> Iterator[CarrierServer]:
    """A carrier's service on this machine, with an installation configured to use it."""
    with served() as server:
        config = dataclasses.replace(Config.load(), couriers=server.couriers)
        monkeypatch.setattr(Config, "load", staticmethod(lambda: config))
        yield server


@pytest.fixture
def paid(ready_order: Order) -> Order:
    return trade.mark_paid(ready_order.pk)


# Signatures


def test_sfs_digest_is_that_of_its_published_example() -> None:
    data = '{"language":"zh-CN","orderId":"QIAO-20200618-004"}'
    word = "fjcg5PGKaNpPSHFAZ4QsCOkV71R3zVci"
    assert sf.digest(data, "12312334453453", word) == "IIKJtuLVzoFTu4kHI8M8vA=="


def test_kuaidi100s_sign_is_the_md5_of_the_three_in_capitals() -> None:
    # MD5 of "abc", the published example of RFC 1321.
    assert kuaidi100.signed("a", "b", "c") == "900150983CD24FB0D6963F7D28E17F72"


# Configuration


def test_half_a_configuration_stops_the_start_and_says_what_is_missing() -> None:
    assert Couriers.load({}) == Couriers()
    with pytest.raises(SystemExit, match="YUTANG_SF_CHECKWORD"):
        Couriers.load({"YUTANG_SF_PARTNER": "x"})
    with pytest.raises(SystemExit, match="https"):
        Couriers.load(
            {
                "YUTANG_SF_PARTNER": "x",
                "YUTANG_SF_CHECKWORD": "y",
                "YUTANG_SF_SERVICE": "http://example.com",
            }
        )
    with pytest.raises(SystemExit, match="YUTANG_RECEIVE_DAYS"):
        Couriers.load({"YUTANG_RECEIVE_DAYS": "0"})


# Waybills


def test_without_keys_no_waybill_is_offered(
    client_of: ClientOf, farmer: Person, paid: Order
) -> None:
    with pytest.raises(errors.NoCarrier):
        actions.order_waybill(paid.pk, "sf", SENDER, farmer)
    text = client_of(farmer).get(f"/orders/{paid.pk}/").content.decode()
    assert "waybill/" not in text


def test_a_waybill_is_ordered_once_and_can_be_called_off(
    client_of: ClientOf, carrier: CarrierServer, farmer: Person, buyer: Person, paid: Order
) -> None:
    assert "waybill/" in client_of(farmer).get(f"/orders/{paid.pk}/").content.decode()
    carrier.orders[paid.pk.hex] = "SF0000000000009"  # the first answer was lost on its way
    parcel = actions.order_waybill(paid.pk, "sf", SENDER, farmer)
    assert (parcel.waybill, parcel.state, parcel.was_ordered) == ("SF0000000000009", "sent", True)
    assert len(openings_of(buyer.pk)) == 1
    for _time in range(2):
        Parcel.objects.update(was_ordered=True)
        actions.cancel_waybill(paid.pk, farmer)
    assert carrier.cancelled == [paid.pk.hex]
    assert not Parcel.objects.get().was_ordered


def test_what_a_carrier_needs_is_said_and_what_it_refuses_too(
    carrier: CarrierServer, farmer: Person, paid: Order
) -> None:
    with pytest.raises(errors.SenderNeeded):
        actions.order_waybill(paid.pk, "sf", Sender("", "138", ""), farmer)
    carrier.answers_nonsense = True
    with pytest.raises(errors.CarrierFailed):
        actions.order_waybill(paid.pk, "sf", SENDER, farmer)
    assert Parcel.objects.get().state == "packed"
    carrier.answers_nonsense = False
    assert carrier.couriers.sf is not None
    with pytest.raises(Refused, match="签名"):
        sf.Sf(dataclasses.replace(carrier.couriers.sf, checkword="wrong")).routes("sf", "SF1", "")


# Following


def test_parcels_that_are_due_are_asked_about_and_wait_longer_without_news(
    carrier: CarrierServer, farmer: Person, paid: Order
) -> None:
    actions.send(paid.pk, "7512345", farmer, carrier="zto")
    assert actions.ask_due() == 0
    carrier.routes, carrier.state = STEPS[:2], "5"
    Parcel.objects.update(ask_at=now())
    assert actions.ask_due() == 1
    assert carrier.heard == ["zhongtong"]
    assert Parcel.objects.get().state == "arriving"
    waits = []
    for _ in range(3):
        Parcel.objects.update(ask_at=now())
        assert actions.ask_due() == 0
        parcel = Parcel.objects.get()
        assert parcel.ask_at is not None
        waits.append(parcel.ask_at - now())
    assert waits == sorted(waits)
    carrier.routes, carrier.state = STEPS, "3"
    Parcel.objects.update(ask_at=now())
    assert actions.ask_due() == 1
    parcel = Parcel.objects.get()
    assert (parcel.state, parcel.ask_at) == ("delivered", None)


def test_a_carrier_that_is_away_is_asked_later_and_one_nobody_knows_is_let_be(
    carrier: CarrierServer, farmer: Person, paid: Order
) -> None:
    actions.send(paid.pk, "SF77", farmer)
    carrier.answers_nonsense = True
    Parcel.objects.update(ask_at=now())
    assert actions.ask_due() == 0
    parcel = Parcel.objects.get()
    assert parcel.ask_at is not None
    assert parcel.ask_at > now()
    Parcel.objects.update(ask_at=now(), carrier="self")
    assert actions.ask_due() == 0
    assert Parcel.objects.get().ask_at is None


def test_sfs_routes_are_understood(carrier: CarrierServer) -> None:
    carrier.routes = [
        {
            "acceptTime": "2026-11-21 12:30:00",
            "acceptAddress": "深圳市",
            "remark": "已签收",
            "opCode": "80",
        }
    ]
    assert carrier.couriers.sf is not None
    (told,) = sf.Sf(carrier.couriers.sf).routes("sf", "SF1", "1111")
    assert told == Told(datetime(2026, 11, 21, 4, 30, tzinfo=UTC), "已签收", "深圳市", "delivered")


def test_pushes_twice_late_and_out_of_order_end_in_one_state(
    carrier: CarrierServer, client: Client, farmer: Person, paid: Order
) -> None:
    actions.send(paid.pk, "7512345", farmer, carrier="zto")
    forms = [
        pushed("7512345", STEPS[:2], "5"),
        pushed("7512345", STEPS[:1], "1"),
        pushed("7512345", STEPS, "3"),
    ]
    Parcel.objects.update(sent_at=datetime(2026, 11, 20, 1, tzinfo=UTC))
    ParcelEvent.objects.update(at=datetime(2026, 11, 20, 1, tzinfo=UTC))
    for form in [forms[2], forms[0], forms[1], forms[2], forms[0]]:
        answer = client.post("/parcels/push/", form)
        assert answer.json()["returnCode"] == "200"
    parcel = Parcel.objects.get()
    assert parcel.state == "delivered"
    assert parcel.delivered_at == datetime(2026, 11, 21, 4, 30, tzinfo=UTC)
    assert ParcelEvent.objects.count() == 1 + len(STEPS)


def test_a_push_that_is_not_theirs_finds_nothing(
    carrier: CarrierServer, client: Client, farmer: Person, paid: Order
) -> None:
    actions.send(paid.pk, "7512345", farmer, carrier="zto")
    for form in ({}, pushed("7512345", STEPS, "3", salt="guessed"), {"param": "{", "sign": "é"}):
        assert client.post("/parcels/push/", form).status_code == 404
    assert Parcel.objects.get().state == "sent"


def test_a_public_installation_asks_to_be_told_of_news(
    carrier: CarrierServer, farmer: Person, paid: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    public = dataclasses.replace(Config.load(), origins=("https://example.com",))
    monkeypatch.setattr(Config, "load", staticmethod(lambda: public))
    actions.send(paid.pk, "7512345", farmer, carrier="zto")
    Parcel.objects.update(ask_at=now())
    actions.ask_due()
    assert carrier.heard == ["7512345 https://example.com/parcels/push/", "zhongtong"]


# Where a parcel stands


TOLD = st.builds(
    Told,
    at=st.integers(0, 50).map(
        lambda hour: datetime(2026, 11, 1, tzinfo=UTC) + timedelta(hours=hour)
    ),
    said=st.sampled_from(["a", "b", ""]),
    state=st.sampled_from(["", "sent", "arriving", "delivered", "returned", "lost"]),
)


@given(st.lists(TOLD, max_size=8), st.integers())
@settings(max_examples=200)
def test_where_a_parcel_stands_does_not_depend_on_order_or_repetition(
    told: list[Told], seed: int
) -> None:
    again = [*told, *told]
    Random(seed).shuffle(again)
    assert rules.standing(again) == rules.standing(told)
    found = rules.standing(told)
    assert (found.state == "delivered") <= (found.delivered_at is not None)


# Received by itself, and never


def receive_due(at: datetime, days: int = 7) -> int:
    received, _sales = rounds.run(connection.connection, hauls.receive_delivered(at, days))
    return received


def test_an_order_is_received_some_days_after_delivery_and_not_before(
    farmer: Person, paid: Order
) -> None:
    actions.send(paid.pk, "SF1", farmer)
    actions.say(paid.pk, "delivered", "门卫签收", farmer)
    assert receive_due(now() + timedelta(days=6, hours=23)) == 0
    assert receive_due(now() + timedelta(days=7, minutes=1)) == 1
    assert receive_due(now() + timedelta(days=9)) == 0
    paid.refresh_from_db()
    assert paid.state == "received"
    assert Parcel.objects.get().received_at is not None


def test_what_was_never_delivered_or_waits_for_cash_is_not_received_by_itself(
    farmer: Person, ready_order: Order
) -> None:
    trade.mark_confirmed(ready_order.pk)
    actions.send(ready_order.pk, "SF1", farmer)
    assert receive_due(now() + timedelta(days=99)) == 0
    actions.say(ready_order.pk, "delivered", "送到了", farmer)
    assert receive_due(now() + timedelta(days=99)) == 0


# Recalls


def test_a_batch_called_back_finds_its_orders_packed_or_not(
    client_of: ClientOf, farmer: Person, buyer: Person, paid: Order
) -> None:
    batch = paid.lot.batch_id
    assert batch is not None
    assert [holder.is_with_us for holder in queries.recall([batch]).holders] == [True]
    actions.send(paid.pk, "SF1", farmer)
    (holder,) = queries.recall_family(batch).holders
    assert (holder.order_id, holder.units, holder.buyer) == (paid.pk, 2, "买**")
    assert queries.origin_of(paid.pk) == batch
    browser, path = client_of(farmer), f"/batches/{batch}/parcels/"
    text = browser.get(path).content.decode()
    assert holder.number in text
    assert "13800000003" not in text
    assert not openings_of(buyer.pk)
    sheet = browser.post(f"{path}file/").content.decode("utf-8-sig")
    assert "13800000003" in sheet
    (opening,) = openings_of(buyer.pk)
    assert "召回" in opening.reason
