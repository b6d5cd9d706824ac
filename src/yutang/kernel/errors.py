"""Refusals are a vocabulary: a class, a stable code, an HTTP status, data, and a sentence.

The sentence is built late, in the reader's language, from the refusal's own fields; private
detail belongs in the log. Rooms add their own classes in their ``errors.py``.
"""

from typing import ClassVar, Literal

Language = Literal["zh-hans", "en"]


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not a fault
    """What the platform says no to. Subclasses state `code`, `status`, `zh` and `en`.

    ``zh`` and ``en`` are format strings over the keyword fields given when it is raised; they
    say what happened, why, and what to do.
    """

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 400
    zh: ClassVar[str] = "这一步没有成功，请再试一次。"
    en: ClassVar[str] = "That did not work. Please try again."

    def __init__(self, **fields: object) -> None:
        super().__init__(self.code)
        self.fields = fields

    def sentence(self, language: Language) -> str:
        """Return the sentence for a reader of this language."""
        return (self.en if language == "en" else self.zh).format(**self.fields)

    def __str__(self) -> str:
        return f"{self.code}: {self.sentence('en')}"


class NotFound(Refusal):
    """Missing, or none of the asker's business: both look the same from outside."""

    code = "not_found"
    status = 404
    zh = "没有找到。可能已被移走，或者您没有权限查看。"
    en = "Nothing here. It may have moved, or it is not yours to see."


class WrongMethod(Refusal):
    """The address is there, but is not asked in this way. Fields: `methods` that it knows."""

    code = "wrong_method"
    status = 405
    zh = "这个地址只接受 {methods}。请回到上一页，用页面上的按钮。"
    en = "This address takes only {methods}. Please go back and use the page's own button."


class SignInNeeded(Refusal):
    code = "sign_in_needed"
    status = 401
    zh = "请先登录，再试一次。"
    en = "Please sign in first, then try again."


class TooMany(Refusal):
    """Refused by a limit of rate; `retry_after_s` in whole seconds."""

    code = "too_many"
    status = 429
    zh = "太快了，请 {retry_after_s} 秒后再试。"
    en = "Too fast. Please try again in {retry_after_s} s."


def language_of(cookie: str | None, accept_language: str | None = None) -> Language:
    """Return the reader's language: the switch on the page, else the browser, else Chinese."""
    if cookie:
        return "en" if cookie.lower().startswith("en") else "zh-hans"
    first = (accept_language or "").split(",")[0].strip().lower()
    return "en" if first.startswith("en") else "zh-hans"
