"""Refusals of the indicators room."""

from yutang.kernel.errors import NotFound


class UnknownIndicator(NotFound):
    """There is no indicator of this name."""
