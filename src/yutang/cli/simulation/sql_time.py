"""The statements of timers and of payments in hauls, as the tables in memory answer them."""

import re
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from yutang.cli.simulation import counts
from yutang.cli.simulation.rows import Order, Payment
from yutang.cli.simulation.tables import Steps, Transaction
from yutang.cli.simulation.texts import Answer, Params, Row, ids, lock_lots_in_order, numbers

_IN_ORDER = re.compile(r"order by (o\.)?id\b")


def _lock_due_lots(transaction: Transaction, text: str, params: Params) -> Steps[list[Row]]:
    due = {order.lot for order in transaction.orders().values() if _is_due(order, params["now"])}
    locked = yield from lock_lots_in_order(transaction, text, due)
    return [(lot,) for lot in locked]


def _expire_holds(transaction: Transaction, text: str, params: Params) -> Steps[list[Row]]:
    now, lots = params["now"], set(params["lots"])
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
    for order in ended:
        transaction.put_order(order._replace(state="expired"))
    for lot, returned in _by_lot(ended).items():
        yield from transaction.lock("lot", lot)
        row = transaction.lot(lot)
        transaction.put_lot(
            row._replace(
                available=row.available + returned, held=row.held - returned, sold_out_at=None
            )
        )
    yield from counts.free(transaction, ended)


def _by_lot(orders: Sequence[Order]) -> dict[int, int]:
    units: dict[int, int] = {}
    for order in orders:
        units[order.lot] = units.get(order.lot, 0) + order.quantity
    return units


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


def _lock_wave_lots(transaction: Transaction, text: str, params: Params) -> Steps[list[Row]]:
    lots, now = transaction.lots(), params["now"]
    due = {
        wave.lot
        for wave in transaction.waves().values()
        if wave.at is not None and wave.at <= now and wave.released_at is None
    }
    is_open = {lot for lot in due if lots[lot].state == "open"}
    locked = yield from lock_lots_in_order(transaction, text, is_open)
    return [(lot,) for lot in locked if transaction.lot(lot).state == "open"]


def _pay_lock_lots(transaction: Transaction, text: str, params: Params) -> Steps[list[Row]]:
    orders = transaction.orders()
    lots = {orders[order].lot for order in ids(params["orders"]) if order in orders}
    locked = yield from lock_lots_in_order(transaction, text, lots)
    return [(lot,) for lot in locked]


def _pay_orders(transaction: Transaction, text: str, params: Params) -> Steps[list[Row]]:
    seen, now = transaction.orders(), params["now"]
    asked: list[UUID] = [order for order in ids(params["orders"]) if order in seen]
    for order in sorted(asked) if _IN_ORDER.search(text) else asked:
        if "for update" in text:
            yield from transaction.lock("order", order)
    newest = [transaction.order(order) for order in asked]
    paid = [order for order in newest if _may_pay(text, order, now)]
    for each in paid:
        transaction.put_order(each._replace(state="paid"))
    for lot, units in _by_lot(paid).items():
        yield from transaction.lock("lot", lot)
        row = transaction.lot(lot)
        transaction.put_lot(row._replace(held=row.held - units, sold=row.sold + units))
    here: list[Row] = [(order.id, True, "paid", order.amount_fen) for order in paid]
    return here + [
        (order.id, False, order.state, order.amount_fen)
        for order in newest
        if order.state != "held" or order.expires_at <= now
    ]


def _may_pay(text: str, order: Order, now: datetime) -> bool:
    is_held = order.state == "held" or "state = 'held'" not in text
    return is_held and (order.expires_at > now or "expires_at > %(now)s" not in text)


def _keep_payments(transaction: Transaction, text: str, params: Params) -> Steps[list[Row]]:
    kept: list[Row] = []
    for order, amount in sorted(
        zip(ids(params["orders"]), numbers(params["amounts"]), strict=True)
    ):
        yield from transaction.lock("payment", order)
        is_new = transaction.payment(order) is None
        transaction.check("money_payment_pkey", holds=is_new or "on conflict" in text)
        if is_new:
            transaction.put_payment(Payment(order, "test", "paid", amount))
            kept.append((order,))
    return kept


ANSWERS: dict[str, Answer] = {
    "lock_lots_due": _lock_due_lots,
    "expire_holds": _expire_holds,
    "close_finished": _close_finished,
    "lock_lots_of_waves": _lock_wave_lots,
    "lock_lots_to_pay": _pay_lock_lots,
    "pay_orders": _pay_orders,
    "keep_payments": _keep_payments,
}
