"""Refusals of the ledger."""

from yutang.kernel.errors import Refusal


class NotBalanced(Refusal):
    """Debits and credits differ. Fields: `total_fen`."""

    code = "not_balanced"
    status = 422
    zh = "借方和贷方差 {total_fen} 分，没有记账。两边相等才能记。"
    en = "Debits and credits differ by {total_fen} fen. Nothing was written; both sides must agree."


class KeyReused(Refusal):
    """The same cause and key with other lines than before. Fields: `cause`, `key`."""

    code = "key_reused"
    status = 409
    zh = "这笔账（{cause} {key}）以前记过，金额不一样，没有再记。"
    en = "This ({cause} {key}) was written before with other amounts. Nothing was written."


class PeriodClosed(Refusal):
    """Fields: `month`, the last one that is closed."""

    code = "period_closed"
    status = 409
    field = "month"
    zh = "{month} 及以前的账已经结清，不能再记。请记在现在的月份。"
    en = "The books are closed up to {month}. Please write into the present month."


class PeriodNotOver(Refusal):
    """Fields: `month`."""

    code = "period_not_over"
    status = 409
    field = "month"
    zh = "{month} 还没有过完，月底以后才能结账。"
    en = "{month} is not over yet; it can be closed after its last day."
