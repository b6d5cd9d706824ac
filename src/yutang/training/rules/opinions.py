"""What learners think of a class: shown only when nobody can be told from it."""

from collections.abc import Sequence
from typing import Final, NamedTuple

SHOWN_FROM: Final = 5
"""Fewer answers would tell the teacher who said what."""
BEST: Final = 5
WORDS_MOST: Final = 500


class Summary(NamedTuple):
    answers: int
    useful: float
    taught: float
    held: float


def summary(answers: Sequence[tuple[int, int, int]]) -> Summary | None:
    """Return the means of what was answered, or None while there are too few answers."""
    if len(answers) < SHOWN_FROM:
        return None
    means = [sum(each) / len(answers) for each in zip(*answers, strict=True)]
    return Summary(len(answers), *means)
