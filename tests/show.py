"""A show: a planned sale with its lineup, made through real actions on the cast's stall.

Imports of the project stand inside: pytest reads this before Django is set up.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.cast import COUNTY

if TYPE_CHECKING:
    from yutang.live.models import Message, Sale
    from yutang.people.models import Person
    from yutang.trade.models import Lot

SayAs = Callable[..., "Message"]


@pytest.fixture
def empty_sale(land: None, host: "Person", clerk: "Person") -> "Sale":
    """Announced for 130827, by its clerk, with its host; nothing in the lineup."""
    from yutang.kernel.clock import now
    from yutang.live import actions

    plan = actions.Plan(
        title="宽城板栗专场",
        title_en="Chestnuts of Kuancheng",
        county_codes=[COUNTY],
        starts_at=now() + timedelta(hours=2),
    )
    return actions.plan_sale(plan, host=host, by=clerk)


@pytest.fixture
def sale(empty_sale: "Sale", lot: "Lot", oil_lot: "Lot", clerk: "Person") -> "Sale":
    """Announced, with chestnuts and sesame oil in its lineup, both open."""
    from yutang.live import actions

    for item in (lot, oil_lot):
        actions.put_in_lineup(empty_sale.pk, item.pk, clerk)
    return empty_sale


@pytest.fixture
def live_sale(sale: "Sale", host: "Person") -> "Sale":
    """On the air."""
    from yutang.live import actions

    return actions.change_state(sale.pk, "live", host)


@pytest.fixture
def say_as(db: None) -> SayAs:
    """Return a function that writes a line of chat as the gate stores it."""

    def say(person: "Person", sale: "Sale", text: str) -> "Message":
        from yutang.kernel.clock import now
        from yutang.live.models import Message

        return Message.objects.create(
            sale=sale, person=person, name=person.name, at=now(), text=text
        )

    return say
