"""The gate's connections: a small pool for statements, one that listens to the bus."""

import asyncio
import math
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, LiteralString

import structlog
from psycopg import AsyncConnection
from psycopg_pool import AsyncConnectionPool

from yutang.gate import metrics
from yutang.plumbing import bus, statements
from yutang.trade.intake import CONNECTION_OPTIONS

POOL_MIN = 2
POOL_MAX = 8
GET_WITHIN_S = 5.0
_RESTED_S = 1.0
_RECONNECT_S = 0.5
_TELL_EVERY_S = 60.0

Pool = AsyncConnectionPool[AsyncConnection[Any]]
log = structlog.get_logger()


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


class Listener:
    """Hears the bus. After every (re)connection `on_connected` runs: what was said meanwhile was
    missed.
    """

    def __init__(
        self,
        url: str,
        on_connected: Callable[[], Awaitable[None]],
        on_message: Callable[[str, str], None],
    ) -> None:
        self._url = url
        self._on_connected = on_connected
        self._on_message = on_message
        self._told_at = -_TELL_EVERY_S

    async def run(self) -> None:
        """Listen until cancelled."""
        channels = (bus.SALE, bus.REVOKE)
        while True:
            try:
                await bus.carrier().listen(self._url, channels, self._begin, self._on_message)
            except bus.BusLost as lost:
                self._tell(lost)
            metrics.BUS.set(0)
            await asyncio.sleep(_RECONNECT_S)

    async def _begin(self) -> None:
        await self._on_connected()
        metrics.BUS.set(1)
        self._told_at = -_TELL_EVERY_S
        log.info("bus_heard")

    def _tell(self, lost: bus.BusLost) -> None:
        """Say it at once, and now and then while it lasts."""
        if time.monotonic() - self._told_at >= _TELL_EVERY_S:
            self._told_at = time.monotonic()
            log.warning("bus_lost", error=str(lost))


class Announcer:
    """Tells other gates which sales changed here: at once, then at most once a second."""

    def __init__(self, pool: Pool, every_s: float = 1.0) -> None:
        self._pool = pool
        self._every_s = every_s
        self._sales: set[int] = set()
        self._filled = asyncio.Event()

    def say(self, sale_id: int) -> None:
        """Have the sale told with the next announcement."""
        self._sales.add(sale_id)
        self._filled.set()

    async def run(self) -> None:
        """Announce until cancelled. What could not be told is kept for the next time."""
        while True:
            await self._filled.wait()
            sales = sorted(self._sales)
            try:
                await bus.carrier().announce(self._pool, bus.SALE, [str(sale) for sale in sales])
                self._sales.difference_update(sales)
            except bus.BusLost as lost:
                log.warning("announcement_failed", error=str(lost))
            if not self._sales:
                self._filled.clear()
            await asyncio.sleep(self._every_s)
