"""``/healthz``."""

import asyncio

import msgspec
import psycopg
from starlette.types import Receive, Scope

from yutang.gate.database import Pool
from yutang.gate.door.answers import Answer
from yutang.gate.pages.proxy import Proxy

ANSWER_WITHIN_S = 2.0


class Health:
    """Says whether the gate can do its work: 200, or 503 with what is missing."""

    def __init__(self, pool: Pool, proxy: Proxy) -> None:
        self._pool = pool
        self._proxy = proxy

    async def handle(self, _scope: Scope, _receive: Receive) -> Answer:
        database, pages = await asyncio.gather(self._database(), self._pages())
        good = database and pages
        words = {True: "ok", False: "down"}
        body = {
            "status": "ok" if good else "degraded",
            "database": words[database],
            "pages": words[pages],
        }
        return Answer(200 if good else 503, msgspec.json.encode(body))

    async def _database(self) -> bool:
        try:
            async with asyncio.timeout(ANSWER_WITHIN_S), self._pool.connection() as connection:
                await connection.execute("select 1")
        except (psycopg.Error, OSError, TimeoutError):
            return False
        return True

    async def _pages(self) -> bool:
        try:
            async with asyncio.timeout(ANSWER_WITHIN_S):
                _, writer = await asyncio.open_unix_connection(self._proxy.socket)
        except (OSError, TimeoutError):
            return False
        writer.close()
        return True
