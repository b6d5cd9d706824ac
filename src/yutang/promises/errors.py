"""Refusals of the promises room."""

from typing import ClassVar

from yutang.kernel.errors import Refusal


class BadAgreement(Refusal):
    code = "bad_agreement"
    status = 422
    field: ClassVar[str] = "text"
    zh = "协议要有名称、至少两方、签订日期（不晚于今天）和全文。"
    en = "An agreement has a title, two parties at least, a day of signing and its whole text."


class NotInText(Refusal):
    """A clause is a passage of the agreement's own text, word for word."""

    code = "clause_not_in_text"
    status = 422
    field: ClassVar[str] = "clause"
    zh = "这一条在协议全文里找不到。条款要照原文抄写，一字不差。"
    en = "This clause does not stand in the agreement. Please copy it word for word."


class BadPromise(Refusal):
    """Target, days or places that cannot be."""

    code = "bad_promise"
    status = 422
    field: ClassVar[str] = "target"
    zh = "目标要大于起点，期限要晚于起算日，而且不早于签订日期。"
    en = (
        "The target lies above the baseline, and the due date after the day of the baseline and"
        " not before the agreement was signed."
    )


class UnknownFigure(Refusal):
    code = "unknown_figure"
    status = 422
    field: ClassVar[str] = "indicator"
    zh = "没有这个指标，请重新选择，或改为人工计数。"
    en = "There is no such figure. Please choose again, or count by hand."


class PersonsAddUp(Refusal):
    """Persons of several years, or persons and person-times, would be added."""

    code = "persons_add_up"
    status = 422
    field: ClassVar[str] = "span"
    zh = "人数不能把几年加起来：同一个人会算两次。请选“看最近一年”，或改用人次。"
    en = (
        "Persons of several years are not added: somebody would count twice. Choose the latest"
        " year, or person-times."
    )


class CountedAlready(Refusal):
    code = "counted_by_a_figure"
    status = 409
    zh = "这项承诺的进度由平台记录算出，不用人工计数。"
    en = "This promise is counted from what is recorded here, not by hand."


class BadEvidence(Refusal):
    code = "bad_evidence"
    status = 422
    field: ClassVar[str] = "amount"
    zh = "请写明数量（不能是 0）、日期（不晚于今天）和依据。"
    en = "Please give an amount (not 0), a day that is not ahead, and what it is based on."


class BadDecision(Refusal):
    code = "bad_decision"
    status = 422
    field: ClassVar[str] = "until"
    zh = "请写清楚做什么、谁来做、什么时候之前（今天以后）。"
    en = "Please say what is done, by whom and until when (after today)."


class NobodyThere(Refusal):
    code = "nobody_there"
    status = 422
    field: ClassVar[str] = "mobile"
    zh = "这个手机号还没有账号，请对方先登录一次。"
    en = "This number has no account yet. Please let them sign in once."


class NothingToDecide(Refusal):
    code = "nothing_to_decide"
    status = 409
    zh = "这项承诺现在没有落后，不需要决定。"
    en = "This promise is not behind now; there is nothing to decide."
