"""Which place somebody means who types where work is."""

from yutang.placement.errors import BadPlace
from yutang.places import queries as places
from yutang.places.rules import Level

_LEVELS = (Level.COUNTY, Level.TOWN, Level.VILLAGE)
_OFFERED = 4


def place_meant(text: str) -> str:
    """Return the code of the one county, town or village that a text means.

    Raises:
        BadPlace: it means none, or several.
    """
    sought = text.strip()
    found = [place for place in places.find(sought, 50) if place.level in _LEVELS]
    codes = [place.code for place in found]
    if sought in codes:
        return sought
    if len(codes) == 1:
        return codes[0]
    names = places.full_names(codes[:_OFFERED])
    raise BadPlace(found="; ".join(f"{code} {name}" for code, name in names.items()) or "–")
