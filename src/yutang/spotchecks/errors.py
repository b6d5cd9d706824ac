"""Refusals of the spot checks room."""

from typing import ClassVar

from yutang.kernel.errors import Refusal


class NobodyToDraw(Refusal):
    code = "nobody_to_draw"
    status = 409
    zh = "名单里还没有人，抽不了样。"
    en = "The list has nobody on it yet, so nobody can be drawn."


class BadDraw(Refusal):
    """Fields: `most`, the largest sample."""

    code = "bad_draw"
    status = 422
    field: ClassVar[str] = "size"
    zh = "请填要抽几个人（1 到 {most}），并至少有一个问题。"
    en = "Please say how many to draw (1 to {most}), with at least one question."


class BadQuestion(Refusal):
    code = "bad_question"
    status = 422
    zh = "每个问题要有中文和英文，并有至少两个不同的答案。"
    en = "Each question needs both languages and at least two different answers."


class MayNotCall(Refusal):
    code = "may_not_call"
    status = 403
    zh = "您教过这个班，或者自己在名单上，不能打这次的回访电话。请同事来打。"
    en = "You taught them, or are on the list yourself: somebody else has to make these calls."


class AnswersMissing(Refusal):
    code = "answers_missing"
    status = 422
    zh = "已经打通的，请把每个问题的回答都选上。"
    en = "Where the person answered, please choose an answer to every question."


class BadResult(Refusal):
    code = "bad_result"
    status = 422
    field: ClassVar[str] = "result"
    zh = "请选这次电话的结果。"
    en = "Please choose what came of the call."


class KeyUsed(Refusal):
    code = "attempt_key_used"
    status = 409
    zh = "这一条已经记过了，请刷新页面。"
    en = "This was noted for another person already. Please load the page again."
