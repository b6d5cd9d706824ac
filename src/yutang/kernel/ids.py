"""Ids: those of our own making, which sort by time, and the numbers of rows as people type them."""

import os
import time
from uuid import UUID

ROW_DIGITS_MAX = 18
"""Every number of so many digits fits the database's bigint, and no row has one of more."""
_RANDOM_A_BITS = 12
_RANDOM_B_BITS = 62
_SHAPE = 0x7 << 76 | 0b10 << 62
_RANDOM_A_MASK = ((1 << _RANDOM_A_BITS) - 1) << 64
_RANDOM_B_MASK = (1 << _RANDOM_B_BITS) - 1


def uuid7() -> UUID:
    """Return a new id of version 7 (RFC 9562 §5.7): 48 bits of milliseconds, then randomness."""
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


def row_id(text: str | None) -> int | None:
    """Return the id of a row as a form or an address names it; None when the text names none."""
    digits = (text or "").strip()
    named = digits.isascii() and digits.isdigit() and len(digits) <= ROW_DIGITS_MAX
    return int(digits) if named else None
