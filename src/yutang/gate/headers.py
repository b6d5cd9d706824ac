"""Reading request headers from an ASGI scope without building a request object."""

from starlette.types import Scope

_PART = ord(";")


def header(scope: Scope, name: bytes) -> str:
    """Return the first header of this lower-case name, or an empty text."""
    for key, value in scope["headers"]:
        if key == name:
            return str(value.decode("latin-1"))
    return ""


def cookie(scope: Scope, name: str) -> str:
    """Return the cookie of this name, or an empty text."""
    mark = name.encode() + b"="
    for key, value in scope["headers"]:
        if key != b"cookie":
            continue
        at = value.find(mark)
        while at >= 0:
            # RFC 6265 §4.2.1 parts them by a semicolon and a space.
            if at == 0 or value[at - 1] == _PART or value[at - 2 : at] == b"; ":
                end = value.find(b";", at)
                found = value[at + len(mark) : end if end >= 0 else None]
                return str(found.strip().decode("latin-1"))
            at = value.find(mark, at + 1)
    return ""
