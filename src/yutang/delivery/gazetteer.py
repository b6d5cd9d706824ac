"""The national tree as the reader of addresses needs it: names by their forms, towns by county.

Buyers live everywhere, so this comes from the shipped table (edition of the places room) and not
from the provinces that happen to be loaded. Django-free; kept by the process once read.
"""

import functools
from importlib import resources

from yutang.delivery.rules.reading.regions import Gazetteer
from yutang.places import rules, table

_TOWN_DIGITS = 9
_BEYOND = {"71": "台湾省", "81": "香港特别行政区", "82": "澳门特别行政区"}
"""Not in the statistical table; a carrier has prices for them all the same."""


@functools.cache
def national() -> Gazetteer:
    """Return the provinces, prefectures and counties of the shipped edition."""
    folder = resources.files("yutang.delivery").joinpath("data")
    text = folder.joinpath(f"regions-{table.EDITION}.txt").read_text("utf-8")
    rows = dict(line.split(" ", 1) for line in text.splitlines())
    for code, name in _BEYOND.items():
        rows |= {code: name, f"{code}00": name, f"{code}0000": name}
    return Gazetteer(rows, towns)


@functools.lru_cache(maxsize=8)
def _towns_of_province(code: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for entry in table.province_entries(code):
        if len(entry.code) == _TOWN_DIGITS:
            prefecture, county = entry.code[:4], entry.code[:6]
            named = found.setdefault(prefecture, {})
            for form in (entry.name, rules.short_name(entry.name, rules.Level.TOWN)):
                # What two counties of a prefecture share tells neither.
                named[form] = county if named.get(form, county) == county else ""
    return found


def towns(prefecture_code: str) -> dict[str, str]:
    """Return the county of each town of a prefecture by the town's name, "" where it is two's."""
    if prefecture_code[:2] in _BEYOND:
        return {}
    return _towns_of_province(prefecture_code[:2]).get(prefecture_code, {})
