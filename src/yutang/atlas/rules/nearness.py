"""Who is near whom, by points: great-circle distances, found through a tree of boxes."""

from collections.abc import Mapping
from typing import Final, NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from yutang.atlas.rules.points import Point

EARTH_KM: Final = 6371.0088
DEGREE_KM: Final = EARTH_KM * np.pi / 180


class Near(NamedTuple):
    """Two places and the kilometres between them; `low` is the lower code."""

    low: str
    high: str
    km: float


def distance_km(one: Point, other: Point) -> float:
    """Return the kilometres between two points on the globe (haversine)."""
    return float(_haversine(np.array([one]), np.array([other]))[0])


def pairs_within(points: Mapping[str, Point], km: float) -> list[Near]:
    """Return all pairs at most so many kilometres apart, in code order.

    The tree finds candidates in boxes of degrees wide enough at every latitude; the distance on
    the globe decides. Thousands of points take well under a second.
    """
    codes = sorted(points)
    if len(codes) < 2:  # noqa: PLR2004 - a pair has two
        return []
    at = np.array([points[code] for code in codes], dtype=float)
    high = km / DEGREE_KM
    # A degree of longitude is shortest at the latitude farthest from the equator.
    farthest = np.minimum(np.abs(at[:, 1]) + high, 89.0)
    wide = high / np.cos(np.radians(farthest))
    boxes = shapely.box(at[:, 0] - wide, at[:, 1] - high, at[:, 0] + wide, at[:, 1] + high)
    one, other = shapely.STRtree(shapely.points(at)).query(boxes)
    ordered = one < other
    one, other = one[ordered], other[ordered]
    apart = _haversine(at[one], at[other])
    near = [
        Near(codes[first], codes[second], round(float(far), 3))
        for first, second, far in zip(one, other, apart, strict=True)
        if far <= km
    ]
    return sorted(near)


def _haversine(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64]:
    longitude, latitude = np.radians(one).T
    to_longitude, to_latitude = np.radians(other).T
    half = (
        np.sin((to_latitude - latitude) / 2) ** 2
        + np.cos(latitude) * np.cos(to_latitude) * np.sin((to_longitude - longitude) / 2) ** 2
    )
    return np.asarray(2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(half, 1.0))))
