import pytest

from yutang.places import actions
from yutang.places.actions import Filled
from yutang.places.errors import BadClass, BadCode, BadPoint, TwiceInIt
from yutang.places.models import Filling, Place

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("chengde")]

COUNTY, TOWN = "130827", "130827100"


def test_points_are_set_once_and_their_source_is_kept() -> None:
    rows = [(COUNTY, 118.49, 40.61), (TOWN, 118.5, 40.6), ("999999", 1.0, 1.0)]
    assert actions.set_points(rows, "测绘局", None) == Filled(2, 0, ["999999"])
    assert actions.set_points(rows, "测绘局", None) == Filled(0, 2, ["999999"])
    place = Place.objects.select_related("point_from").get(code=COUNTY)
    assert (place.longitude, place.latitude) == (118.49, 40.61)
    assert place.point_from is not None
    assert (place.point_from.source, place.point_from.places) == ("测绘局", 2)
    assert Filling.objects.count() == 1


def test_a_point_that_moved_names_the_newer_source() -> None:
    actions.set_points([(COUNTY, 118.0, 40.0), (TOWN, 118.5, 40.6)], "甲", None)
    assert actions.set_points([(COUNTY, 118.49, 40.61), (TOWN, 118.5, 40.6)], "乙", None).same == 1
    sources = Place.objects.filter(code__in=[COUNTY, TOWN]).order_by("code")
    assert list(sources.values_list("point_from__source", flat=True)) == ["乙", "甲"]


def test_classes_are_set_and_nothing_else() -> None:
    assert actions.set_class([(TOWN, "121")], "统计局", None) == Filled(1, 0, [])
    place = Place.objects.get(code=TOWN)
    assert (place.urban_rural_class, place.longitude) == ("121", None)


def test_one_wrong_row_and_nothing_is_written() -> None:
    with pytest.raises(BadPoint):
        actions.set_points([(COUNTY, 118.0, 40.0), (TOWN, 118.0, 140.0)], "x", None)
    with pytest.raises(BadCode):
        actions.set_points([("宽城", 118.0, 40.0)], "x", None)
    with pytest.raises(TwiceInIt):
        actions.set_points([(COUNTY, 118.0, 40.0), (COUNTY, 118.1, 40.0)], "x", None)
    with pytest.raises(BadClass):
        actions.set_class([(COUNTY, "999")], "x", None)
    assert not Place.objects.exclude(longitude=None).exists()
    assert not Filling.objects.exists()
