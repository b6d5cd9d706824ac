"""Refusals of the indicators room."""

from yutang.kernel.errors import NotFound, Refusal


class UnknownIndicator(NotFound):
    """There is no indicator of this name. Fields: `name`."""


class NeedsRows(Refusal):
    """The rows of this number are not for the public."""

    code = "needs_rows"
    status = 403
    zh = "这个数字的明细会让人认出是谁，只有当地的工作人员能下载。"
    en = (
        "The rows of this number would tell who somebody is: only staff of the place download them."
    )
