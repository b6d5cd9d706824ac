"""``POST /live/{sale}/orders``: a wish, or a basket of them, becomes holds, answered after the
commit.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from itertools import count
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta
from starlette.types import Receive, Scope

from yutang.gate import metrics
from yutang.gate.door.answers import Answer, language, refusal_body, refused
from yutang.gate.door.bodies import read_body
from yutang.gate.door.callers import address_of
from yutang.gate.door.identity import Identity
from yutang.gate.door.pace import Pace, Size
from yutang.gate.errors import Malformed, UnknownSale
from yutang.gate.hauls import HaulQueue, Waiter
from yutang.gate.orders.intake import Asked, Basket, Told
from yutang.gate.room.room import Room
from yutang.gate.room.rooms import Rooms
from yutang.kernel.errors import Language, Refusal
from yutang.live.rules import SELLING
from yutang.trade import errors, rules
from yutang.trade.hauls.intake import Outcome
from yutang.trade.rules import Wish

OWN_PACE = Size(60, 0.1)
"""An account's pace, and a device's: 60 at once, then 10 a second. Hands stay far below, a family
that shares one phone too; two accounts on one device are no faster than one."""
SHARED_PACE = Size(2_000, 0.005)
"""An address's pace: 2,000 at once, then 200 a second. In a village behind one address of a mobile
operator 500 phones may tap four times as a lot opens, and again every 2.5 s; a script, with
however many accounts, gets a fiftieth of what one gate takes."""
BASKET_LINES_MAX = 20
COUPON_LETTERS_MAX = 60
_NO_LOT = 0
"""An id that no lot has: a basket's line for a lot that the sale does not have."""


class OrderRequest(msgspec.Struct):
    """`coupon`: a code as somebody typed it, where the lot asks for one."""

    lot: Annotated[int, Meta(ge=1, le=2**63 - 1)]
    quantity: int
    key: UUID
    coupon: Annotated[str, Meta(max_length=COUPON_LETTERS_MAX)] | None = None


class BasketRequest(msgspec.Struct):
    """Several lots at once, each once; `all_or_nothing`: no line without all the others."""

    lines: list[OrderRequest]
    all_or_nothing: bool = False


class OrderMade(msgspec.Struct):
    """`expires_at`: ISO 8601 in UTC, when an unpaid hold ends."""

    order: UUID
    state: str
    expires_at: datetime


class Orders:
    """The door."""

    def __init__(self, identity: Identity, rooms: Rooms, queue: HaulQueue[Asked, Told]) -> None:
        self._identity = identity
        self._rooms = rooms
        self._queue = queue
        self._pace = Pace(OWN_PACE, SHARED_PACE)
        self._groups = count()
        self._decode = msgspec.json.Decoder(OrderRequest).decode
        self._decode_basket = msgspec.json.Decoder(BasketRequest).decode

    async def handle(self, scope: Scope, receive: Receive) -> Answer:
        try:
            return await self._order(scope, receive)
        except Refusal as refusal:
            metrics.order_answered(refusal.code)
            raise

    def at_once(self, sale_id: int, scope: Scope, body: bytes, waiter: Waiter[Told]) -> bool:
        """Queue an order that needs nothing looked up, and have the waiter told its outcome.

        False: it is anything but a plain good order of a room in memory; nothing was done, and
        `handle` does or refuses it.
        """
        room = self._rooms.fresh(sale_id)
        if room is None:
            return False
        try:
            claim = self._identity.buyer(scope)
            buyer = claim.person
            request = self._decode(body)
            rules.check_quantity(request.quantity)
            if room.lot(request.lot) is None or not room.admits(claim.sale):
                return False
            self._pace.take(buyer, self._identity.device(scope), address_of(scope))
        except (Refusal, msgspec.MsgspecError, UnicodeError, RecursionError):
            return False
        self._queue.join(_wish(room, buyer, request), waiter)
        return True

    def answer(self, outcome: Outcome, scope: Scope) -> Answer:
        """Return what is answered to a single wish, refusals too."""
        if outcome.kept is None:
            code, answer = _refused(outcome, language(scope))
            metrics.order_answered(code)
            return answer
        metrics.order_answered(outcome.answer)
        status = 201 if outcome.answer is rules.Answer.HELD else 200
        return Answer(status, msgspec.json.encode(OrderMade(*outcome.kept)))

    async def _order(self, scope: Scope, receive: Receive) -> Answer:
        claim = self._identity.buyer(scope)
        buyer = claim.person
        request = self._read(scope, await read_body(scope, receive), buyer)
        room = await self._rooms.room(scope["path_params"]["sale"])
        if not room.admits(claim.sale):
            raise UnknownSale
        if isinstance(request, BasketRequest):
            return await self._take_basket(scope, room, buyer, request)
        if room.lot(request.lot) is None:
            raise errors.UnknownLot
        told = await self._queue.put(_wish(room, buyer, request))
        assert isinstance(told, Outcome), "a wish has one outcome"
        return self.answer(told, scope)

    def _read(self, scope: Scope, body: bytes, buyer: int) -> OrderRequest | BasketRequest:
        """Return what is asked; each line costs the buyer one turn, and so does nonsense."""
        device, address = self._identity.device(scope), address_of(scope)
        try:
            request: OrderRequest | BasketRequest = self._decoded(body)
        except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
            self._pace.take(buyer, device, address)
            raise Malformed from error
        lines = [request] if isinstance(request, OrderRequest) else request.lines
        turns = min(max(len(lines), 1), OWN_PACE.burst)
        self._pace.take(buyer, device, address, turns)
        for line in lines:
            rules.check_quantity(line.quantity)
        if isinstance(request, BasketRequest):
            _check_lines(lines)
        return request

    def _decoded(self, body: bytes) -> OrderRequest | BasketRequest:
        try:
            return self._decode(body)
        except msgspec.ValidationError:
            return self._decode_basket(body)

    async def _take_basket(
        self, scope: Scope, room: Room, buyer: int, request: BasketRequest
    ) -> Answer:
        group = next(self._groups) if request.all_or_nothing else None
        wishes = tuple(_wish(room, buyer, line)._replace(group=group) for line in request.lines)
        told = await self._queue.put(Basket(wishes))
        assert isinstance(told, list), "a basket has an outcome a line"
        return _basket_answer(request.lines, told, scope)


def _wish(room: Room, buyer: int, request: OrderRequest) -> Wish:
    lot = request.lot if room.lot(request.lot) is not None else _NO_LOT
    pin = room.pin_id if room.pinned_lot == lot else None
    may_buy = room.state in SELLING
    coupon = request.coupon
    return Wish(
        buyer, request.key, lot, request.quantity, room.sale_id, pin, may_buy, coupon=coupon
    )


def _check_lines(lines: Sequence[OrderRequest]) -> None:
    """Raises `BadBasket` when there are none or too many, or a lot or a key is there twice."""
    lots, keys = {line.lot for line in lines}, {line.key for line in lines}
    if not 1 <= len(lines) <= BASKET_LINES_MAX or not len(lots) == len(keys) == len(lines):
        raise errors.BadBasket(most=BASKET_LINES_MAX)


def _basket_answer(
    lines: Sequence[OrderRequest], outcomes: Sequence[Outcome], scope: Scope
) -> Answer:
    """Return 201 when anything is newly held, 200 when all orders were there, 409 for none."""
    reader = language(scope)
    told: list[dict[str, object]] = []
    for line, outcome in zip(lines, outcomes, strict=True):
        if outcome.kept is None:
            refusal = refusal_of(outcome)
            metrics.order_answered(refusal.code)
            told.append({"lot": line.lot, **refusal_body(refusal, reader)})
        else:
            metrics.order_answered(outcome.answer)
            told.append({"lot": line.lot, **outcome.kept._asdict()})
    if all(outcome.kept is None for outcome in outcomes):
        none = errors.NothingOrdered()
        body = {**refusal_body(none, reader), "lines": told}
        return Answer(none.status, msgspec.json.encode(body))
    new = any(outcome.answer is rules.Answer.HELD for outcome in outcomes)
    return Answer(201 if new else 200, msgspec.json.encode({"lines": told}))


@lru_cache(maxsize=1024)
def _refused(outcome: Outcome, reader: Language) -> tuple[str, Answer]:
    """Return the code and the answer; when a lot is sold out, thousands are told the same."""
    refusal = refusal_of(outcome)
    return refusal.code, refused(refusal, reader)


def refusal_of(outcome: Outcome) -> Refusal:
    """Return the refusal that tells this outcome."""
    match outcome.answer:
        case rules.Answer.SOLD_OUT if outcome.left:
            return errors.TooFewLeft(left=outcome.left)
        case rules.Answer.SOLD_OUT if outcome.at:
            return errors.MoreLater(at=outcome.at)
        case rules.Answer.LIMIT_REACHED:
            return errors.LimitReached(left=outcome.left)
        case rules.Answer.NOT_YET if outcome.at:
            return errors.NotYet(at=outcome.at)
        case rules.Answer.FULL:
            return errors.Full(kind=outcome.why)
        case plain:
            return _PLAIN.get(plain, errors.Closed)()


_PLAIN: dict[rules.Answer, type[Refusal]] = {
    rules.Answer.SOLD_OUT: errors.SoldOut,
    rules.Answer.COUPON: errors.CouponNeeded,
    rules.Answer.BY_TICKET: errors.ByTicket,
    rules.Answer.UNKNOWN: errors.UnknownLot,
    rules.Answer.INCOMPLETE: errors.Incomplete,
}
