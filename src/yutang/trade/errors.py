"""Refusals of the trade room."""

from yutang.kernel.errors import NotFound, Refusal


class SoldOut(Refusal):
    """Nothing is left of the lot."""

    code = "sold_out"
    status = 409
    zh = "已经卖完了。有人没付款时会放回来,可以过一会儿再看看。"
    en = "Sold out. Units come back when somebody does not pay; look again in a while."


class TooFewLeft(SoldOut):
    """Less is left than was asked for; fields: `left`."""

    zh = "只剩 {left} 件了,请减少数量再试。"
    en = "Only {left} left. Please ask for fewer."


class LimitReached(Refusal):
    """The buyer has, or would have, more than the lot allows each buyer; fields: `left`."""

    code = "limit_reached"
    status = 409
    zh = "这件货每人限购,您还可以买 {left} 件。"
    en = "This lot has a limit for each buyer. You may still buy {left}."


class Closed(Refusal):
    """The lot, or the sale it is in, takes no orders now."""

    code = "closed"
    status = 409
    zh = "现在不能下单:这件货还没开卖,或者已经停卖。"
    en = "No orders now: this lot is not on sale yet, or no longer."


class UnknownLot(NotFound):
    """The sale's lineup has no such lot."""

    zh = "这场直播里没有这件货,可能已被移走。"
    en = "This sale has no such lot; it may have been removed."


class BadQuantity(Refusal):
    """Fields: `most`."""

    code = "bad_quantity"
    status = 422
    zh = "数量请填 1 到 {most}。"
    en = "The quantity must be from 1 to {most}."
