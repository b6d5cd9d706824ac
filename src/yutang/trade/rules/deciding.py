"""The rules of an order: who gets units when many ask at once. Pure.

`decide` takes wishes in the order they arrived and what is known about their lots and buyers, and
gives one decision each; it knows keys and baskets. The conditions of a single wish, from a closed
lot to a full cap, are the desk's (`desk.py`). All of it is told apart from the SQL so that it can
be tested by property.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from yutang.trade.errors import BadQuantity
from yutang.trade.rules.desk import Desk
from yutang.trade.rules.facts import Answer, Decision, Facts, Wish

QUANTITY_MAX = 99
"""Most units of one order; a buyer who needs more asks the producer."""


def check_quantity(quantity: int) -> int:
    """Return the quantity.

    Raises:
        BadQuantity: it is not from 1 to `QUANTITY_MAX`.
    """
    if not 1 <= quantity <= QUANTITY_MAX:
        raise BadQuantity(most=QUANTITY_MAX)
    return quantity


def decide(wishes: Sequence[Wish], facts: Facts, now: datetime) -> list[Decision]:
    """Return one decision a wish, in arrival order: who comes first is served first.

    A wish asks for all its units or none; a smaller wish behind it may still be served. It is
    refused for the first of these that holds: the lot is unknown, closed, not open yet, or served
    by ticket; the coupon is missing or used up; nothing is left, or what is left belongs to a
    line; the buyer's limit; fewer left than asked for; a cap of the lot.

    Of a group, wishes whose order exists already are found as ever; the others are all held, or
    none of them is: then those that could have been are `INCOMPLETE`.
    """
    desk = Desk(facts, now)
    first: dict[tuple[int, UUID], int] = {}
    decisions: list[Decision] = []
    group, group_starts = None, 0
    for index, wish in enumerate(wishes):
        assert 1 <= wish.quantity <= QUANTITY_MAX, wish.quantity
        if wish.group != group:
            if group is not None:
                _all_or_none(wishes, decisions, group_starts, desk)
            group, group_starts = wish.group, index
        name = (wish.buyer, wish.key)
        if kept := facts.seen.get(name):
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


def _all_or_none(wishes: Sequence[Wish], decisions: list[Decision], start: int, desk: Desk) -> None:
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
_INCOMPLETE = Decision(Answer.INCOMPLETE)
