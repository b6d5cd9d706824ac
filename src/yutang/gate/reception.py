"""The first words of a connection: whether they ask for a stream, before anything is built for it.

Uvicorn makes a parser, flow control and a dozen attributes for each connection. Somebody who comes
only to watch needs none of them, and in front of a sale thousands come at once: a plain request
for a stream that is whole in its first bytes becomes a viewer at once. All else gets uvicorn's
connection and is told to it from the beginning.

What is plain is told by what is allowed, not by what is forbidden: a head that this file and
uvicorn's parser could read differently is not read here.
"""

import asyncio
import re
from typing import Any, ClassVar

from starlette.types import Scope
from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.protocols.utils import get_remote_addr
from uvicorn.server import ServerState

from yutang.gate import connection as ordinary
from yutang.gate.audience import Audience
from yutang.gate.stream_lane import BODY_HEADERS, LaneViewer

_HEAD_BYTES_MAX = 16 << 10
_HEAD = re.compile(
    rb"GET /live/([0-9]{1,18})/events(?:\?[!-~]*)? HTTP/1\.[01]\r\n"
    rb"((?:[!#$%&'*+.^_`|~0-9A-Za-z-]++:(?:[\t ]*+[!-~\x80-\xff]++)*+\r\n)++)\r\n"
)
_FIELD = re.compile(rb"([^:]+):[\t ]*([^\r]*)\r\n")


def reception(connection: type[HttpToolsProtocol], audience: Audience) -> type["Reception"]:
    """Return the protocol of new connections: streams join the audience, others this one."""
    return type("GateReception", (Reception,), {"connection": connection, "audience": audience})


class Reception(asyncio.Protocol):
    """A connection that has not said anything yet. (Made by uvicorn, as its own would be.)"""

    __slots__ = ("_app_state", "_config", "_due", "_loop", "_server_state", "_transport")

    connection: ClassVar[type[HttpToolsProtocol]]
    audience: ClassVar[Audience]

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
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
        asked = read_wish(data)
        if asked is None:
            self._pass_on(data)
            return
        sale_id, headers = asked
        client = get_remote_addr(self._transport)
        scope: Scope = {"method": "GET", "headers": headers, "client": client}
        viewer = LaneViewer(self.audience, self._transport)
        self._transport.set_protocol(viewer)
        viewer.begin(sale_id, scope, self._server_state)

    def _pass_on(self, data: bytes) -> None:
        connection = self.connection(
            self._config, self._server_state, self._app_state, _loop=self._loop
        )
        self._transport.set_protocol(connection)
        connection.connection_made(self._transport)
        connection.data_received(data)


def read_wish(data: bytes) -> tuple[int, list[tuple[bytes, bytes]]] | None:
    """Return of which sale these bytes ask a stream, and the lines of their head; None: they are
    anything else.
    """
    if len(data) > _HEAD_BYTES_MAX or (found := _HEAD.fullmatch(data)) is None:
        return None
    headers = [(name.lower(), value) for name, value in _FIELD.findall(found[2])]
    if any(name in BODY_HEADERS for name, _ in headers):
        return None
    return int(found[1]), headers
