"""The bus: PostgreSQL NOTIFY tells other processes that something changed, after the commit.

One notification a change by hand (a pin, a closed lot), never one an order: NOTIFY takes a global
lock at commit. The payload is only an id; whoever listens reads the rows.
"""

from collections.abc import Sequence
from typing import Any, Protocol

SALE = "yutang_sale"
REVOKE = "yutang_revoke"


class _Cursor(Protocol):
    def execute(self, query: str, params: Sequence[object], /) -> object: ...


def notify_sale(cursor: "_Cursor | Any", sale_id: int) -> None:
    """Tell every gate that this sale's rows changed; sent when the transaction commits."""
    cursor.execute("select pg_notify(%s, %s)", [SALE, str(sale_id)])


def notify_revoked(cursor: "_Cursor | Any", pass_id: str) -> None:
    """Tell every gate that this pass is no longer good."""
    cursor.execute("select pg_notify(%s, %s)", [REVOKE, pass_id])
