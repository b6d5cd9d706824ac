"""Orders are received some days after their parcels were delivered; no Django, many at once.

A parcel that was never delivered is never received by itself: it is looked into instead. Whether a
dispute is open does not matter here; settlement is what a dispute holds up.
"""

from collections.abc import Generator
from datetime import datetime, timedelta

from yutang.plumbing.rounds import Round, Rows, query
from yutang.trade.hauls import receiving

RECEIVED_MOST = 2_000


def receive_delivered(now: datetime, days: int) -> Generator[Round, Rows, tuple[int, set[int]]]:
    """Yield the statements of one transaction; return how many were received, and their sales.

    `days`: how long a buyer has to say so (`Config.couriers.receive_days`).
    """
    before = now - timedelta(days=days)
    due = yield (query("parcels", "due_to_receive", before=before, most=RECEIVED_MOST),)
    sales = yield from receiving.receive([order for (order,) in due[0]])
    return len(sales), {sale for sale in sales if sale is not None}
