"""Rows as the public sees them: groups of at least ten persons that still come to the number."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from yutang.kernel.counts import SMALL

_SENSITIVE: Final = frozenset({"member", "person"})
"""Kinds of persons of whom, when they are fewer than ten, no number is told in public."""
_PUBLIC: Final = frozenset({"show"})
"""Kinds whose persons are public anyway: who hosts a show is seen by everybody."""


_OPEN: Final = frozenset(
    {"show", "agreement", "promise", "verdict", "honour", "disclosure", "recall", "project"}
)
"""Kinds whose evidence is a page that everybody may read."""


def has_open_evidence(kind: str) -> bool:
    """Tell whether the pages that show a kind's rows are public."""
    return kind in _OPEN


def is_sensitive(kind: str, person: str) -> bool:
    """Tell whether numbers of a kind are hidden in public when they rest on few persons."""
    return person in _SENSITIVE and kind not in _PUBLIC


def speaks_of_persons(kind: str, person: str) -> bool:
    """Tell whether the public sees rows of a kind only in groups of at least ten persons."""
    return bool(person) and kind not in _PUBLIC


@dataclass(frozen=True)
class Group:
    """Rows of one place and month together.

    `place` and `month` are empty for the group of all that are too small to stand alone.
    `amount` adds up to the number (or is its largest). `persons`: different persons in the group;
    `firsts`: of them, who is in no group before it (each person in one group only).
    """

    place: str
    month: str
    rows: int
    amount: Decimal
    persons: int
    firsts: int = 0

    @property
    def is_rest(self) -> bool:
        return not self.month

    @property
    def is_small(self) -> bool:
        return 0 < self.persons < SMALL


def put_together(groups: Sequence[Group], *, largest: bool = False) -> list[Group]:
    """Return the groups with those of fewer than ten persons put into one, which comes last.

    When even together they are, as far as is known, fewer than ten, the smallest other groups go
    in as well. Where all of them are fewer than ten, nothing is returned: then nothing is shown.
    """
    small = [group for group in groups if group.is_small]
    if not small:
        return list(groups)
    shown = sorted((group for group in groups if not group.is_small), key=_weight)
    while not _enough(small):
        # Groups that speak of nobody hide nobody.
        filled = [group for group in shown if group.persons]
        if not filled:
            return []
        small.append(filled[0])
        shown.remove(filled[0])
    together = set(map(id, small))
    rest = small[0]
    for group in small[1:]:
        rest = _added(rest, group, largest=largest)
    rest = replace(rest, place="", month="")
    return [*(group for group in groups if id(group) not in together), rest]


def _enough(groups: Sequence[Group]) -> bool:
    """Tell whether at least ten different persons are certainly in these groups."""
    return sum(group.firsts for group in groups) >= SMALL or any(
        group.persons >= SMALL for group in groups
    )


def _weight(group: Group) -> tuple[int, str, str]:
    return (group.persons, group.month, group.place)


def _added(one: Group, other: Group, *, largest: bool) -> Group:
    amount = max(one.amount, other.amount) if largest else one.amount + other.amount
    return replace(
        one,
        rows=one.rows + other.rows,
        amount=amount,
        persons=max(one.persons, other.persons, one.firsts + other.firsts),
        firsts=one.firsts + other.firsts,
    )
