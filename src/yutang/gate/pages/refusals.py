"""Refusals that the gate itself makes where a page was asked for: a page, in both languages.

Programs (who ask for JSON, or for nothing that a browser would) get the same as JSON.
"""

from html import escape

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from yutang.gate.door.answers import NO_STORE, Answer, language, refused
from yutang.gate.door.headers import header
from yutang.gate.errors import Failed
from yutang.kernel.errors import Language, NotFound, Refusal, WrongMethod

_TAGS: dict[Language, str] = {"zh-hans": "zh-Hans", "en": "en"}
_HOME: dict[Language, str] = {"zh-hans": "回到首页", "en": "To the front page"}
_TITLES: dict[Language, str] = {"zh-hans": "没有成功", "en": "That did not work"}


def refused_page(refusal: Refusal, scope: Scope) -> Answer:
    """Return the refusal as a page where a browser asked for one, else as JSON."""
    reader = language(scope)
    plain = refused(refusal, reader)
    if "text/html" not in header(scope, b"accept"):
        return plain
    home = f'<p><a class="button" href="/">{_HOME[reader]}</a></p>'
    body = page(reader, _TITLES[reader], refusal.sentence(reader), home)
    # The JSON's own type and cache rule come first; a page has its own.
    return Answer(refusal.status, body, (*HEADERS, *plain.headers[2:]))


HEADERS = (
    (b"content-type", b"text/html; charset=utf-8"),
    NO_STORE,
    (b"content-security-policy", b"default-src 'none'; style-src 'self'"),
)


def page(reader: Language, title: str, text: str, below: str = "") -> bytes:
    """Return a page that needs nothing but the stylesheet; `below` is markup."""
    return (
        f'<!doctype html><html lang="{_TAGS[reader]}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="stylesheet" href="/static/web/yutang.css">'
        f'<title>{escape(title)}</title><main class="page"><div class="empty">'
        f"<h1>{escape(title)}</h1><p>{escape(text)}</p>{below}</div></main></html>"
    ).encode()


async def not_served(request: Request, error: Exception) -> Response:
    """Answer what the router or a folder of files refuses, and what failed in them."""
    status = error.status_code if isinstance(error, HTTPException) else Failed.status
    refusal: Refusal = Failed()
    if status == WrongMethod.status:
        refusal = WrongMethod(methods="GET, HEAD")
    elif status < Failed.status:  # a file that may not be read is no file to anybody
        refusal = NotFound()
    answer = refused_page(refusal, request.scope)
    return Response(answer.body, answer.status, {k.decode(): v.decode() for k, v in answer.headers})
