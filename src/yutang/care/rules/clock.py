"""How much time is left, or how late it is, in the unit that people say. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_DAYS_FROM = timedelta(hours=48)
_HOURS_FROM = timedelta(minutes=90)


@dataclass(frozen=True)
class Left:
    """Time left (or passed, when late), a whole number of a unit; `is_soon`: less than a day."""

    is_late: bool
    number: int
    unit: Literal["minutes", "hours", "days"]
    is_soon: bool


def left(due_at: datetime, now: datetime) -> Left:
    """Return the time to (or since) `due_at`: what is left is rounded down, never up."""
    gap = due_at - now
    late = gap <= timedelta(0)
    size = -gap if late else gap
    if size >= _DAYS_FROM:
        return Left(late, size // _DAY, "days", is_soon=False)
    if size >= _HOURS_FROM:
        return Left(late, size // _HOUR, "hours", is_soon=size < _DAY)
    return Left(late, max(size // timedelta(minutes=1), 1), "minutes", is_soon=True)
