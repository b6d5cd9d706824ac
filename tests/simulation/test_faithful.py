"""The tables in memory answer as PostgreSQL does: one story told to both leaves the same rows."""

import itertools
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from random import Random
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from tests.simulation.memory import Memory, time_of
from tests.simulation.postgres import Postgres
from yutang.cli.simulation import tables
from yutang.cli.simulation.chance import BUYERS
from yutang.cli.simulation.deeds import SALE
from yutang.live import rules as live
from yutang.trade.hauls import line

if TYPE_CHECKING:
    from yutang.goods.models import Product
    from yutang.people.models import Person
    from yutang.trade.models import Order
    from yutang.trade.rules.contact import Contact

SEEDS, DEEDS = range(20), 40
HURRY_S = 7.0
"""A story's own time runs ahead of the clock by this for each deed or so."""


@pytest.fixture
def people(db: None) -> dict[int, "Person"]:
    """The buyers of a story."""
    from yutang.people import actions

    return {
        number: actions.enrol(f"1370000{number:04d}", f"买家{number}", is_demo=True)
        for number in range(1, BUYERS + 1)
    }


@pytest.fixture
def tell_postgres(
    product: "Product", people: dict[int, "Person"], contact: "Contact", clerk: "Person"
) -> Callable[[Memory], Postgres]:
    """Return how to begin the same story in PostgreSQL."""
    return lambda memory: Postgres(memory, product, people, contact, clerk)


@pytest.mark.parametrize("seed", SEEDS)
def test_one_story_leaves_the_same_rows_in_memory_and_in_postgresql(
    seed: int, tell_postgres: Callable[[Memory], Postgres], monkeypatch: pytest.MonkeyPatch
) -> None:
    random = Random(seed)
    memory = Memory(random, itertools.count(_next_ticket()))
    postgres = tell_postgres(memory)
    # Both draw the same numbers, and both look at one clock when terms change.
    monkeypatch.setattr(line, "secrets", SimpleNamespace(randbits=lambda _bits: seed))
    monkeypatch.setattr("yutang.trade.actions.terms.now", lambda: memory.now)
    later = timedelta()
    for _ in range(DEEDS):
        sale = memory.tables.rows.sales[SALE]
        deed = memory.chance.deed(random.randrange(2), may_buy=sale in live.SELLING)
        at = time_of(deed, datetime.now(UTC), later)
        assert memory.do(deed, at) == postgres.do(deed, at), deed
        later += timedelta(seconds=random.uniform(0, HURRY_S))
    ours, theirs = memory.rows(), postgres.rows()
    assert ours.keys() == theirs.keys()
    for table, rows in ours.items():
        assert rows == theirs[table], table


def _next_ticket() -> int:
    """Return the id of the next ticket, by which a draw puts it in its place."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("select last_value + is_called::int from trade_ticket_id_seq")
        return int(cursor.fetchone()[0])


STATES = ("held", "paid", "confirmed", "shipped", "received", "closed", "cancelled", "expired")


def test_the_tables_in_memory_know_the_arrows_of_the_trigger(held_order: "Order") -> None:
    from django.db import DatabaseError, connection, transaction

    allowed = set()
    with connection.cursor() as cursor:
        for start, end in itertools.permutations(STATES, 2):
            cursor.execute("alter table trade_order disable trigger user")
            cursor.execute("update trade_order set state = %s", [start])
            cursor.execute("alter table trade_order enable trigger user")
            with suppress(DatabaseError), transaction.atomic():
                cursor.execute("update trade_order set state = %s", [end])
                allowed.add((start, end))
    assert allowed == tables.ARROWS
