"""Orders end a week after they were received: one statement, the same shape as expiry.

No unit moves (they stay sold), so no lot is locked.
"""

from collections.abc import Generator
from datetime import datetime, timedelta

from yutang.plumbing.rounds import Round, Rows, query

RETURN_DAYS = 7
"""Days after receipt in which goods that keep may be returned without reason (DOMAIN §4)."""
CLOSED_MOST = 2_000


def close_finished(now: datetime) -> Generator[Round, Rows, int]:
    """Yield the statement; return how many orders were closed."""
    before = now - timedelta(days=RETURN_DAYS)
    closed = yield (query("trade", "close_finished", before=before, most=CLOSED_MOST),)
    return len(closed[0])
