"""Shapes, the points that follow from them, and what must stand beneath a map."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from django.db.models import QuerySet

from yutang.atlas.models import MapSource, Shape
from yutang.atlas.rules.points import Point
from yutang.places import queries as places
from yutang.places.rules import CODE_DIGITS, Level

Scale = Literal["near", "far"]


@dataclass(frozen=True)
class ShapeView:
    """A place's outline, drawn: `geometry` is GeoJSON text, `box` west, south, east, north."""

    code: str
    geometry: str
    box: tuple[float, float, float, float]
    source_id: int


@dataclass(frozen=True)
class SourceView:
    """What stands beneath a map of a source's shapes."""

    name: str
    licence: str
    notice: str
    approval: str
    """审图号; empty where the operator gave none."""
    datum: str


def current() -> QuerySet[Shape]:
    """Return the shapes that nothing has replaced."""
    return Shape.objects.filter(replaced_at=None)


def shapes(codes: Collection[str], scale: Scale = "near") -> dict[str, ShapeView]:
    """Return the drawings of these places; those without a shape are left out. One query."""
    return _views(current().filter(code__in=set(codes)), scale)


def inside(code: str, level: Level) -> QuerySet[Shape]:
    """Return the shapes of one level inside a place; of its own level, its own."""
    return current().filter(code__startswith=code, level=level)


def has_shapes(code: str, level: Level) -> bool:
    """Tell whether a map of the places of this level inside a place can be drawn."""
    return inside(code, level).exists()


def collection(code: str, level: Level, scale: Scale = "far") -> str:
    """Return a GeoJSON FeatureCollection of the places of one level inside a place.

    A feature's `name` is its code: what it is called depends on the reader. One query.
    """
    drawn = inside(code, level).order_by("code").values_list("code", scale)
    features = (
        f'{{"type":"Feature","properties":{{"name":"{each}"}},"geometry":{geometry}}}'
        for each, geometry in drawn
    )
    return f'{{"type":"FeatureCollection","features":[{",".join(features)}]}}'


def drawn_digest(code: str, level: Level, scale: Scale = "far") -> str:
    """Return a short digest that changes with the collection; empty where there is none.

    Drawings change when a neighbour's shape does, so the drawings themselves are digested.
    """
    drawn = list(inside(code, level).order_by("code").values_list("code", scale))
    return sha256(repr(drawn).encode()).hexdigest()[:16] if drawn else ""


def point(code: str) -> Point | None:
    """Return where a place lies: inside its shape, else its own point; None when not known."""
    return points([code]).get(code)


def points(codes: Iterable[str]) -> dict[str, Point]:
    """Return where places lie, as `point`; those not known are left out. At most two queries."""
    wanted = set(codes)
    rows = current().filter(code__in=wanted)
    found = {
        code: Point(longitude, latitude)
        for code, longitude, latitude in rows.values_list(
            "code", "inner_longitude", "inner_latitude"
        )
    }
    if missing := wanted - found.keys():
        own = places.places().filter(code__in=missing, longitude__isnull=False)
        for code, longitude, latitude in own.values_list("code", "longitude", "latitude"):
            if longitude is not None and latitude is not None:
                found[code] = Point(longitude, latitude)
    return found


def sources(ids: Iterable[int]) -> list[SourceView]:
    """Return what must stand beneath a map of shapes of these sources, in order of their names."""
    return [
        SourceView(each.name, each.licence, each.notice, each.approval, each.get_datum_display())
        for each in MapSource.objects.filter(pk__in=set(ids)).order_by("name")
    ]


def levels_below(level: int) -> list[Level]:
    """Return the levels whose places a map of a place shows: the next, a province two."""
    below = [each for each in CODE_DIGITS if each > level]
    return below[:2] if level == Level.PROVINCE else below[:1]


def _views(rows: QuerySet[Shape], scale: Scale) -> dict[str, ShapeView]:
    read = rows.values_list("code", scale, "west", "south", "east", "north", "source_id")
    return {
        code: ShapeView(code, geometry, (west, south, east, north), source)
        for code, geometry, west, south, east, north, source in read
    }
