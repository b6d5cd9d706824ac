"""The demo's counties, as `samples/villages-2019/counties.json` says them: plain values, no tables.

Counties and villages are real places; what stands beside a village is invented, and so is every
producer. What public reports say of a county is in `said`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from yutang.plumbing.config import Config

NAME = "villages-2019"
SALE = "hebei-2019"
YEAR = 2019
"""The year that all invented figures are of."""
NOTE = "演示数据，编的"
"""What a painter writes where the source of an invented fact belongs."""

Standing = Literal["strong", "near", "quiet"]


@dataclass(frozen=True)
class Said:
    """A sentence from a public report, in both languages."""

    zh: str
    en: str


@dataclass(frozen=True)
class Good:
    """A good of a county, with its invented producer; fen and grams."""

    key: str
    county: str
    name: str
    name_en: str
    class_code: str
    """NY/T 3177; table 1 (crops) to three levels, `02` of animals and `03` of the water coarse."""
    price_fen: int
    net_weight_g: int
    unit: str
    producer: str
    producer_kind: str
    village: str
    """Code of the producer's village."""
    picture: Path
    says: Mapping[str, Any]
    """The whole entry, as `sale.json` and `counties.json` both write a good."""


@dataclass(frozen=True)
class Village:
    """A village with invented figures of `YEAR`, which all painters share.

    strong: a Taobao village by the rule of 2019 (over 10 m yuan, over 10 % of households).
    near: misses by 12 active shops (even ones) or 800,000 yuan (odd ones).
    quiet: a few shops.
    """

    code: str
    name: str
    """Town and village."""
    standing: Standing
    households: int
    people: int
    active_shops: int
    ecommerce_sales_yuan: int

    @property
    def town(self) -> str:
        return self.code[:9]


@dataclass(frozen=True)
class County:
    """A county of the articles. The first good is the leading one, `leading_class` its class."""

    code: str
    name: str
    name_en: str
    known_for: str
    known_for_en: str
    source: Literal["article", "our choice"]
    """Who named the county: a public report, or we."""
    said: tuple[Said, ...]
    leading_class: str
    goods: tuple[Good, ...]
    villages: tuple[Village, ...]
    """The first three or more are neighbours: one town's, in code order."""


def folder() -> Path:
    """Return the sample's folder; its pictures are in `pictures/`."""
    return Config.load().samples / NAME


@cache
def counties() -> tuple[County, ...]:
    """Return the demo's counties in code order: eight of Hebei, six of Guangdong."""
    said = json.loads((folder() / "counties.json").read_text("utf-8"))
    sold = _sold()
    return tuple(_county(each, sold) for each in said["counties"])


def county(code: str) -> County:
    """Return the demo's county of this code; KeyError where it is none of the demo's."""
    found = {each.code: each for each in counties()}
    return found[code]


def villages(code: str) -> tuple[Village, ...]:
    """Return the demo's villages of a county: 8, in 翁源 12 of which 10 lie side by side."""
    return county(code).villages


def neighbours(code: str) -> tuple[Village, ...]:
    """Return those of a county's villages that lie side by side: the first town's."""
    here = villages(code)
    return tuple(each for each in here if each.town == here[0].town)


def _sold() -> dict[str, dict[str, Any]]:
    """Return the goods of the demo's sale by key; a county's entry may only name one."""
    path = Config.load().samples / SALE / "sale.json"
    return {good["key"]: good for good in json.loads(path.read_text("utf-8"))["goods"]}


def _county(said: dict[str, Any], sold: dict[str, dict[str, Any]]) -> County:
    same = ("code", "name", "name_en", "known_for", "known_for_en", "source", "leading_class")
    return County(
        **{name: said[name] for name in same},
        said=tuple(Said(**each) for each in said["said"]),
        goods=tuple(_good(each, said["code"], sold) for each in said["goods"]),
        villages=tuple(Village(**each) for each in said["villages"]),
    )


def _good(entry: dict[str, Any], code: str, sold: dict[str, dict[str, Any]]) -> Good:
    of_sale = sold.get(entry.get("sale", ""))
    says = of_sale or entry
    pictures = Config.load().samples / (SALE if of_sale else NAME) / "pictures"
    return Good(
        key=says["key"],
        county=code,
        name=says["name"],
        name_en=says["name_en"],
        class_code=says["class_code"],
        price_fen=says["lot"]["price_fen"] if of_sale else says["price_fen"],
        net_weight_g=says["net_weight_g"],
        unit=says["unit"],
        producer=says["producer"]["name"],
        producer_kind=says["producer"]["kind"],
        village=says["producer"]["village_code"],
        picture=pictures / f"{says['key']}.webp",
        says=says,
    )
