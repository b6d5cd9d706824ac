"""Who stands behind some rows: known one by one only while they are few."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

LEAST: Final = 10
"""Every published row stands for at least so many (k)."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """Different persons (or shops) behind some rows.

    `many`: they are enough, and nobody need be named. Else `ids` has them all. `unknown`: there
    are rows of nobody knows whom; they make no crowd larger, and no crowd empty.
    """

    ids: frozenset[int] = frozenset()
    many: bool = False
    unknown: bool = False

    @classmethod
    def of(cls, ids: Iterable[int], *, unknown: bool = False) -> "Crowd":
        """Return a crowd of these."""
        known = frozenset(ids)
        return cls(frozenset(), many=True) if len(known) >= LEAST else cls(known, unknown=unknown)

    @property
    def is_empty(self) -> bool:
        return not (self.many or self.unknown or self.ids)

    @property
    def may_stand(self) -> bool:
        """Tell whether rows of this crowd may be told by themselves: of enough, or of nobody."""
        return self.many or self.is_empty

    def __or__(self, other: "Crowd") -> "Crowd":
        if self.many or other.many:
            return _MANY
        return Crowd.of(self.ids | other.ids, unknown=self.unknown or other.unknown)


_MANY: Final = Crowd(many=True)
NOBODY: Final = Crowd()


def together(crowds: Iterable[Crowd]) -> Crowd:
    """Return the crowd behind all these rows."""
    found = NOBODY
    for each in crowds:
        if found.many:
            break
        found |= each
    return found
