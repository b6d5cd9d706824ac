"""Holds past their time end, and their units return: one transaction, the same shape as intake.

Lots are locked first and orders second, as in every action that changes a hold. Payment that
comes first finds the hold and keeps it; payment that comes second finds the order expired.
"""

from collections.abc import Generator
from datetime import datetime

from yutang.plumbing.rounds import Round, Rows, query

EXPIRED_MOST = 5_000
"""Most holds ended in one transaction, so that the lots stay locked only shortly."""


def expire(now: datetime) -> Generator[Round, Rows, dict[int | None, int]]:
    """Yield the statements; return how many holds ended, by sale (None: outside any sale)."""
    due = yield (query("trade", "lock_lots_due", now=now),)
    if not due[0]:
        return {}
    lots = [row[0] for row in due[0]]
    ended = yield (query("trade", "expire_holds", now=now, lots=lots, most=EXPIRED_MOST),)
    return dict(ended[0])
