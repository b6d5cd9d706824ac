"""Passes taken back: heard from the bus at once, read again every few seconds.

The bus may lose a word, and a pass that was taken back must not buy or broadcast for hours because
of it.
"""

import asyncio

import psycopg
import structlog

from yutang.gate.database import Pool, rows
from yutang.gate.door.identity import Identity

REREAD_S = 10.0

log = structlog.get_logger()


class Revocations:
    """Keeps what `identity` trusts in step with the database."""

    def __init__(self, pool: Pool, identity: Identity) -> None:
        self._pool = pool
        self._identity = identity

    async def run(self) -> None:
        """Read at once, as the bus may be away, and then now and then, until cancelled."""
        while True:
            try:
                await self.read()
            except (psycopg.Error, OSError) as error:
                log.warning("revocations_not_read", error=repr(error))
            await asyncio.sleep(REREAD_S)

    async def read(self) -> None:
        """Read them all.

        Raises:
            psycopg.Error: the database does not answer.
        """
        async with self._pool.connection() as connection:
            listed = await rows(connection, "people", "revoked_passes", {})
        self._identity.revoked_are((name, end) for name, end in listed)
