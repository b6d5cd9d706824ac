"""``POST /live/{sale}/orders``: a wish becomes a hold, answered after the commit."""

import asyncio
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

import msgspec
import psycopg
from msgspec import Meta
from starlette.types import Receive, Scope

from yutang.gate import metrics
from yutang.gate.answers import Answer
from yutang.gate.database import Pool
from yutang.gate.errors import Malformed
from yutang.gate.identity import Identity
from yutang.gate.intake_queue import BatchQueue
from yutang.gate.limits import Buckets, read_body
from yutang.gate.rooms import Rooms
from yutang.kernel.errors import Refusal, SignInNeeded
from yutang.trade import errors, rules
from yutang.trade.intake import DEFAULT, Outcome, Statements, Taken, run_async, take
from yutang.trade.rules import Wish

ORDERS_AT_ONCE = 60
ORDER_EVERY_S = 0.1
"""A buyer's own pace: 60 at once, then 10 a second. A household's taps stay far below."""
RETRY_WITHIN_S = 8.0
_RETRY_PAUSE_S = 0.25
_TAKES_ORDERS = {"live", "paused", "replay"}


class OrderRequest(msgspec.Struct):
    lot: Annotated[int, Meta(ge=1, le=2**63 - 1)]
    quantity: int
    key: UUID


class OrderMade(msgspec.Struct):
    """`expires_at`: ISO 8601 in UTC, when an unpaid hold ends."""

    order: UUID
    state: str
    expires_at: datetime


class Intake:
    """Runs batches of wishes against the database and tells the rooms."""

    def __init__(
        self,
        pool: Pool,
        applied: Callable[[Sequence[Wish], Taken], None],
        sql: Statements = DEFAULT,
    ) -> None:
        self._pool = pool
        self._applied = applied
        self._sql = sql

    async def flush(self, wishes: list[Wish]) -> Sequence[Outcome]:
        """Take the wishes; a broken connection or a deadlock is tried again, because a key makes
        the second time harmless.
        """
        give_up_at = time.monotonic() + RETRY_WITHIN_S
        while True:
            try:
                taken = await self._once(wishes)
            except (psycopg.OperationalError, OSError):
                if time.monotonic() > give_up_at:
                    raise
                await asyncio.sleep(_RETRY_PAUSE_S)
            else:
                self._applied(wishes, taken)
                return taken.outcomes

    async def _once(self, wishes: list[Wish]) -> Taken:
        async with self._pool.connection() as connection:
            return await run_async(connection, take(wishes, datetime.now(UTC), self._sql))


class Orders:
    """The door."""

    def __init__(self, identity: Identity, rooms: Rooms, queue: BatchQueue[Wish, Outcome]) -> None:
        self._identity = identity
        self._rooms = rooms
        self._queue = queue
        self._pace = Buckets(ORDERS_AT_ONCE, ORDER_EVERY_S)
        self._decode = msgspec.json.Decoder(OrderRequest).decode

    async def handle(self, scope: Scope, receive: Receive) -> Answer:
        try:
            answer, code = await self._order(scope, receive)
        except Refusal as refusal:
            metrics.ORDERS.labels(refusal.code).inc()
            raise
        metrics.ORDERS.labels(code).inc()
        return answer

    async def _order(self, scope: Scope, receive: Receive) -> tuple[Answer, str]:
        buyer = self._identity.buyer(scope).person
        body = await read_body(scope, receive)
        self._pace.take(buyer)
        wish = await self._wish(scope["path_params"]["sale"], buyer, self._read(body))
        outcome = await self._queue.put(wish)
        if outcome.kept is None:
            raise refusal_of(outcome)
        status = 201 if outcome.answer is rules.Answer.HELD else 200
        made = OrderMade(outcome.kept.order, outcome.kept.state, outcome.kept.expires_at)
        return Answer(status, msgspec.json.encode(made)), outcome.answer.value

    def _read(self, body: bytes) -> OrderRequest:
        try:
            request = self._decode(body)
        except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
            raise Malformed from error
        rules.check_quantity(request.quantity)
        return request

    async def _wish(self, sale_id: int, buyer: int, request: OrderRequest) -> Wish:
        room = await self._rooms.room(sale_id)
        if room.lot(request.lot) is None:
            raise errors.UnknownLot
        pin = room.pin_id if room.pinned_lot == request.lot else None
        may_buy = room.state in _TAKES_ORDERS
        return Wish(buyer, request.key, request.lot, request.quantity, sale_id, pin, may_buy)


def refusal_of(outcome: Outcome) -> Refusal:
    """Return the refusal that tells this outcome."""
    match outcome.answer:
        case rules.Answer.SOLD_OUT:
            return errors.TooFewLeft(left=outcome.left) if outcome.left else errors.SoldOut()
        case rules.Answer.LIMIT_REACHED:
            return errors.LimitReached(left=outcome.left)
        case rules.Answer.UNKNOWN:
            return errors.UnknownLot()
        case _:
            return errors.Closed()


def unknown_buyer() -> Refusal:
    """Return the refusal for a pass whose account is gone."""
    return SignInNeeded()
