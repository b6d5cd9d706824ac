"""Names of places: as they are compared, and as people say them for short."""

import re
import unicodedata
from collections.abc import Iterable

from yutang.places.rules.codes import Level, Named, level_of

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
SHORTEST = 2
_PLAIN = re.compile("[\u4e00-\u9fff]+")
_APART = re.compile(r"[\s,，、;；·/]+")
_NOT_IN_NAMES = re.compile(r"[\s\x00-\x1f\x7f,、;·/\\-]+")


def clean(text: str) -> str:
    """Return a name as it is compared: one width of signs, no spaces, separators and controls."""
    if _PLAIN.fullmatch(text):
        return text
    return _NOT_IN_NAMES.sub("", unicodedata.normalize("NFKC", text))


def words(text: str) -> list[str]:
    """Return the words of a text that stand apart, each cleaned: 承德 河屯, 承德，河屯."""
    return [word for word in map(clean, _APART.split(text)) if word]


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
    return stem if len(stem) >= SHORTEST else whole


def _short_village(whole: str) -> str:
    ending = _ending(whole, Level.VILLAGE)
    stem = whole.removesuffix(ending)
    if ending in {"村委会", "村民委员会"} and len(stem) < SHORTEST:
        return stem + "村" if stem else whole
    for unit in ("嘎查村", "嘎查", "社区", "村"):
        if stem.endswith(unit) and len(stem) - len(unit) >= SHORTEST:
            return stem.removesuffix(unit)
    return stem if len(stem) >= SHORTEST else whole


def _ending(name: str, level: Level) -> str:
    return next((ending for ending in _ENDINGS[level] if name.endswith(ending)), "")


def _without_peoples(stem: str, *, autonomous: bool) -> str:
    """宽城满族 → 宽城, 和布克赛尔蒙古 → 和布克赛尔, 鄂温克族 → 鄂温克, 南伊珞巴民族 → 南伊."""
    bare = autonomous
    for word in ("少数民族", "民族"):
        if len(stem) - len(word) >= SHORTEST and stem.endswith(word):
            stem, bare = stem.removesuffix(word), True
            break
    shorter: str | None = stem
    while shorter is not None:
        stem = shorter
        shorter = _without_last_people(stem, bare=bare)
    if stem.removesuffix("族") in _PEOPLES and len(stem) > SHORTEST:
        return stem.removesuffix("族")
    return stem


def without_people(stem: str) -> str:
    """Return a short name without the people whose village it is: 岸兜回族 → 岸兜."""
    for people in _PEOPLES:
        if stem.endswith(people + "族") and len(stem) > len(people) + SHORTEST:
            return stem.removesuffix(people + "族")
    return stem


def _without_last_people(stem: str, *, bare: bool) -> str | None:
    for people in _PEOPLES:
        endings = [people + "族", people] if bare and len(people) > 1 else [people + "族"]
        for ending in endings:
            if stem.endswith(ending) and len(stem) - len(ending) >= SHORTEST:
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
