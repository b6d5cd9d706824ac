"""How a row of an old list is joined to today's places: by names, from the province down.

Each part is sought in what the part before named: as it is written, then by what it was once
called (successors), then without its unit. A village that is not in its town may be in another
town of the county today, when only one has its name; or be written with one character off. What
is still not found ends at the deepest place that is.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from yutang.places.rules.codes import CODE_DIGITS, Level, Named, level_of, parent_code
from yutang.places.rules.names import clean, forms, short_name, without_people

_VARIANT_LENGTH_MIN = 3
"""In a name of two letters one other letter is another name."""
_CANDIDATES_MAX = 8
_COMMITTEES_FROM = 200
"""From this number on the last three digits are a village's committee, below a neighbourhood's."""


class How(StrEnum):
    """The match level of a row, the surest first."""

    EXACT = "exact"
    ALIAS = "alias"
    SUCCESSOR = "successor"
    SHORT = "short"
    MOVED = "moved"
    VARIANT = "variant"
    GONE = "gone"
    AMBIGUOUS = "ambiguous"
    TOWN = "town"
    COUNTY = "county"
    PREFECTURE = "prefecture"
    NONE = "none"


JOINED = (How.EXACT, How.ALIAS, How.SUCCESSOR, How.SHORT, How.MOVED, How.VARIANT)
SETTLED = (*JOINED, How.GONE)
"""Of the others a person has to say what they mean."""
_MARKS = re.compile(r"[*※#△▲★☆·]+|[(（\[【][^)）\]】]*[)）\]】]")
"""Marks of footnotes, and what stands in brackets."""
_NOTHING = frozenset({"-", "--", "—", "——", "/", "无"})
_SURENESS = list(How)
_STOPPED = {
    Level.PROVINCE: How.NONE,
    Level.PREFECTURE: How.PREFECTURE,
    Level.COUNTY: How.COUNTY,
    Level.TOWN: How.TOWN,
}


class Written(NamedTuple):
    """A row as the list has it; what it does not say is empty."""

    province: str = ""
    prefecture: str = ""
    county: str = ""
    town: str = ""
    village: str = ""


def bare(written: Written) -> Written:
    """Return a row without marks of footnotes, brackets and dashes that stand for nothing."""
    parts = (_MARKS.sub("", part).strip() for part in written)
    found = Written(*("" if part in _NOTHING else part for part in parts))
    if found.town.endswith("办事处") and not found.town.endswith(("街道办事处", "地区办事处")):
        return found._replace(town=found.town.removesuffix("办事处") + "街道")
    return found


class Found(NamedTuple):
    """What a row was joined to: `code` is the place, or the deepest place above it."""

    how: How
    code: str = ""
    distance: int = 0
    within: str = ""
    """The place in which the rest was sought: with it an alias is kept."""
    written: str = ""
    candidates: tuple[str, ...] = ()


class Renamed(NamedTuple):
    """A name of an earlier edition: the code it had, and the codes it has become."""

    old_code: str
    today: tuple[str, ...]


class Shelf:
    """Places among which a name is sought, by the ways their names are written."""

    def __init__(self, places: Sequence[Named]) -> None:
        self.places = places
        self.whole: dict[str, list[str]] = defaultdict(list)
        self.short: dict[str, list[str]] = defaultdict(list)
        self._near: dict[str, list[str]] | None = None
        for place in places:
            for short in {place.short_name, without_people(place.short_name)}:
                self.short[short].append(place.code)
            for form in _whole_forms(place):
                self.whole[form].append(place.code)

    def named(self, text: str, level: Level) -> tuple[How, list[str]]:
        """Return the places of this name, and whether it is written as it is today."""
        said = clean(text)
        if said in self.whole:
            return How.EXACT, self.whole[said]
        short = short_name(said, level)
        return How.SHORT, self.short.get(short) or self.short.get(said) or []

    def one_off(self, text: str, shortest: int, level: Level = Level.VILLAGE) -> list[str]:
        """Return the places whose short name has one letter more, less or another."""
        said = short_name(clean(text), level)
        if len(said) < shortest - 1:
            return []
        if self._near is None:
            self._near = defaultdict(list)
            for place in self.places:
                for pattern in _patterns(place.short_name, _VARIANT_LENGTH_MIN):
                    self._near[pattern].append(place.code)
        found = [
            code for pattern in _patterns(said, shortest) for code in self._near.get(pattern, ())
        ]
        for pattern in _shorter(said) if len(said) >= _VARIANT_LENGTH_MIN else ():
            found += self.short.get(pattern, ()) if len(pattern) >= shortest - 1 else ()
        found += self._near.get(f"-{said}", ())
        return list(dict.fromkeys(found))

    def alike(self, text: str) -> list[str]:
        """Return the places that share most letters with the text, for a person to choose from."""
        said = set(short_name(clean(text), Level.VILLAGE))
        shared = (
            (len(said & set(place.short_name)) / len(said | set(place.short_name)), place.code)
            for place in self.places
        )
        best = sorted((-share, code) for share, code in shared if share > 0)
        return [code for _, code in best[:_CANDIDATES_MAX]]


def _whole_forms(place: Named) -> set[str]:
    name = clean(place.name)
    if place.level is Level.VILLAGE:
        return {name} | (forms(place) - {place.short_name})
    return {name}


def _shorter(name: str) -> list[str]:
    return [name[:at] + name[at + 1 :] for at in range(len(name))]


def _patterns(name: str, shortest: int) -> list[str]:
    """Return a name with each letter replaced, and (behind a dash) with each one left out."""
    if len(name) < shortest:
        return []
    replaced = [f"{name[:at]}*{name[at + 1 :]}" for at in range(len(name))]
    return replaced + [f"-{name}" for name in _shorter(name)]


class Tree:
    """Places as a tree, in memory, with a shelf of each level under each place when asked for."""

    def __init__(self, places: Iterable[Named] = ()) -> None:
        self._children: dict[str, list[Named]] = defaultdict(list)
        self._shelves: dict[tuple[tuple[str, ...], Level], Shelf] = {}
        for place in places:
            self._children[parent_code(place.code)].append(place)

    def shelf(self, areas: Sequence[str], level: Level) -> Shelf:
        """Return the places of a level in these places (not themselves)."""
        key = (tuple(areas), level)
        if key not in self._shelves:
            places = [place for area in areas for place in self._under(area, level)]
            self._shelves[key] = Shelf(places)
        return self._shelves[key]

    def _under(self, code: str, level: Level) -> list[Named]:
        children = self._children.get(code, [])
        if not children or children[0].level is level:
            return children
        return [place for child in children for place in self._under(child.code, level)]


class _Spot(NamedTuple):
    """Where a row has come to: these places (several after a split), how, and what is next."""

    areas: tuple[str, ...]
    how: How
    known: str
    """The deepest single place that was found."""


Past = Mapping[tuple[Level, str], Sequence[Renamed]]
"""Earlier names by level and short name."""


def join_county(written: Written, tree: Tree, past: Past) -> tuple[_Spot, bool]:
    """Return where a row's province, prefecture and county lead, and whether to a county."""
    spot = _Spot(("",), How.EXACT, "")
    for level, text in ((Level.PROVINCE, written.province), (Level.PREFECTURE, written.prefecture)):
        _how, codes = tree.shelf(spot.areas, level).named(text, level) if text else (spot.how, [])
        if codes:
            spot = _Spot(tuple(codes), spot.how, codes[0] if len(codes) == 1 else spot.known)
    if not written.county:
        counties = tree.shelf(spot.areas, Level.COUNTY).places if written.prefecture else ()
        is_one = len(counties) == 1 and level_of(spot.known or "00") is Level.PREFECTURE
        return (
            (_Spot((counties[0].code,), spot.how, counties[0].code), True)
            if is_one
            else (spot, False)
        )
    found = _county(written, spot, tree, past)
    if found is None:
        return spot, False
    how, there = found
    return _Spot(tuple(there), how, there[0] if len(there) == 1 else spot.known), True


def _county(
    written: Written, spot: _Spot, tree: Tree, past: Past
) -> tuple[How, Sequence[str]] | None:
    """Look in the prefecture, among earlier names, then in the rest of the province."""
    how, codes = tree.shelf(spot.areas, Level.COUNTY).named(written.county, Level.COUNTY)
    if codes and how is How.EXACT:
        return how, codes
    renamed = _once_named(written.county, Level.COUNTY, spot.areas, past)
    if renamed:
        return How.SUCCESSOR, renamed
    if codes:
        return how, codes
    provinces = tuple(dict.fromkeys(area[:2] for area in spot.areas))
    renamed = _once_named(written.county, Level.COUNTY, provinces, past)
    if renamed:
        return How.SUCCESSOR, renamed
    if provinces == spot.areas:
        return None
    _, codes = tree.shelf(provinces, Level.COUNTY).named(written.county, Level.COUNTY)
    return (How.MOVED, codes) if len(codes) == 1 else None


def _once_named(text: str, level: Level, areas: Sequence[str], past: Past) -> list[str]:
    keys = {clean(text), short_name(clean(text), level)}
    found = [
        code
        for key in sorted(keys)
        for old, today in past.get((level, key), ())
        if any(old.startswith(area) for area in areas)
        for code in today
        if code
    ]
    return list(dict.fromkeys(found))


def join(written: Written, tree: Tree, past: Past) -> Found:
    """Join a row, given a tree with the towns and villages of the counties that it may lie in."""
    spot, is_county = join_county(written, tree, past)
    rest = (written.town, written.village)
    if not is_county:
        return _stopped(spot, (written.county, *rest))
    if not any(rest):
        return _settled(spot, spot.how, spot.areas, rest)
    towns = _town(written.town, spot, tree, past) if written.town else None
    if towns is None:
        return (
            _village(written, spot, spot, tree, past) if written.village else _stopped(spot, rest)
        )
    if not written.village:
        return _settled(spot, towns.how, towns.areas, rest)
    return _village(written, spot, towns, tree, past)


def _town(text: str, spot: _Spot, tree: Tree, past: Past) -> _Spot | None:
    how, codes = tree.shelf(spot.areas, Level.TOWN).named(text, Level.TOWN)
    if not codes or how is not How.EXACT:
        renamed = _once_named(text, Level.TOWN, [area[:6] for area in spot.areas], past)
        how, codes = (How.SUCCESSOR, renamed) if renamed else (how, codes)
    if not codes:
        return None
    return _Spot(tuple(codes), _worse(spot.how, how), codes[0] if len(codes) == 1 else spot.known)


def _village(written: Written, county: _Spot, town: _Spot, tree: Tree, past: Past) -> Found:
    """Look in the town, among earlier names, in the county, then for one character off."""
    text, is_in_town = written.village, town is not county
    here = tree.shelf(town.areas, Level.VILLAGE)
    rest = (text,) if is_in_town else (written.town, text)
    how, codes = here.named(text, Level.VILLAGE)
    if codes:
        how = how if is_in_town or not written.town else How.MOVED
        return _settled(town, _worse(town.how, how), codes, rest, text)
    renamed = _once_named(text, Level.VILLAGE, town.areas, past)
    if renamed:
        return _settled(town, _worse(town.how, How.SUCCESSOR), renamed, rest, text)
    around = tree.shelf(county.areas, Level.VILLAGE)
    if is_in_town:
        off = here.one_off(text, _VARIANT_LENGTH_MIN - 1)
        if len(off) == 1:
            return _settled(town, How.VARIANT, off, rest, text)
        _how, codes = around.named(text, Level.VILLAGE)
        if codes:
            return _settled(town, _worse(town.how, How.MOVED), codes, rest, text)
    off = around.one_off(text, _VARIANT_LENGTH_MIN)
    if not is_in_town:
        towns = tree.shelf(county.areas, Level.TOWN)
        near = towns.one_off(written.town, _VARIANT_LENGTH_MIN, Level.TOWN)
        in_near = [code for code in off if code.startswith(tuple(near))] if near else off
        if len(in_near) == 1:
            return _settled(town, How.VARIANT, in_near, rest, text)
    candidates = dict.fromkeys([*off, *here.alike(text)])
    return _stopped(town, rest)._replace(candidates=tuple(candidates)[:_CANDIDATES_MAX])


def join_elsewhere(written: Written, found: Found, tree: Tree) -> Found:
    """Look for the town with the village in the other counties of the prefecture.

    `tree` has the towns of the prefecture and, of its villages, those with such a name.
    """
    prefecture = found.within[: CODE_DIGITS[Level.PREFECTURE]]
    towns: list[str] = []
    if written.town:
        _, towns = tree.shelf((prefecture,), Level.TOWN).named(written.town, Level.TOWN)
    _, codes = tree.shelf(towns, Level.VILLAGE).named(written.village, Level.VILLAGE)
    best = _likely(codes, written.village)
    if len(best) == 1:
        return found._replace(how=How.MOVED, code=best[0], candidates=())
    if best:
        return found._replace(how=How.AMBIGUOUS, candidates=tuple(best[:_CANDIDATES_MAX]))
    _, codes = tree.shelf((prefecture,), Level.VILLAGE).named(written.village, Level.VILLAGE)
    candidates = dict.fromkeys([*codes, *found.candidates])
    return found._replace(candidates=tuple(candidates)[:_CANDIDATES_MAX])


def _settled(
    spot: _Spot, how: How, codes: Sequence[str], rest: Sequence[str], village: str = ""
) -> Found:
    best = _likely(codes, village)
    written = _rest(rest)
    if len(best) == 1:
        distance = 1 if how is How.VARIANT else 0
        return Found(how, best[0], distance, spot.known, written)
    return Found(How.AMBIGUOUS, spot.known, 0, spot.known, written, tuple(best[:_CANDIDATES_MAX]))


def _likely(codes: Sequence[str], village: str) -> list[str]:
    """Of villages of one name the committee's is meant, unless the text says community."""
    several = list(dict.fromkeys(codes))
    if len(several) < 2 or not village:  # noqa: PLR2004 - one needs no choosing
        return several
    is_town = clean(village).endswith(("社区", "居委会"))
    meant = [code for code in several if (int(code[-3:]) < _COMMITTEES_FROM) == is_town]
    return meant or several


def _stopped(spot: _Spot, rest: Sequence[str]) -> Found:
    how = _STOPPED[level_of(spot.known)] if spot.known else How.NONE
    return Found(how, spot.known, 0, spot.known, _rest(rest))


def _rest(rest: Sequence[str]) -> str:
    return "/".join(clean(part) for part in rest)


def _worse(one: How, other: How) -> How:
    return max(one, other, key=_SURENESS.index)
