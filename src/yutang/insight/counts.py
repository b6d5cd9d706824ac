"""Persons (人) and person-times (人次): two kinds of number, never taken for one another."""

from dataclasses import dataclass
from typing import Never


class MixedCountsError(TypeError):
    """Somebody tried to add persons, or to add persons and person-times."""


@dataclass(frozen=True, order=True)
class Persons:
    """Distinct persons (人).

    Two such numbers are never added, not even to each other: the same person may be in both.
    Unite the rows and count again.
    """

    number: int

    def __post_init__(self) -> None:
        assert self.number >= 0, "persons cannot be fewer than none"

    def __add__(self, other: Never) -> Never:
        raise MixedCountsError(f"persons are not added: {self!r} + {other!r}")

    __radd__ = __add__

    def __int__(self) -> int:
        return self.number


@dataclass(frozen=True, order=True)
class PersonTimes:
    """Person-times (人次): entries, visits, participations. They add up among themselves only."""

    number: int

    def __post_init__(self) -> None:
        assert self.number >= 0, "person-times cannot be fewer than none"

    def __add__(self, other: "PersonTimes") -> "PersonTimes":
        if not isinstance(other, PersonTimes):
            raise MixedCountsError(f"person-times are added to person-times only, not to {other!r}")
        return PersonTimes(self.number + other.number)

    def __radd__(self, other: Never) -> Never:
        raise MixedCountsError(f"person-times are added to person-times only, not to {other!r}")

    def __int__(self) -> int:
        return self.number
