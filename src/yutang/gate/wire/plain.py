"""The two requests that are read here in one go, as they stand on the wire: an order, a stream.

What is plain is told by what is allowed, not by what is forbidden: a head that this file and
uvicorn's parser could read differently is not read here, but left to uvicorn.
"""

import re
from typing import Final, NamedTuple

from yutang.gate.door.bodies import BODY_BYTES_MAX
from yutang.kernel.ids import ROW_DIGITS_MAX

BYTES_MAX: Final = 16 << 10
_FIELDS = rb"((?:[!#$%&'*+.^_`|~0-9A-Za-z-]++:(?:[\t ]*+[!-~\x80-\xff]++)*+\r\n)++)\r\n"
_SALE = rb"/live/([0-9]{1,%d})" % ROW_DIGITS_MAX
_ORDER = re.compile(rb"POST " + _SALE + rb"/orders HTTP/1\.1\r\n" + _FIELDS)
_WISH = re.compile(rb"GET " + _SALE + rb"/events(?:\?[!-~]*)? HTTP/1\.[01]\r\n" + _FIELDS)
_FIELD = re.compile(rb"([^:]+):[\t ]*([^\r]*)\r\n")
_LENGTH = re.compile(rb"[1-9][0-9]{0,3}")
_NEVER = frozenset((b"transfer-encoding", b"upgrade", b"expect"))
"""Headers that change how a request is read."""

Headers = list[tuple[bytes, bytes]]


class PlainOrder(NamedTuple):
    """A request as it stands on the wire; `missing`: bytes of its body that have not come yet."""

    sale: int
    headers: Headers
    body: bytes
    missing: int


def read_order(data: bytes) -> PlainOrder | None:
    """Return the order that these bytes are, or begin to be; None: they are anything else."""
    if len(data) > BYTES_MAX or (found := _ORDER.match(data)) is None:
        return None
    headers = _headers(found[2])
    named = dict(headers)
    length = named.get(b"content-length", b"")
    if len(named) != len(headers) or b"proxy-connection" in named or not _NEVER.isdisjoint(named):
        return None
    if named.get(b"connection", b"keep-alive").lower() != b"keep-alive":
        return None
    if not _LENGTH.fullmatch(length) or int(length) > BODY_BYTES_MAX:
        return None
    body = data[found.end() :]
    missing = int(length) - len(body)
    return None if missing < 0 else PlainOrder(int(found[1]), headers, body, missing)


def read_wish(data: bytes) -> tuple[int, Headers] | None:
    """Return of which sale these bytes ask a stream, and their headers; None: anything else."""
    if len(data) > BYTES_MAX or (found := _WISH.fullmatch(data)) is None:
        return None
    headers = _headers(found[2])
    if any(name in _NEVER or name == b"content-length" for name, _ in headers):
        return None
    return int(found[1]), headers


def _headers(lines: bytes) -> Headers:
    return [(name.lower(), value) for name, value in _FIELD.findall(lines)]
