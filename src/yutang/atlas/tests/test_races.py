"""Two imports at the same moment: without their lock both write, with it the second sees."""

from threading import Barrier

import pytest
from shapely import box
from tests.at_once import WAIT_S, at_once
from tests.cast import COUNTY, OTHER_COUNTY

from yutang.atlas import actions
from yutang.atlas.actions import bringing
from yutang.atlas.actions.bringing import Report
from yutang.atlas.models import Border, MapSource, Shape
from yutang.atlas.rules.geojson import Given

GIVEN = [
    Given(1, COUNTY, "", box(118, 40, 119, 41)),
    Given(2, OTHER_COUNTY, "", box(119, 40, 120, 41)),
]
SOURCE = actions.SourceFacts("race", "示意图")


@pytest.mark.django_db(transaction=True)
def test_two_imports_of_the_same_map_bring_it_in_once(land: None) -> None:
    given = at_once(*[lambda: actions.bring(GIVEN, SOURCE)] * 2)
    assert all(isinstance(each, Report) for each in given)
    told = sorted(each.count("new") for each in given if isinstance(each, Report))
    assert told == [0, 2]
    assert Shape.objects.count() == 2
    assert Border.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_both_take_it_for_new(land: None, monkeypatch: pytest.MonkeyPatch) -> None:
    both_decided = Barrier(2)
    kept = bringing._source

    def met(facts: actions.SourceFacts) -> MapSource:
        both_decided.wait(WAIT_S)
        return kept(facts)

    monkeypatch.setattr(bringing, "_source", met)
    given = at_once(*[lambda: actions.bring(GIVEN, SOURCE, lock=lambda: None)] * 2)
    assert [each.count("new") for each in given if isinstance(each, Report)] == [2, 2]
    assert Shape.objects.count() == 4
