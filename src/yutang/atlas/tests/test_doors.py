"""The atlas: what an operator's map becomes, what is left out and why, who is whose neighbour."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.cast import COUNTY, OTHER_COUNTY

from yutang.atlas import actions, errors, queries
from yutang.atlas.actions.bringing import Report, SourceFacts
from yutang.atlas.models import Border, MapSource, Shape
from yutang.atlas.rules import geojson
from yutang.places.rules import Level

SOURCE = SourceFacts(name="test map", notice="示意图，不作划界依据", licence="own work")
NEXT_DOOR = "130826"


@pytest.fixture
def counties(land: None) -> None:
    """More counties of 承德 beside the land's own, without what lies in them."""
    from yutang.places.models import Place
    from yutang.places.rules import short_name
    from yutang.places.table import EDITION

    names = {
        "130804": "鹰手营子矿区",
        "130821": "承德县",
        "130822": "兴隆县",
        "130824": "滦平县",
        "130825": "隆化县",
        "130826": "丰宁满族自治县",
        "130828": "围场满族蒙古族自治县",
    }
    Place.objects.bulk_create(
        Place(
            code=code,
            edition=EDITION,
            name=name,
            short_name=short_name(name, Level.COUNTY),
            parent_code="1308",
            level=Level.COUNTY,
        )
        for code, name in names.items()
    )


def square(west: float, south: float, side: float = 0.1) -> dict[str, Any]:
    east, north = west + side, south + side
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def feature(geometry: Any, **fields: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": fields, "geometry": geometry}


def a_map(*features: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def brought(*features: Any, **options: Any) -> Report:
    return actions.bring(geojson.read(a_map(*features)), SOURCE, **options)


def said(report: Report) -> list[tuple[str, list[str]]]:
    return [(line.outcome, [each.code for each in line.said]) for line in report.lines]


def two_counties() -> Report:
    return brought(
        feature(square(118.0, 40.0), adcode=130827.0, name="宽城满族自治县"),
        feature(square(118.1, 40.0), adcode="130826000000", name="丰宁"),
    )


def test_shapes_come_in_once_and_the_same_file_again_changes_nothing(counties: None) -> None:
    report = two_counties()
    assert said(report) == [("new", []), ("new", [])]
    assert report.borders == 1
    before = list(Shape.objects.order_by("pk").values())
    assert said(two_counties()) == [("same", []), ("same", [])]
    assert list(Shape.objects.order_by("pk").values()) == before


def test_a_new_outline_takes_the_old_ones_place_and_the_old_one_stays(counties: None) -> None:
    two_counties()
    moved = brought(feature(square(118.0, 40.5), adcode=COUNTY))
    assert said(moved) == [("changed", [])]
    rows = Shape.objects.filter(code=COUNTY).order_by("made_at")
    assert [row.replaced_at is None for row in rows] == [False, True]
    assert not Border.objects.exists()
    assert queries.point(COUNTY) is not None


def test_a_rehearsal_says_the_same_and_writes_nothing(counties: None) -> None:
    dry = brought(feature(square(118.0, 40.0), adcode=COUNTY), is_dry=True)
    assert not Shape.objects.exists()
    assert not MapSource.objects.exists()
    real = brought(feature(square(118.0, 40.0), adcode=COUNTY))
    assert said(dry) == said(real) == [("new", [])]


def test_a_dirty_map_is_told_shape_by_shape(counties: None) -> None:
    bow_tie = [[118, 40], [118.1, 40.1], [118.1, 40], [118, 40.1], [118, 40]]
    report = brought(
        feature({"type": "Polygon", "coordinates": [bow_tie]}, 代码="１３０８２７"),
        feature(square(118, 40), NAME="涞水县"),
        feature(square(118, 40), name="不存在的县"),
        feature(square(118, 40), adcode="999999"),
        feature(square(118, 40), adcode=COUNTY),
        feature(square(40, 118), adcode=NEXT_DOOR),
        feature(square(504000, 4500000), adcode="130828"),
        feature(square(2, 48), adcode="130825"),
        feature(None, adcode="130824"),
        feature({"type": "Point", "coordinates": [118, 40]}, adcode="130822"),
        feature({"type": "Polygon", "coordinates": [[[118, None]]]}, adcode="130821"),
        feature(square(116, 40), adcode="130804", name="别的名字"),
        "not a feature",
    )
    assert said(report) == [
        ("new", ["shape_mended"]),
        ("new", ["shape_by_name"]),
        ("refused", ["shape_without_code"]),
        ("refused", ["shape_of_no_place"]),
        ("refused", ["shape_twice"]),
        ("refused", ["shape_swapped"]),
        ("refused", ["shape_not_degrees"]),
        ("refused", ["shape_outside"]),
        ("refused", ["shape_broken"]),
        ("refused", ["shape_broken"]),
        ("refused", ["shape_broken"]),
        ("new", ["shape_other_name"]),
        ("refused", ["shape_without_code"]),
    ]
    assert set(queries.shapes([COUNTY, OTHER_COUNTY, NEXT_DOOR])) == {COUNTY, OTHER_COUNTY}


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"{", errors.NotAMap),
        (b"\xff\xfe", errors.NotAMap),
        (b'{"type":"Topology"}', errors.NotAMap),
        (a_map(), errors.NotAMap),
        (a_map(*[{}] * (geojson.SHAPES_MOST + 1)), errors.MapTooLarge),
    ],
)
def test_what_is_no_map_is_refused_whole(data: bytes, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        geojson.read(data)


def test_a_map_without_its_source_is_refused(counties: None) -> None:
    with pytest.raises(errors.BadSource):
        actions.bring([], SourceFacts(name="a", notice=" "))


def test_neighbours_touch_or_lie_near_where_there_is_no_outline(counties: None) -> None:
    from yutang.places.models import Place

    two_counties()
    Place.objects.filter(code="130828").update(longitude=118.05, latitude=40.06)
    codes = [COUNTY, NEXT_DOOR, "130828", OTHER_COUNTY]
    found = queries.neighbours(codes, km=3)
    assert found == [
        (NEXT_DOOR, COUNTY, "polygon"),
        (COUNTY, "130828", "distance 1.1"),
    ]
    assert queries.neighbours(codes[::-1], km=3) == found
    assert queries.neighbours([COUNTY, NEXT_DOOR], km=100) == [found[0]]
    told = queries.known(codes)
    assert told.by_outline == {COUNTY, NEXT_DOOR}
    assert told.by_point == {"130828"}
    assert told.not_known == {OTHER_COUNTY}


def test_the_reach_is_the_narrowest_places_newest_rule(counties: None) -> None:
    assert queries.reach().km == 3
    actions.set_reach(Decimal(5), date(2020, 1, 1), "county office", COUNTY)
    assert queries.reach(COUNTY + "100201").km == 5
    assert queries.reach(COUNTY, on=date(2019, 12, 31)).km == 3
    assert queries.reach(OTHER_COUNTY).km == 3
    with pytest.raises(errors.ReachTwice):
        actions.set_reach(Decimal(6), date(2020, 1, 1), "again", COUNTY)
    with pytest.raises(errors.BadReach):
        actions.set_reach(Decimal(0), date(2020, 1, 1), "none")


def test_a_map_of_a_province_draws_its_counties(counties: None) -> None:
    two_counties()
    drawn = json.loads(queries.collection("13", Level.COUNTY))
    assert [each["properties"]["name"] for each in drawn["features"]] == [NEXT_DOOR, COUNTY]
    digest = queries.drawn_digest("13", Level.COUNTY)
    brought(feature(square(118.0, 40.5), adcode=COUNTY))
    assert queries.drawn_digest("13", Level.COUNTY) != digest
    assert not queries.has_shapes("13", Level.PREFECTURE)
    assert not queries.drawn_digest("44", Level.COUNTY)
