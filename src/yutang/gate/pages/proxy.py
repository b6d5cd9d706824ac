"""All that is not hot goes to the pages' process over its Unix socket, streamed both ways."""

from pathlib import Path
from typing import Final

import httpx
import structlog
from starlette.types import Message, Receive, Scope, Send

from yutang.gate.door.answers import Answer, language, reply
from yutang.gate.door.bodies import Bodies, Body, SenderGone
from yutang.gate.door.callers import claims_of, is_trusted
from yutang.gate.door.headers import header
from yutang.gate.errors import AddressTooLong, HeadTooLarge, NotUnderstood
from yutang.gate.pages.refusals import HEADERS, page, refused_page
from yutang.kernel.errors import Language, Refusal

CONNECTIONS_MAX = 64
# What the pages' own server takes (gunicorn: 4094, 8190, 100), less what is added on the way.
TARGET_BYTES_MAX = 4000
HEADER_BYTES_MAX = 8000
HEADERS_MAX = 90
TIMEOUT = httpx.Timeout(60.0, connect=3.0, pool=30.0)

# RFC 9110 §7.6.1: meant for one hop only.
_HOP: Final = frozenset(
    {
        b"connection",
        b"keep-alive",
        b"proxy-authenticate",
        b"proxy-authorization",
        b"proxy-connection",
        b"te",
        b"trailer",
        b"transfer-encoding",
        b"upgrade",
    }
)
_OURS: Final = frozenset({b"date", b"server"})
"""Headers of an answer that this server writes itself, or does not write."""
_FORWARDED: Final = frozenset(
    {b"forwarded", b"x-forwarded-for", b"x-forwarded-proto", b"x-forwarded-host", b"x-real-ip"}
)
_CLOSE: Final = (b"connection", b"close")
_DOWN: Final[dict[Language, tuple[str, str]]] = {
    "zh-hans": (
        "页面马上回来",
        "网页正在重新启动，几秒后会自动再试。直播和下单不受影响。",
    ),
    "en": (
        "Back in a moment",
        "The pages are restarting and will be tried again by themselves. Sales and orders go on.",
    ),
}

log = structlog.get_logger()


class Proxy:
    """Passes a request on, and its answer back, without changing either."""

    def __init__(self, socket: Path, bodies: Bodies | None = None) -> None:
        self.socket = socket
        self._bodies = bodies or Bodies()
        limits = httpx.Limits(max_connections=CONNECTIONS_MAX, max_keepalive_connections=16)
        self._transport = httpx.AsyncHTTPTransport(uds=str(socket), limits=limits, retries=1)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def send_once(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            _check_head(scope)
            async with self._bodies.taken(scope, receive) as body:
                await self._pass_on(scope, body, send_once)
        except SenderGone:
            return
        except Refusal as refusal:
            await reply(send, _ending(refused_page(refusal, scope)))
        except (httpx.InvalidURL, httpx.LocalProtocolError):
            await reply(send, _ending(refused_page(NotUnderstood(), scope)))
        except httpx.TransportError as error:
            log.warning("pages_unreachable", error=repr(error))
            if not started:
                await reply(send, _sorry(language(scope)))

    async def close(self) -> None:
        """Let go of the connections."""
        await self._transport.aclose()

    async def _pass_on(self, scope: Scope, body: Body | None, send: Send) -> None:
        request = httpx.Request(
            scope["method"],
            httpx.URL(scheme="http", host="pages", raw_path=_target(scope)),
            headers=_onward(scope, body),
            content=body.parts() if body else None,
            extensions={"timeout": TIMEOUT.as_dict()},
        )
        response = await self._transport.handle_async_request(request)
        try:
            await send(
                {
                    "type": "http.response.start",
                    "status": response.status_code,
                    "headers": [
                        (name.lower(), value)
                        for name, value in response.headers.raw
                        if name.lower() not in _HOP | _OURS
                    ],
                }
            )
            async for chunk in response.aiter_raw():
                await send({"type": "http.response.body", "body": chunk, "more_body": True})
            await send({"type": "http.response.body", "body": b""})
        finally:
            await response.aclose()


def _target(scope: Scope) -> bytes:
    path: bytes = scope.get("raw_path") or scope["path"].encode()
    query: bytes = scope.get("query_string", b"")
    return path + b"?" + query if query else path


def _check_head(scope: Scope) -> None:
    """Refuse here, in the reader's language, what the pages' server would refuse in its own."""
    target = _target(scope)
    if len(target) > TARGET_BYTES_MAX:
        raise AddressTooLong
    if b"%00" in target:  # no text of ours contains it, and the database takes none
        raise NotUnderstood
    headers = scope["headers"]
    longest = max((len(name) + len(value) for name, value in headers), default=0)
    if len(headers) > HEADERS_MAX or longest > HEADER_BYTES_MAX:
        raise HeadTooLarge


def _ending(answer: Answer) -> Answer:
    """Return the answer as the last one of its connection: a body may still be under way."""
    return answer._replace(headers=(*answer.headers, _CLOSE))


def _onward(scope: Scope, body: Body | None) -> list[tuple[bytes, bytes]]:
    """Return the request's headers for the next hop.

    What a trusted proxy says about the browser is believed; what anybody else says is replaced by
    what is seen here. The last address of the list is who asks, as the limits count it; those
    before it are only claimed, and a page may make of them that somebody is not near.
    """
    named = {token.strip().lower() for token in header(scope, b"connection").encode().split(b",")}
    drop = _HOP | _FORWARDED | named | {b"content-length", b"expect"}
    headers = [(name, value) for name, value in scope["headers"] if name not in drop]
    peer = scope["client"][0] if scope.get("client") else "127.0.0.1"
    trusted = is_trusted(peer)
    asks = ", ".join(claims_of(scope)) or peer
    proto = header(scope, b"x-forwarded-proto") if trusted else ""
    host = header(scope, b"x-forwarded-host") if trusted else ""
    length = [(b"content-length", str(body.length).encode())] if body else []
    return [
        *headers,
        *length,
        (b"x-forwarded-for", asks.encode("latin-1")),
        (b"x-forwarded-proto", (proto or scope.get("scheme", "http")).encode()),
        (b"x-forwarded-host", (host or header(scope, b"host")).encode()),
    ]


def _sorry(reader: Language) -> Answer:
    headers = (*HEADERS, (b"retry-after", b"3"), (b"refresh", b"3"))
    return Answer(502, page(reader, *_DOWN[reader]), headers)
