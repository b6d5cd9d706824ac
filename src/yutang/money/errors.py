"""Refusals of the money room."""

from yutang.kernel.errors import Refusal


class NoSuchMethod(Refusal):
    """A way to pay that does not exist, or is not offered for this order."""

    code = "no_such_method"
    status = 422
    zh = "这个订单不能用这种方式付款，请换一种。"
    en = "This order cannot be paid that way. Please choose another."


class PaidOtherwise(Refusal):
    code = "paid_otherwise"
    status = 409
    zh = "这个订单已经用另一种方式付过了，不会再扣钱。"
    en = "This order is already paid in another way; nothing more is charged."


class NothingToCollect(Refusal):
    code = "nothing_to_collect"
    status = 409
    zh = "这个订单没有要收的货款：还没寄出，或者已经付过了。"
    en = "There is no cash to collect: the order is not sent yet, or is already paid."


class TooLateToStart(Refusal):
    """A provider's cashier stays open for a minute at least."""

    code = "too_late_to_start"
    status = 409
    zh = "剩下的时间不到一分钟，来不及在线付款了。可以选货到付款，或者重新下单。"
    en = "Less than a minute is left, too little to pay online. Pay on delivery, or order again."


class NothingPaid(Refusal):
    code = "nothing_paid"
    status = 409
    zh = "这个订单没有收到钱，没有可退的。"
    en = "Nothing was paid for this order, so nothing can go back."


class TooMuchBack(Refusal):
    code = "too_much_back"
    status = 422
    zh = "最多还能退 {left} 元。"
    en = "At most ¥{left} can still go back."


class RefundReused(Refusal):
    """The request was made before, for another order or another amount."""

    code = "refund_reused"
    status = 409
    zh = "这次退款已经登记过了，金额不一样。请重新打开页面。"
    en = "This refund was already recorded with another amount. Please open the page again."


class NotByHand(Refusal):
    """The refund is on its way through its provider, or has arrived."""

    code = "not_by_hand"
    status = 409
    zh = "这笔退款正在原路退回，或者已经退完，不用再付一次。"
    en = "This refund is on its way back, or has arrived; it need not be paid again."


class NoteNeeded(Refusal):
    code = "note_needed"
    status = 422
    field = "note"
    zh = "请写明是怎么处理的，例如银行流水号。"
    en = "Please say how it was done, for example the bank's number."


class BadAmount(Refusal):
    code = "bad_amount"
    status = 422
    field = "amount"
    zh = "请填写金额，例如 29.90。"
    en = "Please write an amount such as 29.90."


class TransferDiffers(Refusal):
    """What arrived is not what the order costs."""

    code = "transfer_differs"
    status = 422
    field = "amount"
    zh = "应收 {asked} 元，填的是 {came} 元，对不上。请核对附言和金额；对不上的钱要原路退回。"
    en = (
        "¥{asked} was asked for, not ¥{came}. Please compare reference and amount; money that "
        "does not agree goes back where it came from."
    )
