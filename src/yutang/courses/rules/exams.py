"""When an exam may begin and end."""

from datetime import datetime, timedelta
from typing import NamedTuple

REASON_LEAST = 4
REASON_MOST = 300


class Tried(NamedTuple):
    """An attempt that ended."""

    is_passed: bool
    is_annulled: bool


def tries_left(tried: list[Tried], most: int) -> int:
    """Return how often the exam may still be tried; annulled attempts do not count."""
    return max(most - sum(not each.is_annulled for each in tried), 0)


def is_passed(tried: list[Tried]) -> bool:
    """Tell whether an attempt that stands passed."""
    return any(each.is_passed and not each.is_annulled for each in tried)


def end_of(began_at: datetime, minutes: int) -> datetime:
    """Return when the time is over."""
    return began_at + timedelta(minutes=minutes)
