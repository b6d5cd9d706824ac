"""Refusals of the honours room."""

from datetime import date
from typing import ClassVar

from yutang.kernel.errors import Refusal


class NotNow(Refusal):
    """The application or the honour has moved on, or it is another's turn."""

    code = "not_now"
    status = 409
    zh = "这一步现在不能做：可能刚刚有人处理过了。请看看最新的情况。"
    en = "This step is not possible now: somebody may just have acted. Please look again."


class OwnCase(Refusal):
    code = "own_case"
    status = 403
    zh = "这是您自己的申请，或是您经手上报的，要由别的同志来定。"
    en = "You applied for this yourself, or handed it in: somebody else has to decide."


class NotForThese(Refusal):
    """The kind is not for applicants like this one."""

    code = "not_for_these"
    status = 422
    field: ClassVar[str] = "applicant"
    zh = "这种荣誉不是给这类申请人的，请换一个。"
    en = "This honour is not for applicants of this sort. Please choose another."


class NoRuleYet(Refusal):
    code = "no_rule_yet"
    status = 409
    zh = "这种荣誉在这个地方现在没有生效的办法，暂时不能申请。"
    en = "No rule for this honour is in force at this place now, so nobody can apply for it yet."


class HeldAlready(Refusal):
    """Fields: `number`."""

    code = "held_already"
    status = 409
    zh = "这项荣誉已经有了，牌匾编号 {number}，还在有效期内。快到期时再申请。"
    en = "This honour is held already, plaque {number}, and in force. Apply when it nears its end."


class WordsNeeded(Refusal):
    """Fields: `least`, letters."""

    code = "words_needed"
    status = 422
    field: ClassVar[str] = "reason"
    zh = "请写清楚，至少 {least} 个字。"
    en = "Please say it clearly, in {least} letters or more."


class StoryNeeded(Refusal):
    """Fields: `least`, letters; `field`, which of the answers."""

    code = "story_needed"
    status = 422
    zh = "请写清楚，至少 {least} 个字。"
    en = "Please say it clearly, in {least} letters or more."

    def __init__(self, field: str, least: int) -> None:
        super().__init__(least=least)
        self.field = field


class PaperMissing(Refusal):
    """Fields: `title` of the demand, in both languages."""

    code = "paper_missing"
    status = 422
    zh = "还缺材料：{zh}。请先上传，再提交。"
    en = "Evidence is missing: {title}. Please add it, then hand in."


class BadPaper(Refusal):
    """Fields: `max_mb`."""

    code = "bad_paper"
    status = 422
    field: ClassVar[str] = "files"
    zh = "材料只收 PDF、JPEG、PNG、WebP，每个不超过 {max_mb} MB。"
    en = "Evidence is PDF, JPEG, PNG or WebP, at most {max_mb} MB each."


class TooManyPapers(Refusal):
    """Fields: `most`."""

    code = "too_many_papers"
    status = 422
    field: ClassVar[str] = "files"
    zh = "一份申请最多放 {most} 个材料。请先去掉不用的。"
    en = "An application has room for {most} papers. Take away what is not needed first."


class UnmetNeedsReason(Refusal):
    code = "unmet_needs_reason"
    status = 422
    field: ClassVar[str] = "reason"
    zh = "有条件没有达到。要通过，请写明理由；否则请退回。"
    en = "A condition is not met. To pass it all the same, say why; otherwise return it."


class ObjectionsOpen(Refusal):
    """Fields: `count`."""

    code = "objections_open"
    status = 409
    zh = "还有 {count} 条异议没有处理，处理完才能授牌。"
    en = "{count} objections are open. They are decided before anything is awarded."


class NoticeRuns(Refusal):
    """Fields: `until`, a date."""

    code = "notice_runs"
    status = 409
    zh = "公示到 {until:%Y-%m-%d} 才结束，之后才能授牌。"
    en = "The public notice runs until {until:%Y-%m-%d}; only then it can be awarded."

    def __init__(self, *, until: date) -> None:
        super().__init__(until=until)


class NoticeOver(Refusal):
    code = "notice_over"
    status = 409
    zh = "公示已经结束，不再收异议。您可以向县里反映。"
    en = "The notice is over and takes no objections any more. You can still tell the county."


class ContactNeeded(Refusal):
    code = "contact_needed"
    status = 422
    field: ClassVar[str] = "contact"
    zh = "请留下联系方式，方便核实和答复。联系方式会加密保存。"
    en = "Please say how you can be reached, so that it can be checked. It is sealed."


class TooManyObjections(Refusal):
    """Fields: `retry_after_s`."""

    code = "too_many_objections"
    status = 429
    zh = "这个网络刚才提交得太多了，请过一会儿再试。"
    en = "Too many objections came from your network just now. Please try again later."


class HearingRuns(Refusal):
    """Fields: `until`, a date."""

    code = "hearing_runs"
    status = 409
    zh = "陈述申辩期到 {until:%Y-%m-%d} 才结束，之后才能撤销。"
    en = "The holder may be heard until {until:%Y-%m-%d}; only then it can be withdrawn."

    def __init__(self, *, until: date) -> None:
        super().__init__(until=until)


class NotDueYet(Refusal):
    """Fields: `on`, a date."""

    code = "not_due_yet"
    status = 409
    zh = "年度复核从 {on:%Y-%m-%d} 开始，现在还不到时候。"
    en = "The yearly review begins on {on:%Y-%m-%d}; it is too early."

    def __init__(self, *, on: date) -> None:
        super().__init__(on=on)


class BadTerms(Refusal):
    """A version that cannot be set; `field` is what of it is wrong."""

    code = "bad_terms"
    status = 422
    zh = "这一项不能这样定：数字要在允许的范围内，不能从过去开始，依据要写明。"
    en = (
        "This cannot be set so: numbers stay within bounds, it begins no earlier than today, and "
        "its source is said."
    )

    def __init__(self, field: str) -> None:
        super().__init__()
        self.field = field


class BadDemand(Refusal):
    """A line of demands that cannot be read. Fields: `line`, its number."""

    code = "bad_demand"
    status = 422
    field: ClassVar[str] = "demands"
    zh = "第 {line} 行条件看不懂。请照下面的格式写，一行一条。"
    en = "Line {line} of the conditions is not understood. Write one a line, in the form below."


class TermsThere(Refusal):
    code = "terms_there"
    status = 409
    field: ClassVar[str] = "valid_from"
    zh = "这个地方从这一天起已经有一版办法了，请换一天。"
    en = "A version for this place begins on this day already; choose another day."
