"""Refusals of the care room."""

from datetime import datetime

from yutang.kernel.clock import wall
from yutang.kernel.errors import Refusal


class WrongMoment(Refusal):
    """The claim or complaint has moved on, or it is another's turn."""

    code = "wrong_moment"
    status = 409
    zh = "这一步现在不能做：可能对方刚刚已经处理了。请看看最新的情况。"
    en = "This step is not possible now: somebody may just have acted. Please look again."


class NotThereYet(Refusal):
    code = "not_there_yet"
    status = 409
    zh = "这个订单还没有寄出，现在可以直接取消，货款全退。"
    en = "This order is not sent yet: you can still cancel it and get everything back."


class NotReceivedYet(Refusal):
    code = "not_received_yet"
    status = 409
    zh = "请先在订单里点“我收到包裹了”，再来办理。"
    en = 'Please tap "I have the parcel" on the order first.'


class ClaimOver(Refusal):
    """Fields: `days` after receipt."""

    code = "claim_over"
    status = 409
    zh = "收货后 {days} 天内可以申请，现在已经过了时间。您还可以投诉，由县里来看。"
    en = "This can be asked within {days} days of receipt. You can still complain to the county."


class FreshNoReturn(Refusal):
    """Fields: `at`, when the buyer confirmed it, aware."""

    code = "fresh_no_return"
    status = 409
    zh = (
        "这是鲜活易腐的货，您在 {at:%Y-%m-%d %H:%M} 付款时确认过不能无理由退货。"
        "如果坏了、错了，请选“货有问题”。"
    )
    en = (
        "This is fresh food; when paying, on {at:%Y-%m-%d %H:%M} (China time), you confirmed that "
        'it cannot be returned without reason. If it is bad, choose "Something is wrong".'
    )

    def __init__(self, *, at: datetime) -> None:
        super().__init__(at=wall(at))


class ClaimOpen(Refusal):
    code = "claim_open"
    status = 409
    zh = "这个订单已经有一件事在处理，等它办完再提新的。"
    en = "Something about this order is being dealt with already; wait until it is settled."


class NothingLeft(Refusal):
    code = "nothing_left"
    status = 409
    zh = "这个订单没有可以退的钱：还没有付款，或者已经全退了。"
    en = "No money can come back: the order is not paid yet, or everything went back already."


class BadShare(Refusal):
    code = "bad_share"
    status = 422
    field = "bad"
    zh = "请写清楚一共几个、坏了几个，例如 10 个里坏了 2 个。"
    en = "Say how many there were and how many are bad, for example 2 of 10."


class PhotoNeeded(Refusal):
    code = "photo_needed"
    status = 422
    field = "photos"
    zh = "请至少拍一张照片，让对方看到问题。"
    en = "Please add at least one photo that shows it."


class TooManyPhotos(Refusal):
    """Fields: `most`."""

    code = "too_many_photos"
    status = 422
    field = "photos"
    zh = "最多 {most} 张照片。"
    en = "At most {most} photos."


class WordsNeeded(Refusal):
    code = "words_needed"
    status = 422
    field = "text"
    zh = "请用一两句话说清楚。"
    en = "Please say it in a sentence or two."


class BadAmount(Refusal):
    """Fields: `most`, in yuan with two digits."""

    code = "bad_amount"
    status = 422
    field = "amount"
    zh = "金额要在 0.01 元到 {most} 元之间，例如 5.98。"
    en = "The amount lies between 0.01 and {most} yuan, for example 5.98."


class AddressNeeded(Refusal):
    code = "address_needed"
    status = 422
    field = "line"
    zh = "请把收件人、手机号和地址都写上。"
    en = "Please give name, mobile number and address."


class OwnCase(Refusal):
    code = "own_case"
    status = 403
    zh = "这件事与您自己有关，要由县里别的人来定。"
    en = "You are a party to this: somebody else of the county has to decide."


class NoSuchKind(Refusal):
    code = "no_such_kind"
    status = 422
    field = "kind"
    zh = "请选一种情况。"
    en = "Please choose what it is about."


class BadTerms(Refusal):
    """A version of the rule that cannot be set; `field` is what of it is wrong."""

    code = "bad_terms"
    status = 422
    zh = (
        "这一项不能这样定：不能少于法律规定，也不能从过去开始；全国的规则不设结束日期；依据要写明。"
    )
    en = (
        "This cannot be set so: not less than the law gives, not from a day that is past; the "
        "whole country's version has no end; and its source is said."
    )

    def __init__(self, field: str) -> None:
        super().__init__()
        self.field = field


class TermsThere(Refusal):
    code = "terms_there"
    status = 409
    field = "valid_from"
    zh = "这个地方从这一天起已经有一版规则了，请换一天。"
    en = "A version for this place begins on this day already; choose another day."


class BadStars(Refusal):
    code = "bad_stars"
    status = 422
    field = "stars"
    zh = "请给 1 到 5 颗星。"
    en = "Please give one to five stars."


class AlreadyReviewed(Refusal):
    code = "already_reviewed"
    status = 409
    zh = "这个订单已经评价过了，每个订单评价一次。"
    en = "You have reviewed this order already; each order has one review."


class AlreadyAnswered(Refusal):
    code = "already_answered"
    status = 409
    zh = "这条评价已经回复过了，只能回复一次。"
    en = "This review is answered already; there is one answer."


class TooManyComplaints(Refusal):
    """Fields: `retry_after_s`."""

    code = "too_many_complaints"
    status = 429
    zh = "这个网络刚才提交得太多了，请过一会儿再试。"
    en = "Too many complaints came from your network just now. Please try again later."
