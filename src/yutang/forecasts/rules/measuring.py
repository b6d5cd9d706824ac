"""How good a forecast was: scaled errors, bands and how often the truth lay inside."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import ceil, sqrt
from statistics import median

LEVELS = (80, 95)


def scale_of(values: Sequence[float]) -> float:
    """Return what errors are divided by: the mean change from week to week of the training part."""
    changes = [abs(now - before) for before, now in pairwise(values)]
    return sum(changes) / len(changes) if changes else 0.0


def mean_error(actual: Sequence[float | None], said: Sequence[float]) -> float | None:
    """Return the mean absolute error over the weeks that have a truth; None where none has."""
    errors = [abs(a - s) for a, s in zip(actual, said, strict=True) if a is not None]
    return sum(errors) / len(errors) if errors else None


def percent_off(pairs: Iterable[tuple[float, float]]) -> float | None:
    """Return by how many percent of the truth (actual, said) were off altogether."""
    listed = list(pairs)
    total = sum(abs(actual) for actual, _said in listed)
    if not total:
        return None
    return 100 * sum(abs(actual - said) for actual, said in listed) / total


def half_width(misses: Sequence[float], level: int) -> float | None:
    """Return the width that holds so many percent of earlier misses; None: too few to say.

    Conformal: the ⌈(n + 1)·level⌉-th smallest of n misses, which a new one of the same kind stays
    below with at least that chance.
    """
    rank = ceil((len(misses) + 1) * level / 100)
    return sorted(misses)[rank - 1] if 0 < rank <= len(misses) else None


def step_spread(step: int, spread: float) -> float:
    """Return how far off is usual so many weeks ahead: a walk at random grows by the root."""
    return spread * sqrt(step)


def share(inside: Sequence[bool]) -> float | None:
    """Return which part is true; None of nothing."""
    return sum(inside) / len(inside) if inside else None


def beaten(ours: Sequence[float], theirs: Sequence[float]) -> float | None:
    """Return in which share of pairs ours is smaller. A tie is not beaten."""
    return share([a < b for a, b in zip(ours, theirs, strict=True)])


def middle(values: Sequence[float]) -> float | None:
    """Return the median; None of nothing."""
    return median(values) if values else None


def combined(members: Sequence[Sequence[float]]) -> list[float]:
    """Return the median of the members, week by week.

    No weight is fitted, and one member that runs away moves nothing.
    """
    return [median(several) for several in zip(*members, strict=True)]
