"""All that is not hot goes to the pages' process over its Unix socket, streamed both ways."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final

import httpx
import structlog
from starlette.types import Message, Receive, Scope, Send

from yutang.gate.answers import Answer, language, reply
from yutang.gate.headers import header
from yutang.kernel.errors import Language

CONNECTIONS_MAX = 64
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
_LOOPBACK: Final = frozenset({"127.0.0.1", "::1"})
_DOWN: Final[dict[Language, tuple[str, str, str]]] = {
    "zh-hans": (
        "zh-Hans",
        "页面马上回来",
        "网页正在重新启动,几秒后会自动再试。直播和下单不受影响。",
    ),
    "en": (
        "en",
        "Back in a moment",
        "The pages are restarting and will be tried again by themselves. Sales and orders go on.",
    ),
}

log = structlog.get_logger()


class Proxy:
    """Passes a request on, and its answer back, without changing either."""

    def __init__(self, socket: Path) -> None:
        self.socket = socket
        limits = httpx.Limits(max_connections=CONNECTIONS_MAX, max_keepalive_connections=16)
        self._transport = httpx.AsyncHTTPTransport(uds=str(socket), limits=limits, retries=1)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def send_once(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._pass_on(scope, receive, send_once)
        except httpx.TransportError as error:
            log.warning("pages_unreachable", error=repr(error))
            if not started:
                await reply(send, _sorry(language(scope)))

    async def close(self) -> None:
        """Let go of the connections."""
        await self._transport.aclose()

    async def _pass_on(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = httpx.Request(
            scope["method"],
            httpx.URL(scheme="http", host="pages", raw_path=_target(scope)),
            headers=_onward(scope),
            content=_body(receive) if _has_body(scope) else None,
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


def _has_body(scope: Scope) -> bool:
    return bool(header(scope, b"content-length") or header(scope, b"transfer-encoding"))


async def _body(receive: Receive) -> AsyncIterator[bytes]:
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise httpx.ReadError("the browser went away")
        if body := message.get("body", b""):
            yield body
        if not message.get("more_body"):
            return


def _onward(scope: Scope) -> list[tuple[bytes, bytes]]:
    """Return the request's headers for the next hop.

    What a proxy on this machine says about the browser is believed; what anybody else says is
    replaced by what is seen here.
    """
    named = {token.strip().lower() for token in header(scope, b"connection").encode().split(b",")}
    drop = _HOP | _FORWARDED | named
    headers = [(name, value) for name, value in scope["headers"] if name not in drop]
    peer = scope["client"][0] if scope.get("client") else "127.0.0.1"
    trusted = peer in _LOOPBACK
    chain = header(scope, b"x-forwarded-for") if trusted else ""
    proto = header(scope, b"x-forwarded-proto") if trusted else ""
    host = header(scope, b"x-forwarded-host") if trusted else ""
    return [
        *headers,
        (b"x-forwarded-for", (f"{chain}, {peer}" if chain else peer).encode()),
        (b"x-forwarded-proto", (proto or scope.get("scheme", "http")).encode()),
        (b"x-forwarded-host", (host or header(scope, b"host")).encode()),
    ]


def _sorry(reader: Language) -> Answer:
    tag, title, text = _DOWN[reader]
    page = (
        f'<!doctype html><html lang="{tag}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="stylesheet" href="/static/web/yutang.css">'
        f'<title>{title}</title><main class="page"><div class="empty">'
        f"<h1>{title}</h1><p>{text}</p></div></main></html>"
    )
    return Answer(
        502,
        page.encode(),
        (
            (b"content-type", b"text/html; charset=utf-8"),
            (b"cache-control", b"no-store"),
            (b"retry-after", b"3"),
            (b"refresh", b"3"),
            (b"content-security-policy", b"default-src 'none'; style-src 'self'"),
        ),
    )
