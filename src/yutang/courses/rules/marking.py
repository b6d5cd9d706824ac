"""What is right, and what passes. One rule for every kind: exactly the right answers, or not right.

So several-are-right gives its point when all right answers are chosen and no wrong one; a part of
them gives none. The pages say so before one begins.
"""

from collections.abc import Iterable, Mapping


def is_right(chosen: Iterable[int], right: Iterable[int]) -> bool:
    """Tell whether exactly the right answers are chosen."""
    return set(chosen) == set(right)


def right_in(answers: Mapping[int, Iterable[int]], key: Mapping[int, Iterable[int]]) -> int:
    """Count the questions of `key` (ids to right options) that `answers` has right."""
    return sum(is_right(answers.get(question, ()), right) for question, right in key.items())


def is_enough(right: int, out_of: int, percent: int) -> bool:
    """Tell whether so many right reach the share asked for; of nothing nothing is enough."""
    return out_of > 0 and right * 100 >= percent * out_of


def needed(out_of: int, percent: int) -> int:
    """Return how many of so many have to be right: the least that `is_enough`."""
    return -(-percent * out_of // 100)
