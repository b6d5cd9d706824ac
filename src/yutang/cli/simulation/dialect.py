"""The named statements of intake, expiry and closing, as the tables in memory answer them.

What protects the rows is read from the real text: a statement locks because its SQL says `for
update`, keeps an order because it says `order by`. A guard that is lost from a file is lost here.
"""

import functools
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from yutang.cli.simulation.tables import Lot, Order, Steps, Transaction
from yutang.plumbing import statements
from yutang.trade.intake import Query

Row = tuple[Any, ...]
Params = Mapping[str, Any]
Answer = Callable[[Transaction, str, Params], Steps[list[Row]]]


class Dialect:
    """Understands a query by the name of its statement.

    `altered`: other texts for some names, by which a test takes a guard away.
    """

    def __init__(self, altered: Mapping[str, str] | None = None) -> None:
        self._altered = dict(altered or {})

    def answer(self, transaction: Transaction, query: Query) -> Steps[list[Row]]:
        """Answer one statement.

        Raises:
            LookupError: it is not a statement of the trade room that this model knows.
        """
        name = _names().get(query.text)
        if name is None:
            raise LookupError(f"teach the simulation this statement: {query.text[:200]}")
        text = self._altered.get(name, query.text)
        rows = yield from ANSWERS[name](transaction, text, query.params)
        return rows


@functools.cache
def _names() -> dict[str, str]:
    return {statements.load("trade", name): name for name in ANSWERS}


def _lock_lots(transaction: Transaction, text: str, params: Params) -> Steps[list[Row]]:
    wanted = [lot for lot in _numbers(params["lots"]) if lot in transaction.lots()]
    locked = yield from _lock_in_order(transaction, text, wanted)
    return [_columns_of(text, transaction.lot(lot)) for lot in locked]


def _lock_due_lots(transaction: Transaction, text: str, params: Params) -> Steps[list[Row]]:
    due = {order.lot for order in transaction.orders().values() if _is_due(order, params["now"])}
    locked = yield from _lock_in_order(transaction, text, due)
    return [(lot,) for lot in locked]


def _lock_in_order(transaction: Transaction, text: str, lots: Iterable[int]) -> Steps[list[int]]:
    """Lock the lots in the order that the statement asks for; without one, in any."""
    ordered = sorted(lots)
    if "order by id" not in text:
        transaction.tables.shuffle(ordered)
    for lot in ordered:
        if "for update" in text:
            yield from transaction.lock("lot", lot)
    return ordered


def _columns_of(text: str, lot: Lot) -> Row:
    return tuple(_column(lot, column) for column in _selected(text))


@functools.cache
def _selected(text: str) -> tuple[str, ...]:
    listed = re.search(r"^select (.*?)\s+from trade_lot", text, re.DOTALL | re.MULTILINE)
    assert listed is not None, "the statement selects columns of trade_lot"
    return tuple(column.strip() for column in listed[1].split(","))


def _column(lot: Lot, column: str) -> Any:
    if column == "state = 'open'":
        return lot.state == "open"
    return _NO_TERMS[column] if column in _NO_TERMS else getattr(lot, column)


_NO_TERMS = {"opens_at": None, "closes_at": None, "by_coupon": False, "by_ticket": False}
"""Lots of the stories are sold without these."""


def _nothing(_transaction: Transaction, _text: str, _params: Params) -> Steps[list[Row]]:
    """Answer about waves, caps and lines: the stories have none."""
    yield from ()
    return []


def _orders_of_keys(transaction: Transaction, text: str, params: Params) -> Steps[list[Row]]:
    yield from ()
    if "where false" in text:
        return []
    pairs = zip(_numbers(params["buyers"]), _ids(params["keys"]), strict=True)
    found = (transaction.named(pair) for pair in pairs)
    return [
        (order.buyer, order.key, order.id, order.state, order.expires_at)
        for order in found
        if order is not None
    ]


def _units_bought(transaction: Transaction, text: str, params: Params) -> Steps[list[Row]]:
    yield from ()
    gone = re.search(r"state not in \(([^)]*)\)", text)
    assert gone is not None, "the statement says which orders no longer count"
    units: dict[tuple[int, int], int] = {}
    pairs = set(zip(_numbers(params["buyers"]), _numbers(params["lots"]), strict=True))
    for order in transaction.orders().values():
        pair = (order.buyer, order.lot)
        if pair in pairs and f"'{order.state}'" not in gone[1]:
            units[pair] = units.get(pair, 0) + order.quantity
    return [(*pair, bought) for pair, bought in units.items()]


def _place_orders(transaction: Transaction, text: str, params: Params) -> Steps[list[Row]]:
    asked = _asked(transaction, params)
    if "order by wish.buyer_id, wish.key" in text:
        asked.sort(key=lambda order: order.name)
    kept: list[Order] = []
    for order in asked:
        yield from transaction.lock("once", *order.name)
        if "on conflict" in text and transaction.named(order.name) is not None:
            transaction.left_out += 1
            continue
        transaction.add_order(order)
        kept.append(order)
        yield
    rows = []
    for lot in dict.fromkeys(order.lot for order in kept):
        mine = [order for order in kept if order.lot == lot]
        row = yield from _hold(transaction, lot, mine, params["now"])
        rows.append(row)
    return rows


def _asked(transaction: Transaction, params: Params) -> list[Order]:
    lots, now = transaction.lots(), params["now"]
    names = ("ids", "buyers", "keys", "lots", "quantities", "sales", "pins")
    ids, buyers, keys, of, quantities, sales, pins = (params[name] for name in names)
    return [
        Order(
            id=order,
            buyer=buyer,
            key=key,
            lot=lot,
            quantity=quantity,
            price_fen=lots[lot].price_fen,
            amount_fen=quantity * lots[lot].price_fen,
            state="held",
            placed_at=now,
            expires_at=now + timedelta(seconds=lots[lot].hold_s),
            sale=sale,
            pin=pin,
        )
        for order, buyer, key, lot, quantity, sale, pin in zip(
            _ids(ids),
            _numbers(buyers),
            _ids(keys),
            _numbers(of),
            _numbers(quantities),
            _values(sales, int),
            _values(pins, int),
            strict=True,
        )
        if lot in lots
    ]


def _hold(transaction: Transaction, lot: int, kept: list[Order], now: datetime) -> Steps[Row]:
    """Move the units of new orders of one lot; an update locks the row and reads it anew."""
    yield from transaction.lock("lot", lot)
    row, units = transaction.lot(lot), sum(order.quantity for order in kept)
    row = row._replace(
        available=row.available - units,
        held=row.held + units,
        sold_out_at=now if row.available == units else row.sold_out_at,
    )
    transaction.put_lot(row)
    if row.available == 0:
        transaction.note(lot, "sold_out")
    return row.id, row.available, row.stocked, row.state, row.sold_out_at, len(kept)


def _expire_holds(transaction: Transaction, text: str, params: Params) -> Steps[list[Row]]:
    now, lots = params["now"], set(_numbers(params["lots"]))
    seen = sorted(transaction.orders().values(), key=lambda order: order.expires_at)
    ended: list[Order] = []
    for order in seen:
        if len(ended) == params["most"]:
            break
        if order.lot not in lots or not _may_end(text, order, now):
            continue
        if "skip locked" not in text:
            yield from transaction.lock("order", order.id)
        elif not transaction.try_lock("order", order.id):
            continue
        newest = transaction.order(order.id)
        if _may_end(text, newest, now):
            ended.append(newest)
    yield from _end(transaction, ended)
    by_sale: dict[int | None, int] = {}
    for order in ended:
        by_sale[order.sale] = by_sale.get(order.sale, 0) + 1
    return list(by_sale.items())


def _may_end(text: str, order: Order, now: datetime) -> bool:
    if "state = 'held'" in text:
        return _is_due(order, now)
    return order.expires_at <= now and order.state != "expired"


def _is_due(order: Order, now: datetime) -> bool:
    return order.state == "held" and order.expires_at <= now


def _end(transaction: Transaction, ended: list[Order]) -> Steps[None]:
    units: dict[int, int] = {}
    for order in ended:
        transaction.put_order(order._replace(state="expired"))
        units[order.lot] = units.get(order.lot, 0) + order.quantity
    for lot, returned in units.items():
        yield from transaction.lock("lot", lot)
        row = transaction.lot(lot)
        transaction.put_lot(
            row._replace(
                available=row.available + returned, held=row.held - returned, sold_out_at=None
            )
        )


def _close_finished(transaction: Transaction, text: str, params: Params) -> Steps[list[Row]]:
    before = params["before"]
    changes = transaction.tables.rows.order_changes
    due = {change.order for change in changes if _was_received(change.to_state, change.at, before)}
    closed: list[Row] = []
    for order in transaction.orders().values():
        if order.state != "received" or order.id not in due or len(closed) == params["most"]:
            continue
        if "skip locked" not in text:
            yield from transaction.lock("order", order.id)
        if transaction.try_lock("order", order.id):
            transaction.put_order(transaction.order(order.id)._replace(state="closed"))
            closed.append((order.id,))
    return closed


def _was_received(state: str, at: datetime, before: datetime) -> bool:
    return state == "received" and at <= before


def _numbers(array: Any) -> list[int]:
    return [value for value in _values(array, int) if value is not None]


def _ids(array: Any) -> list[UUID]:
    return [value for value in _values(array, UUID) if value is not None]


def _values(array: Any, kind: Callable[[Any], Any]) -> list[Any]:
    """Return the values of an array, given as a list or as PostgreSQL's own text."""
    if isinstance(array, str):
        listed = array.strip("{}").split(",")
        return [None if value.lower() == "null" else kind(value) for value in listed]
    return list(array)


ANSWERS: dict[str, Answer] = {
    "lock_lots": _lock_lots,
    "release_waves": _nothing,
    "lock_caps": _nothing,
    "what_waits": _nothing,
    "orders_of_keys": _orders_of_keys,
    "units_bought": _units_bought,
    "place_orders": _place_orders,
    "lock_due_lots": _lock_due_lots,
    "expire_holds": _expire_holds,
    "close_finished": _close_finished,
}
