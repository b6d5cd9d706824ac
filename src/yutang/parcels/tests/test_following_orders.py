"""A parcel follows its order, by whatever way the order is sent or received."""

import pytest
from django.db import connection
from tests.stall import OrderOf

from yutang.goods.models import Batch
from yutang.parcels import actions
from yutang.parcels.models import Parcel, ParcelEvent
from yutang.people.access import Person
from yutang.trade import actions as trade
from yutang.trade.models import Lot, Order


@pytest.fixture
def paid_order(ready_order: Order) -> Order:
    return trade.mark_paid(ready_order.pk)


def test_an_order_sent_has_a_parcel_with_the_lots_batch(paid_order: Order, batch: Batch) -> None:
    trade.ship(paid_order.pk, "SF123")
    parcel = Parcel.objects.get()
    assert (parcel.state, parcel.waybill, parcel.batch_id) == ("sent", "SF123", batch.pk)
    assert parcel.sent_at is not None
    trade.ship(paid_order.pk, "SF124")
    assert Parcel.objects.get().waybill == "SF124"
    assert list(ParcelEvent.objects.values_list("state", flat=True)) == ["sent"]


def test_an_order_received_has_its_parcel_delivered_and_who_said_so(
    paid_order: Order, buyer: Person
) -> None:
    trade.ship(paid_order.pk, "SF123")
    trade.receive(paid_order.pk, buyer)
    parcel = Parcel.objects.get()
    assert parcel.state == "delivered"
    assert parcel.received_at == parcel.delivered_at
    last = ParcelEvent.objects.order_by("id").last()
    assert last is not None
    assert (last.state, last.source, last.by) == ("delivered", "buyer", buyer)


def test_a_packed_parcel_keeps_its_batch_when_it_is_sent(
    paid_order: Order, farmer: Person, batch: Batch
) -> None:
    assert actions.pack([paid_order.pk], farmer) == 1
    assert actions.pack([paid_order.pk], farmer) == 0
    assert Parcel.objects.get().state == "packed"
    parcel = actions.send(paid_order.pk, "SF9", farmer, weight_g=2300)
    assert (parcel.carrier, parcel.weight_g, parcel.batch_id) == ("sf", 2300, batch.pk)
    assert Parcel.objects.get().state == "sent"


def test_cash_on_delivery_is_known_on_the_parcel(ready_order: Order) -> None:
    trade.mark_confirmed(ready_order.pk)
    trade.ship(ready_order.pk, "SF1")
    assert Parcel.objects.get().on_delivery


def test_other_steps_of_an_order_touch_no_parcel(
    buyer: Person, lot: Lot, order_of: OrderOf
) -> None:
    order = order_of(buyer, lot)
    trade.mark_paid(order.pk)
    trade.cancel(order.pk)
    assert not Parcel.objects.exists()


def test_orders_of_before_get_their_parcels(paid_order: Order) -> None:
    """The migration's last two statements, on orders that were sent without them."""
    import importlib

    trade.ship(paid_order.pk, "SF123")
    trade.receive(paid_order.pk)
    ParcelEvent.objects.all().delete()
    Parcel.objects.all().delete()
    migration = importlib.import_module("yutang.parcels.migrations.0002_follows_orders")
    backfill = migration.FORWARD[migration.FORWARD.index("-- Orders of before") :]
    with connection.cursor() as cursor:
        cursor.execute(backfill)
    parcel = Parcel.objects.get()
    assert (parcel.state, parcel.waybill) == ("delivered", "SF123")
    assert parcel.received_at is not None
    assert ParcelEvent.objects.filter(parcel=parcel).count() == 2
