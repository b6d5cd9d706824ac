"""Free text that names a place: what its tail may mean, and what stands before it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from yutang.places.rules.codes import TEXT_LENGTH_MAX, Level, Named
from yutang.places.rules.names import PLACEHOLDERS, SHORTEST, clean, forms, short_name

HIGH_UNITS = "省市县区州盟旗"
UNITS = HIGH_UNITS + "镇乡村"


class Reading(NamedTuple):
    """One way to read a text: these places above (`context`), then this name (`tail`)."""

    context: str
    tail: str
    keys: frozenset[str]
    """Short names under which the place meant may be filed."""


class Match(NamedTuple):
    """A place that the text may mean; `fit`: 0 its full name, 1 another form, 2 another unit."""

    fit: int
    place: Named


def readings(text: str) -> list[Reading]:
    """Return all ways to split a text into context and name; none when it is empty or too long."""
    whole = clean(text)
    if not 0 < len(whole) <= TEXT_LENGTH_MAX:
        return []
    starts = range(max(1, len(whole) - 1))
    return [Reading(whole[:at], whole[at:], _keys(whole[at:])) for at in starts]


def _keys(tail: str) -> frozenset[str]:
    found = {tail} | {short_name(tail, level) for level in Level}
    if tail[-1] in UNITS and len(tail) > SHORTEST:
        found.add(tail[:-1])
    return frozenset(found)


def context_keys(behind: Iterable[Reading]) -> set[str]:
    """Return short names of which one place above must have one, for a context to be explained."""
    contexts = {reading.context for reading in behind}
    beginnings = {context[:at] for context in contexts for at in range(1, len(context) + 1)}
    return set().union(*(_keys(beginning) for beginning in beginnings))


def fit(reading: Reading, path: Sequence[Named]) -> int | None:
    """Return how well the last place of the path fits the reading, None when not at all.

    `path` leads from the province down to the place itself.
    """
    place, above = path[-1], path[:-1]
    if place.short_name not in reading.keys or is_placeholder(place):
        return None
    if not _explains(reading.context, above):
        return None
    if clean(place.name) == reading.tail:
        return 0
    if reading.tail in forms(place):
        return 1
    return 2 if _may_have_been(reading.tail, place.level) else None


def beginnings(text: str) -> list[tuple[str, Level]]:
    """Return beginnings of short names that the text may abbreviate, with the lowest level each.

    前郭县 may be 前郭尔罗斯蒙古族自治县; but no village is called a county.
    """
    found = [(text, Level.VILLAGE)]
    if len(text) > SHORTEST and text[-1] in HIGH_UNITS:
        found.append((text[:-1], Level.COUNTY))
    return found


def _may_have_been(tail: str, level: Level) -> bool:
    """Tell whether the unit written may be an older one of a place of this level.

    Counties become cities and districts, townships become towns; a village no county.
    """
    unit = tail[-1]
    return unit not in UNITS or (unit in HIGH_UNITS) == (level <= Level.COUNTY)


def is_placeholder(place: Named) -> bool:
    """Tell whether the place is only a bracket in the table (市辖区 and its like)."""
    return place.level is Level.PREFECTURE and place.name in PLACEHOLDERS


def _explains(context: str, above: Sequence[Named], start: int = 0) -> bool:
    """Tell whether the context is names of the places above, in order, some left out."""
    if not context:
        return True
    return any(
        _explains(context[len(form) :], above, at + 1)
        for at in range(start, len(above))
        for form in _loose_forms(above, at)
        if context.startswith(form)
    )


def _loose_forms(above: Sequence[Named], at: int) -> Iterator[str]:
    """Forms in which a place above may be written, with an outdated unit too (鹿泉市)."""
    place = above[at]
    yield from forms(place)
    yield from (place.short_name + unit for unit in UNITS)
    if at and is_placeholder(place):  # 北京市北京市东城区: the prefecture is said as the province
        yield from forms(above[at - 1])


def rank(matches: Iterable[Match]) -> list[Named]:
    """Return the places meant, best first.

    Only the places that fit the unit as written, if there are any (fit 0 and 1); down to
    counties before towns and villages, then the better fit, the higher place, the lower code.
    """
    best: dict[str, Match] = {}
    for match in matches:
        known = best.get(match.place.code)
        if known is None or match.fit < known.fit:
            best[match.place.code] = match
    loose = all(match.fit > 1 for match in best.values())
    kept = [match for match in best.values() if loose or match.fit <= 1]
    return [match.place for match in sorted(kept, key=_order)]


def _order(match: Match) -> tuple[bool, int, int, str]:
    level = match.place.level
    return (level > Level.COUNTY, match.fit, level, match.place.code)
