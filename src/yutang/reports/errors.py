"""Refusals of the reports room."""

from typing import ClassVar

from yutang.kernel.errors import Refusal


class ReasonNeeded(Refusal):
    """Fields: `least` letters."""

    code = "report_reason_needed"
    status = 422
    field: ClassVar[str] = "reason"
    zh = "请写明原因，至少 {least} 个字。大家都能看到。"
    en = "Please say why, in at least {least} letters. Everybody can read it."


class YearRuns(Refusal):
    """Fields: `end` of the year, `through` which day facts are there."""

    code = "report_year_runs"
    status = 409
    zh = "这一年的数据还没有到年底（{end}），现在只到 {through}，还不能上报。"
    en = "The facts of this year reach to {through}, not yet to {end}: it cannot be handed in."


class NothingToReport(Refusal):
    code = "report_nothing"
    status = 409
    zh = "这个地方这一年一个数都没有，不能上报空的成绩单。先录入数据，等发布之后再来。"
    en = (
        "There is not one number for this place and year, and an empty card is not handed in."
        " Enter facts first, and come back when they are published."
    )


class MovedOn(Refusal):
    code = "report_moved_on"
    status = 409
    zh = "这张成绩单已经到了下一步，请刷新后再看。"
    en = "This card has moved on. Load the page again and look."


class NotYourOwn(Refusal):
    code = "report_not_your_own"
    status = 409
    zh = "自己上报或者已经审过的成绩单，要由另一个人来审。"
    en = "You handed this card in or approved it already: somebody else has to decide."


class NotLocked(Refusal):
    code = "report_not_locked"
    status = 409
    zh = "这张成绩单还没有定稿，直接退回改就行，不用更正。"
    en = "This card is not locked yet: it is returned and handed in again, not corrected."
