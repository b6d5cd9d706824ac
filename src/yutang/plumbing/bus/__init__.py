"""The bus: tells other processes that something changed, once it is committed.

PostgreSQL's own NOTIFY carries it, or a Redis or Valkey server where `YUTANG_BUS` names one. One
message a change by hand (a pin, a closed lot), never one an order: NOTIFY takes a global lock at
commit. The payload is only an id; whoever listens reads the rows.

The bus may be away, or lose a message: nothing waits for it and nothing fails with it. Who listens
reads everything anew after each (re)connection, and every few seconds in any case.
"""

import functools
from collections.abc import Iterable
from typing import Any

from yutang.plumbing.bus.carrier import BusLost, Carrier
from yutang.plumbing.bus.postgres import PostgresCarrier
from yutang.plumbing.config import Config

__all__ = [
    "CAMERA",
    "REVOKE",
    "SALE",
    "BusLost",
    "Carrier",
    "carrier",
    "notify_revoked",
    "notify_sale",
    "tell_sales",
]

SALE = "yutang_sale"
REVOKE = "yutang_revoke"
CAMERA = "yutang_camera"
"""Between gates only: which has a sale's camera, and what its picture does."""


def notify_sale(cursor: Any, sale_id: int) -> None:
    """Tell every gate that this sale's rows changed, when the cursor's transaction commits.

    `cursor` is Django's, inside the transaction that made the change.
    """
    _say(cursor, SALE, str(sale_id))


def notify_revoked(cursor: Any, pass_id: str) -> None:
    """Tell every gate that this pass is no longer good; as `notify_sale`."""
    _say(cursor, REVOKE, pass_id)


def tell_sales(connection: Any, sale_ids: Iterable[int]) -> None:
    """Tell every gate that these sales' rows changed; for work on a connection of its own.

    `connection` is psycopg's, in autocommit and outside a transaction: the change is committed.

    Raises:
        psycopg.Error: PostgreSQL carries the bus and is away.
    """
    assert not connection.info.transaction_status, "commit first: who hears it reads the rows"
    if told := sorted(set(sale_ids)):
        carrier().tell(connection, SALE, [str(sale) for sale in told])


def _say(cursor: Any, channel: str, payload: str) -> None:
    assert hasattr(cursor, "db"), "not Django's cursor: commit first, then `tell_sales`"
    carrier().say(cursor, channel, payload)


@functools.cache
def carrier() -> Carrier:
    """Return what carries the bus of this installation."""
    config = Config.load()
    if config.bus_url is None:
        return PostgresCarrier()
    from yutang.plumbing.bus.redis import RedisCarrier  # noqa: PLC0415 - few need it

    return RedisCarrier(config.bus_url, config.secrets().django)
