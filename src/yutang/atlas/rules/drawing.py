"""A small picture of a place among its neighbours: paths of an SVG, from GeoJSON geometries."""

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

WIDTH: Final = 320
HEIGHT: Final = 200
MARGIN: Final = 28
"""Left free around the place, for its neighbours to be seen."""

Box = tuple[float, float, float, float]


class Frame(NamedTuple):
    """How degrees become pixels: a degree of longitude is narrowed by the latitude."""

    west: float
    north: float
    wide: float
    high: float
    left: float
    top: float

    def place(self, longitude: float, latitude: float) -> tuple[int, int]:
        """Return the pixel of a point; a far-away one is kept within a few pictures' width."""
        x = self.left + (longitude - self.west) * self.wide
        y = self.top + (self.north - latitude) * self.high
        return round(min(max(x, -WIDTH), 2 * WIDTH)), round(min(max(y, -WIDTH), 2 * WIDTH))


def frame(box: Box) -> Frame:
    """Return how a box of degrees (west, south, east, north) fits into the picture."""
    west, south, east, north = box
    narrow = math.cos(math.radians((south + north) / 2))
    across, down = max((east - west) * narrow, 1e-6), max(north - south, 1e-6)
    size = min((WIDTH - 2 * MARGIN) / across, (HEIGHT - 2 * MARGIN) / down)
    left = (WIDTH - across * size) / 2
    top = (HEIGHT - down * size) / 2
    return Frame(west, north, narrow * size, size, left, top)


def path(geometry: str, shown: Frame) -> str:
    """Return the `d` of an SVG path for a GeoJSON geometry; empty when nothing is in sight."""
    return "".join(_ring(ring, shown) for ring in _rings(json.loads(geometry)))


def _rings(said: Any) -> Iterator[Iterable[Sequence[float]]]:
    polygons = said["coordinates"] if said["type"] == "MultiPolygon" else [said["coordinates"]]
    for polygon in polygons:
        yield from polygon


def _ring(ring: Iterable[Sequence[float]], shown: Frame) -> str:
    points: list[tuple[int, int]] = []
    for longitude, latitude in ring:
        point = shown.place(longitude, latitude)
        if not points or points[-1] != point:
            points.append(point)
    is_seen = any(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in points)
    if len(points) < 4 or not is_seen:  # noqa: PLR2004 - a ring has four points at least
        return ""
    x, y = points[0]
    steps = [f"M{x} {y}"]
    for to_x, to_y in points[1:-1]:
        steps.append(f"l{to_x - x} {to_y - y}")
        x, y = to_x, to_y
    return "".join(steps) + "z"
