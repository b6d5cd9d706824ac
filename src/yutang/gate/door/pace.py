"""How often somebody may act: by an account, on a device, from an address."""

import math
import time
from collections.abc import Callable, Hashable
from typing import NamedTuple

from yutang.kernel.errors import TooMany

_KNOWN_HALF = 100_000


class Size(NamedTuple):
    """So many tokens at once, then one every so many seconds."""

    burst: int
    every_s: float


class Buckets:
    """A token bucket of this size for each name.

    Of many names those that have not acted for the longest time are forgotten, with a full bucket
    by then: they are kept in two halves, and when the newer one is full the older one goes.
    """

    def __init__(self, size: Size, clock: Callable[[], float] = time.monotonic) -> None:
        self._every_s = size.every_s
        self._span_s = size.burst * size.every_s + 1e-9  # a rounding error is no excess
        self._clock = clock
        # The moment at which a bucket is full again stands for all its tokens.
        self._full_at: dict[Hashable, float] = {}
        self._full_at_before: dict[Hashable, float] = {}

    def take(self, name: Hashable, tokens: int = 1) -> None:
        """Take so many tokens.

        Raises:
            TooMany: too few are left; the refusal says when there will be enough.
        """
        self.put(name, self.after(name, tokens, self._clock()))

    def after(self, name: Hashable, tokens: int, now: float) -> float:
        """Return what the bucket would be after that, for `put`; raises as `take`."""
        full_at = self._full_at.get(name)
        if full_at is None:
            full_at = self._full_at_before.get(name, now)
        full_at = max(full_at, now) + tokens * self._every_s
        if full_at - now > self._span_s:
            raise TooMany(retry_after_s=math.ceil(full_at - now - self._span_s))
        return full_at

    def put(self, name: Hashable, full_at: float) -> None:
        """Have the bucket be as `after` said."""
        self._full_at[name] = full_at
        if len(self._full_at) > _KNOWN_HALF:
            self._full_at_before, self._full_at = self._full_at, {}

    def __len__(self) -> int:
        return len(self._full_at) + len(self._full_at_before)


class Pace:
    """How often one thing may be done: by an account, on a device, from an address.

    `own`: the size for each account and each device; `shared`: the size for each address. Tokens
    are taken from all three or from none: who is refused has spent nothing, and whoever has none
    left of their own takes none from the neighbours.
    """

    def __init__(
        self, own: Size, shared: Size, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._clock = clock
        self._accounts = Buckets(own)
        self._devices = Buckets(own)
        self._addresses = Buckets(shared)

    def take(
        self,
        account: int | None,
        device: str | None,
        address: str | None,
        tokens: int = 1,
        shared_tokens: int | None = None,
    ) -> None:
        """Take so many tokens of whatever is known; `shared_tokens` where the address pays others.

        Raises:
            TooMany: the account has too few, else the device, else the address.
        """
        now = self._clock()
        account_at = device_at = address_at = 0.0
        if account is not None:
            account_at = self._accounts.after(account, tokens, now)
        if device is not None:
            device_at = self._devices.after(device, tokens, now)
        if address is not None:
            address_at = self._addresses.after(address, shared_tokens or tokens, now)
            self._addresses.put(address, address_at)
        if device is not None:
            self._devices.put(device, device_at)
        if account is not None:
            self._accounts.put(account, account_at)
