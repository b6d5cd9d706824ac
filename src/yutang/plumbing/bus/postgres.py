"""The bus over PostgreSQL's NOTIFY: part of the transaction, so told exactly when it commits."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import psycopg
from psycopg import AsyncConnection, sql

from yutang.plumbing.bus.carrier import (
    ANSWER_WITHIN_S,
    QUIET_MOST_S,
    BusLost,
    OnConnected,
    OnMessage,
)

_TELL = "select pg_notify(%s, payload) from unnest(%s::text[]) as told (payload)"


class PostgresCarrier:
    """The database that is there anyway."""

    def say(self, cursor: Any, channel: str, payload: str) -> None:
        cursor.execute("select pg_notify(%s, %s)", [channel, payload])

    def tell(self, connection: Any, channel: str, payloads: Sequence[str]) -> None:
        connection.execute(_TELL, [channel, list(payloads)])

    async def announce(self, pool: Any, channel: str, payloads: Sequence[str]) -> None:
        try:
            async with pool.connection() as connection:
                await connection.execute(_TELL, [channel, list(payloads)])
        except (psycopg.Error, OSError) as error:
            raise BusLost(repr(error)) from error

    async def listen(
        self,
        database_url: str,
        channels: Sequence[str],
        on_connected: OnConnected,
        on_message: OnMessage,
    ) -> None:
        try:
            connection = await AsyncConnection.connect(database_url, autocommit=True)
            try:
                for channel in channels:
                    await connection.execute(sql.SQL("listen {}").format(sql.Identifier(channel)))
                await on_connected()
                await _follow(connection, on_message)
            finally:
                with suppress(psycopg.Error, OSError):
                    await connection.close()
        except (psycopg.Error, OSError) as error:
            raise BusLost(repr(error)) from error


async def _follow(connection: AsyncConnection[Any], on_message: OnMessage) -> None:
    while True:
        async for message in connection.notifies(timeout=QUIET_MOST_S):
            on_message(message.channel, message.payload)
        # Silence may also be a dead connection.
        async with asyncio.timeout(ANSWER_WITHIN_S):
            await connection.execute("select 1")
