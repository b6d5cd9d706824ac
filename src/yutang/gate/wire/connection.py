"""One connection's first lines, within limits: uvicorn itself would read a head without an end.

A head (request line and headers) must be whole within some seconds and some kilobytes; what comes
after a body (trailers) counts the same way. Bodies have limits of their own (`limits`, `bodies`).
"""

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from yutang.gate.door.answers import raw, refused
from yutang.gate.errors import HeadTooLarge, NotUnderstood
from yutang.kernel.errors import Refusal, language_of

HEAD_BYTES_MAX = 64 << 10
HEAD_WITHIN_S = 20.0


class Connection(HttpToolsProtocol):
    """Uvicorn's connection, within them. `_between`: its parser is at the end of a request."""

    _between = True
    _fruitless_bytes = 0
    _in_message = False
    _head_due: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait_for_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if not self._in_message and self._head_due is None:
            self._wait_for_head()
        self._fruitless_bytes += len(data)
        super().data_received(data)
        if self._fruitless_bytes > HEAD_BYTES_MAX and not self.transport.is_closing():
            if not self._in_message:
                self.transport.write(_last_words(HeadTooLarge()))
            self.transport.close()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - uvicorn's English
        """Refuse what is no HTTP; uvicorn calls this."""
        self.transport.write(_last_words(NotUnderstood()))
        self.transport.close()

    def on_message_begin(self) -> None:
        self._between = False
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._stop_waiting()
        self._in_message = True
        self._fruitless_bytes = 0
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        self._fruitless_bytes = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        self._in_message = False
        self._fruitless_bytes = 0
        super().on_message_complete()
        self._between = True

    def _wait_for_head(self) -> None:
        self._head_due = self.loop.call_later(HEAD_WITHIN_S, self.transport.close)

    def _stop_waiting(self) -> None:
        if self._head_due is not None:
            self._head_due.cancel()
            self._head_due = None


def _last_words(refusal: Refusal) -> bytes:
    """Return the whole answer; who cannot be read has chosen no language."""
    return raw(refused(refusal, language_of(None)), close=True)
