"""Waves that nobody's order has released come on sale within their second.

Intake releases a lot's due waves itself, right after it locked the lot; so the first orders of a
wave's second find its units. This is for the seconds in which nobody orders.
"""

from collections.abc import Generator
from datetime import datetime

from yutang.plumbing.rounds import Query, Round, Rows, query
from yutang.trade.hauls.intake import DEFAULT, Statements


def release(now: datetime, sql: Statements = DEFAULT) -> Generator[Round, Rows, list[int]]:
    """Yield the statements; return the lots of which units came on sale."""
    due = yield (query("trade", "lock_lots_of_waves", now=now),)
    if not due[0]:
        return []
    lots = [row[0] for row in due[0]]
    released = yield (Query(sql.release_waves, {"lots": lots, "now": now}),)
    return sorted(row[0] for row in released[0])
