"""Towns of a plain list of villages: the rule "so many villages", where that is all one has. Pure.

Towns are told apart by their whole line of names, since towns of one name lie in many counties. A
village that is listed twice in a town counts once. A development zone that has no towns (``-`` in
the list) counts as a town of its own.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from yutang.criteria.errors import BadList

COLUMNS = ("province", "city", "county", "town", "village")
_HEADINGS = {
    "province": {"province", "省", "省份", "省级", "所在省", "省(区、市)", "省（区、市）"},
    "city": {"city", "prefecture", "市", "地市", "城市", "地级市", "市级", "所在市"},
    "county": {
        "county",
        "district",
        "县",
        "区县",
        "县区",
        "县市区",
        "县级",
        "所在县",
        "县(市、区)",
    },
    "town": {"town", "township", "镇", "乡镇", "街道", "乡镇街道", "镇街", "所在乡镇", "乡(镇)"},
    "village": {"village", "村", "村名", "行政村", "淘宝村", "村名称", "村居"},
}


class Town(NamedTuple):
    """A town of the list, with the villages it has there."""

    province: str
    city: str
    county: str
    town: str
    villages: int

    @property
    def is_town(self) -> int | None:
        """What its name says: 0 a street office 街道, 1 a town or township, None neither."""
        if self.town.endswith(("街道", "办事处")):
            return 0
        return 1 if self.town.endswith(("镇", "乡", "苏木")) else None


class Listed(NamedTuple):
    """What a list holds: rows and villages read, rows named twice or without a village or town."""

    towns: list[Town]
    rows: int
    villages: int
    twice: int
    unfinished: int


def listed(rows: Iterable[Sequence[str]]) -> Listed:
    """Return the towns of a list whose first row has the headings, in the order of the list.

    Raises:
        BadList: a column is missing.
    """
    lines = iter(rows)
    at = _columns(next(lines, []))
    seen: dict[tuple[str, str, str, str], set[str]] = {}
    count = twice = unfinished = 0
    for line in lines:
        names = [_name(line, at[column]) for column in COLUMNS]
        if not any(names):
            continue
        count += 1
        province, city, county, town, village = names
        if not all(names):
            unfinished += 1
        elif village in (there := seen.setdefault((province, city, county, town), set())):
            twice += 1
        else:
            there.add(village)
    towns = [
        Town(province, city, county, town, len(villages))
        for (province, city, county, town), villages in seen.items()
    ]
    return Listed(towns, count, sum(town.villages for town in towns), twice, unfinished)


def _columns(headings: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, heading in enumerate(headings):
        told = _plain(heading)
        for column, names in _HEADINGS.items():
            if column not in found and told in {_plain(name) for name in names}:
                found[column] = number
    missing = [column for column in COLUMNS if column not in found]
    if missing:
        raise BadList(missing=", ".join(missing))
    return found


def _plain(text: str) -> str:
    return text.strip().lstrip("\ufeff").lower().replace(" ", "").replace("/", "").replace("、", "")


def _name(line: Sequence[str], at: int) -> str:
    return line[at].strip().replace("\u3000", "") if at < len(line) else ""
