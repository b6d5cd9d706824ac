"""Order intake: a haul of wishes becomes holds and orders in one transaction.

`take` decides nothing about connections: it yields rounds of statements, receives their rows, and
returns what became of each wish (`plumbing.rounds` drives it). In one transaction:

1. lock the lots in the order of their ids; release the waves that are due; lock the lots' caps in
   the order of their ids;
2. then, in statements of their own (each with a snapshot taken after the locks), read which keys
   were seen and who waits, and, where a lot has such terms, what its buyers already have, what is
   taken of its caps, and its coupons; `rules.decide`;
3. keep the orders and move their units (`sql/place_orders.sql`).

Another gate may keep the same key for another lot in the same moment: the row that lost is left
out with its units, and answered with the order that won.
"""

from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, LiteralString, NamedTuple
from uuid import UUID

from yutang.kernel.ids import uuid7s
from yutang.plumbing.rounds import Query, Round, Rows, Some
from yutang.plumbing.statements import load
from yutang.trade.rules import coupons
from yutang.trade.rules.deciding import decide
from yutang.trade.rules.facts import (
    Answer,
    CapFacts,
    CouponFacts,
    Decision,
    Facts,
    Kept,
    LotFacts,
    Wish,
)


@dataclass(frozen=True)
class Statements:
    """The SQL of intake. A test may put its own in, to show what each guard is for."""

    lock_lots: LiteralString = load("trade", "lock_lots")
    release_waves: LiteralString = load("trade", "release_waves")
    lock_caps: LiteralString = load("trade", "lock_caps")
    what_waits: LiteralString = load("trade", "what_waits")
    orders_of_keys: LiteralString = load("trade", "orders_of_keys")
    units_bought: LiteralString = load("trade", "units_bought")
    cap_counts: LiteralString = load("trade", "cap_counts")
    coupons_named: LiteralString = load("trade", "coupons_named")
    place_orders: LiteralString = load("trade", "place_orders")


class LotNow(NamedTuple):
    """A lot that a haul changed, for the room to show; `orders` kept for it by this haul."""

    id: int
    available: int
    stocked: int
    state: str
    sold_out_at: datetime | None
    orders: int = 0


class Outcome(NamedTuple):
    """What became of a wish: its order beside held and seen, units `left` beside refusals.

    `at`: the opening beside not_yet, the next wave (if one is planned) beside sold_out. `why`: the
    kind of the cap beside full.
    """

    answer: Answer
    left: int = 0
    kept: Kept | None = None
    at: datetime | None = None
    why: str = ""


class Taken(NamedTuple):
    outcomes: list[Outcome]
    lots: list[LotNow]


DEFAULT = Statements()


def take(
    wishes: Sequence[Wish], now: datetime, sql: Statements = DEFAULT
) -> Generator[Round, Rows, Taken]:
    """Yield the rounds of one transaction for these wishes, in arrival order."""
    keys = [wish.key.hex for wish in wishes]
    locked, fresh, caps, waits, known = yield _first_questions(wishes, keys, now, sql)
    lots = _lots(locked, fresh, waits)
    released = {row[0]: LotNow(*row) for row in fresh}
    facts = yield from _facts(wishes, lots, caps, now, sql)
    decisions = decide(wishes, facts._replace(seen=_by_key(known)), now)
    held = [index for index, (answer, *_) in enumerate(decisions) if answer is Answer.HELD]
    if not held:
        return Taken(_outcomes(decisions, {}, {}), list(released.values()))
    ids = dict(zip(held, uuid7s(len(held)), strict=True))
    placed = yield (Query(sql.place_orders, _to_place(wishes, keys, decisions, ids, now)),)
    changed = {row[0]: LotNow(*row) for row in placed[0]}
    ends_at = {lot.id: now + timedelta(seconds=lot.hold_s) for lot in lots.values()}
    kept = {index: Kept(order, "held", ends_at[wishes[index].lot]) for index, order in ids.items()}
    if sum(lot.orders for lot in changed.values()) != len(ids):
        kept = yield from _reread(wishes, keys, ids, sql)
    return Taken(_outcomes(decisions, ids, kept), list((released | changed).values()))


def _first_questions(
    wishes: Sequence[Wish], keys: Sequence[str], now: datetime, sql: Statements
) -> Round:
    lots = sorted({wish.lot for wish in wishes})
    return (
        Query(sql.lock_lots, {"lots": lots}),
        Query(sql.release_waves, {"lots": lots, "now": now}),
        Query(sql.lock_caps, {"lots": lots}),
        Query(sql.what_waits, {"lots": lots}),
        _question_of_keys([wish.buyer for wish in wishes], keys, sql),
    )


def _question_of_keys(buyers: Iterable[int], keys: Iterable[str], sql: Statements) -> Query:
    return Query(sql.orders_of_keys, {"buyers": _array(buyers), "keys": _array(keys)})


def _lots(locked: Some, released: Some, waits: Some) -> dict[int, LotFacts]:
    lots = {row[0]: LotFacts(*row) for row in locked}
    for lot, available, *_ in released:
        lots[lot] = lots[lot]._replace(available=available)
    for lot, line, more_at in waits:
        if lot in lots:
            lots[lot] = lots[lot]._replace(line=line, more_at=more_at)
    return lots


def _facts(
    wishes: Sequence[Wish],
    lots: Mapping[int, LotFacts],
    caps: Some,
    now: datetime,
    sql: Statements,
) -> Generator[Round, Rows, Facts]:
    """Ask in one round what only lots with limits, caps or coupons need to know."""
    questions: dict[str, Query] = {}
    if limited := {lot.id for lot in lots.values() if lot.buyer_limit is not None}:
        pairs = {(wish.buyer, wish.lot) for wish in wishes if wish.lot in limited}
        buyers, of = zip(*sorted(pairs), strict=True)
        questions["bought"] = Query(
            sql.units_bought, {"buyers": _array(buyers), "lots": _array(of)}
        )
    if caps:
        locked = [cap for cap, *_ in caps]
        questions["caps"] = Query(sql.cap_counts, {"caps": locked, "now": now})
    if named := _named_coupons(wishes, lots):
        of, codes = zip(*named, strict=True)
        questions["coupons"] = Query(sql.coupons_named, {"lots": list(of), "codes": list(codes)})
    if not questions:
        return Facts(lots)
    rows = yield tuple(questions.values())
    told = dict(zip(questions, rows, strict=True))
    return Facts(
        lots,
        bought={(buyer, lot): units for buyer, lot, units in told.get("bought", ())},
        caps=_caps(caps, told.get("caps", [])),
        coupons={(lot, code): CouponFacts(*rest) for lot, code, *rest in told.get("coupons", ())},
    )


def _named_coupons(wishes: Sequence[Wish], lots: Mapping[int, LotFacts]) -> list[tuple[int, str]]:
    gated = {lot.id for lot in lots.values() if lot.by_coupon}
    if not gated:
        return []
    named = {(wish.lot, coupons.normal(wish.coupon)) for wish in wishes if wish.lot in gated}
    return sorted(pair for pair in named if pair[1])


def _caps(caps: Some, counts: Some) -> tuple[CapFacts, ...]:
    of: dict[int, set[int]] = {}
    taken: dict[int, int] = {}
    for cap, lot, units in counts:
        of.setdefault(cap, set()).add(lot)
        taken[cap] = units
    return tuple(
        CapFacts(cap, kind, most - taken.get(cap, 0), frozenset(of.get(cap, ())))
        for cap, kind, most in caps
    )


def _to_place(
    wishes: Sequence[Wish],
    keys: Sequence[str],
    decisions: Sequence[Decision],
    ids: Mapping[int, UUID],
    now: datetime,
) -> dict[str, object]:
    placed = [wishes[index] for index in ids]
    return {
        "now": now,
        "ids": _array([order.hex for order in ids.values()]),
        "buyers": _array([wish.buyer for wish in placed]),
        "keys": _array([keys[index] for index in ids]),
        "lots": _array([wish.lot for wish in placed]),
        "quantities": _array([wish.quantity for wish in placed]),
        "sales": _array([wish.sale or "null" for wish in placed]),
        "pins": _array([wish.pin or "null" for wish in placed]),
        "coupons": _array([decisions[index].coupon or "null" for index in ids]),
    }


def _array(values: Iterable[int | str]) -> str:
    """Return PostgreSQL's text of an array of numbers or hex ids: ten times psycopg's own pace."""
    return f"{{{','.join(map(str, values))}}}"


def _reread(
    wishes: Sequence[Wish], keys: Sequence[str], ids: Mapping[int, UUID], sql: Statements
) -> Generator[Round, Rows, dict[int, Kept]]:
    """Ask again for the orders of a haul in which another gate was first with some keys."""
    buyers = [wishes[index].buyer for index in ids]
    rows = yield (_question_of_keys(buyers, [keys[index] for index in ids], sql),)
    found = _by_key(rows[0])
    return {index: found[wishes[index].buyer, wishes[index].key] for index in ids}


def _by_key(rows: Iterable[tuple[Any, ...]]) -> dict[tuple[int, UUID], Kept]:
    return {(buyer, key): Kept(*order) for buyer, key, *order in rows}


def _outcomes(
    decisions: Sequence[Decision], ids: Mapping[int, UUID], kept: Mapping[int, Kept]
) -> list[Outcome]:
    outcomes = []
    for index, decision in enumerate(decisions):
        if decision.answer is Answer.HELD:
            order = kept[index]
            answer = Answer.HELD if order.order == ids[index] else Answer.SEEN
            outcomes.append(Outcome(answer, kept=order))
        elif decision.answer is Answer.SEEN:
            order = decision.kept or kept[decision.earlier or 0]
            outcomes.append(Outcome(Answer.SEEN, kept=order))
        else:
            outcomes.append(
                Outcome(decision.answer, decision.left, at=decision.at, why=decision.why)
            )
    return outcomes
