"""What a text means: a code, the beginning of one, or a name however people write it."""

from collections.abc import Collection

from django.db.models import Case, Q, When
from django.db.models.functions import Left

from yutang.places import rules
from yutang.places.models import Place
from yutang.places.queries.tree import places
from yutang.places.rules import Level, Match, Named, Reading

_CANDIDATES_MAX = 5_000
_ALONE_MAX = 200
_NAMED = ("code", "name", "short_name")


def find(text: str, limit: int = 20) -> list[Place]:
    """Return the places that a code, the beginning of a code or a name may mean, best first.

    "130827", "13082", "宽城", "承德宽城县" and "河北省承德市宽城县" all find 130827. Where no name
    fits as a whole, places whose names begin with the text are offered.
    """
    sought = rules.clean(text)
    if not sought or len(sought) > rules.TEXT_LENGTH_MAX:
        return []
    if sought.isascii() and sought.isdigit():
        return by_code(sought, limit)
    return by_name(sought, limit) or _by_beginning(sought, limit)


def by_code(digits: str, limit: int) -> list[Place]:
    """Return the place of a code, or those whose codes begin so."""
    if len(digits) in rules.CODE_DIGITS.values():
        for spelling in rules.spellings(digits):
            exact = list(places().filter(code=spelling))
            if exact:
                return exact
    longer = places().filter(code__startswith=digits).order_by("level", "code")
    return list(longer[:limit])


def by_name(text: str, limit: int) -> list[Place]:
    """Read the text as a name, or as a name behind names of places above it.

    Thousands of villages have one name: those that would need something above them are looked at
    only where it is there, and of the others the best of each level.
    """
    readings = rules.readings(text)
    whole = [reading for reading in readings if not reading.context]
    behind = [reading for reading in readings if reading.context]
    matches = _matches(_alone(_keys(whole), text), whole)
    matches += _matches(_inside(behind), behind)
    best = rules.rank(matches)[:limit]
    found = {place.code: place for place in places().filter(code__in=[one.code for one in best])}
    return [found[named.code] for named in best]


def _keys(readings: Collection[Reading]) -> set[str]:
    return set().union(*(reading.keys for reading in readings))


def _alone(keys: Collection[str], text: str) -> list[Named]:
    named_so = Case(When(name=text, then=0), default=1)
    rows = places().filter(short_name__in=keys).order_by("level", named_so, "code")
    return [Named(*row) for row in rows.values_list(*_NAMED)[:_ALONE_MAX]]


def _inside(behind: Collection[Reading]) -> list[Named]:
    """Return the places that a reading may name with one above them that its context names."""
    if not behind:
        return []
    above = places().filter(short_name__in=rules.context_keys(behind), level__lt=Level.VILLAGE)
    areas = list(above.values_list("code", flat=True)[:_CANDIDATES_MAX])
    inside = Q(pk__in=[])
    for level in (Level.PROVINCE, Level.PREFECTURE, Level.COUNTY, Level.TOWN):
        digits = rules.CODE_DIGITS[level]
        named = [code for code in areas if len(code) == digits]
        if named:
            inside |= Q(**{f"above_{digits}__in": named})
    prefixes = {f"above_{digits}": Left("code", digits) for digits in (2, 4, 6, 9)}
    rows = places().annotate(**prefixes).filter(inside, short_name__in=_keys(behind))
    return [
        Named(*row) for row in rows.order_by("level", "code").values_list(*_NAMED)[:_CANDIDATES_MAX]
    ]


def _matches(candidates: Collection[Named], readings: Collection[Reading]) -> list[Match]:
    if not candidates:
        return []
    lines = _lines(candidates) if any(reading.context for reading in readings) else {}
    return [
        Match(fit, candidate)
        for candidate in candidates
        for reading in readings
        if (fit := rules.fit(reading, lines.get(candidate.code, [candidate]))) is not None
    ]


def _lines(candidates: Collection[Named]) -> dict[str, list[Named]]:
    """Return the path of each candidate, province first, with one query for all of them."""
    above = {code for named in candidates for code in rules.ancestors(named.code)}
    known = {row[0]: Named(*row) for row in places().filter(code__in=above).values_list(*_NAMED)}
    return {
        named.code: [
            *(known[code] for code in rules.ancestors(named.code) if code in known),
            named,
        ]
        for named in candidates
    }


def _by_beginning(text: str, limit: int) -> list[Place]:
    fits = Q()
    for beginning, lowest in rules.beginnings(text):
        fits |= Q(short_name__startswith=beginning, level__lte=lowest)
    return list(places().filter(fits).order_by("level", "code")[:limit])
