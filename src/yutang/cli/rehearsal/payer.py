"""Payments of the crowd: gathered and kept in hauls by the money room's own statements.

A haul pays for one lot, since it locks what it pays for: whoever orders from the others does not
wait behind it. Lots with payments that wait take turns.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import psycopg

from yutang.money import hauls
from yutang.plumbing.rounds import CONNECTION_OPTIONS, run_async
from yutang.trade.hauls.paying import PAID_MOST, Paid

_GATHER_S = 0.02
_AGAIN_S = 0.3


class Payer:
    """Pays what is put to it; `told` hears of each payment once it is certain."""

    def __init__(self, url: str, told: Callable[[Paid], None]) -> None:
        self._url = url
        self._told = told
        self._waiting: dict[int, deque[UUID]] = {}
        """By good of the plan, the one whose turn is next first; none without payments."""
        self._filled = asyncio.Event()
        self._connection: psycopg.AsyncConnection[Any] | None = None
        self.under_way = 0
        self.failures = 0

    @property
    def left(self) -> int:
        """Payments that are not certain yet."""
        return sum(map(len, self._waiting.values())) + self.under_way

    def pay(self, good: int, order: UUID) -> None:
        self._waiting.setdefault(good, deque()).append(order)
        self._filled.set()

    async def run(self) -> None:
        """Pay until cancelled; a broken connection is made anew and the haul told again."""
        while True:
            await self._filled.wait()
            await asyncio.sleep(_GATHER_S)
            self._filled.clear()
            while haul := self._next():
                self.under_way = len(haul)
                for paid in await self._certain(haul):
                    self._told(paid)
                self.under_way = 0

    def _next(self) -> list[UUID]:
        if not self._waiting:
            return []
        good = next(iter(self._waiting))
        waiting = self._waiting.pop(good)
        haul = [waiting.popleft() for _ in range(min(PAID_MOST, len(waiting)))]
        if waiting:
            self._waiting[good] = waiting
        return haul

    async def close(self) -> None:
        if self._connection is not None:
            await self._connection.close()

    async def _certain(self, haul: list[UUID]) -> list[Paid]:
        while True:
            try:
                connection = await self._connected()
                return await run_async(
                    connection, hauls.pay(haul, datetime.now(UTC), rehearsed=True)
                )
            except (psycopg.OperationalError, OSError):
                self.failures += 1
                await self.close()
                self._connection = None
                await asyncio.sleep(_AGAIN_S)

    async def _connected(self) -> psycopg.AsyncConnection[Any]:
        if self._connection is None or self._connection.closed:
            self._connection = await psycopg.AsyncConnection.connect(
                self._url, autocommit=True, options=CONNECTION_OPTIONS
            )
        return self._connection
