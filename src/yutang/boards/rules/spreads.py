"""How values lie: buckets of a histogram, and groups of persons too small to be shown."""

from bisect import bisect_right
from collections.abc import Hashable, Mapping, Sequence
from itertools import pairwise
from typing import Final, TypeVar

from yutang.indicators.rules.masking import kept_back
from yutang.kernel.counts import SMALL

INCOME_YUAN: Final = (0, 500, 1_000, 2_000, 5_000, 10_000, 20_000)
"""Edges of what a host earned in a month; 10,000 is what the hosts' plan promised."""
DAYS: Final = (0, 1, 2, 3, 4, 5, 7, 10, 15)
SALES_YUAN: Final = (0, 100, 500, 1_000, 2_000, 5_000, 10_000, 50_000, 100_000)

_Key = TypeVar("_Key", bound=Hashable)


def bucket(value: float, edges: Sequence[float]) -> int:
    """Return in which bucket a value lies: 0 below the first edge, then from edge to edge."""
    return bisect_right(edges, value)


def bucket_names(edges: Sequence[float]) -> list[str]:
    """Return what buckets are called: below the first edge, between two, from the last on."""
    words = [f"{edge:,g}" for edge in edges]
    between = [f"{low}–{high}" for low, high in pairwise(words)]
    return [f"< {words[0]}", *between, f"≥ {words[-1]}"]


def for_readers(groups: Mapping[_Key, int], *, full: bool) -> dict[_Key, int | None]:
    """Return groups of persons: whole for the place's clerks, else small ones hidden (None).

    As `indicators.rules.masking.kept_back`: with the small ones the smallest of the others goes.
    """
    back = frozenset[_Key]() if full else kept_back(groups)
    return {key: None if key in back else count for key, count in groups.items()}


def is_enough(persons: int, *, full: bool) -> bool:
    """Tell whether a median of so many persons may be told to this reader."""
    return persons > 0 and (full or persons >= SMALL)
