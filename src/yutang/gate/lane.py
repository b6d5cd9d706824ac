"""The fast lane of ``POST /live/{sale}/orders``: a plain good order without a task of its own.

uvicorn makes a task, a scope and a queue of events for each request: with an empty application
63 µs, where the bare parser takes 18. Here a request that is whole, plain and in order goes from
the parser straight into the intake queue, and its answer from the queue straight to the socket.
Whatever is not so plain (a cookie of another site, a bad body, a room not in memory, a pipelined
request, a basket …) is handed to uvicorn as if it had just come in, so that every refusal has one
home: `orders.py`.
"""

import re
from functools import lru_cache
from typing import ClassVar, cast

import structlog
from starlette.types import Scope
from uvicorn.protocols.http.httptools_impl import (
    STATUS_LINE,
    HttpToolsProtocol,
    RequestResponseCycle,
)

from yutang.gate import metrics
from yutang.gate.answers import Answer, language, refused
from yutang.gate.connection import Connection
from yutang.gate.errors import Failed
from yutang.gate.limits import BODY_BYTES_MAX
from yutang.gate.orders import Orders, Told
from yutang.kernel.errors import Refusal
from yutang.trade.intake import Outcome

_ORDERS = re.compile(rb"/live/(\d{1,18})/orders")

log = structlog.get_logger()


def lane_to(door: Orders) -> type[HttpToolsProtocol]:
    """Return the connection with a fast lane to this door.

    The connection's own limits come first, then the lane, then uvicorn.
    """
    return type("ConnectionWithLane", (Connection, OrderLane), {"door": door})


class OrderLane(HttpToolsProtocol):
    """One connection. `_sale` is set while the request under way may take the lane."""

    door: ClassVar[Orders]
    _sale: int | None = None
    _body: bytes = b""

    def on_headers_complete(self) -> None:
        self._sale = self._sale_of_plain_order()
        self._body = b""
        if self._sale is None:
            super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        if self._sale is None:
            super().on_body(body)
            return
        self._body += body
        if len(self._body) > BODY_BYTES_MAX:
            self._leave()

    def on_message_complete(self) -> None:
        if self._sale is not None:
            self.scope["method"] = "POST"
            ride = _Ride(self, cast("Scope", self.scope))
            if ride.start(self._sale, self._body):
                self._sale = None
                return
            self._leave()
        super().on_message_complete()

    def _sale_of_plain_order(self) -> int | None:
        found = _ORDERS.fullmatch(self.url)
        if found is None or self.expect_100_continue:
            return None
        under_way = cast("RequestResponseCycle | None", self.cycle)
        if under_way is not None and not under_way.response_complete:
            return None
        parser = self.parser
        if parser.get_method() != b"POST" or parser.should_upgrade():
            return None
        if parser.get_http_version() != "1.1" or not parser.should_keep_alive():
            return None
        return int(found[1])

    def _leave(self) -> None:
        """Hand what has come so far to uvicorn."""
        self._sale = None
        super().on_headers_complete()
        if self._body:
            super().on_body(self._body)


class _Unheard:
    """Stands where uvicorn wakes a task; a ride has none."""

    def set(self) -> None:
        """Wake nobody."""


class _Ride:
    """A request under way: to uvicorn its cycle, to the intake queue who waits."""

    __slots__ = ("_lane", "_scope", "disconnected", "keep_alive", "response_complete")
    message_event = _Unheard()

    def __init__(self, lane: OrderLane, scope: Scope) -> None:
        self._lane = lane
        self._scope = scope
        self.response_complete = False
        self.disconnected = False
        self.keep_alive = True

    def start(self, sale: int, body: bytes) -> bool:
        """Join the queue; False when the request is not for the lane."""
        lane = self._lane
        try:
            if not lane.door.at_once(sale, self._scope, body, self):
                return False
        except Refusal as refusal:
            lane.cycle = self  # type: ignore[assignment]
            self.set_exception(refusal)
        else:
            lane.cycle = self  # type: ignore[assignment]
        return True

    def done(self) -> bool:
        return self.response_complete

    def set_result(self, told: Told, /) -> None:
        try:
            assert isinstance(told, Outcome), "a ride carries one wish"
            answer = self._lane.door.answer(told, self._scope)
        except Exception:
            log.exception("ride_failed")
            answer = refused(Failed(), language(self._scope))
        self._reply(answer)

    def set_exception(self, exception: Exception, /) -> None:
        refusal = exception if isinstance(exception, Refusal) else Failed()
        metrics.order_answered(refusal.code)
        self._reply(refused(refusal, language(self._scope)))

    def _reply(self, answer: Answer) -> None:
        self.response_complete = True
        lane = self._lane
        if self.disconnected or lane.transport.is_closing():
            return
        lane.transport.write(
            b"%b%b%bcontent-length: %d\r\n%b\r\n%b"
            % (
                STATUS_LINE[answer.status],
                _rendered(tuple(lane.server_state.default_headers)),
                _rendered(tuple(answer.headers)),
                len(answer.body),
                b"" if self.keep_alive else b"connection: close\r\n",
                answer.body,
            )
        )
        if not self.keep_alive:
            lane.transport.close()
        lane.on_response_complete()


@lru_cache(maxsize=64)
def _rendered(headers: tuple[tuple[bytes, bytes], ...]) -> bytes:
    return b"".join(b"%b: %b\r\n" % header for header in headers)
