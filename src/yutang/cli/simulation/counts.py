"""What caps count, as the triggers of trade's migration 0005 keep it, a statement at a time."""

from collections.abc import Iterable
from datetime import date, datetime

from yutang.cli.simulation.rows import Cap, CountName, Order
from yutang.cli.simulation.tables import Steps, Transaction
from yutang.cli.simulation.texts import GONE
from yutang.kernel.clock import wall

IN_TOTAL = date(1970, 1, 1)


def day_of(cap: Cap, placed_at: datetime) -> date:
    """Return the day under which the cap counts an order: `trade_cap_day`."""
    return wall(placed_at).date() if cap.kind == "parcels_day" else IN_TOTAL


def share(cap: Cap, order: Order) -> int:
    """Return what the order takes of the cap."""
    return order.amount_fen if cap.kind == "fen" else 1


def take(transaction: Transaction, placed: Iterable[Order]) -> Steps[None]:
    """`trade_order_takes_caps`: after the insert of these orders."""
    for name, units in sorted(_by_count(transaction, ((1, order) for order in placed)).items()):
        yield from transaction.lock("count", *name)
        transaction.put_count(name, transaction.counts().get(name, 0) + units)


def free(transaction: Transaction, before: Iterable[Order]) -> Steps[None]:
    """`trade_order_frees_caps`: after an update of these orders, as they were before it."""
    signed: list[tuple[int, Order]] = []
    for order in before:
        now = transaction.order(order.id)
        signed += [(1, order)] if order.state not in GONE else []
        signed += [(-1, now)] if now.state not in GONE else []
    if not any(transaction.order(order.id).state in GONE for _, order in signed):
        return
    for name, units in sorted(_by_count(transaction, signed).items()):
        yield from transaction.lock("count", *name)
        taken = transaction.counts().get(name)
        if taken is not None:
            transaction.put_count(name, taken - units)


def anew(transaction: Transaction, cap: Cap) -> Steps[int]:
    """Count what living orders take, as whoever sets a cap does; return the most of any day."""
    living = [order for order in transaction.orders().values() if order.state not in GONE]
    taken = _of_cap(cap, ((1, order) for order in living if order.lot in cap.lots))
    for name in [name for name in transaction.counts() if name[0] == cap.id]:
        yield from transaction.lock("count", *name)
        transaction.put_count(name, None)
    for name, units in taken.items():
        yield from transaction.lock("count", *name)
        transaction.put_count(name, units)
    return max(taken.values(), default=0)


def _by_count(
    transaction: Transaction, signed: Iterable[tuple[int, Order]]
) -> dict[CountName, int]:
    orders = list(signed)
    units: dict[CountName, int] = {}
    for cap in transaction.caps().values():
        units |= _of_cap(cap, (each for each in orders if each[1].lot in cap.lots))
    return units


def _of_cap(cap: Cap, signed: Iterable[tuple[int, Order]]) -> dict[CountName, int]:
    units: dict[CountName, int] = {}
    for sign, order in signed:
        name = (cap.id, day_of(cap, order.placed_at))
        units[name] = units.get(name, 0) + sign * share(cap, order)
    return units
