"""Which questions an attempt gets, and in which order: anybody can draw them again from its seed.

Every id is put in the order of SHA-256("<seed>:<what>:<id>"), so no library's shuffle is relied on.
"""

from collections.abc import Iterable
from hashlib import sha256


def shuffled(seed: str, what: str, ids: Iterable[int]) -> list[int]:
    """Return the ids in the order that the seed gives them; `what` tells one draw from another."""
    return sorted(ids, key=lambda each: (sha256(f"{seed}:{what}:{each}".encode()).digest(), each))


def drawn(seed: str, bank: Iterable[int], size: int) -> list[int]:
    """Return the questions of the bank that an attempt asks, at most `size`, in their order."""
    return shuffled(seed, "questions", bank)[:size]


def options_of(seed: str, question_id: int, options: Iterable[int]) -> list[int]:
    """Return the answers to choose from, in the order in which they are shown."""
    return shuffled(seed, f"options of {question_id}", options)
