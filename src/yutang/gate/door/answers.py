"""Answers of the hot doors: a status, bytes and headers, sent in two ASGI messages.

A door is an ASGI endpoint around one function. Whatever refusal the function raises is answered
here, in the reader's language, as ``{"code", "message"}``.
"""

from collections.abc import Awaitable, Callable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

import msgspec
import structlog
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import STATUS_LINE

from yutang.gate.door.headers import cookie
from yutang.gate.errors import Failed
from yutang.kernel.errors import Language, Refusal, WrongMethod, language_of

JSON = (b"content-type", b"application/json")
NO_STORE = (b"cache-control", b"no-store")
CLOSE = (b"connection", b"close")
Headers = Sequence[tuple[bytes, bytes]]
_WITHOUT_LENGTH: Final = frozenset((204, 304))
"""RFC 9110 §8.6: the first must not tell a length, the second only that of the whole answer."""

log = structlog.get_logger()


class Answer(NamedTuple):
    status: int
    body: bytes
    headers: Headers = (JSON, NO_STORE)


Handler = Callable[[Scope, Receive], Awaitable[Answer]]


class Door:
    """One hot address. (A class, because Starlette wraps plain functions in its own requests.)"""

    def __init__(self, handle: Handler, *methods: str) -> None:
        self._handle = handle
        self._methods = methods or ("GET", "HEAD")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            check_method(scope, self._methods)
            answer = await self._handle(scope, receive)
        except Refusal as refusal:
            answer = refused(refusal, language(scope))
        except Exception:
            log.exception("door_failed", path=scope["path"])
            answer = refused(Failed(), language(scope))
        await reply(send, answer)


def check_method(scope: Scope, methods: Sequence[str]) -> None:
    """Raises `WrongMethod` when the address is not asked in one of these ways."""
    if scope["method"] not in methods:
        raise WrongMethod(methods=", ".join(methods))


async def reply(send: Send, answer: Answer) -> None:
    """Send the answer whole."""
    headers = list(answer.headers)
    if answer.status not in _WITHOUT_LENGTH:
        headers.append((b"content-length", b"%d" % len(answer.body)))
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.body})


def raw(answer: Answer, always: Headers = (), *, close: bool = False) -> bytes:
    """Return the answer as it goes over the wire; `close`: it is the last of its connection."""
    headers = (*always, *answer.headers)
    head = raw_head(answer.status, (*headers, CLOSE) if close else headers)
    if answer.status in _WITHOUT_LENGTH:
        return head + b"\r\n"
    return b"%bcontent-length: %d\r\n\r\n%b" % (head, len(answer.body), answer.body)


@lru_cache(maxsize=256)
def raw_head(status: int, headers: tuple[tuple[bytes, bytes], ...]) -> bytes:
    """Return the status line and these headers; more may follow, then an empty line."""
    return b"".join([STATUS_LINE[status], *(b"%b: %b\r\n" % line for line in headers)])


def refused(refusal: Refusal, reader: Language) -> Answer:
    """Return the refusal as JSON."""
    body = refusal_body(refusal, reader)
    headers = [JSON, NO_STORE]
    if retry_after_s := refusal.fields.get("retry_after_s"):
        headers.append((b"retry-after", str(retry_after_s).encode()))
    if isinstance(refusal, WrongMethod):
        headers.append((b"allow", str(refusal.fields["methods"]).encode()))
    return Answer(refusal.status, msgspec.json.encode(body), headers)


def refusal_body(refusal: Refusal, reader: Language) -> dict[str, object]:
    """Return code and sentence, and how many are left where that is known."""
    body: dict[str, object] = {"code": refusal.code, "message": refusal.sentence(reader)}
    if "left" in refusal.fields:
        body["left"] = refusal.fields["left"]
    return body


def language(scope: Scope) -> Language:
    """Return the language the reader chose on the page; Chinese without a choice."""
    return language_of(cookie(scope, "django_language"))
