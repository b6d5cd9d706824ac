"""Ids that sort by the time they were made (UUID version 7, RFC 9562 §5.7)."""

import os
import time
from uuid import UUID

_RANDOM_A_BITS = 12
_RANDOM_B_BITS = 62


_SHAPE = 0x7 << 76 | 0b10 << 62
_RANDOM_A_MASK = ((1 << _RANDOM_A_BITS) - 1) << 64
_RANDOM_B_MASK = (1 << _RANDOM_B_BITS) - 1


def uuid7() -> UUID:
    """Return a new id: 48 bits of milliseconds, then randomness."""
    return uuid7s(1)[0]


def uuid7s(count: int) -> list[UUID]:
    """Return so many new ids of this moment, for less than one at a time costs."""
    moment = time.time_ns() // 1_000_000 << 80 | _SHAPE
    randomness = os.urandom(10 * count)
    ids = []
    for start in range(0, 10 * count, 10):
        drawn = int.from_bytes(randomness[start : start + 10])
        # The two parts of the randomness lie on both sides of the two bits of the variant.
        low = drawn & _RANDOM_B_MASK
        ids.append(UUID(int=moment | (drawn << 2) & _RANDOM_A_MASK | low))
    return ids
