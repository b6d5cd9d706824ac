"""The gate's connections: a small pool, and the rooms' statements by name."""

import math
import time
from collections.abc import Mapping
from typing import Any, LiteralString

from psycopg import AsyncConnection
from psycopg_pool import AsyncConnectionPool

from yutang.plumbing import statements
from yutang.plumbing.rounds import CONNECTION_OPTIONS

POOL_MIN = 2
POOL_MAX = 8
GET_WITHIN_S = 5.0
_RESTED_S = 1.0

Pool = AsyncConnectionPool[AsyncConnection[Any]]


def make_pool(url: str) -> Pool:
    """Return the pool, not opened yet. Connections that have rested are tried before use: a
    database that was restarted is noticed here and not by a buyer.
    """
    return AsyncConnectionPool(
        url,
        connection_class=_Connection,
        kwargs={"autocommit": True, "options": CONNECTION_OPTIONS},
        min_size=POOL_MIN,
        max_size=POOL_MAX,
        timeout=GET_WITHIN_S,
        check=_check_rested,
        reconnect_timeout=GET_WITHIN_S,
        open=False,
        name="gate",
    )


class _Connection(AsyncConnection[Any]):
    tried_at = -math.inf


async def _check_rested(connection: AsyncConnection[Any]) -> None:
    assert isinstance(connection, _Connection), "the pool's own"
    now = time.monotonic()
    if now - connection.tried_at > _RESTED_S:
        await AsyncConnectionPool.check_connection(connection)
        connection.tried_at = now


async def rows(
    connection: AsyncConnection[Any], room: str, name: LiteralString, params: Mapping[str, object]
) -> list[tuple[Any, ...]]:
    """Run the room's statement of that name and return its rows."""
    cursor = await connection.execute(statements.load(room, name), params, prepare=True)
    return await cursor.fetchall() if cursor.description else []
