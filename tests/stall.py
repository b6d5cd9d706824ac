"""A stall: places, a producer, goods, lots and orders, made through real actions.

The farmer of the cast grows chestnuts (fresh, perishable) and presses sesame oil (processed) in a
village of 130827. Imports of the project stand inside: pytest reads this before Django is set up.
"""

import functools
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest

from tests.cast import COUNTY, OTHER_COUNTY, VILLAGE

if TYPE_CHECKING:
    from yutang.goods.models import Batch, Producer, Product
    from yutang.goods.rules import ProductFacts
    from yutang.people.models import Person
    from yutang.trade.models import Lot, Order
    from yutang.trade.rules.contact import Contact

LOT_UNITS = 10
PRICE_FEN = 2990

OrderOf = Callable[..., "Order"]


@functools.cache
def _columns() -> dict[str, list[object]]:
    """Return what the two counties' rows hold, a list a column."""
    from yutang.places import rules, table

    above = {COUNTY[:2], COUNTY[:4], OTHER_COUNTY[:4]}
    entries = [
        entry
        for entry in table.province_entries(COUNTY[:2])
        if entry.code in above or entry.code[:6] in {COUNTY, OTHER_COUNTY}
    ]
    levels = [rules.level_of(entry.code) for entry in entries]
    return {
        "code": [entry.code for entry in entries],
        "name": [entry.name for entry in entries],
        "short_name": [
            rules.short_name(entry.name, level)
            for entry, level in zip(entries, levels, strict=True)
        ],
        "parent_code": [rules.parent_code(entry.code) or "" for entry in entries],
        "level": [level.value for level in levels],
    }


@pytest.fixture
def land(db: None) -> None:
    """Two counties of Hebei with their towns and villages, and what lies above them.

    Hundreds of rows for most tests of the house: written as columns, in one statement.
    """
    from django.db import connection

    from yutang.places.table import EDITION

    columns = _columns()
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            insert into places_place ({", ".join(columns)}, edition, urban_rural_class)
            select *, %s, '' from unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::int[])
            """,
            [EDITION, *columns.values()],
        )


@pytest.fixture
def producer(land: None, farmer: "Person") -> "Producer":
    """The farmer's household."""
    from yutang.goods import actions
    from yutang.goods.rules import ProducerFacts

    return actions.add_producer(
        ProducerFacts(kind="household", name="王大娘家", village_code=VILLAGE, person_id=farmer.pk)
    )


@pytest.fixture
def chestnut_facts() -> "ProductFacts":
    from yutang.goods.rules import ProductFacts

    return ProductFacts(
        name="宽城板栗",
        name_en="Kuancheng chestnuts",
        class_code="010307",
        processing="fresh",
        perishable=True,
        unit="bag",
        net_weight_g=1000,
        story="燕山脚下的老栗树。",
    )


@pytest.fixture
def product(producer: "Producer", chestnut_facts: "ProductFacts") -> "Product":
    """Chestnuts: fresh and perishable."""
    from yutang.goods import actions

    return actions.add_product(producer.pk, chestnut_facts)


@pytest.fixture
def oil(producer: "Producer", chestnut_facts: "ProductFacts") -> "Product":
    """Sesame oil: processed, with licence and standard; it keeps."""
    from yutang.goods import actions, rules

    facts = replace(
        chestnut_facts,
        name="香油",
        name_en="Sesame oil",
        class_code="0102",
        processing="processed",
        perishable=False,
        unit="bottle",
        net_weight_g=420,
        sc_number=f"SC1021308270001{rules.mod_11_10('1021308270001')}",
        standard_number="GB/T 8233",
    )
    return actions.add_product(producer.pk, facts)


@pytest.fixture
def batch(product: "Product") -> "Batch":
    from yutang.goods import actions
    from yutang.goods.rules import BatchFacts

    return actions.add_batch(
        product.pk,
        BatchFacts(number="20250915-1", harvested_on=date(2025, 9, 15), quantity_g=500_000),
    )


@pytest.fixture
def lot(product: "Product", batch: "Batch", clerk: "Person") -> "Lot":
    """Ten bags of chestnuts at 29.90 yuan, open."""
    from yutang.trade import actions

    made = actions.make_lot(
        product.pk, batch_id=batch.pk, price_fen=PRICE_FEN, units=LOT_UNITS, by=clerk
    )
    return actions.open_lot(made.pk, clerk)


@pytest.fixture
def oil_lot(oil: "Product", clerk: "Person") -> "Lot":
    """Ten bottles of oil at 55.00 yuan, open; no confirmation is needed to buy."""
    from yutang.trade import actions

    made = actions.make_lot(oil.pk, price_fen=5500, units=LOT_UNITS, by=clerk)
    return actions.open_lot(made.pk, clerk)


@pytest.fixture
def order_of(db: None) -> OrderOf:
    """Return a function that orders as the gate does.

    ``order_of(buyer, lot, quantity=1, sale=None, at=None) -> Order``.
    """

    def place(
        buyer: "Person",
        lot: "Lot",
        quantity: int = 1,
        sale: int | None = None,
        at: datetime | None = None,
    ) -> "Order":
        from django.db import connection

        from yutang.kernel.clock import now
        from yutang.plumbing import rounds
        from yutang.trade.hauls import intake
        from yutang.trade.models import Order
        from yutang.trade.rules import Answer, Wish

        wish = Wish(buyer.pk, uuid4(), lot.pk, quantity, sale)
        connection.ensure_connection()
        taken = rounds.run(_raw(connection), intake.take([wish], at or now()))
        (outcome,) = taken.outcomes
        assert outcome.answer is Answer.HELD, outcome
        assert outcome.kept is not None
        return Order.objects.get(pk=UUID(str(outcome.kept.order)))

    return place


def _raw(connection: Any) -> Any:
    return connection.connection


@pytest.fixture
def held_order(buyer: "Person", lot: "Lot", order_of: OrderOf) -> "Order":
    """The buyer has two bags of chestnuts on hold."""
    return order_of(buyer, lot, 2)


@pytest.fixture
def contact() -> "Contact":
    from yutang.trade.rules.contact import Contact

    return Contact(
        name="李小明",
        mobile="13900001111",
        region="河北省承德市宽城满族自治县",
        region_code=COUNTY,
        detail="宽城镇北街1号",
    )


@pytest.fixture
def ready_order(buyer: "Person", held_order: "Order", contact: "Contact") -> "Order":
    """The held order with its receiver given and the fresh food confirmed: ready to be paid."""
    from yutang.trade import actions

    return actions.give_contact(held_order.pk, contact, buyer, knows_fresh=True)
