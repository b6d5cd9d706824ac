"""Bank transfers: a clerk compares reference and amount with the bank's statement, and says so."""

from yutang.kernel.money import yuan
from yutang.money import rules
from yutang.money.actions import arrivals
from yutang.money.errors import NothingPaid, TransferDiffers
from yutang.money.models import Attempt, Notification
from yutang.money.providers import Told


def confirm_transfer(attempt: Attempt, amount_fen: int, bank_number: str) -> Notification.Outcome:
    """The transfer arrived: the order is paid, or the money goes back when it came too late.

    Whoever calls has asked who may. `bank_number`: the bank's own for it.

    Raises:
        NothingPaid: no transfer was asked for.
        TransferDiffers: another amount arrived; nothing is changed.
    """
    if attempt.provider != rules.BANK:
        raise NothingPaid
    if amount_fen != attempt.amount_fen:
        raise TransferDiffers(asked=yuan(attempt.amount_fen), came=yuan(amount_fen))
    told = Told(attempt.out_trade_no, "paid", amount_fen, transaction_no=bank_number.strip()[:64])
    return arrivals.take_in(rules.BANK, told)
