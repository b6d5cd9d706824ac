"""Pure decisions of the insight room: masking, minutes without gaps."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import TypeVar

T = TypeVar("T")

MINUTE = timedelta(minutes=1)
MINUTES_MAX = 24 * 60
"""A chart shows at most a day; no sale is longer."""


def masked(name: str) -> str:
    """Return the first character of a person's name and two stars: ``王小明`` → ``王**``."""
    visible = name.strip()
    return f"{visible[0]}**" if visible else "**"


def minutes_between(start: datetime, end: datetime) -> Iterator[datetime]:
    """Yield every whole minute from the one holding `start` to the one holding `end`."""
    minute = start.replace(second=0, microsecond=0)
    for _ in range(MINUTES_MAX):
        if minute > end:
            return
        yield minute
        minute += MINUTE


def filled(
    counted: Mapping[datetime, T], start: datetime, end: datetime, nothing: T
) -> list[tuple[datetime, T]]:
    """Return (minute, value) for every minute of the span, `nothing` where none was counted."""
    return [(minute, counted.get(minute, nothing)) for minute in minutes_between(start, end)]


def tenths(seconds: float) -> str:
    """Return a duration to a tenth of a second, cut and not rounded: ``0:10.3``, ``1:02:03.4``."""
    total = int(seconds * 10 + 1e-6)
    whole, tenth = divmod(total, 10)
    minutes, second = divmod(whole, 60)
    hours, minute = divmod(minutes, 60)
    if hours:
        return f"{hours}:{minute:02d}:{second:02d}.{tenth}"
    return f"{minute}:{second:02d}.{tenth}"


def duration(seconds: float) -> str:
    """Return a duration in minutes and seconds: ``12:05``; with hours where needed."""
    minutes, second = divmod(round(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02d}:{second:02d}" if hours else f"{minute}:{second:02d}"
