"""What a camera wrote into a photo beside what somebody says of it.

A photo without a word of its camera proves nothing and is no fault: many phones strip it. So there
are three answers, and only one of them is a doubt.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from yutang.kernel.clock import wall

NEAR_METRES: Final = 500
"""A phone's position under trees and between hills is often some hundred metres off."""
AGREES, DIFFERS, UNKNOWN = "agrees", "differs", "unknown"


@dataclass(frozen=True)
class Taken:
    """When and where a photo was taken, as far as its camera wrote it down."""

    at: datetime | None = None
    """Aware."""
    east: float | None = None
    north: float | None = None


def day_says(taken: Taken, said: date) -> str:
    """Tell whether the photo is of the day that was said, on China's calendar."""
    if taken.at is None:
        return UNKNOWN
    return AGREES if wall(taken.at).date() == said else DIFFERS


def place_says(metres: int | None) -> str:
    """Tell whether a photo taken so far from the plot agrees with it."""
    if metres is None:
        return UNKNOWN
    return AGREES if metres <= NEAR_METRES else DIFFERS
