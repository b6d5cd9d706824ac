"""Stations of the demo's counties: a pickup point in each leading village, two county shops."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from yutang.cli.demo.villages.sample import County

if TYPE_CHECKING:
    from yutang.cli.demo.villages import Clerks

SHOPS = ("130126", "440229")


def paint(counties: Sequence[County], clerks: "Clerks") -> int:
    """Register the stations that are missing; nobody keeps them but the clerks."""
    from yutang.stations import actions, queries
    from yutang.stations.rules import StationFacts

    made = 0
    for county in counties:
        if queries.stations_in(county.code).exists():
            continue
        village = county.villages[0]
        facts = [("pickup", village.code, "村级服务站（演示）", "村委会旁")]
        if county.code in SHOPS:
            facts.append(("shop", county.code, f"{county.name}新零售门店（演示）", "大街 1 号"))
        for kind, place, name, address in facts:
            said = StationFacts(
                kind=kind, name=name, place=place, address=address, hours="8:00–18:00"
            )
            actions.register(said, clerks.first)
            made += 1
    return made
