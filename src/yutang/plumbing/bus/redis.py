"""The bus over a Redis or Valkey server's channels (PUBLISH, SUBSCRIBE).

The server knows nothing of our transactions, so it is told after the commit. Its channels belong
to all who use the server, so ours carry a mark of the installation.
"""

import functools
import time
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

import psycopg
import structlog
from redis import Redis
from redis.asyncio import Redis as AsyncRedis
from redis.asyncio.client import PubSub
from redis.asyncio.retry import Retry as AsyncRetry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from yutang.plumbing.bus.carrier import (
    ANSWER_WITHIN_S,
    QUIET_MOST_S,
    BusLost,
    OnConnected,
    OnMessage,
)

TOLD_WITHIN_S = 0.5
"""Longer nobody's page waits for the server, and then once more on a new connection."""
PAUSE_S = 5.0
"""A server that did not answer is left alone for so long; gates read everything as often."""
_OLDEST_PROTOCOL = 2

log = structlog.get_logger()


class RedisCarrier:
    """A server of its own. `secret`: any that the processes of one installation share."""

    def __init__(self, url: str, secret: str) -> None:
        self._url = url
        self._mark = sha256(f"bus:{secret}".encode()).hexdigest()[:16]
        self._again_at = 0.0

    def say(self, cursor: Any, channel: str, payload: str) -> None:
        cursor.db.on_commit(functools.partial(self._publish, channel, [payload]))

    def tell(self, connection: Any, channel: str, payloads: Sequence[str]) -> None:  # noqa: ARG002
        self._publish(channel, payloads)

    async def announce(self, pool: Any, channel: str, payloads: Sequence[str]) -> None:  # noqa: ARG002
        try:
            async with self._async_client.pipeline(transaction=False) as pipeline:
                for payload in payloads:
                    pipeline.publish(self._named(channel), payload)
                await pipeline.execute()
        except (RedisError, OSError) as error:
            raise BusLost(repr(error)) from error

    async def listen(
        self,
        database_url: str,  # noqa: ARG002
        channels: Sequence[str],
        on_connected: OnConnected,
        on_message: OnMessage,
    ) -> None:
        ours = {self._named(channel): channel for channel in channels}
        # No retries: a connection made anew in secret would hide that something was missed.
        client = _async_client(self._url, retries=0)
        try:
            async with client, client.pubsub() as ear:
                await ear.subscribe(*ours)
                for _ in ours:
                    await _answer(ear)
                await on_connected()
                while True:
                    message = await ear.get_message(timeout=QUIET_MOST_S)
                    if message is None:  # silence may also be a dead connection
                        await ear.ping()
                        message = await _answer(ear)
                    if message["type"] == "message":
                        on_message(ours[message["channel"]], message["data"])
        except (RedisError, psycopg.Error, OSError) as error:
            raise BusLost(repr(error)) from error

    def _publish(self, channel: str, payloads: Sequence[str]) -> None:
        """Tell it, or say in the log that it was not told."""
        if time.monotonic() < self._again_at:
            return
        try:
            with self._client.pipeline(transaction=False) as pipeline:
                for payload in payloads:
                    pipeline.publish(self._named(channel), payload)
                pipeline.execute()
        except (RedisError, OSError) as error:
            self._again_at = time.monotonic() + PAUSE_S
            log.warning("bus_not_told", channel=channel, error=repr(error))

    def _named(self, channel: str) -> str:
        return f"{self._mark}:{channel}"

    @functools.cached_property
    def _client(self) -> Redis:
        return Redis.from_url(
            self._url,
            socket_timeout=TOLD_WITHIN_S,
            socket_connect_timeout=TOLD_WITHIN_S,
            retry=Retry(NoBackoff(), 1),  # the server may have closed an idle connection
            protocol=_OLDEST_PROTOCOL,
        )

    @functools.cached_property
    def _async_client(self) -> AsyncRedis:
        return _async_client(self._url, retries=1)


def _async_client(url: str, retries: int) -> AsyncRedis:
    return AsyncRedis.from_url(
        url,
        socket_timeout=ANSWER_WITHIN_S,
        socket_connect_timeout=ANSWER_WITHIN_S,
        retry=AsyncRetry(NoBackoff(), retries),
        protocol=_OLDEST_PROTOCOL,
        decode_responses=True,
    )


async def _answer(ear: PubSub) -> dict[str, Any]:
    """Return what comes next, which must not take long."""
    message: dict[str, Any] | None = await ear.get_message(timeout=ANSWER_WITHIN_S)
    if message is None:
        raise BusLost("no answer")
    return message
