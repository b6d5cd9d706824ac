"""Orders that arrived, a split agreed by both, and the settler, for all tests of the room.

Imports of the project stand inside: pytest reads this before Django is set up.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from tests.stall import OrderOf

if TYPE_CHECKING:
    from yutang.people.access import Person
    from yutang.shares.models import Split
    from yutang.trade.models import Lot, Order
    from yutang.trade.rules.contact import Contact

Received = Callable[..., "Order"]
Settle = Callable[..., int]


@pytest.fixture
def received(
    buyer: "Person", farmer: "Person", lot: "Lot", contact: "Contact", order_of: OrderOf
) -> Received:
    """Return a function that makes an order, paid and received: ``received(quantity, method)``."""

    def make(quantity: int = 1, method: str = "test") -> "Order":
        from yutang.money import actions as money
        from yutang.trade import actions as trade

        order = order_of(buyer, lot, quantity)
        trade.give_contact(order.pk, contact, buyer, knows_fresh=True)
        money.pay(order.pk, buyer, method)
        trade.ship(order.pk, "SF1", farmer)
        return trade.receive(order.pk, buyer)

    return make


@pytest.fixture
def split(lot: "Lot", farmer: "Person", host: "Person", clerk: "Person") -> "Split":
    """Packing 1.50 each, freight 5 yuan an order, the host 7 %; agreed by both."""
    from yutang.shares import actions
    from yutang.shares.rules import Part

    carrier = actions.payee_of_organisation("顺丰", "130827")
    parts = (
        Part("packing", carrier.pk, fixed_fen=150, per="unit"),
        Part("freight", carrier.pk, fixed_fen=500),
        Part("host", actions.payee_of_person(host).pk, 700),
    )
    made = actions.propose(lot.pk, parts, clerk)
    actions.agree(made.pk, farmer)
    return actions.agree(made.pk, host)


@pytest.fixture
def settle(db: None) -> Settle:
    """Return a function that settles what is due: ``settle(moment, most)``."""

    def run(moment: datetime | None = None, most: int = 100) -> int:
        from django.db import connection

        from yutang.kernel.clock import now
        from yutang.plumbing import rounds
        from yutang.shares import hauls

        connection.ensure_connection()
        return rounds.run(connection.connection, hauls.settle(moment or now(), most))

    return run
