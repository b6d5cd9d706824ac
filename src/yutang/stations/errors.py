"""Refusals of the stations room."""

from typing import ClassVar

from yutang.kernel.errors import Refusal


class BadStation(Refusal):
    code = "bad_station"
    status = 422
    zh = "请把站点名称、所在村镇、地址和营业时间填完整。"
    en = "Please give the station's name, village or town, address and opening hours in full."


class BadStationPlace(Refusal):
    """Fields: `found`, the places that the words may mean."""

    code = "bad_station_place"
    status = 422
    field: ClassVar[str] = "place"
    zh = "请写清楚在哪个县、乡镇或村。可能是：{found}"
    en = "Please say which county, town or village. It may be: {found}"


class StationTwice(Refusal):
    code = "station_twice"
    status = 409
    field: ClassVar[str] = "name"
    zh = "这个地方已经有同名的站点。"
    en = "This place has a station of that name already."


class StationClosed(Refusal):
    code = "station_closed"
    status = 409
    zh = "这个站点已经停用，请换一个。"
    en = "This station is closed. Please choose another one."


class NotForHere(Refusal):
    code = "not_for_here"
    status = 409
    zh = "这个包裹不是寄到这里的，或者还没有寄出。请核对快递单号。"
    en = "This parcel is not on its way to this station. Please compare its number."


class WrongPickupCode(Refusal):
    """Fields: `left`, tries before the entry is locked."""

    code = "wrong_pickup_code"
    status = 422
    zh = "取件码不对，还可以试 {left} 次。请买家打开订单页看取件码。"
    en = "That code is wrong; {left} tries are left. The buyer finds it on the order's page."


class CodesLocked(Refusal):
    """Fields: `minutes`."""

    code = "codes_locked"
    status = 429
    zh = "试错太多次，请 {minutes} 分钟后再试。"
    en = "Too many wrong codes. Please try again in {minutes} min."


class HandedAlready(Refusal):
    code = "handed_already"
    status = 409
    zh = "这个包裹已经交给买家了，不要再交一次。"
    en = "This parcel was handed over already. Do not hand it over again."


class CashFirst(Refusal):
    """Fields: `yuan`."""

    code = "cash_first"
    status = 409
    zh = "这个包裹要先收现金 ¥{yuan}。收到后请勾选“已收现金”。"
    en = "Collect ¥{yuan} in cash first, then tick that you have it."


class ShelfEmpty(Refusal):
    """Fields: `left`."""

    code = "shelf_empty"
    status = 409
    zh = "货架上只剩 {left} 件。"
    en = "Only {left} are left on the shelf."


class NotSoldNow(Refusal):
    code = "not_sold_now"
    status = 409
    zh = "这件货现在不能卖：可能已停卖或召回。请放到一边，问问县里。"
    en = "This good may not be sold now: stopped, or called back. Put it aside and ask the county."


class BadSale(Refusal):
    """Fields: `most`."""

    code = "bad_sale"
    status = 422
    zh = "件数请填 1 到 {most}。"
    en = "The number of units must be from 1 to {most}."


class NoShop(Refusal):
    code = "no_shop"
    status = 409
    zh = "这是自提点，没有货架。要卖货，请先把它登记为门店。"
    en = "This is a pickup station without shelves. Register it as a shop to sell from it."
