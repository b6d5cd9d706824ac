"""Points of places that come along with a map: kept by the places room, written only where new."""

from collections.abc import Iterable

from yutang.people.access import Person
from yutang.places import actions as places
from yutang.places import queries as tree
from yutang.places import rules as codes


def bring_points(
    given: Iterable[tuple[str, float, float]], source: str, by: Person | None = None
) -> int:
    """Set the points of places (code, longitude, latitude in degrees); return how many changed.

    Codes filled with zeros are understood; places that are not loaded are left out, and so are
    points that stand already: the same file again writes nothing.
    """
    listed = list(given)
    spellings = {spelling for code, *_at in listed for spelling in codes.spellings(code)}
    standing = {
        place.code: (place.longitude, place.latitude)
        for place in tree.places().filter(code__in=spellings)
    }
    wanted = {}
    for code, longitude, latitude in listed:
        known = next((each for each in codes.spellings(code) if each in standing), None)
        if known is not None and standing[known] != (longitude, latitude):
            wanted[known] = (known, longitude, latitude)
    return places.set_points(wanted.values(), source, by).changed if wanted else 0
