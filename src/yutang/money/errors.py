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
