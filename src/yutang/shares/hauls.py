"""Orders are settled by the thousand, Django-free: one ledger transaction an order, in one commit.

What is due lies in this room's own queue, one row an order, locked while it is settled: two
settlers take different orders, and one that is killed leaves everything as it was. What the ledger
wrote for an order, its shares and its mark come together or not at all.
"""

from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import LiteralString, NamedTuple
from uuid import UUID

from yutang.ledger import hauls as ledger
from yutang.ledger.rules import ESCROW, PAYABLE, Line, Posting, owner_of
from yutang.plumbing.rounds import Query, Round, Rows, query
from yutang.plumbing.statements import load
from yutang.shares import rules
from yutang.shares.rules import Part, Version

SETTLED_MOST = 5_000
"""Orders in one transaction."""
ASKED_AGAIN = timedelta(minutes=10)
"""An order received and not paid yet: its cash is still with the carrier."""

Steps = Generator[Round, Rows, int]


class Due(NamedTuple):
    """An order that can be settled: what it is of, and what its buyer paid, in fen."""

    order: UUID
    lot: int
    product: int
    quantity: int
    placed_at: datetime
    paid_fen: int
    freight_fen: int
    refunded_fen: int


class Got(NamedTuple):
    """One part's fen of an order: what it gets, and what it would have got without refunds."""

    kind: rules.Kind
    payee: int
    amount_fen: int
    planned_fen: int


class _Settled(NamedTuple):
    order: UUID
    lot: int
    split: int
    parts: tuple[Got, ...]


@dataclass(frozen=True)
class Statements:
    """The SQL of what is due. A test may put its own in, to show what the lock is for."""

    lock_due: LiteralString = load("shares", "lock_due")


DEFAULT = Statements()


def settle(now: datetime, most: int = SETTLED_MOST, sql: Statements = DEFAULT) -> Steps:
    """Yield the statements of one transaction; return how many orders were taken up.

    Fewer than `most`: nothing else is due.
    """
    rows = yield (Query(sql.lock_due, {"now": now, "most": most}),)
    taken = [order for (order,) in rows[0]]
    if not taken:
        return 0
    due = yield from _facts(taken)
    versions, farmers = yield from _splits(due)
    settled = _all_shared(due, versions, farmers)
    lines = {parts: _lines(parts) for parts in {each.parts for each in settled}}
    yield from ledger.post(
        [
            Posting("settlement", str(each.order), now, lines[each.parts], each.order)
            for each in settled
            if lines[each.parts]
        ]
    )
    yield from _keep(settled, now)
    waiting = sorted(set(taken) - {each.order for each in due})
    if waiting:
        later = now + ASKED_AGAIN
        yield (query("shares", "postpone", orders=_ids(waiting), later=later),)
    return len(taken)


def _facts(orders: Sequence[UUID]) -> Generator[Round, Rows, list[Due]]:
    """Return what is known of those orders that arrived and are paid."""
    asked = _ids(orders)
    rows = yield (
        query("trade", "orders_to_settle", orders=asked),
        query("money", "payments_to_settle", orders=asked),
    )
    paid = {order: tuple(sums) for order, *sums in rows[1]}
    return [Due(*order, *paid[order[0]]) for order in rows[0] if order[0] in paid]


Versions = dict[int, list[Version]]
"""The agreed versions of each lot."""


def _splits(due: Sequence[Due]) -> Generator[Round, Rows, tuple[Versions, Mapping[int, int]]]:
    """Return the lots' agreed versions, and each product's farmer as a payee."""
    lots, products = {each.lot for each in due}, {each.product for each in due}
    rows = yield (
        query("shares", "splits_of_lots", lots=_numbers(lots)),
        query("goods", "producers_of_products", products=_numbers(products)),
    )
    of_product: dict[int, int] = dict(rows[1])
    asked = _numbers(set(of_product.values()))
    opened = yield (
        query("shares", "open_payees", producers=asked),
        query("shares", "payees_of_producers", producers=asked),
    )
    payees: dict[int, int] = dict(opened[1])
    farmers = {product: payees[producer] for product, producer in of_product.items()}
    return _versions(rows[0]), farmers


def _versions(rows: Iterable[tuple[object, ...]]) -> Versions:
    found: dict[int, tuple[int, Version]] = {}
    for split, lot, agreed_at, farmer, *part in rows:
        _lot, version = found.get(split, (lot, Version(split, agreed_at, farmer, ())))  # type: ignore[arg-type, call-overload]
        if part[0] is not None:
            version = version._replace(parts=(*version.parts, Part(*part)))  # type: ignore[arg-type]
        found[split] = (lot, version)  # type: ignore[index, assignment]
    by_lot: Versions = {}
    for lot, version in found.values():
        by_lot.setdefault(lot, []).append(version)
    return by_lot


def _all_shared(
    due: Sequence[Due], versions: Versions, farmers: Mapping[int, int]
) -> list[_Settled]:
    """Return each order's parts; what many orders have alike is worked out once."""
    known: dict[tuple[int, ...], tuple[Got, ...]] = {}
    settled = []
    for each in due:
        version = rules.in_force(versions.get(each.lot, ()), each.placed_at)
        farmer = version.farmer if version else farmers[each.product]
        split = version.id if version else 0
        alike = (split, farmer, each.quantity, each.paid_fen, each.freight_fen, each.refunded_fen)
        if alike not in known:
            known[alike] = _shared(each, farmer, version.parts if version else ())
        settled.append(_Settled(each.order, each.lot, split, known[alike]))
    return settled


def _shared(due: Due, farmer: int, parts: Sequence[Part]) -> tuple[Got, ...]:
    """Return an order's parts, less what was given back before."""
    price_fen = due.paid_fen - due.freight_fen
    named = ((rules.FARMER, farmer), *((part.kind, part.payee) for part in parts))
    got = dict(zip(named, rules.divide(parts, price_fen, due.quantity), strict=True))
    if due.freight_fen:  # paid beside the price: for whoever sends it, else for the farmer
        carrier = next((part.payee for part in parts if part.kind == rules.FREIGHT), farmer)
        way = (rules.FREIGHT, carrier)
        got[way] = got.get(way, 0) + due.freight_fen
    back = rules.take_back(tuple(got.values()), due.refunded_fen)
    return tuple(
        Got(kind, payee, fen - gone, fen)
        for ((kind, payee), fen), gone in zip(got.items(), back, strict=True)
        if fen
    )


def _lines(parts: Sequence[Got]) -> tuple[Line, ...]:
    """Return an order's transaction: out of escrow, to each payee once; none when all went back."""
    owed: dict[int, int] = {}
    for part in parts:
        if part.amount_fen:
            owed[part.payee] = owed.get(part.payee, 0) + part.amount_fen
    if not owed:
        return ()
    kept = Line(ESCROW, "", sum(owed.values()))
    return (kept, *(Line(PAYABLE, owner_of(payee), -fen) for payee, fen in owed.items()))


def _keep(settled: Sequence[_Settled], now: datetime) -> Generator[Round, Rows, None]:
    shapes: dict[tuple[Got, ...], int] = {}
    for each in settled:
        shapes.setdefault(each.parts, len(shapes))
    flat = [(shape, part) for parts, shape in shapes.items() for part in parts if part.amount_fen]
    orders = _ids(each.order for each in settled)
    kept = query(
        "shares",
        "keep_shares",
        orders=orders,
        shapes=_numbers(shapes[each.parts] for each in settled),
        line_shapes=_numbers(shape for shape, _ in flat),
        kinds=[part.kind for _, part in flat],
        payees=_numbers(part.payee for _, part in flat),
        amounts=_numbers(part.amount_fen for _, part in flat),
        at=now,
    )
    splits = _numbers(each.split for each in settled)
    marked = query("shares", "mark_settled", orders=orders, splits=splits, at=now)
    yield (kept, marked, _totals(settled))


def _totals(settled: Sequence[_Settled]) -> Query:
    """Return the statement that adds these orders to what their lots' parts got so far."""
    sums: dict[tuple[int, str], tuple[int, int]] = {}
    for each in settled:
        for part in each.parts:
            planned, got = sums.get((each.lot, part.kind), (0, 0))
            sums[each.lot, part.kind] = (planned + part.planned_fen, got + part.amount_fen)
    return query(
        "shares",
        "add_to_lots",
        lots=_numbers(lot for lot, _ in sums),
        kinds=[kind for _, kind in sums],
        planned=_numbers(planned for planned, _ in sums.values()),
        settled=_numbers(got for _, got in sums.values()),
    )


def _ids(orders: Iterable[UUID]) -> str:
    """Return PostgreSQL's own text of an array: ten times the pace of one parameter an element."""
    return f"{{{','.join(order.hex for order in orders)}}}"


def _numbers(numbers: Iterable[int]) -> str:
    return f"{{{','.join(map(str, numbers))}}}"
