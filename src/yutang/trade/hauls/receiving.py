"""Orders received because time passed since their parcels arrived; whoever asks says which.

No unit moves (they stay sold), so no lot is locked.
"""

from collections.abc import Generator, Sequence
from uuid import UUID

from yutang.plumbing.rounds import Round, Rows, query


def receive(orders: Sequence[UUID]) -> Generator[Round, Rows, list[int | None]]:
    """Yield the statement; return the sale of each order that was received (None: of no sale)."""
    if not orders:
        return []
    received = yield (query("trade", "receive_orders", orders=list(orders)),)
    return [sale for _order, sale in received[0]]
