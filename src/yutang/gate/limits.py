"""A limit on everything that comes in: the size of a body, and how often somebody may act."""

import asyncio
import math
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable

from starlette.types import Receive, Scope

from yutang.gate.callers import caller_of, network_of
from yutang.gate.errors import TooLarge, TooSlow
from yutang.gate.headers import header
from yutang.kernel.errors import TooMany

BODY_BYTES_MAX = 4096
BODY_WITHIN_S = 15.0
_KNOWN_MAX = 200_000


async def read_body(scope: Scope, receive: Receive, within_s: float = BODY_WITHIN_S) -> bytes:
    """Return the whole body.

    Raises:
        TooLarge: it is, or says it is, longer than `BODY_BYTES_MAX`; it is not read further.
        TooSlow: it was not whole in time.
    """
    try:
        async with asyncio.timeout(within_s):
            return await _read(scope, receive)
    except TimeoutError:
        raise TooSlow from None


async def _read(scope: Scope, receive: Receive) -> bytes:
    length = header(scope, b"content-length")
    if length.isdigit() and (len(length) > 9 or int(length) > BODY_BYTES_MAX):  # noqa: PLR2004
        raise TooLarge(most_bytes=BODY_BYTES_MAX)
    message = await receive()
    body: bytes = message.get("body", b"")
    while message.get("more_body") and len(body) <= BODY_BYTES_MAX:
        message = await receive()
        body += message.get("body", b"")
    if len(body) > BODY_BYTES_MAX:
        raise TooLarge(most_bytes=BODY_BYTES_MAX)
    return body


def address_of(scope: Scope) -> str | None:
    """Return the network address that limits count: the caller's, an IPv6 one by its /64.

    The caller is the peer, or whom a trusted proxy (YUTANG_PROXIES) names. None for this machine
    itself and where a proxy names nobody: neither is one person.
    """
    caller = caller_of(scope)
    return network_of(caller) if caller else None


class Buckets:
    """A token bucket for each name: `burst` at once, then one every `every_s`.

    Who has not acted for the longest time is forgotten first, with a full bucket by then.
    """

    def __init__(
        self, burst: int, every_s: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._burst = burst
        self._every_s = every_s
        self._clock = clock
        self._full_at: OrderedDict[Hashable, float] = OrderedDict()

    def take(self, name: Hashable, tokens: int = 1) -> None:
        """Take so many tokens.

        Raises:
            TooMany: too few are left; the refusal says when there will be enough.
        """
        now = self._clock()
        # The moment at which the bucket is full again stands for all its tokens.
        full_at = max(self._full_at.get(name, now), now)
        full_at += tokens * self._every_s
        wait_s = full_at - now - self._burst * self._every_s
        if wait_s > 1e-9:  # noqa: PLR2004 - a rounding error is no excess
            raise TooMany(retry_after_s=math.ceil(wait_s))
        self._full_at[name] = full_at
        self._full_at.move_to_end(name)
        if len(self._full_at) > _KNOWN_MAX:
            self._full_at.popitem(last=False)
