"""The guarded door by which pages and jobs speak to the outside: timed, sized, no redirects.

Proxies and certificates of the environment are not asked: where a request goes is what the
configuration says. Nobody calls it inside a transaction of the database.
"""

import functools
import ipaddress
import ssl
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

import structlog

TIMEOUT_S, CONNECT_S = 8.0, 3.0
BYTES_MAX = 1_000_000

log = structlog.get_logger()


class Away(Exception):  # noqa: N818 - what happened, not what is wrong with us
    """No answer in time, or one that is too large. Whether it was heard is not known."""


class Heard(NamedTuple):
    """An answer from outside; `headers` in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes


def is_safe(url: str) -> bool:
    """Tell whether what is sent there travels sealed, or stays on this machine."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    if parts.scheme == "https":
        return bool(host)
    return parts.scheme == "http" and _is_loopback(host)


def ask(
    method: str,
    url: str,
    *,
    content: bytes | None = None,
    headers: Mapping[str, str] | None = None,
    bytes_max: int = BYTES_MAX,
) -> Heard:
    """Send a request and return what was answered, whatever its status.

    Raises:
        Away: the address is not safe, nobody answered in time, or with too much.
    """
    import httpx  # noqa: PLC0415 - heavy: every process asks what is safe, few speak to the outside

    if not is_safe(url):
        raise Away("not an https address")
    timeout = httpx.Timeout(TIMEOUT_S, connect=CONNECT_S)
    try:
        with (
            httpx.Client(verify=_trusted(), timeout=timeout, trust_env=False) as client,
            client.stream(method, url, content=content, headers=headers) as answer,
        ):
            body = b""
            for part in answer.iter_bytes():
                body += part
                if len(body) > bytes_max:
                    raise Away("the answer is too large")
            return Heard(answer.status_code, dict(answer.headers), body)
    except httpx.HTTPError as error:
        log.warning("outside_away", host=urlsplit(url).hostname, reason=type(error).__name__)
        raise Away(type(error).__name__) from error


@functools.cache
def _trusted() -> ssl.SSLContext:
    """Return whom we believe; reading all of them takes longer than asking one."""
    import httpx  # noqa: PLC0415 - as above

    return httpx.create_ssl_context(trust_env=False)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
