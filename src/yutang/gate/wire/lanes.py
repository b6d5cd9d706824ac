"""A connection that reads plain requests itself; uvicorn gets all the others.

uvicorn makes a task, a scope and a queue of events for each request, and its parser calls back for
each line of the head; that is several times the work of the order itself. Here an order that is
whole and plain is read in one go, put straight into the queue, and its answer written from
the queue straight to the socket; who asks plainly for a stream becomes a viewer (`viewer.py`).
Whatever is not so plain (a cookie of another site, a bad body, a room not in memory, a pipelined
request, a basket, any unusual line in its head …) is handed to uvicorn as it came in, so that
every refusal has one home.
"""

import asyncio
from typing import Any, cast

import structlog
from starlette.types import Scope
from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import RequestResponseCycle
from uvicorn.server import ServerState

from yutang.gate import metrics
from yutang.gate.door.answers import Answer, language, raw, refused
from yutang.gate.door.bodies import BODY_WITHIN_S
from yutang.gate.errors import Failed
from yutang.gate.orders.door import Orders
from yutang.gate.orders.intake import Told
from yutang.gate.room.audience import Audience
from yutang.gate.wire.connection import Connection
from yutang.gate.wire.plain import PlainOrder, read_order, read_wish
from yutang.gate.wire.viewer import LaneViewer
from yutang.kernel.errors import Refusal
from yutang.trade.hauls.intake import Outcome

log = structlog.get_logger()


class Lanes(Connection):
    """One connection, with a lane to the orders' door and one into the audience.

    `_held`: a plain order of which a part of the body has not come yet, until the timer
    `_held_until` runs out, however often a bit comes.
    """

    _held = b""
    _held_until: asyncio.TimerHandle | None = None
    _quiet_since = 0.0

    def __init__(
        self,
        door: Orders,
        audience: Audience,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self.door = door
        self._audience = audience

    def data_received(self, data: bytes) -> None:
        if self._held:
            data, self._held = self._held + data, b""
        is_taken = self._between and self._take(data)
        if self._held_until is not None and not self._held:
            self._stop_holding()
        if not is_taken:
            super().data_received(data)

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_holding()
        super().connection_lost(exc)

    def timeout_keep_alive_handler(self) -> None:
        """Close when nothing was asked for long; orders move that moment, not the timer."""
        self.timeout_keep_alive_task = None
        quiet_s = self.loop.time() - self._quiet_since
        if self._held:
            self._close_when_quiet(BODY_WITHIN_S)
        elif self._is_idle() and quiet_s < self.timeout_keep_alive:
            self._close_when_quiet(self.timeout_keep_alive - quiet_s)
        elif self._is_idle():
            super().timeout_keep_alive_handler()

    def answered(self) -> None:
        """Be ready for the next request."""
        self.server_state.total_requests += 1
        self._quiet_since = self.loop.time()
        if self.pipeline:
            self.on_response_complete()
        elif self.timeout_keep_alive_task is None:
            self._close_when_quiet(self.timeout_keep_alive)

    def _take(self, data: bytes) -> bool:
        """Take the plain request that these bytes are, or begin to be; False: uvicorn's."""
        if not self._is_idle():
            return False
        # Who has not read the answers before this one waits for uvicorn's to be written.
        if not self.flow.write_paused and (order := read_order(data)) is not None:
            return self._take_order(order, data)
        if (wish := read_wish(data)) is not None:
            self._give_away(*wish)
            return True
        return False

    def _take_order(self, order: PlainOrder, data: bytes) -> bool:
        self._stop_waiting()
        if order.missing:
            self._held = data
            if self._held_until is None:
                self._held_until = self.loop.call_later(BODY_WITHIN_S, self._hold_no_more)
            return True
        scope: Scope = {"method": "POST", "headers": order.headers, "client": self.client}
        return _Ride(self, scope).start(order.sale, order.body)

    def _give_away(self, sale_id: int, headers: list[tuple[bytes, bytes]]) -> None:
        """Let go of the connection: from here on it belongs to a viewer."""
        self._stop_waiting()
        self._unset_keepalive_if_required()
        self.connections.discard(self)
        self.parser = None  # type: ignore[assignment]  # it holds this object, and this one it
        LaneViewer(self._audience, self.transport).begin(
            sale_id, headers, self.client, self.server_state
        )

    def _is_idle(self) -> bool:
        under_way = cast("RequestResponseCycle | None", self.cycle)
        return under_way is None or under_way.response_complete

    def _hold_no_more(self) -> None:
        self._held_until = None
        data, self._held = self._held, b""
        super().data_received(data)

    def _stop_holding(self) -> None:
        if self._held_until is not None:
            self._held_until.cancel()
            self._held_until = None

    def _close_when_quiet(self, after_s: float) -> None:
        self.timeout_keep_alive_task = self.loop.call_later(
            after_s, self.timeout_keep_alive_handler
        )


class _Unheard:
    """Stands where uvicorn wakes a task; a ride has none."""

    def set(self) -> None:
        """Wake nobody."""


class _Ride:
    """A request under way: to uvicorn its cycle, to the intake queue who waits."""

    __slots__ = ("_lane", "_scope", "disconnected", "keep_alive", "response_complete")
    message_event = _Unheard()

    def __init__(self, lane: Lanes, scope: Scope) -> None:
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
        always = lane.server_state.default_headers
        lane.transport.write(raw(answer, always, close=not self.keep_alive))
        if not self.keep_alive:
            lane.transport.close()
        lane.answered()
