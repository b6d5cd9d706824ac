"""Order intake: a batch of wishes becomes holds and orders in one transaction.

`take` decides nothing about connections: it yields rounds of statements, receives their rows, and
returns what became of each wish; `run` and `run_async` drive it over psycopg. In one transaction:

1. lock the lots in the order of their ids;
2. then, in statements of their own (each with a snapshot taken after the lock), read which keys
   were seen and what the buyers already have; `rules.decide`;
3. keep the orders and move their units (`sql/place_orders.sql`).

Another gate may keep the same key for another lot in the same moment: the row that lost is left
out with its units, and answered with the order that won.
"""

from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, LiteralString, NamedTuple, TypeVar, cast
from uuid import UUID

from psycopg import AsyncConnection, Connection

from yutang.kernel.ids import uuid7s
from yutang.plumbing import statements
from yutang.trade.rules import Answer, Decision, Facts, Kept, LotFacts, Wish, decide

CONNECTION_OPTIONS = (
    "-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c jit=off"
    " -c lock_timeout=5s -c statement_timeout=10s"
)
"""For connections that take orders: a plan made while the tables are empty must not turn into a
scan of all orders when they are full, and no statement waits for ever."""


class Query(NamedTuple):
    text: LiteralString
    params: Mapping[str, object]


Round = tuple[Query, ...]
"""Statements to be run one after the other; none needs the rows of another."""
Rows = list[list[tuple[Any, ...]]]
"""The rows of a round, one list a statement."""
Result = TypeVar("Result")


@dataclass(frozen=True)
class Statements:
    """The SQL of intake. A test may put its own in, to show what each guard is for."""

    lock_lots: LiteralString = field(default_factory=lambda: _named("lock_lots"))
    orders_of_keys: LiteralString = field(default_factory=lambda: _named("orders_of_keys"))
    units_bought: LiteralString = field(default_factory=lambda: _named("units_bought"))
    place_orders: LiteralString = field(default_factory=lambda: _named("place_orders"))


class LotNow(NamedTuple):
    """A lot after a batch, for the room to show; `orders` kept for it by this batch."""

    id: int
    available: int
    stocked: int
    state: str
    sold_out_at: datetime | None
    orders: int


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


def _named(name: str) -> LiteralString:
    return statements.load("trade", name)


DEFAULT = Statements()


def take(
    wishes: Sequence[Wish], now: datetime, sql: Statements = DEFAULT
) -> Generator[Round, Rows, Taken]:
    """Yield the rounds of one transaction for these wishes, in arrival order."""
    keys = [wish.key.hex for wish in wishes]
    locked, known = yield _first_questions(wishes, keys, sql)
    lots = {row[0]: LotFacts(*row) for row in locked}
    bought = yield from _bought_where_limited(wishes, lots, sql)
    decisions = decide(wishes, Facts(lots, _by_key(known), bought), now)
    held = [index for index, (answer, *_) in enumerate(decisions) if answer is Answer.HELD]
    if not held:
        return Taken(_outcomes(decisions, {}, {}), [])
    ids = dict(zip(held, uuid7s(len(held)), strict=True))
    placed = yield (Query(sql.place_orders, _to_place(wishes, keys, ids, now)),)
    changed = [LotNow(*row) for row in placed[0]]
    ends_at = {lot.id: now + timedelta(seconds=lot.hold_s) for lot in lots.values()}
    kept = {index: Kept(order, "held", ends_at[wishes[index].lot]) for index, order in ids.items()}
    if sum(lot.orders for lot in changed) != len(ids):
        kept = yield from _reread(wishes, keys, ids, sql)
    return Taken(_outcomes(decisions, ids, kept), changed)


def _first_questions(wishes: Sequence[Wish], keys: Sequence[str], sql: Statements) -> Round:
    return (
        Query(sql.lock_lots, {"lots": sorted({wish.lot for wish in wishes})}),
        _question_of_keys([wish.buyer for wish in wishes], keys, sql),
    )


def _question_of_keys(buyers: Iterable[int], keys: Iterable[str], sql: Statements) -> Query:
    return Query(sql.orders_of_keys, {"buyers": _array(buyers), "keys": _array(keys)})


def _bought_where_limited(
    wishes: Sequence[Wish], lots: Mapping[int, LotFacts], sql: Statements
) -> Generator[Round, Rows, dict[tuple[int, int], int]]:
    limited = {lot.id for lot in lots.values() if lot.buyer_limit is not None}
    if not limited:
        return {}
    pairs = {(wish.buyer, wish.lot) for wish in wishes if wish.lot in limited}
    buyers, of = zip(*sorted(pairs), strict=True)
    rows = yield (Query(sql.units_bought, {"buyers": _array(buyers), "lots": _array(of)}),)
    return {(buyer, lot): units for buyer, lot, units in rows[0]}


def _to_place(
    wishes: Sequence[Wish], keys: Sequence[str], ids: Mapping[int, UUID], now: datetime
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
    }


def _array(values: Iterable[int | str]) -> str:
    """Return PostgreSQL's text of an array of numbers or hex ids: ten times psycopg's own pace."""
    return f"{{{','.join(map(str, values))}}}"


def _reread(
    wishes: Sequence[Wish], keys: Sequence[str], ids: Mapping[int, UUID], sql: Statements
) -> Generator[Round, Rows, dict[int, Kept]]:
    """Ask again for the orders of a batch in which another gate was first with some keys."""
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


def run(connection: Connection[Any], steps: Generator[Round, Rows, Result]) -> Result:
    """Run the steps as one transaction (or within the one that is open)."""
    with connection.transaction():
        rows: Rows | None = None
        while True:
            try:
                queries = next(steps) if rows is None else steps.send(rows)
            except StopIteration as end:
                return cast("Result", end.value)
            with connection.pipeline():
                cursors = [
                    connection.execute(query.text, query.params, prepare=True) for query in queries
                ]
            rows = [cursor.fetchall() for cursor in cursors]


async def run_async(
    connection: AsyncConnection[Any], steps: Generator[Round, Rows, Result]
) -> Result:
    """Run the steps as one transaction, without blocking."""
    async with connection.transaction():
        rows: Rows | None = None
        while True:
            try:
                queries = next(steps) if rows is None else steps.send(rows)
            except StopIteration as end:
                return cast("Result", end.value)
            async with connection.pipeline():
                cursors = [
                    await connection.execute(query.text, query.params, prepare=True)
                    for query in queries
                ]
            rows = [await cursor.fetchall() for cursor in cursors]
