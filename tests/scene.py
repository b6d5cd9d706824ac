"""A scene with a bit of everything: each room's own rows for tests of addresses, one after another.

Import `stage` into the test module that asks for it.
"""

import runpy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.sales import made_buyers, random_sale
from tests.stall import OrderOf
from yutang.facts import actions
from yutang.kernel.clock import now
from yutang.live import actions as live
from yutang.money import actions as money
from yutang.people import actions as people
from yutang.people.access import Person
from yutang.trade import actions as trade
from yutang.trade.models import Lot

SOURCE = Path(__file__).resolve().parents[1] / "src" / "yutang"
MIDDLE = 24
"""After so many rooms what happened is published, and what comes later changes it."""
ABOVE = {"indicators", "reports", "forecasts", "boards", "opendata", "insight", "facts"}
"""Rooms that read facts, and publish invented ones for their tests."""


@dataclass
class Stage:
    """What the rooms' own rows for tests of addresses ask for (`tests/access.py` of each)."""

    ids: dict[str, Any]
    cast: dict[str, Person]


@pytest.fixture
def stage(request: pytest.FixtureRequest, lot: Lot, oil_lot: Lot, order_of: OrderOf) -> Stage:
    """The cast, and a sale on the air with an order that is to be paid at the door."""
    named = ("stranger", "buyer", "host", "clerk", "officer", "operator")
    cast: dict[str, Person] = {name: request.getfixturevalue(name) for name in named}
    cast["producer"] = request.getfixturevalue("farmer")
    cast["clerk elsewhere"] = request.getfixturevalue("other_clerk")
    cast["assistant"] = people.enrol("13800000021", "助理小张")
    cast["moderator"] = people.enrol("13800000022", "场控小陈")
    plan = live.Plan(title="板栗专场", county_codes=["130827"], starts_at=now())
    sale = live.plan_sale(plan, host=cast["host"], by=cast["clerk"])
    for each in (lot, oil_lot):
        live.put_in_lineup(sale.pk, each.pk, cast["clerk"])
    live.change_state(sale.pk, "live", cast["host"])
    order = order_of(cast["buyer"], oil_lot, 1, sale.pk)
    trade.give_contact(order.pk, request.getfixturevalue("contact"), cast["buyer"])
    money.pay(order.pk, cast["buyer"], "cod")
    ids = {
        "sale_id": sale.pk,
        "lot_id": lot.pk,
        "order_id": order.pk,
        "product_id": lot.product_id,
        "producer_id": lot.product.producer_id,
        "code": "130827",
        "buyer_id": cast["buyer"].pk,
    }
    return Stage(ids, cast)


def publish(*, everything: bool = False) -> actions.Published:
    """Publish what this test's transaction sees."""
    connection.ensure_connection()
    return actions.publish(everything=everything, using=connection.connection)


def happen(stage: Stage) -> None:
    """Let everything happen, room by room; what is published in between must be found out again."""
    paths = sorted(SOURCE.glob("*/tests/access.py"))
    for number, path in enumerate(each for each in paths if each.parts[-3] not in ABOVE):
        stage.ids |= runpy.run_path(str(path))["rows"](stage)
        if number == MIDDLE:
            publish()
    random_sale(stage.cast["host"], made_buyers())
