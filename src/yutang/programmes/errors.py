"""Refusals of the programmes room."""

from typing import ClassVar

from yutang.kernel.errors import Refusal


class NotNow(Refusal):
    """It was decided already, or the programme is closed."""

    code = "not_now"
    status = 409
    zh = "这一步现在不能做：可能刚刚有人处理过了，或者项目已经结束。请看看最新的情况。"
    en = (
        "This step is not possible now: somebody may just have acted, or the programme is closed."
        " Please look again."
    )


class OwnHand(Refusal):
    """Who noted it may not confirm it."""

    code = "own_hand"
    status = 403
    zh = "这是您自己登记的，要由另一位同志来确认。"
    en = "You noted this yourself: somebody else has to confirm it."


class FundShort(Refusal):
    """Fields: `left`, yuan."""

    code = "fund_short"
    status = 409
    field: ClassVar[str] = "amount"
    zh = "基金里没有这么多钱，现在还有 {left} 元。没有到账的钱不能拨。"
    en = "The fund does not have so much: {left} yuan are left. What has not arrived is not given."


class ProgrammeShort(Refusal):
    """Fields: `left`, yuan."""

    code = "programme_short"
    status = 409
    field: ClassVar[str] = "amount"
    zh = "项目里没有这么多钱，现在还有 {left} 元。没有到账的钱不能花。"
    en = (
        "The programme does not have so much: {left} yuan are left."
        " What has not arrived is not spent."
    )


class BudgetShort(Refusal):
    """Fields: `left`, yuan."""

    code = "budget_short"
    status = 409
    field: ClassVar[str] = "amount"
    zh = "预算里这一项不够了，还剩 {left} 元。要多花，先改预算。"
    en = "The budget has {left} yuan left for this purpose. To spend more, change the budget first."


class PlanTooSmall(Refusal):
    code = "plan_too_small"
    status = 409
    field: ClassVar[str] = "amount"
    zh = "这一项已经花得比这个数多了，预算不能比它还少。"
    en = "More than this was spent on this purpose already: the plan cannot be smaller."


class OtherScheme(Refusal):
    code = "other_scheme"
    status = 409
    field: ClassVar[str] = "programme"
    zh = "这个基金的钱有专门的规定，只能拨给同一类资金的项目；其他基金的钱也不能拨给它。"
    en = "This money has a rule of its own: it goes only to programmes of the same scheme."


class DaysWrong(Refusal):
    code = "days_wrong"
    status = 422
    field: ClassVar[str] = "ends_on"
    zh = "结束的日子不能在开始之前，也不能超过 {most} 年。"
    en = "The last day comes after the first, at most {most} years later."


class AmountWrong(Refusal):
    code = "amount_wrong"
    status = 422
    field: ClassVar[str] = "amount"
    zh = "金额要大于 0，最多到分，不超过一百亿元。"
    en = "The amount is above 0, in whole fen, and at most ten billion yuan."


class WordsNeeded(Refusal):
    """Fields: `least`, letters."""

    code = "words_needed"
    status = 422
    field: ClassVar[str] = "words"
    zh = "请写清楚，至少 {least} 个字。"
    en = "Please say it clearly, in {least} letters or more."


class ReceiptKnown(Refusal):
    code = "receipt_known"
    status = 409
    field: ClassVar[str] = "bank_reference"
    zh = "这张银行回单已经登记过了。"
    en = "This bank receipt was noted before."


class InvoiceKnown(Refusal):
    code = "invoice_known"
    status = 409
    field: ClassVar[str] = "invoice_number"
    zh = "这家单位的这张发票已经登记过了。"
    en = "This invoice of that organisation was noted before."


class PaperNeeded(Refusal):
    code = "paper_needed"
    status = 422
    field: ClassVar[str] = "paper"
    zh = "请附上发票：PDF 或照片（JPG、PNG、WebP），不超过 10 MB。"
    en = "Please add the invoice: PDF or a photograph (JPEG, PNG, WebP), at most 10 MB."


class TooMuchBack(Refusal):
    """Fields: `left`, yuan."""

    code = "more_than_is_left_back"
    status = 409
    field: ClassVar[str] = "amount"
    zh = "这笔捐款里最多能退 {left} 元：其余的已经按比例用出去了。"
    en = "Of this donation {left} yuan can go back: the rest was handed on with the pool."


class MoneyLeft(Refusal):
    """Fields: `left`, yuan."""

    code = "money_left"
    status = 409
    zh = "项目里还有 {left} 元，或者还有没付、没确认的账。先退回基金或办完，再结束。"
    en = (
        "The programme still has {left} yuan, or bills and grants that wait."
        " Give the rest back to the fund and finish them first."
    )


class KeyTaken(Refusal):
    """The same key was used for something else."""

    code = "key_taken"
    status = 409
    zh = "这笔已经按别的内容记过了，请返回上一页重新填写。"
    en = "This was written before with other contents. Please go back and fill it in again."


class NotSpent(Refusal):
    code = "not_spent"
    status = 409
    zh = "没有这笔支出，没有什么可撤回的。"
    en = "Nothing was spent under this key, so nothing can be taken back."


class UnknownPlace(Refusal):
    code = "place_not_found"
    status = 422
    field: ClassVar[str] = "place"
    zh = "没有找到这个地方，请写全一点，例如“河北省宽城县”。"
    en = "No such place. Please write it out, for example with its province."


class RuleKnown(Refusal):
    code = "rule_known"
    status = 409
    field: ClassVar[str] = "valid_from"
    zh = "这一天或更晚已经有一版规定了，请选晚一些的日子。"
    en = "There is a version from that day or later. Please choose a later day."
