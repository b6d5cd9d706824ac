"""Many orders paid at the test cashier in one transaction: no real money, Django-free.

An order and its payment change together or not at all. Whoever calls has asked whether the test
cashier is open to these buyers; today only a rehearsal does, for its own synthetic ones.
"""

from collections.abc import Generator, Sequence
from datetime import datetime
from uuid import UUID

from yutang.plumbing.rounds import Round, Rows, query
from yutang.trade.hauls import paying
from yutang.trade.hauls.paying import Answer, Paid


def pay(orders: Sequence[UUID], now: datetime) -> Generator[Round, Rows, list[Paid]]:
    """Yield the statements of one transaction; return an answer an order, in their order."""
    answers = yield from paying.pay(orders, now)
    fresh = {paid.order: paid.amount_fen for paid in answers if paid.answer is Answer.PAID}
    if fresh:
        orders_paid = f"{{{','.join(order.hex for order in fresh)}}}"
        amounts = f"{{{','.join(map(str, fresh.values()))}}}"
        yield (query("money", "keep_payments", orders=orders_paid, amounts=amounts, now=now),)
    return answers
