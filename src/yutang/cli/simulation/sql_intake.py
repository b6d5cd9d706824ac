"""The statements of intake, as the tables in memory answer them.

What protects the rows is read from the real text: a statement locks because its SQL says `for
update`, keeps an order because it says `order by`. A guard that is lost from a file is lost here.
"""

import re
from datetime import datetime, timedelta

from yutang.cli.simulation import counts
from yutang.cli.simulation.rows import Lot, Order, Wave
from yutang.cli.simulation.tables import Steps, Transaction
from yutang.cli.simulation.texts import (
    Answer,
    Params,
    Row,
    columns_of,
    ids,
    lock_in_order,
    lock_lots_in_order,
    numbers,
    values,
)


def _lock_lots(transaction: Transaction, text: str, params: Params) -> Steps[list[Row]]:
    wanted = [lot for lot in numbers(params["lots"]) if lot in transaction.lots()]
    locked = yield from lock_lots_in_order(transaction, text, wanted)
    return [columns_of(text, transaction.lot(lot)) for lot in locked]


def _release_waves(transaction: Transaction, text: str, params: Params) -> Steps[list[Row]]:
    now, lots = params["now"], transaction.lots()
    units: dict[int, int] = {}
    for wave in transaction.waves().values():
        lot = lots[wave.lot]
        is_open = lot.state == "open" or "l.state = 'open'" not in text
        if wave.lot not in params["lots"] or not is_open or not _is_due(text, wave, now):
            continue
        yield from transaction.lock("wave", wave.id)
        newest = transaction.waves().get(wave.id)
        if newest is not None and _is_due(text, newest, now):
            transaction.own.waves[wave.id] = newest._replace(released_at=now)
            transaction.note(wave.lot, "stocked", wave.units)
            units[wave.lot] = units.get(wave.lot, 0) + wave.units
    changed = []
    for number, more in units.items():
        yield from transaction.lock("lot", number)
        row = transaction.lot(number)
        row = row._replace(
            stocked=row.stocked + more, available=row.available + more, sold_out_at=None
        )
        transaction.put_lot(row)
        changed.append((row.id, row.available, row.stocked, row.state, row.sold_out_at))
    return changed


def _is_due(text: str, wave: Wave, now: datetime) -> bool:
    if wave.at is None or ("w.at <= %(now)s" in text and wave.at > now):
        return False
    return wave.released_at is None or "w.released_at is null" not in text


def _lock_caps(transaction: Transaction, text: str, params: Params) -> Steps[list[Row]]:
    lots = set(params["lots"])
    wanted = [cap.id for cap in transaction.caps().values() if cap.lots & lots]
    locked = yield from lock_in_order(transaction, text, "cap", wanted)
    caps = transaction.caps()
    return [(cap, caps[cap].kind, caps[cap].most) for cap in locked if cap in caps]


def _cap_counts(transaction: Transaction, _text: str, params: Params) -> Steps[list[Row]]:
    yield from ()
    caps, taken = transaction.caps(), transaction.counts()
    return [
        (cap, lot, taken.get((cap, counts.day_of(caps[cap], params["now"])), 0))
        for cap in params["caps"]
        if cap in caps
        for lot in sorted(caps[cap].lots)
    ]


def _what_waits(transaction: Transaction, text: str, params: Params) -> Steps[list[Row]]:
    yield from ()
    asked = set(params["lots"])
    waiting = {each.lot for each in transaction.tickets().values() if each.state == "waiting"}
    if "t.state = 'waiting'" not in text:
        waiting = set()
    coming: dict[int, list[datetime | None]] = {}
    for wave in transaction.waves().values():
        if wave.released_at is None:
            coming.setdefault(wave.lot, []).append(wave.at)
    return [
        (lot, lot in waiting, min((at for at in coming.get(lot, []) if at), default=None))
        for lot in asked & (waiting | set(coming))
    ]


def _orders_of_keys(transaction: Transaction, text: str, params: Params) -> Steps[list[Row]]:
    yield from ()
    if "where false" in text:
        return []
    pairs = zip(numbers(params["buyers"]), ids(params["keys"]), strict=True)
    found = (transaction.named(pair) for pair in pairs)
    return [
        (order.buyer, order.key, order.id, order.state, order.expires_at)
        for order in found
        if order is not None
    ]


def _units_bought(transaction: Transaction, text: str, params: Params) -> Steps[list[Row]]:
    yield from ()
    gone = _gone(text)
    units: dict[tuple[int, int], int] = {}
    pairs = set(zip(numbers(params["buyers"]), numbers(params["lots"]), strict=True))
    for order in transaction.orders().values():
        pair = (order.buyer, order.lot)
        if pair in pairs and f"'{order.state}'" not in gone:
            units[pair] = units.get(pair, 0) + order.quantity
    return [(*pair, bought) for pair, bought in units.items()]


def _coupons_named(transaction: Transaction, text: str, params: Params) -> Steps[list[Row]]:
    yield from ()
    gone = _gone(text)
    named = set(zip(params["lots"], params["codes"], strict=True))
    used = [
        order.coupon for order in transaction.orders().values() if f"'{order.state}'" not in gone
    ]
    return [
        (coupon.lot, coupon.code, coupon.id, coupon.uses_most - used.count(coupon.id))
        for coupon in transaction.coupons().values()
        if (coupon.lot, coupon.code) in named
        and (coupon.ended_at is None or "c.ended_at is null" not in text)
    ]


def _gone(text: str) -> str:
    gone = re.search(r"state not in \(([^)]*)\)", text)
    assert gone is not None, "the statement says which orders no longer count"
    return gone[1]


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
    yield from counts.take(transaction, kept)
    return rows


def _asked(transaction: Transaction, params: Params) -> list[Order]:
    lots, now = transaction.lots(), params["now"]
    columns = [
        ids(params["ids"]),
        numbers(params["buyers"]),
        ids(params["keys"]),
        numbers(params["lots"]),
        numbers(params["quantities"]),
        values(params["sales"], int),
        values(params["pins"], int),
        values(params["coupons"], int),
    ]
    return [_new(lots[row[3]], row, now) for row in zip(*columns, strict=True) if row[3] in lots]


def _new(of: Lot, row: Row, now: datetime) -> Order:
    order, buyer, key, lot, quantity, sale, pin, coupon = row
    return Order(
        id=order,
        buyer=buyer,
        key=key,
        lot=lot,
        quantity=quantity,
        price_fen=of.price_fen,
        amount_fen=quantity * of.price_fen,
        state="held",
        placed_at=now,
        expires_at=now + timedelta(seconds=of.hold_s),
        sale=sale,
        pin=pin,
        coupon=coupon,
    )


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


ANSWERS: dict[str, Answer] = {
    "lock_lots": _lock_lots,
    "release_waves": _release_waves,
    "lock_caps": _lock_caps,
    "what_waits": _what_waits,
    "orders_of_keys": _orders_of_keys,
    "units_bought": _units_bought,
    "cap_counts": _cap_counts,
    "coupons_named": _coupons_named,
    "place_orders": _place_orders,
}
