"""Refusals of the parcels room."""

from yutang.kernel.errors import Refusal


class NothingChosen(Refusal):
    code = "nothing_chosen"
    status = 422
    zh = "请先勾选要处理的订单。"
    en = "Please tick the orders first."


class NotOnTheWay(Refusal):
    """Something is said of a parcel that was not sent, or is over already."""

    code = "not_on_the_way"
    status = 409
    zh = "这个包裹现在不在路上，请刷新页面看看它到了哪一步。"
    en = "This parcel is not on its way now. Reload the page to see where it stands."


class SayWhoSaid(Refusal):
    code = "say_who_said"
    status = 422
    zh = "请写明是谁说的、说了什么，例如“买家来电，昨天收到了”。"
    en = "Please say who said so and what, for example: the buyer called, it came yesterday."


class WrongBatch(Refusal):
    code = "wrong_batch"
    status = 422
    zh = "这个批次不属于这件货，请选这件货的批次。"
    en = "That batch is of another product. Please choose one of this product's."


class BadWeight(Refusal):
    code = "bad_weight"
    status = 422
    zh = "重量请填 0.01 到 100 公斤。"
    en = "The weight must be from 0.01 to 100 kg."


class BadFile(Refusal):
    """The file cannot be read; fields: `most`, the lines it may have."""

    code = "bad_file"
    status = 422
    zh = "这个文件读不出来。请用 XLSX 或 CSV，第一行写“订单号、快递单号”，最多 {most} 行。"
    en = (
        "This file cannot be read. Please use XLSX or CSV with a first line: order, waybill;"
        " {most} lines at most."
    )


class NoCarrier(Refusal):
    """No carrier's service is configured that could do it."""

    code = "no_carrier"
    status = 409
    zh = "没有开通这家快递的接口，请手工填写快递单号。"
    en = "This carrier's service is not set up here. Please write the waybill number by hand."


class CarrierFailed(Refusal):
    """The carrier did not answer, or refused; fields: `said`, in its own words."""

    code = "carrier_failed"
    status = 502
    zh = "快递公司没有接受：{said}。请稍后再试，或者手工填写快递单号。"
    en = "The carrier did not take it: {said}. Try again later, or write the number by hand."


class SenderNeeded(Refusal):
    code = "sender_needed"
    status = 422
    zh = "请填写寄件人、手机号和寄件地址，快递员要上门取件。"
    en = "Please give the sender's name, mobile number and address: the carrier collects there."
