"""Refusals of the trade room."""

from datetime import datetime
from typing import ClassVar

from yutang.kernel.clock import wall
from yutang.kernel.errors import NotFound, Refusal


class SoldOut(Refusal):
    """Nothing is left of the lot."""

    code = "sold_out"
    status = 409
    zh = "已经卖完了。有人没付款时会放回来，可以过一会儿再看看。"
    en = "Sold out. Units come back when somebody does not pay; look again in a while."


class TooFewLeft(SoldOut):
    """Less is left than was asked for; fields: `left`."""

    zh = "只剩 {left} 件了，请减少数量再试。"
    en = "Only {left} left. Please ask for fewer."


class LimitReached(Refusal):
    """The buyer has, or would have, more than the lot allows each buyer; fields: `left`."""

    code = "limit_reached"
    status = 409
    zh = "这件货每人限购，您还可以买 {left} 件。"
    en = "This lot has a limit for each buyer. You may still buy {left}."


class Closed(Refusal):
    """The lot, or the sale it is in, takes no orders now."""

    code = "closed"
    status = 409
    zh = "现在不能下单：这件货还没开卖，或者已经停卖。"
    en = "No orders now: this lot is not on sale yet, or no longer."


class NotYet(Closed):
    """The lot's opening is still to come; fields: `at`, the moment, aware."""

    zh = "还没有开卖。{at:%m 月 %d 日 %H:%M:%S} 开始，到时再点。"
    en = "Not on sale yet: orders are taken from {at:%d %b %H:%M:%S} (China time)."

    def __init__(self, *, at: datetime) -> None:
        super().__init__(at=wall(at))


class Full(Closed):
    """A cap of the sale is reached; fields: `kind` (orders, fen or parcels_day)."""

    zh = "{zh_what}，现在不再接单。有人取消时会再接，可以过一会儿再看看。"
    en = "No more orders for now: {en_what}. Look again in a while; somebody may cancel."

    def __init__(self, *, kind: str) -> None:
        zh_what, en_what = _CAPS[kind]
        super().__init__(kind=kind, zh_what=zh_what, en_what=en_what)


_CAPS = {
    "orders": ("订单数已到上限", "the number of orders is reached"),
    "fen": ("销售额已到上限", "the amount to be sold is reached"),
    "parcels_day": ("今天能打包的数量已满，明天再接", "today's parcels are all taken"),
}


class MoreLater(SoldOut):
    """Nothing is left now, and more comes on sale; fields: `at`, the next wave, aware."""

    zh = "这一批卖完了，{at:%H:%M:%S} 放下一批。"
    en = "Sold out for now. The next units come at {at:%H:%M:%S} (China time)."

    def __init__(self, *, at: datetime) -> None:
        super().__init__(at=wall(at))


class CouponNeeded(Refusal):
    """The lot is for those with a coupon; the code is missing, unknown, ended or used up."""

    code = "coupon_needed"
    status = 409
    zh = "这件货要凭购买码下单。请检查购买码：可能写错了、已经用过，或者已经停用。"
    en = "This lot needs a coupon. Please check the code: mistyped, used already, or ended."


class ByTicket(Refusal):
    """The lot has a waiting room: who wants it takes a number."""

    code = "take_a_number"
    status = 409
    zh = "这件货要排队买。请先取号，轮到您时会给您留货。"
    en = "This lot is sold in turn. Please take a number; your turn keeps the goods for you."


class NotNeeded(Refusal):
    """A number is asked for while units are there and nobody waits."""

    code = "not_needed"
    status = 409
    zh = "现在有货，不用排队，直接买就可以。"
    en = "No need to wait: units are there. Please order directly."


class HouseholdLimit(Refusal):
    """Orders to one address would have more than the lot allows; fields: `left`."""

    code = "limit_reached"
    status = 409
    zh = "这件货每户限购，这个地址还可以买 {left} 件。请减少数量重新下单，或者换一个地址。"
    en = "This lot has a limit for each household. This address may still have {left}."


class Incomplete(Refusal):
    """The buyer asked for all lines or none, and another line cannot be had."""

    code = "incomplete"
    status = 409
    zh = "您选了“要么全要，要么都不要”，有一件买不到，所以这件也没有下单。"
    en = "You asked for all or nothing. Another line cannot be had, so this one was not ordered."


class NothingOrdered(Refusal):
    """No line of a basket has an order; each line says why."""

    code = "nothing_ordered"
    status = 409
    zh = "一件都没有买到，原因写在每一件旁边。"
    en = "Nothing was ordered; each line says why."


class BadBasket(Refusal):
    """Fields: `most`, the lines a basket may have."""

    code = "bad_basket"
    status = 422
    zh = "一次请选 1 到 {most} 种货，每种只选一次。"
    en = "A basket has 1 to {most} lots, each of them once."


class UnknownLot(NotFound):
    """The sale's lineup has no such lot."""

    zh = "这场直播里没有这件货，可能已被移走。"
    en = "This sale has no such lot; it may have been removed."


class BadQuantity(Refusal):
    """Fields: `most`."""

    code = "bad_quantity"
    status = 422
    zh = "数量请填 1 到 {most}。"
    en = "The quantity must be from 1 to {most}."


# What is done to lots by hand


class BadPrice(Refusal):
    code = "bad_price"
    status = 422
    zh = "价格要大于 0，最多两位小数。"
    en = "The price is more than 0, with at most two decimals."


class BadUnits(Refusal):
    """Fields: `most`."""

    code = "bad_units"
    status = 422
    zh = "件数请填 1 到 {most}。"
    en = "The number of units must be from 1 to {most}."


class BadLimit(Refusal):
    code = "bad_limit"
    status = 422
    zh = "限购的件数要大于 0；不限购就留空。"
    en = "A limit is more than 0; leave it empty for no limit."


class BadHold(Refusal):
    code = "bad_hold"
    status = 422
    zh = "付款时间请设在 1 分钟到 24 小时之间。"
    en = "The time to pay must be between 1 minute and 24 hours."


class BadTimes(Refusal):
    code = "bad_times"
    status = 422
    zh = "停止下单的时间要晚于开始下单的时间。"
    en = "Orders must end after they begin."


class ClosesInPast(Refusal):
    code = "closes_in_past"
    status = 422
    field: ClassVar[str] = "closes_at"
    zh = "这个停卖时间已经过去了。要现在就停卖，请把这件货下架；要晚一点停，请填以后的时间。"
    en = "That end is past already. To stop orders now, close the lot; else give a time to come."


class BadWave(Refusal):
    """Fields: `most`, the waves a lot may have."""

    code = "bad_wave"
    status = 422
    zh = "每一批要填放货的时刻和件数，一件货最多分 {most} 批，时刻在开播后 24 小时以内。"
    en = "A wave needs a time within 24 hours of going live, and units; {most} waves at most."


class BadCap(Refusal):
    code = "bad_cap"
    status = 422
    zh = "上限要大于 0，并且至少选一件货。"
    en = "A cap is more than 0 and has at least one lot."


class BadCoupons(Refusal):
    """Fields: `most`, the coupons that can be made at once."""

    code = "bad_coupons"
    status = 422
    zh = "一次请做 1 到 {most} 个购买码，每个至少能用 1 次。"
    en = "Please make 1 to {most} coupons at a time, each for at least one order."


class WrongBatch(Refusal):
    code = "wrong_batch"
    status = 422
    zh = "这个批次不属于这件货。"
    en = "That batch is of another product."


class TooFewToWithdraw(Refusal):
    """Fields: `left`."""

    code = "too_few_to_withdraw"
    status = 409
    zh = "只剩 {left} 件没有被人买下，不能撤回更多。"
    en = "Only {left} units are not taken by buyers; no more can be withdrawn."


# What happens to an order after it is held


class HoldOver(Refusal):
    """The time to pay has passed; the units go back on sale."""

    code = "hold_over"
    status = 409
    zh = "付款时间已过，货已经放回去卖了。还想要的话，请回直播间再下一单。"
    en = "The time to pay is over and the goods are back on sale. Please order again in the sale."


class OrderGone(Refusal):
    code = "order_gone"
    status = 409
    zh = "这个订单已经取消了。还想要的话，请再下一单。"
    en = "This order was cancelled. If you still want the goods, please order again."


class WrongStep(Refusal):
    """The order cannot make this step from where it stands."""

    code = "wrong_step"
    status = 409
    zh = "这个订单现在不能这样操作，请刷新页面看看它到了哪一步。"
    en = "The order cannot do that now. Reload the page to see where it stands."


class AlreadyShipped(Refusal):
    code = "already_shipped"
    status = 409
    zh = "货已经寄出，不能取消了。收到后有问题，请联系生产者。"
    en = "The parcel is on its way, so the order cannot be cancelled. Ask the producer for help."


class ContactNeeded(Refusal):
    code = "contact_needed"
    status = 422
    zh = "请先填写收货人、手机号和地址。"
    en = "Please say first who receives the parcel, and where."


class BadContact(Refusal):
    """A line of the contact is missing; `field` names it."""

    code = "bad_contact"
    status = 422
    zh = "请把收货人、手机号、地区和详细地址填完整。"
    en = "Please give the receiver's name, mobile number, region and address in full."


class FreshNotConfirmed(Refusal):
    """Without this step in the purchase the 7-day return would apply (see DOMAIN §4)."""

    code = "fresh_not_confirmed"
    status = 422
    zh = "这是生鲜，不能无理由退货。请先勾选“我知道”，再付款。"
    en = "This is fresh food that cannot be returned without reason. Please tick that you know."


class TrackingNeeded(Refusal):
    code = "tracking_needed"
    status = 422
    zh = "请填写快递单号（最多 60 个字母或数字）；自己送货就写“自送”。"
    en = "Please give the parcel number (at most 60 letters or digits), or write: by hand."
