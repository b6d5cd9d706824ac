"""What the ledger is told: in the transaction of the row that it is about, once a row.

A payment's key is its order, a stray attempt's our number, a refund's its number. Money of a
rehearsal is no money: it is never posted, and so never has to be taken away again.
"""

from uuid import UUID

from yutang.ledger import actions as ledger
from yutang.ledger.rules import CASHIER, ESCROW, Line
from yutang.money.models import Attempt, Payment, Refund


def paid(payment: Payment, *, rehearsed: bool) -> None:
    """The order's money is there: the cashier has it, the escrow owes it."""
    if not rehearsed:
        key, order = str(payment.order_id), payment.order_id
        _take(payment.method, payment.amount_fen, key, order)


def strayed(attempt: Attempt) -> None:
    """Money came that no order needs; it is nobody's but the payer's, so no order is named."""
    _take(attempt.provider, attempt.amount_fen, attempt.out_trade_no, None)


def returned(refund: Refund, *, rehearsed: bool = False) -> None:
    """A refund arrived: out of the escrow, out of the cashier that gave it."""
    if rehearsed:
        return
    fen = refund.amount_fen
    lines = (Line(ESCROW, "", fen), Line(CASHIER, refund.method, -fen))
    order = None if refund.payment_id is None else refund.order_id
    ledger.post("refund", refund.number, lines, order=order, by=refund.done_by)


def _take(method: str, fen: int, key: str, order: UUID | None) -> None:
    lines = (Line(CASHIER, method, fen), Line(ESCROW, "", -fen))
    ledger.post("payment", key, lines, order=order)
