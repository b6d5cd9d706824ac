"""What any carrier of the bus can do."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Protocol

ANSWER_WITHIN_S = 2.0
"""A carrier that does not answer for so long is away."""
QUIET_MOST_S = 15.0
"""After so long a silence the listener asks whether the other side is still there."""

OnConnected = Callable[[], Awaitable[None]]
OnMessage = Callable[[str, str], None]


class BusLost(Exception):  # noqa: N818 - a thing to live with, not a fault
    """The carrier does not answer."""


class Carrier(Protocol):
    """PostgreSQL, or Redis."""

    def say(self, cursor: Any, channel: str, payload: str) -> None:
        """Have it told when the transaction of Django's cursor commits, and never otherwise."""

    def tell(self, connection: Any, channel: str, payloads: Sequence[str]) -> None:
        """Tell it now, from a psycopg connection whose change is committed."""

    async def announce(self, pool: Any, channel: str, payloads: Sequence[str]) -> None:
        """Tell it now, from an event loop; `pool`: of psycopg's async connections.

        Raises:
            BusLost: it was not told.
        """

    async def listen(
        self,
        database_url: str,
        channels: Sequence[str],
        on_connected: OnConnected,
        on_message: OnMessage,
    ) -> None:
        """Hear the channels until the carrier is lost.

        `on_connected()` runs when nothing said from now on can be missed; then
        `on_message(channel, payload)` for each message.

        Raises:
            BusLost: always, in the end; also when `on_connected` could not reach the database.
        """
