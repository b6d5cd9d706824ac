"""What a later version may say anew: nothing whose difference from the last speaks of few.

Groups of the last version and of this one that share cells hang together. The difference of the
two versions, as far as anybody can take it, is what changed within all groups that hang together.
If that is of nobody or of enough persons, the new groups stand; else the old ones stay as they
were published, and what was added to them waits until there is enough of it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from yutang.opendata.rules.crowds import NOBODY, Crowd, together
from yutang.opendata.rules.partition import Cell, Group


class Carried(NamedTuple):
    """Groups that are told anew, and those of the last version that stay as they were."""

    fresh: list[Group]
    kept: list[Group]


def carried(old: Sequence[Group], new: Sequence[Group], changed: Mapping[Cell, Crowd]) -> Carried:
    """Decide group by group; `changed`: whose rows changed in a cell since its old group was made.

    Groups that share nothing with an old one were never told before: they are fresh.
    """
    fresh: list[Group] = []
    kept: list[Group] = []
    for olds, news in _hanging_together(old, new):
        cells = {cell for group in (*olds, *news) for cell in group.cells}
        crowd = together(changed.get(cell, NOBODY) for cell in sorted(cells))
        if not olds or (news and crowd.may_stand):
            fresh += news
        else:
            kept += olds
    return Carried(fresh, kept)


def _hanging_together(
    old: Sequence[Group], new: Sequence[Group]
) -> list[tuple[list[Group], list[Group]]]:
    groups = [*old, *new]
    leads: dict[Cell, int] = {}
    head = list(range(len(groups)))

    def find(at: int) -> int:
        while head[at] != at:
            head[at] = head[head[at]]
            at = head[at]
        return at

    for at, group in enumerate(groups):
        for cell in group.cells:
            head[find(at)] = find(leads.setdefault(cell, at))
    found: dict[int, tuple[list[Group], list[Group]]] = defaultdict(lambda: ([], []))
    for at, group in enumerate(groups):
        found[find(at)][0 if at < len(old) else 1].append(group)
    return list(found.values())
