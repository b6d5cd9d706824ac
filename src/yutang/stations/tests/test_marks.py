"""Stations on a map: those in use, where they lie."""

from tests.cast import COUNTY, OTHER_COUNTY

from yutang.people.access import Person
from yutang.plumbing import overlays
from yutang.stations import actions
from yutang.stations.rules import StationFacts


def test_a_map_has_the_stations_in_use(land: None, clerk: Person) -> None:
    facts = StationFacts(kind="pickup", name="一号点", place=COUNTY, address="街", hours="早晚")
    station = actions.register(facts, clerk)
    offered = overlays.by_name("stations.stations")
    assert offered is not None
    assert offered.read("13", 2019) == [("一号点", (COUNTY,), "早晚", "", 1)]
    assert not offered.read(OTHER_COUNTY, 2019)
    actions.close(station.pk, clerk)
    assert not offered.read(COUNTY, 2019)
