"""What caches on the way to a reader may keep, and how long: one line a kind (RFC 9111, RFC 5861).

Whatever is not named here is `no-store` (`answers.NO_STORE`). `deploy/nginx.conf` relies on it.
"""

from typing import Final

from starlette.types import Scope

from yutang.gate.door.headers import header

FOR_EVER: Final = "public, max-age=31536000, immutable"
"""Its name changes with its content, or its content never changes."""
SNAPSHOT: Final = "public, max-age=1, stale-while-revalidate=1"
PLAYLIST: Final = "public, max-age=1"
"""No stale answers: a player would fall behind by one round of asking."""
PLAYLIST_WHOLE: Final = "public, max-age=300"
"""A recording that is closed; nothing is ever added to it."""
ASK_FIRST: Final = "no-cache"
"""May be kept, but not shown without asking whether it is still the same."""


def is_known(scope: Scope, etag: str) -> bool:
    """Return whether the reader has this very content (If-None-Match).

    Caches that compress on the way mark the tag as weak; the content is the same.
    """
    tags = (tag.strip() for tag in header(scope, b"if-none-match").split(","))
    return any(tag.removeprefix("W/") == etag or tag == "*" for tag in tags)
