"""What the atlas decides: classes, distances, comparisons, outlines, drawings. No database."""

import json
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import box
from shapely.geometry import Polygon, shape

from yutang.atlas import errors
from yutang.atlas.rules import drawing, geojson, nearness, shaping
from yutang.atlas.rules.classes import CLASSES_MOST, Cut, class_of, classes
from yutang.atlas.rules.comparing import Pair
from yutang.atlas.rules.points import Point

values = st.lists(st.decimals(-1000, 10**9, places=2), max_size=60)
cuts: st.SearchStrategy[Cut] = st.sampled_from(["quantile", "equal"])
codes = st.integers(130000000000, 130000000040).map(str)
somewhere = st.builds(Point, st.floats(113, 119.9), st.floats(36, 42.9))


@given(values, cuts)
def test_each_value_is_in_exactly_one_class(known: list[Decimal], cut: Cut) -> None:
    made = classes(known, cut)
    assert len(made) <= CLASSES_MOST
    assert sum(each.places for each in made) == len(known)
    assert all(below.high < above.low for below, above in pairwise(made))
    for value in known:
        number = class_of(value, made)
        assert made[number].low <= value <= made[number].high


@given(values)
def test_classes_of_as_many_places_are_about_even(known: list[Decimal]) -> None:
    distinct = sorted(set(known))
    made = classes(distinct)
    sizes = [each.places for each in made]
    assert not sizes or max(sizes) - min(sizes) <= 1
    assert len(made) == min(len(distinct), CLASSES_MOST)


def test_a_value_of_another_map_is_in_no_class() -> None:
    with pytest.raises(ValueError, match="no class"):
        class_of(Decimal(9), classes([Decimal(1)]))


@given(st.dictionaries(codes, somewhere, max_size=25), st.floats(0.5, 60))
@settings(max_examples=60)
def test_the_tree_finds_whom_the_plain_way_finds(points: dict[str, Point], km: float) -> None:
    found = nearness.pairs_within(points, km)
    plain = {
        (one, other)
        for one in points
        for other in points
        if one < other and nearness.distance_km(points[one], points[other]) <= km
    }
    assert {(near.low, near.high) for near in found} == plain
    assert len(found) == len(plain)
    backwards = dict(reversed(points.items()))
    assert nearness.pairs_within(backwards, km) == found


def test_a_degree_of_latitude_is_111_kilometres() -> None:
    assert nearness.distance_km(Point(118, 40), Point(118, 41)) == pytest.approx(111.2, abs=0.1)
    assert nearness.distance_km(Point(118, 40), Point(119, 40)) == pytest.approx(85.2, abs=0.1)


numbers = st.none() | st.decimals(-(10**6), 10**6, places=2)


@given(numbers, numbers)
def test_a_comparison_turns_round_and_never_takes_not_known_for_zero(
    one: Decimal | None, other: Decimal | None
) -> None:
    pair, turned = Pair(one, other), Pair(other, one)
    if one is None or other is None:
        assert pair.difference is pair.ratio is turned.ratio is None
        return
    assert pair.difference == -(turned.difference or 0)
    assert (pair.ratio is None) == (other == 0)
    if one and other:
        assert pair.ratio is not None
        assert pair.ratio * other == pytest.approx(one)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"adcode": 130827}, "130827"),
        ({"ADCODE": "130827.0"}, "130827"),
        ({"Code": "１３０８２７００００００"}, "130827000000"),
        ({"gb": "156130827"}, "130827"),
        ({"行政区划代码": " 130827 "}, "130827"),
        ({"id": 12}, ""),
        ({"id": "130827"}, "130827"),
        ({"adcode": True, "name": "13"}, ""),
        ({"adcode": None, "code": "13-08"}, ""),
        ({}, ""),
    ],
)
def test_codes_are_found_under_any_usual_name(fields: dict[str, object], code: str) -> None:
    assert geojson.code_in(fields) == code


junk = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=8,
)


@given(st.lists(junk, min_size=1, max_size=5), junk)
def test_no_file_breaks_the_reader(features: list[object], geometry: object) -> None:
    odd = {"type": "Feature", "properties": {"adcode": 1}, "geometry": geometry}
    said = {"type": "FeatureCollection", "features": [*features, odd]}
    for each in geojson.read(json.dumps(said).encode()):
        try:
            shaping.checked(each.outline)
        except (errors.BrokenShape, errors.NotDegrees, errors.Swapped, errors.OutsideChina):
            continue


def test_an_outline_too_fine_is_refused() -> None:
    ring = [(100 + at / 1e5, 30 + (at % 2) / 1e3) for at in range(shaping.POINTS_MOST)]
    with pytest.raises(errors.ShapeTooFine):
        shaping.checked(Polygon(ring))


def test_neighbours_share_their_line_in_a_drawing() -> None:
    jagged = [(118.1 + (at % 2) * 0.002, 40 + at / 100) for at in range(11)]
    left = Polygon([*jagged, (118, 40.1), (118, 40)])
    right = Polygon([*jagged, (118.2, 40.1), (118.2, 40)])
    drawn = [shape(json.loads(text)) for text in shaping.drawings([left, right], shaping.FAR[3])]
    assert sum(len(each.exterior.coords) for each in drawn) < 12
    assert drawn[0].intersection(drawn[1]).area == 0
    assert drawn[0].distance(drawn[1]) == 0


@given(st.permutations(["a", "b", "c", "d"]))
def test_who_touches_whom_does_not_hang_on_the_order(order: list[str]) -> None:
    outlines = {
        "a": box(118, 40, 118.1, 40.1),
        "b": box(118.1, 40, 118.2, 40.1),
        "c": box(118.2004, 40, 118.3, 40.1),
        "d": box(119, 40, 119.1, 40.1),
    }
    asked = {code: outlines[code] for code in order}
    assert shaping.touching(asked, order) == {("a", "b"), ("b", "c")}
    assert shaping.touching(asked, ["a"]) == {("a", "b")}
    assert shaping.touching(asked, []) == set()


def test_a_small_picture_holds_the_place_in_its_middle() -> None:
    shown = drawing.frame((118, 40, 118.4, 40.2))
    xs, ys = zip(shown.place(118, 40), shown.place(118.4, 40.2), strict=True)
    assert min(xs) >= drawing.MARGIN
    assert max(xs) <= drawing.WIDTH - drawing.MARGIN
    assert min(ys) >= drawing.MARGIN
    path = drawing.path(shaping.drawings([box(118, 40, 118.4, 40.2)], shaping.NEAR[3])[0], shown)
    assert path.startswith("M")
    assert path.endswith("z")
    far_away = shaping.drawings([box(100, 30, 101, 31)], shaping.NEAR[3])[0]
    assert drawing.path(far_away, shown) == ""
