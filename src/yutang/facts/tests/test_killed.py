"""However a publisher ends, the next one comes to the same version."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from yutang.facts import actions, queries
from yutang.facts.actions import alone
from yutang.facts.errors import Publishing
from yutang.facts.tests import dying
from yutang.kernel.clock import now

if TYPE_CHECKING:
    from tests.stall import OrderOf

    from yutang.people.models import Person
    from yutang.trade.models import Lot

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def changed(buyer: "Person", lot: "Lot", order_of: "OrderOf") -> None:
    """Three days are published; of one an order changed, of another the only order went."""
    day = timedelta(days=1)
    kept, cancelled = order_of(buyer, lot, 1), order_of(buyer, lot, 2, at=now() - 5 * day)
    gone = order_of(buyer, lot, 1, at=now() - 9 * day)
    actions.publish()
    order_of(buyer, lot, 1)
    type(kept).objects.filter(pk=cancelled.pk).update(state="cancelled")
    gone.changes.all().delete()
    gone.delete()


def test_a_publisher_killed_at_any_step_is_made_good_by_the_next(changed: None) -> None:
    before = queries.current()
    (_, _, undisturbed), *killed = dying.endings()

    assert undisturbed["number"] == before.number + 1
    assert (undisturbed["wrong"], undisturbed["waiting"], undisturbed["told"]) == (0, 0, True)
    assert len(killed) >= 12
    assert {step.split()[0] for step, _how, _standing in killed} == {
        *("begun", "expanded", "read", "drafted", "put", "recorded", "committed", "told"),
    }
    for step, how, standing in killed:
        assert (how, standing) == ("SIGKILL", undisturbed), step


def test_two_do_not_publish_at_once(changed: None) -> None:
    with alone.alone(), pytest.raises(Publishing):
        actions.publish()

    assert actions.publish().versions["real"].number == 2


def test_what_changes_while_it_is_being_published_is_published_next(
    changed: None, buyer: "Person", lot: "Lot", order_of: "OrderOf"
) -> None:
    def order_meanwhile(step: str, done: int, total: int) -> None:
        if step == "recorded":
            order_of(buyer, lot, 1)

    actions.publish(tell=order_meanwhile)
    rows = queries.current().rows

    assert queries.waiting() > 0
    actions.publish()
    assert queries.current().rows > rows
