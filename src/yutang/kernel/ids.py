"""Ids that sort by the time they were made (UUID version 7, RFC 9562 §5.7)."""

import os
import time
from uuid import UUID

_RANDOM_A_BITS = 12
_RANDOM_B_BITS = 62


def uuid7() -> UUID:
    """Return a new id: 48 bits of milliseconds, then randomness."""
    milliseconds = time.time_ns() // 1_000_000
    randomness = int.from_bytes(os.urandom(10))
    random_a = randomness & ((1 << _RANDOM_A_BITS) - 1)
    random_b = (randomness >> _RANDOM_A_BITS) & ((1 << _RANDOM_B_BITS) - 1)
    return UUID(int=milliseconds << 80 | 0x7 << 76 | random_a << 64 | 0b10 << 62 | random_b)
