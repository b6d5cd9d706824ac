"""Where a place lies; apart from `nearness`, which needs libraries that load slowly."""

from typing import NamedTuple


class Point(NamedTuple):
    """In degrees, longitude first."""

    longitude: float
    latitude: float
