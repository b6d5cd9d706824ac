"""Reading request headers from an ASGI scope without building a request object."""

from starlette.types import Scope


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
        if key == b"cookie":
            for part in value.split(b";"):
                if (found := part.strip()).startswith(mark):
                    return str(found[len(mark) :].strip().decode("latin-1"))
    return ""
