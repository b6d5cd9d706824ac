"""Which place somebody means who types where a person lives."""

from collections.abc import Collection

from yutang.places import queries as places
from yutang.places.rules import Level
from yutang.roster.errors import BadHome

_LEVELS = (Level.COUNTY, Level.TOWN, Level.VILLAGE)
_OFFERED = 4


def home_meant(text: str, within: Collection[str]) -> str:
    """Return the code of the one county, town or village that a text means in these places.

    Raises:
        BadHome: it means none of them, or several.
    """
    head = text.strip().split(" ", maxsplit=1)[0].removesuffix(".0")
    sought = head if head.isascii() and head.isdigit() else text.strip()
    found = [place for place in places.find(sought, 50) if place.level in _LEVELS]
    codes = [place.code for place in found if any(place.code.startswith(code) for code in within)]
    exact = [code for code in codes if code == head]
    if exact or len(codes) == 1:
        return (exact or codes)[0]
    names = places.full_names(codes[:_OFFERED])
    raise BadHome(found="; ".join(f"{code} {name}" for code, name in names.items()) or "–")
