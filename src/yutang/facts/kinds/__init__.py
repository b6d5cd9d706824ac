"""The kinds of facts, by name. Each group of kinds is a module with a tuple `KINDS`."""

from functools import cache
from types import MappingProxyType

from yutang.facts.kinds import (
    buying,
    funding,
    insuring,
    learning,
    market,
    sales,
    settling,
    shows,
    villages,
    working,
)
from yutang.facts.kinds.shape import Kind
from yutang.kernel.told import Told

GROUPS: tuple[tuple[Told, tuple[Kind, ...]], ...] = (
    (Told("卖出去的", "What was sold"), sales.KINDS),
    (Told("直播", "Live sales"), shows.KINDS),
    (Told("寄送、售后、质量", "Parcels, care and quality"), buying.KINDS),
    (Told("谁分到多少", "Who got what"), settling.KINDS),
    (Told("村、镇、县", "Villages, towns, counties"), villages.KINDS),
    (Told("培训", "Training"), learning.KINDS),
    (Told("就业、生态工日、村播", "Work, green jobs, hosts"), working.KINDS),
    (Told("保险", "Insurance"), insuring.KINDS),
    (Told("资金、项目、承诺", "Money, programmes, promises"), funding.KINDS),
    (Told("批发行情", "Wholesale prices"), market.KINDS),
)
"""All kinds as the dictionary lists them."""


@cache
def by_name() -> MappingProxyType[str, Kind]:
    """Return every kind by its name, in the order of the groups."""
    found: dict[str, Kind] = {}
    for _title, kinds in GROUPS:
        for kind in kinds:
            assert kind.name not in found, f"two kinds are called {kind.name}"
            found[kind.name] = kind
    return MappingProxyType(found)


def every() -> tuple[Kind, ...]:
    """Return every kind."""
    return tuple(by_name().values())
