"""The rules of an order: who gets units when many ask at once. Pure.

`decide` is the whole rule: wishes in the order they arrived, what is known about their lots and
buyers, one decision each. It is told apart from the SQL so that it can be tested by property.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from yutang.trade.errors import BadQuantity

QUANTITY_MAX = 99
"""Most units of one order; a buyer who needs more asks the producer."""


class Answer(StrEnum):
    HELD = "held"
    SEEN = "seen"
    SOLD_OUT = "sold_out"
    LIMIT_REACHED = "limit_reached"
    CLOSED = "closed"
    UNKNOWN = "unknown"
    INCOMPLETE = "incomplete"


class Wish(NamedTuple):
    """One request for units. `key` is made by the buyer: repeated, it is the same order.

    `may_buy` False: the sale takes no orders now, but one made earlier is still found. `group`:
    neighbours with the same group are taken together or not at all.
    """

    buyer: int
    key: UUID
    lot: int
    quantity: int
    sale: int | None = None
    pin: int | None = None
    may_buy: bool = True
    group: int | None = None


class LotFacts(NamedTuple):
    """What a locked lot's row says."""

    id: int
    available: int
    buyer_limit: int | None
    hold_s: int
    is_open: bool


class Kept(NamedTuple):
    """An order that exists already."""

    order: UUID
    state: str
    expires_at: datetime


class Decision(NamedTuple):
    """The answer to one wish.

    `left`: units still to be had, beside sold_out and limit_reached (there: by this buyer).
    `kept`: beside seen, the order of an earlier batch; `earlier`: the index of the wish in this
    batch whose order it is.
    """

    answer: Answer
    left: int = 0
    kept: Kept | None = None
    earlier: int | None = None


def check_quantity(quantity: int) -> int:
    """Return the quantity.

    Raises:
        BadQuantity: it is not from 1 to `QUANTITY_MAX`.
    """
    if not 1 <= quantity <= QUANTITY_MAX:
        raise BadQuantity(most=QUANTITY_MAX)
    return quantity


def decide(
    wishes: Sequence[Wish],
    lots: Mapping[int, LotFacts],
    seen: Mapping[tuple[int, UUID], Kept],
    bought: Mapping[tuple[int, int], int],
) -> list[Decision]:
    """Return one decision a wish, in arrival order: who comes first is served first.

    `seen`: orders kept earlier, by (buyer, key). `bought`: units a buyer already has, by
    (buyer, lot), needed only where a lot limits its buyers. A wish asks for all its units or
    none; a smaller wish behind it may still be served.

    Of a group, wishes whose order exists already are found as ever; the others are all held, or
    none of them is: then those that could have been are `INCOMPLETE`.
    """
    desk = _Desk(lots, bought)
    first: dict[tuple[int, UUID], int] = {}
    decisions: list[Decision] = []
    group, group_starts = None, 0
    for index, wish in enumerate(wishes):
        if wish.group != group:
            if group is not None:
                _all_or_none(wishes, decisions, group_starts, desk)
            group, group_starts = wish.group, index
        name = (wish.buyer, wish.key)
        if kept := seen.get(name):
            decisions.append(Decision(Answer.SEEN, kept=kept))
        elif (earlier := first.setdefault(name, index)) != index:
            decisions.append(_same_again(decisions[earlier], earlier))
        else:
            decisions.append(desk.serve(wish))
    if group is not None:
        _all_or_none(wishes, decisions, group_starts, desk)
    return decisions


def _same_again(decision: Decision, earlier: int) -> Decision:
    if decision.answer is Answer.HELD:
        return Decision(Answer.SEEN, earlier=earlier)
    return decision


def _all_or_none(
    wishes: Sequence[Wish], decisions: list[Decision], start: int, desk: "_Desk"
) -> None:
    """Take the group that ends the list back from its start, unless all of it has its orders."""
    if all(decision.answer in _HAS_ORDER for decision in decisions[start:]):
        return
    for index in range(start, len(decisions)):
        decision = decisions[index]
        if decision.answer is Answer.HELD:
            desk.take_back(wishes[index])
            decisions[index] = _INCOMPLETE
        elif decision.earlier is not None and decision.earlier >= start:
            decisions[index] = _INCOMPLETE


_HAS_ORDER = {Answer.HELD, Answer.SEEN}
_HELD = Decision(Answer.HELD)
_INCOMPLETE = Decision(Answer.INCOMPLETE)


class _Desk:
    """Counts down what is left of each lot, and for each buyer, while a batch is decided."""

    def __init__(self, lots: Mapping[int, LotFacts], bought: Mapping[tuple[int, int], int]) -> None:
        self._lots = lots
        self._left = {lot.id: lot.available for lot in lots.values()}
        self._bought = dict(bought)

    def serve(self, wish: Wish) -> Decision:
        assert 1 <= wish.quantity <= QUANTITY_MAX, wish.quantity
        lot = self._lots.get(wish.lot)
        if lot is None:
            return Decision(Answer.UNKNOWN)
        if not (lot.is_open and wish.may_buy):
            return Decision(Answer.CLOSED)
        left = self._left[lot.id]
        if left == 0:
            return Decision(Answer.SOLD_OUT)
        if lot.buyer_limit is not None:
            has = self._bought.get((wish.buyer, lot.id), 0)
            if has + wish.quantity > lot.buyer_limit:
                return Decision(Answer.LIMIT_REACHED, max(lot.buyer_limit - has, 0))
            if wish.quantity <= left:
                self._bought[wish.buyer, lot.id] = has + wish.quantity
        if wish.quantity > left:
            return Decision(Answer.SOLD_OUT, left)
        self._left[lot.id] = left - wish.quantity
        return _HELD

    def take_back(self, wish: Wish) -> None:
        """Undo having served the wish."""
        self._left[wish.lot] += wish.quantity
        if self._lots[wish.lot].buyer_limit is not None:
            self._bought[wish.buyer, wish.lot] -= wish.quantity
