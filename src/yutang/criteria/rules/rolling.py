"""What is known of a town from its villages, of a county from its towns, in one pass. Pure.

Rows come in code order, so a town is done when the next one begins. What is not known of a part
makes the whole a lower bound (``.most`` beside it), never a smaller number.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from yutang.criteria.rules.judging import MOST, Inputs, Judged

SUMMED = ("sales", "active_shops")
COUNTED = {5: "villages", 4: "towns"}
"""What the places of a level are counted as, on the level above."""
DIGITS = {3: 6, 4: 9, 5: 12}


class Counts(NamedTuple):
    """How many places came out how; near misses are among the noes."""

    yes: int = 0
    no: int = 0
    near: int = 0
    unknown: int = 0


def rolled(rows: Iterable[Judged], level: int) -> Iterator[tuple[str, dict[str, int | None]]]:
    """Yield what is known of each place one level above the rows' own `level`, in code order."""
    digits = DIGITS[level - 1]
    for code, parts in groupby(rows, key=lambda row: row.code[:digits]):
        yield code, _of(list(parts), level)


def _of(parts: list[Judged], level: int) -> dict[str, int | None]:
    known: dict[str, int | None] = {}
    yes = sum(part.verdict == "yes" for part in parts)
    maybe = sum(part.verdict == "unknown" for part in parts)
    known[COUNTED[level]] = yes
    if maybe:
        known[COUNTED[level] + MOST] = yes + maybe
    if level < max(COUNTED):
        _add_up(known, COUNTED[level + 1], [part.inputs for part in parts])
    for name in SUMMED:
        _add_up(known, name, [part.inputs for part in parts])
    return known


def _add_up(known: dict[str, int | None], name: str, inputs: list[Inputs]) -> None:
    values = [value for each in inputs if (value := each.get(name)) is not None]
    if not values:
        return
    known[name] = sum(values)
    if len(values) < len(inputs):
        known[name + MOST] = None
        return
    tops = [each.get(name + MOST, each[name]) for each in inputs]
    if any(name + MOST in each for each in inputs):
        bounded = [top for top in tops if top is not None]
        known[name + MOST] = sum(bounded) if len(bounded) == len(tops) else None


class Tally:
    """Adds verdicts up for every place above them, down from one of so many digits."""

    def __init__(self, level: int, top: str) -> None:
        self.all = [0, 0, 0, 0]
        self.by_place: dict[str, list[int]] = {}
        self._digits = [digits for digits in (0, 2, 4, 6, 9) if len(top) <= digits < DIGITS[level]]

    def add(self, row: Judged) -> None:
        """Count one place."""
        at = ("yes", "no", "", "unknown").index(row.verdict)
        self._count(self.all, at, row.is_near)
        for digits in self._digits:
            counts = self.by_place.setdefault(row.code[:digits], [0, 0, 0, 0])
            self._count(counts, at, row.is_near)

    @staticmethod
    def _count(counts: list[int], at: int, is_near: bool) -> None:  # noqa: FBT001 - one place
        counts[at] += 1
        if is_near:
            counts[2] += 1

    @property
    def counts(self) -> Counts:
        return Counts(*self.all)
