"""How incomes spread: median and quartiles, how many above the aim, bars of a histogram.

Incomes are whole fen; a month without income counts as 0, so nobody is left out of a median.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final, NamedTuple

from yutang.kernel.counts import SMALL, Persons

EDGES_FEN: Final = (0, 50_000, 100_000, 200_000, 300_000, 500_000, 1_000_000, 2_000_000)
"""Where bars begin; below the first: took back more than came; above the last: all that is more."""
_YUAN: Final = 100


class Bar(NamedTuple):
    """Persons with an income from `low` up to, not including, `high`; None: without end."""

    low: int | None
    high: int | None
    persons: Persons

    @property
    def low_yuan(self) -> int | None:
        return None if self.low is None else self.low // _YUAN

    @property
    def high_yuan(self) -> int | None:
        return None if self.high is None else self.high // _YUAN


class Spread(NamedTuple):
    """How the incomes of some persons in one month spread, in fen."""

    persons: Persons
    lower: int
    """A quarter of the persons had less."""
    median: int
    upper: int
    """A quarter of the persons had more."""
    above: Persons
    """Had more than the aim."""
    bars: tuple[Bar, ...]

    @property
    def above_percent(self) -> int:
        """Hundredths of those persons, rounded down."""
        return self.above.number * 100 // self.persons.number


def quantile(ordered: Sequence[int], percent: int) -> int:
    """Return the value below which so many percent lie, in between by proportion, rounded down.

    As PostgreSQL's percentile_cont and NumPy's default.
    """
    place, rest = divmod((len(ordered) - 1) * percent, 100)
    if not rest:
        return ordered[place]
    return ordered[place] + (ordered[place + 1] - ordered[place]) * rest // 100


def spread(nets: Sequence[int], target_fen: int) -> Spread | None:
    """Return how these incomes spread; None when there is nobody."""
    if not nets:
        return None
    ordered = sorted(nets)
    return Spread(
        persons=Persons(len(ordered)),
        lower=quantile(ordered, 25),
        median=quantile(ordered, 50),
        upper=quantile(ordered, 75),
        above=Persons(sum(1 for net in ordered if net > target_fen)),
        bars=bars(ordered),
    )


def bars(nets: Sequence[int]) -> tuple[Bar, ...]:
    """Return a histogram; below 0 has a bar only where somebody is."""
    edges: tuple[int | None, ...] = (*EDGES_FEN, None)
    found = [
        Bar(low, high, Persons(sum(1 for net in nets if _within(net, low, high))))
        for low, high in pairwise(edges)
    ]
    below = Persons(sum(1 for net in nets if net < EDGES_FEN[0]))
    return (Bar(None, EDGES_FEN[0], below), *found) if below else tuple(found)


def public(found: Spread | None) -> Spread | None:
    """Return what may be shown to everybody: nothing of fewer than ten, and no bar of fewer.

    Neighbouring bars are joined until each stands for ten persons or for nobody.
    """
    if found is None or found.persons.number < SMALL:
        return None
    return found._replace(bars=joined(found.bars))


def joined(found: Sequence[Bar]) -> tuple[Bar, ...]:
    """Return bars joined with their neighbours until none stands for 1 to 9 persons."""
    made: list[Bar] = []
    for bar in found:
        if made and made[-1].persons.is_small:
            last = made.pop()
            made.append(Bar(last.low, bar.high, last.persons + bar.persons))
        else:
            made.append(bar)
    while len(made) > 1 and made[-1].persons.is_small:
        last, before = made.pop(), made.pop()
        made.append(Bar(before.low, last.high, before.persons + last.persons))
    return tuple(made)


def is_dormant(
    certified_at: datetime, last_show_at: datetime | None, at: datetime, days: int
) -> bool:
    """Tell whether a host has shown nothing for so many days, since their diploma at the most."""
    since = max(certified_at, last_show_at) if last_show_at else certified_at
    return at - since > timedelta(days=days)


def _within(net: int, low: int | None, high: int | None) -> bool:
    return (low is None or net >= low) and (high is None or net < high)
