"""The tables in memory answer as PostgreSQL does: one story told to both leaves the same rows."""

import itertools
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from yutang.cli.simulation import chance, tables, verbs
from yutang.cli.simulation.chance import BUYERS, Chance
from yutang.cli.simulation.dialect import Dialect
from yutang.cli.simulation.tables import OrderName, Tables, Transaction
from yutang.cli.simulation.verbs import SALE, Deed, Doer
from yutang.kernel.errors import Refusal
from yutang.live import rules as live
from yutang.trade.intake import Taken
from yutang.trade.rules import Wish

if TYPE_CHECKING:
    from yutang.goods.models import Product
    from yutang.people.models import Person
    from yutang.trade.contact import Contact
    from yutang.trade.models import Order

SEEDS, DEEDS = range(20), 30
HOLD_S = 900
LONG_AGO = timedelta(hours=2)
"""A gate whose holds are past their time at once, as no test waits for one to pass."""
WEEK = timedelta(days=8)


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass
class Memory:
    """The story in memory, one deed after the other."""

    random: Random
    now: datetime = field(default_factory=_now)

    def __post_init__(self) -> None:
        self.tables = Tables(_now)
        lots = [lot._replace(hold_s=HOLD_S) for lot in chance.lots(self.random)]
        self.tables.rows.lots = {lot.id: lot for lot in lots}
        self.tables.rows.sales = {SALE: "live"}
        self.chance = Chance(self.random, self.tables)
        self._doer = Doer(Dialect(), lambda: self.now, lambda gate: gate_time(self.now, gate))

    def do(self, deed: Deed, now: datetime) -> object:
        self.now = now + WEEK if isinstance(deed, verbs.CloseFinished) else now
        transaction = Transaction(self.tables)
        steps = self._doer.do(transaction, deed)
        try:
            while True:
                next(steps)
        except StopIteration as end:
            transaction.commit()
            return _said(end.value)
        except Refusal as refusal:
            transaction.rollback()
            return refusal.code

    def rows(self) -> dict[str, Any]:
        rows = self.tables.rows
        names = {order.id: order.name for order in rows.orders.values()}
        return {
            "lots": {lot.id: lot[1:] for lot in rows.lots.values()},
            "orders": {order.name: order[3:] for order in rows.orders.values()},
            "payments": {names[each.order]: each[1:] for each in rows.payments.values()},
            "moves": {
                name: [
                    (change.from_state, change.to_state)
                    for change in rows.order_changes
                    if names[change.order] == name
                ]
                for name in names.values()
            },
            "diary": {
                lot: [change[1:] for change in rows.lot_changes if change.lot == lot]
                for lot in rows.lots
            },
            "sale": rows.sales[SALE],
        }


def gate_time(now: datetime, gate: int) -> datetime:
    return now - LONG_AGO if gate else now


def _said(result: object) -> object:
    """Return what can be compared of an answer: everything but ids."""
    if isinstance(result, Taken):
        return [
            (outcome.answer, outcome.left, outcome.kept[1:] if outcome.kept else None)
            for outcome in result.outcomes
        ]
    if isinstance(result, dict):
        return {bool(sale): ended for sale, ended in result.items()}
    return "done"


class Postgres:
    """The same story by the platform's own doors, on rows of its own."""

    def __init__(
        self,
        memory: Memory,
        product: "Product",
        people: dict[int, "Person"],
        contact: "Contact",
        clerk: "Person",
    ) -> None:
        from yutang.live.models import LineupItem, Sale
        from yutang.trade.models import Lot

        self._people, self._contact, self._clerk = people, contact, clerk
        self._sale = Sale.objects.create(
            title="板栗专场",
            county_codes=["130827"],
            host=clerk,
            starts_at=_now(),
            state="live",
            is_demo=True,
        )
        self._lots: dict[int, int] = {}
        for number, lot in memory.tables.rows.lots.items():
            terms = {name: value for name, value in lot._asdict().items() if name != "id"}
            self._lots[number] = Lot.objects.create(product=product, **terms).pk
        # Not in the order of their ids: a host may move goods about.
        for position, lot_id in enumerate(reversed(self._lots.values())):
            LineupItem.objects.create(sale=self._sale, lot_id=lot_id, position=position)

    def do(self, deed: Deed, now: datetime) -> object:
        from django.db import transaction

        try:
            with transaction.atomic():
                return _said(self._do(deed, now))
        except Refusal as refusal:
            return refusal.code

    def _do(self, deed: Deed, now: datetime) -> object:
        from django.db import connection

        from yutang.live import actions as live
        from yutang.trade import intake
        from yutang.trade.closing import close_finished
        from yutang.trade.expiry import expire

        raw: Any = connection.connection
        match deed:
            case verbs.Place(gate, wishes):
                ours = [self._ours(wish) for wish in wishes]
                return intake.run(raw, intake.take(ours, gate_time(now, gate)))
            case verbs.Expire():
                return intake.run(raw, expire(now))
            case verbs.CloseFinished():
                return intake.run(raw, close_finished(now + WEEK))
            case verbs.MoveSale(to):
                return live.change_state(self._sale.pk, to, self._clerk)
            case verbs.Turn() | verbs.AddUnits() | verbs.WithdrawUnits():
                return self._do_to_lot(deed)
            case verbs.Pay() | verbs.Cancel() | verbs.Ship() | verbs.Receive() | verbs.Collect():
                return self._do_to_order(deed)

    def _ours(self, wish: Wish) -> Wish:
        return wish._replace(
            buyer=self._people[wish.buyer].pk,
            lot=self._lots[wish.lot],
            sale=self._sale.pk if wish.sale else None,
        )

    def _do_to_lot(self, deed: verbs.Turn | verbs.AddUnits | verbs.WithdrawUnits) -> object:
        from yutang.trade import actions as trade

        lot = self._lots[deed.lot]
        match deed:
            case verbs.Turn(_, "open"):
                return trade.open_lot(lot)
            case verbs.Turn():
                return trade.close_lot(lot)
            case verbs.AddUnits(_, units):
                return trade.add_units(lot, units)
            case verbs.WithdrawUnits(_, units):
                return trade.withdraw_units(lot, units)

    def _do_to_order(self, deed: verbs.OfOrder) -> object:
        from yutang.money import actions as money
        from yutang.trade import actions as trade
        from yutang.trade.models import Order

        buyer = self._people[deed.order[0]]
        order = Order.objects.get(buyer=buyer, key=deed.order[1]).pk
        match deed:
            case verbs.Pay(_, method):
                return money.check_out(order, buyer, self._contact, method, knows_fresh=True)
            case verbs.Cancel():
                money.cancel(order, buyer)
                return None
            case verbs.Ship():
                return trade.ship(order, "SF1234567890")
            case verbs.Receive():
                return trade.receive(order)
            case verbs.Collect():
                return money.collect(order, self._clerk)

    def rows(self) -> dict[str, Any]:
        from yutang.money.models import Payment
        from yutang.trade.models import Lot, LotChange, Order, OrderChange

        numbers = {pk: number for number, pk in self._lots.items()}
        buyers = {person.pk: number for number, person in self._people.items()}
        orders = list(Order.objects.filter(lot__in=numbers))
        names: dict[UUID, OrderName] = {
            each.pk: (buyers[each.buyer_id], each.key) for each in orders
        }
        self._sale.refresh_from_db()
        return {
            "lots": {
                numbers[lot.pk]: tuple(getattr(lot, name) for name in tables.Lot._fields[1:])
                for lot in Lot.objects.filter(pk__in=numbers)
            },
            "orders": {
                names[each.pk]: (
                    numbers[each.lot_id],
                    *(getattr(each, name) for name in tables.Order._fields[4:-2]),
                    SALE if each.sale_id else None,
                    each.pin_id,
                )
                for each in orders
            },
            "payments": {
                names[each.order_id]: (each.method, each.state, each.amount_fen, each.refunded_fen)
                for each in Payment.objects.filter(order__in=names)
            },
            "moves": _listed(
                names,
                OrderChange.objects.order_by("id").values_list("order", "from_state", "to_state"),
            ),
            "diary": _listed(
                numbers, LotChange.objects.order_by("id").values_list("lot", "kind", "units")
            ),
            "sale": self._sale.state,
        }


def _listed(names: Mapping[Any, Any], rows: Iterable[tuple[Any, ...]]) -> dict[Any, list[Any]]:
    found: dict[Any, list[Any]] = {name: [] for name in names.values()}
    for of, *what in rows:
        found[names[of]].append(tuple(what))
    return found


@pytest.fixture
def people(db: None) -> dict[int, "Person"]:
    """The buyers of a story."""
    from yutang.people import actions

    return {
        number: actions.enrol(f"1370000{number:04d}", f"买家{number}", is_demo=True)
        for number in range(1, BUYERS + 1)
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_one_story_leaves_the_same_rows_in_memory_and_in_postgresql(
    seed: int,
    product: "Product",
    people: dict[int, "Person"],
    contact: "Contact",
    clerk: "Person",
) -> None:
    random = Random(seed)
    memory = Memory(random)
    postgres = Postgres(memory, product, people, contact, clerk)
    for _ in range(DEEDS):
        sale = memory.tables.rows.sales[SALE]
        deed = memory.chance.deed(random.randrange(2), may_buy=sale in live.SELLING)
        now = _now()
        assert memory.do(deed, now) == postgres.do(deed, now), deed
    ours, theirs = memory.rows(), postgres.rows()
    for table, rows in ours.items():
        assert rows == theirs[table], table


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
