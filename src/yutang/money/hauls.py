"""Many orders paid at the test cashier in one transaction: no real money, Django-free.

An order, its payment and its line in the ledger change together or not at all. Whoever calls has
asked whether the test cashier is open to these buyers; today only a rehearsal does, for its own
synthetic ones, and money of a rehearsal is not posted.
"""

from collections.abc import Generator, Sequence
from datetime import datetime
from uuid import UUID

from yutang.ledger import hauls as ledger
from yutang.ledger.rules import CASHIER, ESCROW, Line, Posting
from yutang.money.rules import TEST_CASHIER
from yutang.plumbing.rounds import Round, Rows, query
from yutang.trade.hauls import paying
from yutang.trade.hauls.paying import Answer, Paid


def pay(
    orders: Sequence[UUID], now: datetime, *, rehearsed: bool = False
) -> Generator[Round, Rows, list[Paid]]:
    """Yield the statements of one transaction; return an answer an order, in their order.

    `rehearsed`: the orders are a rehearsal's, so the ledger is not told.
    """
    answers = yield from paying.pay(orders, now)
    fresh = {paid.order: paid.amount_fen for paid in answers if paid.answer is Answer.PAID}
    if fresh:
        orders_paid = f"{{{','.join(order.hex for order in fresh)}}}"
        amounts = f"{{{','.join(map(str, fresh.values()))}}}"
        yield (query("money", "keep_payments", orders=orders_paid, amounts=amounts, now=now),)
        if not rehearsed:
            yield from ledger.post([_posting(order, fen, now) for order, fen in fresh.items()])
    return answers


def _posting(order: UUID, fen: int, now: datetime) -> Posting:
    lines = (Line(CASHIER, TEST_CASHIER, fen), Line(ESCROW, "", -fen))
    return Posting("payment", str(order), now, lines, order)
