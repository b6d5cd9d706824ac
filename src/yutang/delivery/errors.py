"""Refusals of the delivery room."""

from typing import ClassVar

from yutang.kernel.errors import Refusal


class NotDelivered(Refusal):
    """The sender's carrier does not go there; fields: `region`, in words."""

    code = "not_delivered"
    status = 422
    field: ClassVar[str] = "region"
    zh = "这件货送不到{region}。请换一个收货地址，或者取消订单，没有扣钱。"
    en = "This is not delivered to {region}. Choose another address, or cancel: nothing is charged."


class FreightChanged(Refusal):
    """The freight is another than the buyer saw; fields: `freight` and `total`, in yuan."""

    code = "freight_changed"
    status = 409
    zh = "寄到这个地址，运费是 ¥{freight}，一共 ¥{total}。请看一下，再点付款。"
    en = "To this address the freight is ¥{freight}, ¥{total} in all. Please look, then pay again."


class BadTariff(Refusal):
    """Fields: `zh_what` and `en_what`, what is wrong."""

    code = "bad_tariff"
    status = 422
    zh = "运费表还不能用：{zh_what}。"
    en = "The tariff cannot be kept: {en_what}."


class BadShipWithin(Refusal):
    """Fields: `most`, in hours."""

    code = "bad_ship_within"
    status = 422
    field: ClassVar[str] = "ship_within_h"
    zh = "发货时间请填 1 到 {most} 小时。"
    en = "Please give 1 to {most} hours."


class BookFull(Refusal):
    """Fields: `most`."""

    code = "book_full"
    status = 409
    zh = "地址簿最多存 {most} 个地址。请先删掉不用的。"
    en = "The address book has {most} addresses at most. Remove one that is no longer used."
