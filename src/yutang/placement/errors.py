"""Refusals of the placement room."""

from typing import ClassVar

from yutang.kernel.errors import Refusal


class NotNow(Refusal):
    code = "not_now"
    status = 409
    zh = "这一步现在不能做：可能刚刚有人处理过了。请看看最新的情况。"
    en = "This step is not possible now: somebody may just have acted. Please look again."


class OwnOffer(Refusal):
    code = "own_offer"
    status = 403
    zh = "这是您自己发的招工，要由别的同志来核。"
    en = "This is your own offer: somebody else has to check it."


class PayUnclear(Refusal):
    code = "pay_unclear"
    status = 422
    field: ClassVar[str] = "pay_basis"
    zh = "报酬要写全：每月或每天从多少到多少元，或者提成百分之几；只有实习可以没有报酬。"
    en = (
        "Say the pay whole: from and to a month or a day, or the share in percent; only an"
        " internship may be without pay."
    )


class AsksForMoney(Refusal):
    """Fields: `words`."""

    code = "asks_for_money"
    status = 422
    field: ClassVar[str] = "about"
    zh = "招工不许向求职人收钱，也不许扣证件：请去掉“{words}”。"
    en = "Nobody may ask money or papers of who looks for work. Please take out: {words}."


class BadDay(Refusal):
    """Fields: `days`."""

    code = "bad_day"
    status = 422
    field: ClassVar[str] = "until"
    zh = "截止日期应在今天到 {days} 天以内。"
    en = "The last day lies between today and {days} days from now."


class NoDay(Refusal):
    code = "no_day"
    status = 422
    zh = "日期没有写对，请在日历里选一天。"
    en = "That is no day. Choose one in the calendar."


class ReasonNeeded(Refusal):
    """Fields: `least`."""

    code = "reason_needed"
    status = 422
    field: ClassVar[str] = "reason"
    zh = "请写明原因，至少 {least} 个字。"
    en = "Please say why, in {least} letters or more."


class FlaggedNeedsReason(Refusal):
    """Fields: `words`."""

    code = "flagged_needs_reason"
    status = 422
    field: ClassVar[str] = "reason"
    zh = "有可能不公平的字眼：{words}。要登出去，请写明为什么可以。"
    en = "Words that may be unfair: {words}. To publish it all the same, say why it is right."


class NoLongerOpen(Refusal):
    code = "no_longer_open"
    status = 409
    zh = "这个岗位已经招满、截止或撤下了。"
    en = "This offer is filled, over, or was taken off the board."


class AgeUnknown(Refusal):
    code = "age_unknown"
    status = 409
    zh = "花名册里没有出生日期，不能确认满 16 周岁。请让帮办员或县里的干事补上。"
    en = (
        "The roster does not know the date of birth, so nobody can tell that 16 years are reached."
        " Please ask the village helper or county clerk to add it."
    )


class TooYoung(Refusal):
    """Fields: `age`."""

    code = "too_young"
    status = 409
    zh = "这个岗位要满 {age} 周岁。"
    en = "This work asks for {age} years or more."


class GuardianMissing(Refusal):
    code = "guardian_not_agreed"
    status = 422
    field: ClassVar[str] = "guardian_agrees"
    zh = "16、17 周岁要有监护人同意。"
    en = "At 16 and 17 a guardian has to agree."


class AllTaken(Refusal):
    """Fields: `wanted`."""

    code = "all_taken"
    status = 409
    zh = "要的 {wanted} 个人已经招满了。"
    en = "All {wanted} places are taken."


class ConsentMissing(Refusal):
    code = "consent_missing"
    status = 409
    zh = "本人没有同意把联系方式告诉用工单位，或者同意已经撤回。"
    en = "The person did not agree that employers are told how to reach them, or took it back."


class AlreadyPlaced(Refusal):
    code = "already_placed"
    status = 409
    zh = "这个人在这里的上岗已经登记过了。"
    en = "This beginning of work is written down already."


class NotAskedThen(Refusal):
    code = "not_asked_then"
    status = 422
    zh = "回访的日子还没到。"
    en = "The day to ask has not come yet."


class BadPlace(Refusal):
    """Fields: `found`, what it could mean."""

    code = "bad_place"
    status = 422
    zh = "没有认准这个地方，请写全一点或填代码。可能是：{found}"
    en = "It is not clear which place is meant. Please write more of it, or its code: {found}"
