"""Answers of the hot doors: a status, bytes and headers, sent in two ASGI messages.

A door is an ASGI endpoint around one function. Whatever refusal the function raises is answered
here, in the reader's language, as ``{"code", "message"}``.
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import NamedTuple

import msgspec
import structlog
from starlette.types import Receive, Scope, Send

from yutang.gate.errors import Failed
from yutang.gate.headers import cookie
from yutang.kernel.errors import Language, Refusal, WrongMethod, language_of

JSON = (b"content-type", b"application/json")
NO_STORE = (b"cache-control", b"no-store")
Headers = Sequence[tuple[bytes, bytes]]

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
    length = (b"content-length", str(len(answer.body)).encode())
    await send(
        {
            "type": "http.response.start",
            "status": answer.status,
            "headers": [*answer.headers, length],
        }
    )
    await send({"type": "http.response.body", "body": answer.body})


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
