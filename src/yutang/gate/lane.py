"""The fast lane of ``POST /live/{sale}/orders``: a plain good order without a task of its own.

uvicorn makes a task, a scope and a queue of events for each request, and its parser calls back for
each line of the head; that is several times the work of the order itself. Here a request that is
whole and plain is read in one go, put straight into the intake queue, and its answer written from
the queue straight to the socket. Whatever is not so plain (a cookie of another site, a bad body, a
room not in memory, a pipelined request, a basket, any unusual line in its head …) is handed to
uvicorn as it came in, so that every refusal has one home: `orders.py`.

What is plain is told by what is allowed, not by what is forbidden: a head that this file and
uvicorn's parser could read differently is not read here.
"""

import asyncio
import re
from functools import lru_cache
from typing import ClassVar, NamedTuple, cast

import structlog
from starlette.types import Scope
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, RequestResponseCycle

from yutang.gate import metrics
from yutang.gate.answers import Answer, language, refused
from yutang.gate.connection import Connection
from yutang.gate.errors import Failed
from yutang.gate.limits import BODY_BYTES_MAX, BODY_WITHIN_S
from yutang.gate.orders import Orders, Told
from yutang.kernel.errors import Refusal
from yutang.trade.intake import Outcome

_PLAIN_BYTES_MAX = 16 << 10
_HEAD = re.compile(
    rb"POST /live/([0-9]{1,18})/orders HTTP/1\.1\r\n"
    rb"((?:[!#$%&'*+.^_`|~0-9A-Za-z-]++:(?:[\t ]*+[!-~\x80-\xff]++)*+\r\n)++)\r\n"
)
_FIELD = re.compile(rb"([^:]+):[\t ]*([^\r]*)\r\n")
_LENGTH = re.compile(rb"[1-9][0-9]{0,3}")
_NEVER_PLAIN = {b"expect", b"proxy-connection", b"transfer-encoding", b"upgrade"}

Headers = list[tuple[bytes, bytes]]
log = structlog.get_logger()


class PlainOrder(NamedTuple):
    """A request as it stands on the wire; `missing`: bytes of its body that have not come yet."""

    sale: int
    headers: Headers
    body: bytes
    missing: int


def read_plain(data: bytes) -> PlainOrder | None:
    """Return the request that these bytes are; None: leave them to uvicorn."""
    if len(data) > _PLAIN_BYTES_MAX or (found := _HEAD.match(data)) is None:
        return None
    headers = [(name.lower(), value) for name, value in _FIELD.findall(found[2])]
    named = dict(headers)
    length = named.get(b"content-length", b"")
    if len(named) != len(headers) or not _NEVER_PLAIN.isdisjoint(named):
        return None
    if named.get(b"connection", b"keep-alive").lower() != b"keep-alive":
        return None
    if not _LENGTH.fullmatch(length):
        return None
    body = data[found.end() :]
    missing = int(length) - len(body)
    if missing < 0 or int(length) > BODY_BYTES_MAX:
        return None
    return PlainOrder(int(found[1]), headers, body, missing)


def lane_to(door: Orders) -> type[Connection]:
    """Return the connection with a fast lane to this door."""
    return type("ConnectionWithLane", (OrderLane,), {"door": door})


class OrderLane(Connection):
    """One connection.

    `_between`: uvicorn's parser is at the end of a request. `_held`: a plain order of which a part
    of the body has not come yet, until the timer `_held_until` runs out, however often a bit comes.
    """

    door: ClassVar[Orders]
    _between = True
    _held = b""
    _held_until: asyncio.TimerHandle | None = None
    _quiet_since = 0.0

    def data_received(self, data: bytes) -> None:
        if self._held:
            data, self._held = self._held + data, b""
        is_taken = self._between and self._take(data)
        if self._held_until is not None and not self._held:
            self._stop_holding()
        if not is_taken:
            super().data_received(data)

    def on_message_begin(self) -> None:
        self._between = False
        super().on_message_begin()

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self._between = True

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
        """Take the order that these bytes are, or begin to be; False: they are for uvicorn."""
        # Who has not read the answers before this one waits for uvicorn's to be written.
        if not self._is_idle() or self.flow.write_paused or (order := read_plain(data)) is None:
            return False
        if self._head_due is not None:
            self._stop_waiting()
        if order.missing:
            self._held = data
            if self._held_until is None:
                self._held_until = self.loop.call_later(BODY_WITHIN_S, self._hold_no_more)
            return True
        scope: Scope = {"method": "POST", "headers": order.headers, "client": self.client}
        return _Ride(self, scope).start(order.sale, order.body)

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
        always = tuple(lane.server_state.default_headers)
        head = _head(answer.status, (*always, *answer.headers), self.keep_alive)
        body = answer.body
        lane.transport.write(b"%b%d\r\n\r\n%b" % (head, len(body), body))
        if not self.keep_alive:
            lane.transport.close()
        lane.answered()


@lru_cache(maxsize=256)
def _head(status: int, headers: tuple[tuple[bytes, bytes], ...], keep_alive: bool) -> bytes:  # noqa: FBT001
    """Return the head up to the length of the body."""
    lines = [b"%b: %b\r\n" % header for header in headers]
    if not keep_alive:
        lines.append(b"connection: close\r\n")
    return b"".join([STATUS_LINE[status], *lines, b"content-length: "])
