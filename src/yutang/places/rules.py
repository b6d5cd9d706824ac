"""Decisions about place codes and names: no database, no clock, no network.

A code is text of 2, 4, 6, 9 or 12 digits (province, prefecture, county, town, village); its
length is its level, and a place lies under another when its code starts with the other's.

Names are compared *cleaned* (`clean`) and have a *short name* (`short_name`): 宽城满族自治县 →
宽城. Free text is read from behind (`readings`): the tail names the place, what stands before it
must name places above it (`rank`).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from typing import NamedTuple

from yutang.places.errors import BadCode

TEXT_LENGTH_MAX = 60
"""Longest text that is read as the name of a place, in characters."""


class Level(IntEnum):
    """How deep a place lies in the tree."""

    PROVINCE = 1
    PREFECTURE = 2
    COUNTY = 3
    TOWN = 4
    VILLAGE = 5


CODE_DIGITS = {
    Level.PROVINCE: 2,
    Level.PREFECTURE: 4,
    Level.COUNTY: 6,
    Level.TOWN: 9,
    Level.VILLAGE: 12,
}
_LEVELS = {digits: level for level, digits in CODE_DIGITS.items()}


class Named(NamedTuple):
    """A place as far as its name matters."""

    code: str
    name: str
    short_name: str

    @property
    def level(self) -> Level:
        return level_of(self.code)


# Codes


def parse_code(text: str) -> str:
    """Return the code that the text spells; spaces and full-width digits are forgiven.

    Raises:
        BadCode: the text is none, whatever places exist.
    """
    code = unicodedata.normalize("NFKC", text).strip()
    if len(code) not in _LEVELS or not (code.isascii() and code.isdigit()):
        raise BadCode(text=text[:TEXT_LENGTH_MAX])
    return code


def spellings(code: str) -> list[str]:
    """Return the codes that a code may stand for, the literal one first.

    Many registers fill a code with zeros (``130800``, ``130827000000``); a few real codes end in
    zeros (``441900`` 东莞市), so which one is meant depends on which one exists.
    """
    shorter = [digits for digits in sorted(_LEVELS, reverse=True) if digits < len(code)]
    return [code, *(code[:digits] for digits in shorter if not code[digits:].strip("0"))]


def level_of(code: str) -> Level:
    """Return the level of a code, by its length.

    Raises:
        BadCode: no code has this length.
    """
    try:
        return _LEVELS[len(code)]
    except KeyError:
        raise BadCode(text=code[:TEXT_LENGTH_MAX]) from None


def lies_under(code: str, ancestor: str) -> bool:
    """Tell whether the place is the other one or lies somewhere inside it."""
    level_of(ancestor)
    return code.startswith(ancestor)


def ancestors(code: str) -> list[str]:
    """Return the codes above this one, from the province down, without itself."""
    return [code[:digits] for digits in CODE_DIGITS.values() if digits < len(code)]


def parent_code(code: str) -> str:
    """Return the code of the place one level up; empty for a province."""
    above = ancestors(code)
    return above[-1] if above else ""


# Names

PLACEHOLDERS = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})
"""Prefectures of the table that are no places: brackets around counties."""

_PEOPLE_NAMES = (
    "汉 各 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 "
    "拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 "
    "怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺"
)
_PEOPLES = sorted(_PEOPLE_NAMES.split(), key=len, reverse=True)
_ENDINGS = {
    Level.PROVINCE: ("自治区", "省", "市"),
    Level.PREFECTURE: ("自治州", "地区", "市", "盟"),
    Level.COUNTY: ("自治县", "自治旗", "矿区", "县", "市", "区", "旗"),
    Level.TOWN: ("街道办事处", "地区办事处", "民族苏木", "街道", "地区", "苏木", "镇", "乡"),
    Level.VILLAGE: (
        "社区居民委员会",
        "社区居委会",
        "村民委员会",
        "居民委员会",
        "村委会",
        "居委会",
        "社区",
        "嘎查村",
        "嘎查",
        "村",
    ),
}
_KEPT_WHOLE = re.compile(
    "(?:开发区|园区|示范区|管理区|名胜区|食品区|实验区|聚集区|合作区|新区|[左右前后中]旗)$"
)
"""Counties whose last word belongs to the name: 镇江新区 is not 镇江."""
_COUNTIES_BY_NAME = {
    "浦东新区": "浦东",
    "滨海新区": "滨海",
    "沈北新区": "沈北",
    "清新区": "清新",
    "神农架林区": "神农架",
    "六枝特区": "六枝",
    "井陉矿区": "井陉矿区",  # 井陉 is the county beside it
}
_SHORTEST = 2
_HIGH_UNITS = "省市县区州盟旗"
_UNITS = _HIGH_UNITS + "镇乡村"
_PLAIN = re.compile("[\u4e00-\u9fff]+")
_NOT_IN_NAMES = re.compile(r"[\s\x00-\x1f\x7f,、;·/\\-]+")


def clean(text: str) -> str:
    """Return a name as it is compared: one width of signs, no spaces, separators and controls."""
    if _PLAIN.fullmatch(text):
        return text
    return _NOT_IN_NAMES.sub("", unicodedata.normalize("NFKC", text))


def short_name(name: str, level: Level) -> str:
    """Return the name as people say it: without unit and, for autonomous units, peoples.

    Never empty, and never shorter than two characters unless the whole name is: 沙市区 → 沙市,
    but 郊区, 易县 and 李村 stay as they are.
    """
    whole = clean(name) or name
    if level is Level.VILLAGE:
        return _short_village(whole)
    if level is Level.COUNTY:
        if whole in _COUNTIES_BY_NAME:
            return _COUNTIES_BY_NAME[whole]
        if _KEPT_WHOLE.search(whole):
            return whole
    ending = _ending(whole, level)
    stem = whole.removesuffix(ending)
    if ending.startswith("自治") or level in {Level.COUNTY, Level.TOWN}:
        stem = _without_peoples(stem, autonomous=ending.startswith("自治"))
    return stem if len(stem) >= _SHORTEST else whole


def _short_village(whole: str) -> str:
    ending = _ending(whole, Level.VILLAGE)
    stem = whole.removesuffix(ending)
    if ending in {"村委会", "村民委员会"} and len(stem) < _SHORTEST:
        return stem + "村" if stem else whole
    for unit in ("嘎查村", "嘎查", "社区", "村"):
        if stem.endswith(unit) and len(stem) - len(unit) >= _SHORTEST:
            return stem.removesuffix(unit)
    return stem if len(stem) >= _SHORTEST else whole


def _ending(name: str, level: Level) -> str:
    return next((ending for ending in _ENDINGS[level] if name.endswith(ending)), "")


def _without_peoples(stem: str, *, autonomous: bool) -> str:
    """宽城满族 → 宽城, 和布克赛尔蒙古 → 和布克赛尔, 鄂温克族 → 鄂温克, 南伊珞巴民族 → 南伊."""
    bare = autonomous
    for word in ("少数民族", "民族"):
        if len(stem) - len(word) >= _SHORTEST and stem.endswith(word):
            stem, bare = stem.removesuffix(word), True
            break
    shorter: str | None = stem
    while shorter is not None:
        stem = shorter
        shorter = _without_last_people(stem, bare=bare)
    if stem.removesuffix("族") in _PEOPLES and len(stem) > _SHORTEST:
        return stem.removesuffix("族")
    return stem


def _without_last_people(stem: str, *, bare: bool) -> str | None:
    for people in _PEOPLES:
        endings = [people + "族", people] if bare and len(people) > 1 else [people + "族"]
        for ending in endings:
            if stem.endswith(ending) and len(stem) - len(ending) >= _SHORTEST:
                return stem.removesuffix(ending)
    return None


def forms(place: Named) -> set[str]:
    """Return the ways in which people write this one place: in full, short, and with its unit."""
    name, short, level = clean(place.name), place.short_name, place.level
    found = {name, short}
    ending = _ending(name, level)
    if level is Level.VILLAGE:
        return found | {short + ("村" if "村" in ending or "嘎查" in ending else "社区")}
    if ending:
        found.add(short + ending)
    if ending.startswith("自治"):
        found.add(short + ending[-1])
    return found


def full_name(path: Iterable[tuple[str, str]]) -> str:
    """Return the names of a path (code and name, province first) as one.

    Brackets of the table are left out, and a name that the place above has already said:
    北京市东城区, 广东省东莞市.
    """
    said: list[str] = []
    for code, name in path:
        bracket = level_of(code) is Level.PREFECTURE and name in PLACEHOLDERS
        if name and not bracket and name not in said[-1:]:
            said.append(name)
    return "".join(said)


# Free text


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
    if tail[-1] in _UNITS and len(tail) > _SHORTEST:
        found.add(tail[:-1])
    return frozenset(found)


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
    if len(text) > _SHORTEST and text[-1] in _HIGH_UNITS:
        found.append((text[:-1], Level.COUNTY))
    return found


def _may_have_been(tail: str, level: Level) -> bool:
    """Tell whether the unit written may be an older one of a place of this level.

    Counties become cities and districts, townships become towns; a village no county.
    """
    unit = tail[-1]
    return unit not in _UNITS or (unit in _HIGH_UNITS) == (level <= Level.COUNTY)


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
    yield from (place.short_name + unit for unit in _UNITS)
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
