"""Counts of people: persons (人) and person-times (人次) are different things and never added.

Twelve people who each came three times are 12 persons and 36 person-times. Both are whole numbers
of at least 0; each adds only to its own kind, which mypy refuses otherwise and which raises
`TypeError` when nobody asked mypy.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeVar, final

Counts = Literal["", "persons", "person_times", "yuan", "mu", "places"]
"""What a figure counts; nothing where it is none of these."""
SMALL: Final = 10
"""Groups of fewer persons than this are not shown in public."""

_Key = TypeVar("_Key", bound=Hashable)


def _checked(number: object) -> None:
    if type(number) is not int:
        raise TypeError("a count of people is a whole number")
    if number < 0:
        raise ValueError("a count of people is never below 0")


@final
@dataclass(frozen=True, order=True, slots=True)
class Persons:
    """A number of different persons (人)."""

    number: int = 0

    def __post_init__(self) -> None:
        _checked(self.number)

    def __add__(self, other: "Persons") -> "Persons":
        """Add persons who are not the same: whoever calls it has seen to that."""
        if type(other) is not Persons:
            return NotImplemented
        return Persons(self.number + other.number)

    def __bool__(self) -> bool:
        return self.number > 0

    def __str__(self) -> str:
        return f"{self.number:,} 人"

    @property
    def is_small(self) -> bool:
        """Tell whether so few are not shown in public; nobody is not few."""
        return 0 < self.number < SMALL


@final
@dataclass(frozen=True, order=True, slots=True)
class PersonTimes:
    """A number of times that somebody took part (人次)."""

    number: int = 0

    def __post_init__(self) -> None:
        _checked(self.number)

    def __add__(self, other: "PersonTimes") -> "PersonTimes":
        if type(other) is not PersonTimes:
            return NotImplemented
        return PersonTimes(self.number + other.number)

    def __bool__(self) -> bool:
        return self.number > 0

    def __str__(self) -> str:
        return f"{self.number:,} 人次"


def persons(counts: Iterable[Persons]) -> Persons:
    """Return these counts of different persons together."""
    total = Persons()
    for count in counts:
        total += count
    return total


def person_times(counts: Iterable[PersonTimes]) -> PersonTimes:
    """Return these person-times together."""
    total = PersonTimes()
    for count in counts:
        total += count
    return total


def shown_publicly(groups: Mapping[_Key, Persons]) -> dict[_Key, Persons | None]:
    """Return the groups of one whole with those taken out (None) that are too small to show.

    Where a single group would be missing, its number could be told from the total: then the
    smallest of the others that has anybody is taken out too.
    """
    hidden = {key for key, count in groups.items() if count.is_small}
    if len(hidden) == 1:
        others = [
            (count, at) for at, (key, count) in enumerate(groups.items()) if key not in hidden
        ]
        filled = [(count, at) for count, at in others if count]
        if filled:
            hidden.add(list(groups)[min(filled)[1]])
    return {key: None if key in hidden else count for key, count in groups.items()}
