"""The first words of a connection: whether they ask for a stream, before anything is built for it.

Uvicorn makes a parser, flow control and a dozen attributes for each connection. Somebody who comes
only to watch needs none of them, and in front of a sale thousands come at once: a plain request
for a stream that is whole in its first bytes becomes a viewer at once. All else gets uvicorn's
connection and is told to it from the beginning.
"""

import asyncio
from functools import partial
from typing import Any

from uvicorn.config import Config
from uvicorn.protocols.utils import get_remote_addr
from uvicorn.server import ServerState

from yutang.gate.orders.door import Orders
from yutang.gate.room.audience import Audience
from yutang.gate.wire import connection as ordinary
from yutang.gate.wire.lanes import Lanes
from yutang.gate.wire.plain import read_wish
from yutang.gate.wire.viewer import LaneViewer


def reception(door: Orders, audience: Audience) -> Any:
    """Return what uvicorn makes of a new connection, as it would make its own protocol."""
    return partial(Reception, door, audience)


class Reception(asyncio.Protocol):
    """A connection that has not said anything yet."""

    __slots__ = (
        "_app_state",
        "_audience",
        "_config",
        "_door",
        "_due",
        "_loop",
        "_server_state",
        "_transport",
    )

    def __init__(
        self,
        door: Orders,
        audience: Audience,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        self._door = door
        self._audience = audience
        self._config = config
        self._server_state = server_state
        self._app_state = app_state
        self._loop = _loop or asyncio.get_running_loop()
        self._transport: asyncio.Transport
        self._due: asyncio.TimerHandle

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        self._transport = transport
        self._due = self._loop.call_later(ordinary.HEAD_WITHIN_S, transport.close)

    def connection_lost(self, _exc: Exception | None) -> None:
        self._due.cancel()

    def data_received(self, data: bytes) -> None:
        self._due.cancel()
        wish = read_wish(data)
        if wish is None:
            self._pass_on(data)
            return
        viewer = LaneViewer(self._audience, self._transport)
        viewer.begin(*wish, get_remote_addr(self._transport), self._server_state)

    def _pass_on(self, data: bytes) -> None:
        config, server, state = self._config, self._server_state, self._app_state
        connection = Lanes(self._door, self._audience, config, server, state, self._loop)
        self._transport.set_protocol(connection)
        connection.connection_made(self._transport)
        connection.data_received(data)
