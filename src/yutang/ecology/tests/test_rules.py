"""Areas against known figures of the earth, photos, survival: by table and by property."""

import json
import math
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yutang.ecology.errors import BadOutline
from yutang.ecology.rules import Look, Taken, day_says, due_dates, land, place_says, standing

EARTH_KM2 = 510_065_621.7
"""Of the WGS-84 ellipsoid."""
DEGREE_NORTH_M, DEGREE_EAST_M = 111_035, 85_394
"""Of latitude and longitude at 40° north, by the tables of the NGA."""
OFFSETS = st.floats(0.0005, 0.02)


def field(east: float, north: float, wide: float, high: float) -> land.Shape:
    corners = [
        (east, north),
        (east + wide, north),
        (east + wide, north + high),
        (east, north + high),
    ]
    return land.read_corners("\n".join(f"{x:.8f}, {y:.8f}" for x, y in corners))


def test_the_projection_keeps_the_area_of_the_whole_earth() -> None:
    x, y = land._project((180, 90))
    assert 4 * x * y / 1e6 == pytest.approx(EARTH_KM2, rel=1e-8)


def test_a_field_has_the_area_that_the_tables_give() -> None:
    measured = field(116, 39.995, 0.01, 0.01).mu
    assert measured is not None
    metres = DEGREE_NORTH_M * DEGREE_EAST_M / 10_000
    assert float(measured) * 10_000 / 15 == pytest.approx(metres, rel=2e-5)


@given(st.floats(80, 130), st.floats(5, 50), OFFSETS, OFFSETS)
def test_two_halves_are_the_whole_and_lie_over_it(
    east: float, north: float, wide: float, high: float
) -> None:
    whole, left = field(east, north, wide, high), field(east, north, wide / 2, high)
    right = field(east + wide / 2, north, wide / 2, high)
    assert whole.mu
    assert left.mu
    assert right.mu
    assert abs(whole.mu - left.mu - right.mu) <= Decimal("0.05") + whole.mu / 100_000
    over = land.overlap_mu(whole.geometry, left.geometry)
    assert over == land.overlap_mu(left.geometry, whole.geometry)
    assert abs(over - left.mu) <= Decimal("0.06") + left.mu / 100_000
    assert land.metres_from(whole.geometry, east + wide / 3, north + high / 3) == 0


@pytest.mark.parametrize(
    "text",
    [
        "",
        "118.5",
        "abc, def",
        "18.5, 40.6",
        "118.5, 40.6\n118.6, 40.6",
        "118.5,40.6\n118.6,40.7\n118.5,40.7\n118.6,40.6",
        "100,30\n110,30\n110,40\n100,40",
    ],
)
def test_what_is_no_outline_is_refused(text: str) -> None:
    with pytest.raises(BadOutline):
        land.read_corners(text)


@pytest.mark.parametrize(
    "said",
    [
        "not json",
        "[]",
        "{}",
        '{"type": "LineString", "coordinates": [[118, 40], [119, 40]]}',
        '{"type": "Polygon", "coordinates": []}',
        '{"type": "Polygon", "coordinates": [[["a", "b"]]]}',
        '{"type": "Point", "coordinates": [NaN, 40]}',
        '{"type": "FeatureCollection", "features": [{}, {}]}',
    ],
)
def test_what_is_no_file_of_an_outline_is_refused(said: str) -> None:
    with pytest.raises(BadOutline):
        land.read_geojson(said)


def test_a_file_may_be_a_collection_with_a_hole_in_its_field() -> None:
    ring = [[118.5, 40.6], [118.51, 40.6], [118.51, 40.61], [118.5, 40.61], [118.5, 40.6]]
    hole = [[118.502, 40.602], [118.508, 40.602], [118.508, 40.608], [118.502, 40.602]]
    solid, holed = (
        land.read_geojson(
            json.dumps(
                {
                    "type": "FeatureCollection",
                    "features": [
                        {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": rings}}
                    ],
                }
            )
        )
        for rings in ([ring], [ring, hole])
    )
    assert solid.mu
    assert holed.mu
    assert holed.mu < solid.mu
    assert land.drawn(holed.geometry, 320, 180).count("M") == 2


def test_one_corner_is_a_point_without_an_area() -> None:
    point = land.read_corners("118.5，40.6")
    assert (point.geometry["type"], point.mu) == ("Point", None)
    assert land.drawn(point.geometry, 320, 180) == ""


@pytest.mark.parametrize(
    ("metres", "says"), [(None, "unknown"), (0, "agrees"), (500, "agrees"), (501, "differs")]
)
def test_a_photo_agrees_near_the_plot(metres: int | None, says: str) -> None:
    assert place_says(metres) == says


def test_a_photos_day_is_that_of_chinas_calendar() -> None:
    late = Taken(datetime(2026, 3, 11, 17, 0, tzinfo=UTC))
    assert day_says(late, date(2026, 3, 12)) == "agrees"
    assert day_says(late, date(2026, 3, 11)) == "differs"
    assert day_says(Taken(), date(2026, 3, 11)) == "unknown"


def test_checks_are_due_after_one_and_three_years() -> None:
    assert due_dates(date(2024, 2, 29)) == (date(2025, 3, 1), date(2027, 3, 1))


PLANTED = date(2022, 4, 1)


@pytest.mark.parametrize(
    ("looks", "today", "state", "due"),
    [
        ([], date(2023, 4, 1), "young", date(2023, 4, 1)),
        ([], date(2023, 4, 2), "overdue", date(2023, 4, 1)),
        ([date(2022, 6, 1)], date(2023, 4, 2), "overdue", date(2023, 4, 1)),
        ([date(2023, 2, 1)], date(2023, 4, 2), "known", date(2025, 4, 1)),
        ([date(2023, 5, 1)], date(2025, 4, 1), "known", date(2025, 4, 1)),
        ([date(2023, 5, 1)], date(2025, 4, 2), "overdue", date(2025, 4, 1)),
        ([date(2023, 5, 1), date(2025, 3, 1)], date(2029, 1, 1), "known", None),
    ],
)
def test_what_nobody_looked_at_in_time_is_not_known(
    looks: list[date], today: date, state: str, due: date | None
) -> None:
    seen = [Look(on, 9, 1) for on in looks]
    stands = standing(PLANTED, Decimal(10), 740, seen, today)
    assert (stands.state, stands.due_on) == (state, due)
    assert stands.alive_mu == (Decimal("9.00") if state == "known" else None)


@given(
    st.decimals(Decimal("0.01"), 9999, places=2),
    st.integers(0, 10**6),
    st.lists(st.tuples(st.integers(1, 1500), st.integers(0, 60), st.integers(1, 60)), max_size=4),
    st.integers(0, 1600),
)
def test_never_more_is_alive_than_was_planted(
    mu: Decimal, trees: int, looks: list[tuple[int, int, int]], days: int
) -> None:
    seen = [Look(PLANTED + timedelta(days=at), alive, dead) for at, alive, dead in looks]
    stands = standing(PLANTED, mu, trees, seen, PLANTED + timedelta(days=days))
    assert stands.alive_mu is None or 0 <= stands.alive_mu <= mu
    assert stands.alive_trees is None or 0 <= stands.alive_trees <= trees
    assert (stands.alive_mu is None) == (stands.state != "known")
    assert math.isfinite(float(stands.alive_mu or 0))
