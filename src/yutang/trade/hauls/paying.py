"""Payments travel in hauls too: many orders paid in one transaction, the same shape as intake.

Lots are locked first and orders second, as in every action that changes a hold: a payment of the
last second and the expiry of the same hold queue up, and only one of them wins.
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import LiteralString, NamedTuple
from uuid import UUID

from yutang.plumbing.rounds import Query, Round, Rows
from yutang.plumbing.statements import load
from yutang.trade.rules.stock import SOLD

PAID_MOST = 500
"""Most orders worth one transaction: their lots are locked meanwhile, and in a rush whoever orders
waits behind whoever pays."""


class Answer(StrEnum):
    """`had`: it was paid before, as after a retry. `gone`: cancelled, or there is no such order."""

    PAID = "paid"
    HAD = "had"
    HOLD_OVER = "hold_over"
    GONE = "gone"


class Paid(NamedTuple):
    """What became of one payment; `amount_fen` 0 beside an order that is not there."""

    order: UUID
    answer: Answer
    amount_fen: int = 0


@dataclass(frozen=True)
class Statements:
    """The SQL of paying. A test may put its own in, to show what each guard is for."""

    lock_lots: LiteralString = load("trade", "lock_lots_to_pay")
    pay_orders: LiteralString = load("trade", "pay_orders")


DEFAULT = Statements()


def pay(
    orders: Sequence[UUID], now: datetime, sql: Statements = DEFAULT
) -> Generator[Round, Rows, list[Paid]]:
    """Yield the statements of one transaction; return an answer an order, in their order.

    Called by the money room only, which keeps the payments in the same transaction. Gates are told
    nothing: a payment moves units from held to sold, and viewers see what is available.
    """
    if not orders:
        return []
    # PostgreSQL's own text of an array: ten times the pace of one parameter an element.
    named = ",".join(order.hex for order in dict.fromkeys(orders))
    asked = {"orders": f"{{{named}}}", "now": now}
    yield (Query(sql.lock_lots, asked),)
    rows = yield (Query(sql.pay_orders, asked),)
    known = {order: (paid, state, amount) for order, paid, state, amount in rows[0]}
    return [_answer(order, known.get(order)) for order in orders]


def _answer(order: UUID, row: tuple[bool, str, int] | None) -> Paid:
    if row is None:
        return Paid(order, Answer.GONE)
    paid_here, state, amount_fen = row
    if paid_here:
        return Paid(order, Answer.PAID, amount_fen)
    if state in SOLD:
        return Paid(order, Answer.HAD, amount_fen)
    # `held` still, but past its time: nobody has ended it yet, and nobody can pay it any more.
    return Paid(order, Answer.GONE if state == "cancelled" else Answer.HOLD_OVER, amount_fen)
