"""Reads of the places room. Places are public: nobody need be asked who looks."""

from collections.abc import Collection, Iterable

from django.db.models import Q, QuerySet

from yutang.places import rules
from yutang.places.models import Place
from yutang.places.rules import Level, Match, Named
from yutang.places.table import EDITION

_NAMES_KEPT_MAX = 50_000
_CANDIDATES_MAX = 5_000
_names_kept: dict[str, str] = {}


def places() -> "QuerySet[Place]":
    """Return all places of the current edition, in code order."""
    return Place.objects.filter(edition=EDITION).order_by("code")


def find(text: str, limit: int = 20) -> list[Place]:
    """Return the places that a code, the beginning of a code or a name may mean, best first.

    "130827", "13082", "宽城", "承德宽城县" and "河北省承德市宽城县" all find 130827. Where no name
    fits as a whole, places whose names begin with the text are offered.
    """
    sought = rules.clean(text)
    if not sought or len(sought) > rules.TEXT_LENGTH_MAX:
        return []
    if sought.isascii() and sought.isdigit():
        return _by_code(sought, limit)
    return _by_name(sought, limit) or _by_beginning(sought, limit)


def children(code: str) -> "QuerySet[Place]":
    """Return the places one level under this one, in code order."""
    return places().filter(parent_code=code)


def provinces() -> "QuerySet[Place]":
    """Return the provinces that are loaded."""
    return places().filter(parent_code="")


def under(code: str, level: Level | None = None) -> "QuerySet[Place]":
    """Return all places inside this one, itself left out; only those of one level if given."""
    rules.level_of(code)
    inside = places().filter(code__startswith=code).exclude(code=code)
    return inside if level is None else inside.filter(level=level)


def path(code: str) -> list[Place]:
    """Return the place and those above it, from the province down; empty when it is unknown."""
    found = list(places().filter(code__in=[*rules.ancestors(code), code]))
    return found if found and found[-1].code == code else []


def full_name(code: str) -> str:
    """Return the whole name, 河北省承德市宽城满族自治县; empty when the place is unknown."""
    return full_names([code])[code]


def full_names(codes: Collection[str]) -> dict[str, str]:
    """Return the whole name for each code; empty for unknown places. At most one query."""
    lines = {code: [*rules.ancestors(code), code] for code in codes}
    known = names({code for line in lines.values() for code in line})
    return {
        code: rules.full_name([(step, known[step]) for step in line]) if known[code] else ""
        for code, line in lines.items()
    }


def names(codes: Iterable[str]) -> dict[str, str]:
    """Return the name for each code; empty for unknown places. At most one query.

    Names once read are kept by this process: within an edition they do not change.
    """
    wanted = set(codes)
    found = {code: name for code in wanted if (name := _names_kept.get(code))}
    missing = wanted - found.keys()
    if missing:
        read = dict(places().filter(code__in=missing).values_list("code", "name"))
        if len(_names_kept) + len(read) > _NAMES_KEPT_MAX:
            _names_kept.clear()
        _names_kept.update(read)
        found |= read
    return {code: found.get(code, "") for code in wanted}


def _by_code(digits: str, limit: int) -> list[Place]:
    if len(digits) in rules.CODE_DIGITS.values():
        for spelling in rules.spellings(digits):
            exact = list(places().filter(code=spelling))
            if exact:
                return exact
    longer = places().filter(code__startswith=digits).order_by("level", "code")
    return list(longer[:limit])


def _by_name(text: str, limit: int) -> list[Place]:
    readings = rules.readings(text)
    keys = set().union(*(reading.keys for reading in readings))
    candidates = list(
        places().filter(short_name__in=keys).order_by("level", "code")[:_CANDIDATES_MAX]
    )
    lines = _lines(candidates)
    matches = (
        Match(fit, candidate.named)
        for candidate in candidates
        for reading in readings
        if (fit := rules.fit(reading, lines[candidate.code])) is not None
    )
    by_code = {candidate.code: candidate for candidate in candidates}
    return [by_code[named.code] for named in rules.rank(matches)[:limit]]


def _lines(candidates: Collection[Place]) -> dict[str, list[Named]]:
    """Return the path of each candidate, province first, with one query for all of them."""
    above = {code for place in candidates for code in rules.ancestors(place.code)}
    rows = places().filter(code__in=above).values_list("code", "name", "short_name")
    known = {row[0]: Named(*row) for row in rows}
    return {
        place.code: [
            *(known[code] for code in rules.ancestors(place.code) if code in known),
            place.named,
        ]
        for place in candidates
    }


def _by_beginning(text: str, limit: int) -> list[Place]:
    fits = Q()
    for beginning, lowest in rules.beginnings(text):
        fits |= Q(short_name__startswith=beginning, level__lte=lowest)
    return list(places().filter(fits).order_by("level", "code")[:limit])
