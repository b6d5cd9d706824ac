"""Sources that are read again and again: what one must answer, and the first of them.

A source tells which months were modified in a window of time, in pages. We read the pages **from
the last to the first**: while we read, a row that is modified moves to the end, so rows before it
move forward, towards pages still to come. Read in this direction a row may come twice, and none is
missed; read from the first, a row that slips to a page behind us would be.

Windows overlap, because a source's clock and ours differ and because it may write late. Both are
harmless: merging the same month twice changes nothing (`rules/merging.py`).
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from yutang.shops.queries.deciding import MonthsDecided


class Window(NamedTuple):
    """From when to before when something was modified; `since` None: ever."""

    since: datetime | None
    until: datetime


class Source(Protocol):
    """Where months of listings come from."""

    @property
    def name(self) -> str:
        """By which its sync point is kept."""
        ...

    @property
    def within(self) -> Sequence[str]:
        """Codes of the places whose shops it may speak of; ``""`` is all."""
        ...

    def pages(self, window: Window) -> int:
        """Return how many pages of months were modified in the window."""
        ...

    def page(self, window: Window, number: int) -> MonthsDecided:
        """Return a page, counted from 1, the earliest modified first; decided, not written."""
        ...
