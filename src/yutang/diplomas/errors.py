"""Refusals of the diplomas room."""

from typing import ClassVar

from yutang.kernel.errors import Refusal


class BadPaper(Refusal):
    code = "bad_paper"
    status = 422
    zh = "证书上要写全：姓名、为什么发（中文和英文）、学时、日期和发证的地方。"
    en = "A diploma needs a name, what it is for in both languages, hours, a day and its office."


class ReasonShort(Refusal):
    """Fields: `least` letters."""

    code = "diploma_reason_short"
    status = 422
    field: ClassVar[str] = "reason"
    zh = "请写明原因，至少 {least} 个字。持证人会看到。"
    en = "Please say why, in at least {least} letters. The holder reads it."


class RevokedAlready(Refusal):
    code = "revoked_already"
    status = 409
    zh = "这张证书已经撤销，或者正等第二个人确认。"
    en = "This diploma is revoked already, or waits for a second person."


class SecondPersonNeeded(Refusal):
    code = "revoke_second_person"
    status = 409
    zh = "撤销证书要两个人：请另一位同事确认。"
    en = "It takes two to revoke a diploma: ask a colleague to confirm."


class NothingAsked(Refusal):
    code = "nothing_asked"
    status = 409
    zh = "没有等待确认的撤销，可能别人已经处理了。"
    en = "No revocation waits here; somebody may have decided it."
