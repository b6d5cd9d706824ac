"""What the public sees: periods, places and groups that never differ by fewer than ten persons.

The rule against subtracting (differencing), for persons whom their village knows: members of
programmes and payees. Periods are calendar years, which never overlap. Of places beside each
other, if any is too small to be told, the smallest that is large enough is kept back with it, and
all that lies in either. So every number told is a sum of parts, each told or kept back as one, and
each of those parts is of at least ten. Of buyers and viewers, who may live anywhere, months and
years are told where they are ten.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final, TypeVar

from yutang.indicators.rules.periods import Period
from yutang.kernel.counts import SMALL

_Key = TypeVar("_Key")

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


def aligned(period: Period, today: date, *, by_month: bool) -> Period:
    """Return the period that the public is told of persons instead of the one asked for.

    The calendar year of its last day; `by_month`: the month that holds it, once that is over.
    """
    month = Period.month(period.last.year, period.last.month)
    if by_month and period.first >= month.first and month.last < today:
        return month
    return Period.year(period.last.year)


def kept_back(persons: Mapping[_Key, int], *, has_others: bool = False) -> frozenset[_Key]:
    """Return which parts of one whole are not told: the small ones, and one more to hide them.

    `has_others`: rows of the whole lie in none of the parts, of nobody knows how few persons.
    Together, those kept back are of at least ten; or they are the whole.
    """
    small = {key for key, number in persons.items() if 0 < number < SMALL}
    large = [key for key, number in persons.items() if number >= SMALL]
    if large and (small or has_others):
        small.add(min(large, key=lambda key: (persons[key], str(key))))
    return frozenset(small)


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


def put_together(
    groups: Sequence[Group], *, largest: bool = False, back: Collection[str] = ()
) -> list[Group]:
    """Return the groups with those of fewer than ten persons put into one, which comes last.

    `back`: places that are put into it too, whatever their number.

    When even together they are, as far as is known, fewer than ten, the smallest other groups go
    in as well. Where all of them are fewer than ten, nothing is returned: then nothing is shown.
    """
    small = [group for group in groups if group.is_small or group.place in back]
    if not small:
        return list(groups)
    chosen = set(map(id, small))
    shown = sorted((group for group in groups if id(group) not in chosen), key=_weight)
    while not _enough(small):
        # Groups that speak of nobody hide nobody.
        filled = [group for group in shown if group.persons]
        if not filled:
            return []
        small.append(filled[0])
        shown.remove(filled[0])
    together = set(map(id, small))
    rest = all_together(small, largest=largest)
    return [*(group for group in groups if id(group) not in together), rest]


def all_together(groups: Sequence[Group], *, largest: bool = False) -> Group:
    """Return some groups (at least one) as the one of all that do not stand alone."""
    rest = groups[0]
    for group in groups[1:]:
        rest = _added(rest, group, largest=largest)
    return replace(rest, place="", month="")


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
