"""Mends, checks and simplifies outlines, and finds who touches whom."""

import json
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Final, NamedTuple, TypeAlias

import numpy as np
import shapely
from shapely.geometry import MultiPolygon, Polygon, mapping
from shapely.geometry.base import BaseGeometry

from yutang.atlas.errors import BrokenShape, NotDegrees, OutsideChina, ShapeTooFine, Swapped

POINTS_MOST: Final = 200_000
GRID: Final = 1e-6
"""Degrees to which outlines are kept: a tenth of a metre."""
WEST, SOUTH, EAST, NORTH = 73.0, 3.0, 136.0, 54.0
"""A box around China: what sticks out of it is refused."""
TOUCH_M: Final = 50
"""Outlines this near touch: files drawn by different hands leave such gaps between neighbours."""
DEGREE_M: Final = 111_320

Outline: TypeAlias = Polygon | MultiPolygon


class Scale(NamedTuple):
    """How coarse a drawing is, and how many digits of a degree it keeps."""

    tolerance: float
    """A corner goes when its triangle is smaller than this many degrees squared."""
    digits: int


NEAR: Final = {1: Scale(0.03, 3), 2: Scale(0.015, 3), 3: Scale(0.006, 3), 4: Scale(0.0015, 4)}
"""Of a place alone or beside its neighbours, by level; villages have the finest."""
FAR: Final = {1: Scale(0.1, 2), 2: Scale(0.05, 3), 3: Scale(0.024, 3), 4: Scale(0.006, 3)}
"""Of a place among all others of the place above it: the 183 counties of Sichuan in 140 kB."""
_FINEST_NEAR, _FINEST_FAR = Scale(0.0003, 5), Scale(0.0012, 4)


def scales(level: int) -> tuple[Scale, Scale]:
    """Return how shapes of a level are drawn: near, far."""
    return NEAR.get(level, _FINEST_NEAR), FAR.get(level, _FINEST_FAR)


def checked(outline: BaseGeometry | None) -> tuple[Outline, bool]:
    """Return the outline as it is kept, and whether it had to be mended.

    Raises:
        BrokenShape, ShapeTooFine, NotDegrees, Swapped, OutsideChina: why it is not.
    """
    if outline is None:
        raise BrokenShape
    points = int(shapely.get_num_coordinates(outline))
    if points > POINTS_MOST:
        raise ShapeTooFine(found=points, most=POINTS_MOST)
    check_where(outline.bounds)
    is_sound = bool(outline.is_valid)
    areas = _areas(outline if is_sound else shapely.make_valid(outline))
    kept = _areas(shapely.set_precision(areas, GRID)) if areas is not None else None
    if kept is None:
        raise BrokenShape
    normal: Outline = shapely.normalize(kept)
    return normal, not is_sound


def check_where(bounds: tuple[float, float, float, float]) -> None:
    """Refuse what does not lie in China, and say what seems wrong with it.

    Raises:
        NotDegrees, Swapped, OutsideChina.
    """
    west, south, east, north = bounds
    if max(abs(west), abs(east)) > 180 or max(abs(south), abs(north)) > 180:  # noqa: PLR2004
        raise NotDegrees
    if west >= WEST and east <= EAST and south >= SOUTH and north <= NORTH:
        return
    if south >= WEST and north <= EAST and west >= SOUTH and east <= NORTH:
        raise Swapped
    raise OutsideChina


def digest(outline: Outline) -> str:
    """Return the SHA-256 by which two outlines are the same."""
    return sha256(shapely.to_wkb(outline, byte_order=1)).hexdigest()


def drawings(outlines: Sequence[Outline], scale: Scale) -> list[str]:
    """Return each outline as a GeoJSON geometry, drawn so that neighbours share their line."""
    if not outlines:
        return []
    array = np.array(outlines, dtype=object)
    simple = shapely.coverage_simplify(array, scale.tolerance)
    return [
        _written(thin if not thin.is_empty else outline.simplify(scale.tolerance), scale.digits)
        for thin, outline in zip(simple, outlines, strict=True)
    ]


def touching(outlines: Mapping[str, Outline], about: Iterable[str]) -> set[tuple[str, str]]:
    """Return the pairs that touch, the lower code first, of which one is among `about`.

    Corners count. Two outlines touch when less than `TOUCH_M` metres are between them.
    """
    codes = sorted(outlines)
    array = np.array([outlines[code] for code in codes], dtype=object)
    asked = [position for position, code in enumerate(codes) if code in set(about)]
    if not asked:
        return set()
    tree = shapely.STRtree(array)
    found = tree.query(array[asked], predicate="dwithin", distance=TOUCH_M / DEGREE_M)
    pairs = ((codes[asked[one]], codes[other]) for one, other in found.T.tolist())
    return {(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]}


def _areas(outline: BaseGeometry) -> Outline | None:
    """Return the parts that have an area, as one outline."""
    parts = shapely.get_parts(shapely.get_parts(np.array([outline], dtype=object)))
    areas = [part for part in parts if isinstance(part, Polygon) and part.area > 0]
    if not areas:
        return None
    whole: Outline = areas[0] if len(areas) == 1 else MultiPolygon(areas)
    return whole


def _written(outline: BaseGeometry, digits: int) -> str:
    said = mapping(outline)
    polygons = [said["coordinates"]] if said["type"] == "Polygon" else said["coordinates"]
    drawn = (
        [
            rings
            for polygon in polygons
            if (rings := [ring for each in polygon if len(ring := _rounded(each, digits)) > 3])  # noqa: PLR2004 - a ring has four points at least
        ]
        or [[_rounded(ring, digits + 3) for ring in polygons[0][:1]]]
    )
    return json.dumps(
        {"type": "MultiPolygon", "coordinates": drawn}
        if len(drawn) > 1
        else {"type": "Polygon", "coordinates": drawn[0]},
        separators=(",", ":"),
    )


def _rounded(ring: Iterable[Sequence[float]], digits: int) -> list[list[float]]:
    points: list[list[float]] = []
    for longitude, latitude in ring:
        point = [round(longitude, digits), round(latitude, digits)]
        if not points or points[-1] != point:
            points.append(point)
    return points
