"""What is sold becomes facts, once; what changes later becomes facts anew."""

from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from tests.published import facts_of, published

from yutang.facts import actions, queries, store
from yutang.facts.models import Change
from yutang.kernel.clock import now, wall

if TYPE_CHECKING:
    from tests.stall import OrderOf

    from yutang.people.models import Person
    from yutang.trade.models import Lot, Order

pytestmark = pytest.mark.django_db


def publish(*, everything: bool = False) -> actions.Published:
    """Publish what this test's transaction sees."""
    connection.ensure_connection()
    return actions.publish(everything=everything, using=connection.connection)


def net_and_rows(number: int | None = None) -> dict[str, int]:
    table = queries.table("order_line", number)
    asked = table.aggregate(rows=table.count(), units=table.units.sum().fill_null(0))
    found: dict[str, int] = queries.arrow(asked).to_pylist()[0]
    return found


def test_orders_become_facts_and_nothing_is_published_twice(
    buyer: "Person", lot: "Lot", order_of: "OrderOf"
) -> None:
    order_of(buyer, lot, 2)
    order_of(buyer, lot, 1, at=now() - timedelta(days=3))
    assert Change.objects.filter(kind="order_line").count() == 2

    publish()
    first = queries.current()
    assert net_and_rows() == {"rows": 2, "units": 3}
    assert Change.objects.count() == 0
    assert len(queries.parts(first.number, "order_line")) == 2

    publish()
    again = queries.current()
    assert (again.number, again.digest) == (first.number, first.digest)
    assert publish(everything=True).versions["real"].written == 0
    assert queries.current().digest == first.digest


def test_a_row_says_where_when_and_how_much(
    buyer: "Person", lot: "Lot", order_of: "OrderOf"
) -> None:
    order = order_of(buyer, lot, 2)

    (row,) = facts_of("order_line")

    assert row["key"] == row["order"] == str(order.pk)
    assert row["on"] == wall(order.placed_at).date()
    assert (row["place"], row["person"]) == (lot.product.origin_code, buyer.pk)
    assert (row["amount_fen"], row["paid_fen"], row["net_fen"]) == (order.amount_fen, 0, 0)
    assert (row["sale"], row["minute"], row["is_paid"], row["is_valid"]) == (0, None, False, True)
    assert not row["is_demo"]


def test_a_late_change_is_published_with_its_day_alone(
    buyer: "Person", lot: "Lot", order_of: "OrderOf"
) -> None:
    late = order_of(buyer, lot, 1, at=now() - timedelta(days=9))
    order_of(buyer, lot, 2)
    publish()
    first = queries.current()

    type(late).objects.filter(pk=late.pk).update(state="cancelled")
    done = publish()

    assert done.versions["real"][1:] == (first.number + 1, queries.current().digest, 1, 0)
    old, new = queries.parts(first.number, "order_line"), queries.parts(2, "order_line")
    assert old[0].sha256 != new[0].sha256
    assert old[1] == new[1]
    assert net_and_rows(first.number) == net_and_rows()


def test_a_change_that_no_fact_tells_is_not_noted(
    buyer: "Person", lot: "Lot", order_of: "OrderOf"
) -> None:
    order = order_of(buyer, lot, 1)
    publish()

    type(order).objects.filter(pk=order.pk).update(tracking="SF1")

    assert not Change.objects.filter(kind="order_line").exists()


def test_rows_that_are_gone_are_in_no_fact(
    buyer: "Person", lot: "Lot", order_of: "OrderOf"
) -> None:
    order = order_of(buyer, lot, 1, at=now() - timedelta(days=9))
    order_of(buyer, lot, 2)
    publish()
    order.changes.all().delete()
    order.delete()

    assert publish().versions["real"].gone == 1
    assert net_and_rows() == {"rows": 1, "units": 2}


@pytest.mark.parametrize("seed", range(3))
def test_publishing_what_changed_comes_to_what_publishing_everything_does(
    seed: int, buyer: "Person", stranger: "Person", lot: "Lot", order_of: "OrderOf"
) -> None:
    chance = Random(seed)
    orders: list[Order] = []
    for _step in range(8):
        deed = chance.choice(["place", "place", "cancel", "move", "remove", "publish"])
        if deed == "publish":
            publish()
        elif deed == "place" or not orders:
            at = now() - timedelta(days=chance.randrange(4))
            orders.append(order_of(chance.choice([buyer, stranger]), lot, 1, at=at))
        else:
            order = chance.choice(orders)
            rows = type(order).objects.filter(pk=order.pk)
            if deed == "remove":
                orders.remove(order)
                order.changes.all().delete()
                rows.delete()
            elif deed == "move":
                rows.update(placed_at=now() - timedelta(days=chance.randrange(4)))
            else:
                rows.filter(state="held").update(state="cancelled")
    publish()
    digest = queries.current().digest

    assert not Change.objects.exists()
    assert publish(everything=True).versions["real"].digest == digest


def test_the_manifest_in_the_store_is_written_anew_where_it_is_missing(
    buyer: "Person", lot: "Lot", order_of: "OrderOf"
) -> None:
    order_of(buyer, lot, 1)
    publish()
    there = store.of_config()
    told = there.text("real/manifest.json")
    assert told is not None
    assert queries.current().digest in told

    there.remove("real/manifest.json")
    publish()

    assert there.text("real/manifest.json") is not None


def test_every_kind_is_written_and_read_back_by_its_columns() -> None:
    for kind in queries.kinds():
        published(kind.name, [{}])
        table = queries.table(kind.name)
        (row,) = queries.arrow(table).to_pylist()
        assert list(row) == [column.name for column in kind.columns]

    assert publish(everything=True).versions["real"].gone == len(queries.kinds())
