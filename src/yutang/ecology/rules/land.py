"""Where a plot lies and how large it is: shapes in degrees of WGS-84, areas in mu.

**Area**: corners are projected by Lambert's cylindrical equal-area projection on the WGS-84
ellipsoid (Snyder 1987, *Map Projections*, §10: authalic latitude, eq. 3-12), and the area is the
plane polygon's. Equal area is exact for the corners; that sides are straight on the map and not
on the ground is less than a millionth for a plot of a kilometre.
1 mu = 10,000/15 m² (《关于在我国统一实行法定计量单位的命令》, 1984).
"""

import json
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from yutang.ecology.errors import BadOutline

SQUARE_METRES_A_MU: Final = 10_000 / 15
CORNERS_LEAST: Final = 3
CORNERS_MOST: Final = 2_000
TEXT_MOST: Final = 400_000
MU_MOST: Final = 100_000
WEST, SOUTH, EAST, NORTH = 73.0, 3.0, 136.0, 54.0
"""No point of China lies outside these degrees."""
DIFFERS_FROM: Final = Decimal("0.10")
"""Stated and measured areas that differ by more than this share are told."""
OVERLAP_LEAST_MU: Final = Decimal("0.05")

_AXIS: Final = 6_378_137.0
_E2: Final = 0.00669437999014
_E: Final = math.sqrt(_E2)
_PAIR: Final = re.compile(r"^\s*(-?\d{1,3}(?:\.\d+)?)\s*[,，;\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*$")
_KINDS: Final = ("Point", "Polygon", "MultiPolygon")
_CENT: Final = Decimal("0.01")
Pair = tuple[float, float]


@dataclass(frozen=True)
class Shape:
    """A geometry of GeoJSON with what follows from it; `mu` is None of a point."""

    geometry: dict[str, Any]
    mu: Decimal | None
    box: tuple[float, float, float, float]
    """West, south, east, north."""


def read_corners(text: str) -> Shape:
    """Read corners as typed or walked, one a line: longitude, latitude. One line is a point.

    Raises:
        BadOutline: not read, outside China, crossing itself, or too large.
    """
    lines = [line for line in text[:TEXT_MOST].splitlines() if line.strip()]
    found = [_PAIR.match(line) for line in lines]
    if not lines or len(lines) > CORNERS_MOST or None in found:
        raise BadOutline
    corners = [(float(each[1]), float(each[2])) for each in found if each]
    if len(corners) == 1:
        return shape({"type": "Point", "coordinates": list(corners[0])})
    ring = corners if corners[0] == corners[-1] else [*corners, corners[0]]
    return shape({"type": "Polygon", "coordinates": [[list(each) for each in ring]]})


def read_geojson(text: str) -> Shape:
    """Read a file: a geometry, a feature, or a collection with one feature.

    Raises:
        BadOutline: as `read_corners`.
    """
    try:
        said = json.loads(text[:TEXT_MOST])
    except ValueError:
        raise BadOutline from None
    if isinstance(said, dict) and said.get("type") == "FeatureCollection":
        features = said.get("features")
        said = features[0] if isinstance(features, list) and len(features) == 1 else None
    if isinstance(said, dict) and said.get("type") == "Feature":
        said = said.get("geometry")
    if not isinstance(said, dict):
        raise BadOutline
    return shape(said)


def shape(geometry: dict[str, Any]) -> Shape:
    """Return the geometry checked and measured; raises `BadOutline`."""
    import shapely  # noqa: PLC0415 - loads slowly
    from shapely.geometry import mapping  # noqa: PLC0415
    from shapely.geometry import shape as read  # noqa: PLC0415

    if geometry.get("type") not in _KINDS:
        raise BadOutline
    try:
        read_shape = shapely.force_2d(read(geometry))
        bounds = read_shape.bounds
        sound = read_shape.is_valid and not read_shape.is_empty
    except (ValueError, TypeError, IndexError, KeyError, AttributeError, shapely.GEOSException):
        raise BadOutline from None
    if not sound or not all(map(math.isfinite, bounds)):
        raise BadOutline
    west, south, east, north = bounds
    inside = west >= WEST and south >= SOUTH and east <= EAST and north <= NORTH
    if not inside or shapely.get_num_coordinates(read_shape) > CORNERS_MOST:
        raise BadOutline
    mu = None if geometry["type"] == "Point" else _mu(_flat(read_shape).area)
    if mu is not None and not 0 < mu <= MU_MOST:
        raise BadOutline
    kept = json.loads(json.dumps(mapping(read_shape)))
    return Shape(kept, mu, (west, south, east, north))


def overlap_mu(one: dict[str, Any], other: dict[str, Any]) -> Decimal:
    """Return by how much two geometries lie over each other, in mu; 0 where one is a point."""
    from shapely.geometry import shape as read  # noqa: PLC0415 - loads slowly

    both = _flat(read(one)).intersection(_flat(read(other)))
    found = _mu(both.area)
    return found if found >= OVERLAP_LEAST_MU else Decimal(0)


def differs(stated: Decimal, measured: Decimal | None) -> bool:
    """Tell whether the area that was stated is far from the one that was measured."""
    return measured is not None and abs(stated - measured) > DIFFERS_FROM * measured


def metres_from(geometry: dict[str, Any], east: float, north: float) -> int:
    """Return how far a point lies from a shape, 0 within it, to the metre."""
    from shapely.geometry import Point  # noqa: PLC0415 - loads slowly
    from shapely.geometry import shape as read  # noqa: PLC0415
    from shapely.ops import nearest_points  # noqa: PLC0415

    near = nearest_points(read(geometry), Point(east, north))[0]
    return round(_metres((near.x, near.y), (east, north)))


def drawn(geometry: dict[str, Any], width: int, height: int) -> str:
    """Return the outline as an SVG path that fills a box of so many units, north at the top."""
    rings = list(_rings(geometry))
    if not rings:
        return ""
    flat = [[_project(each) for each in ring] for ring in rings]
    xs = [x for ring in flat for x, _y in ring]
    ys = [y for ring in flat for _x, y in ring]
    # On the ground a degree of longitude is shorter than on this projection, one of latitude
    # longer: both by the cosine.
    squeeze = math.cos(math.radians(rings[0][0][1]))
    wide, high = (max(xs) - min(xs)) * squeeze, (max(ys) - min(ys)) / squeeze
    scale = min(width / wide, height / high) if wide and high else 1
    left, top = (width - wide * scale) / 2, (height - high * scale) / 2
    return "".join(
        "M"
        + "L".join(
            f"{left + (x - min(xs)) * squeeze * scale:.1f} "
            f"{top + (max(ys) - y) / squeeze * scale:.1f}"
            for x, y in ring
        )
        + "Z"
        for ring in flat
    )


def _rings(geometry: dict[str, Any]) -> Iterator[Sequence[Pair]]:
    parts = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        yield from parts
    elif geometry["type"] == "MultiPolygon":
        for part in parts:
            yield from part


def _flat(geometry: Any) -> Any:
    import shapely  # noqa: PLC0415 - loads slowly

    return shapely.transform(geometry, lambda pairs: [_project(pair) for pair in pairs])


def _project(pair: Sequence[float]) -> Pair:
    """Longitude and latitude to metres on the equal-area plane: x = a·λ, y = a·q(φ)/2."""
    east, north = float(pair[0]), float(pair[1])
    sine = math.sin(math.radians(north))
    q = (1 - _E2) * (
        sine / (1 - _E2 * sine * sine) - math.log((1 - _E * sine) / (1 + _E * sine)) / (2 * _E)
    )
    return _AXIS * math.radians(east), _AXIS * q / 2


def _metres(one: Pair, other: Pair) -> float:
    """Return the distance by the haversine formula; for some kilometres within a metre or so."""
    (west, south), (east, north) = [(math.radians(x), math.radians(y)) for x, y in (one, other)]
    half = (
        math.sin((north - south) / 2) ** 2
        + math.cos(south) * math.cos(north) * math.sin((east - west) / 2) ** 2
    )
    return 2 * 6_371_008.8 * math.asin(math.sqrt(min(1.0, half)))


def _mu(square_metres: float) -> Decimal:
    return Decimal(square_metres / SQUARE_METRES_A_MU).quantize(_CENT)
