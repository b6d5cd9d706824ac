"""Doors through which other rooms fetch a place and check a code that somebody gave."""

from yutang.places import rules
from yutang.places.errors import UnknownPlace, WrongLevel
from yutang.places.models import Place
from yutang.places.queries import places
from yutang.places.rules import Level


def place(code: str) -> Place:
    """Return the place of this code; codes filled with zeros (``130827000000``) are understood.

    Raises:
        BadCode: the text is no code at all.
        UnknownPlace: no such place is loaded.
    """
    spellings = rules.spellings(rules.parse_code(code))
    found = {place.code: place for place in places().filter(code__in=spellings)}
    for spelling in spellings:
        if spelling in found:
            return found[spelling]
    raise UnknownPlace(text=code)


def check_code(code: str, *levels: Level) -> str:
    """Return the code of an existing place, as the tree spells it, fit to be stored.

    `levels`, when given, are those allowed.

    Raises:
        BadCode, UnknownPlace: as `place`.
        WrongLevel: the place is of another level.
    """
    found = place(code)
    if levels and found.level not in levels:
        raise WrongLevel(text=found.name)
    return found.code
