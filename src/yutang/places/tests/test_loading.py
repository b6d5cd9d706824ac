import pytest
from django.db import IntegrityError, connection, transaction

from yutang.places import queries
from yutang.places.errors import UnknownProvince
from yutang.places.loading import load
from yutang.places.models import Place
from yutang.places.rules import Level

pytestmark = pytest.mark.django_db

HAINAN, TIBET = "46", "54"


def rows() -> list[tuple[object, ...]]:
    return list(Place.objects.order_by("code").values_list())


def load_into_test(*provinces: str) -> int:
    return load(connection, provinces)


def test_loading_twice_gives_the_same_rows() -> None:
    count = load_into_test(HAINAN)
    first = rows()
    assert len(first) == count == 3_572
    assert load_into_test(HAINAN) == count
    assert rows() == first


def test_loading_mends_a_name_and_leaves_what_was_imported() -> None:
    load_into_test(HAINAN)
    Place.objects.filter(code="460105").update(
        name="旧名", short_name="旧名", urban_rural_class="111", longitude=110.2, latitude=20.0
    )
    load_into_test(HAINAN)
    place = Place.objects.get(code="460105")
    assert (place.name, place.short_name) == ("秀英区", "秀英")
    assert (place.urban_rural_class, place.longitude, place.latitude) == ("111", 110.2, 20.0)


def test_another_edition_is_left_alone() -> None:
    Place.objects.create(code="46", edition=2020, name="海南省", short_name="海南", level=1)
    load_into_test(HAINAN)
    assert Place.objects.filter(code="46").count() == 2
    assert queries.places().filter(code="46").count() == 1


def test_progress_counts_up_to_all_places() -> None:
    told: list[tuple[int, int]] = []
    load(connection, [TIBET, HAINAN], lambda done, total: told.append((done, total)))
    assert [total for _, total in told] == [Place.objects.count()] * 2
    assert told[-1][0] == told[-1][1]


def test_an_unknown_province_loads_nothing() -> None:
    with pytest.raises(UnknownProvince):
        load_into_test(HAINAN, "99")
    assert not Place.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"code": "4601", "level": Level.COUNTY},
        {"code": "46010", "level": Level.COUNTY},
        {"code": "46", "level": Level.PROVINCE, "urban_rural_class": "999"},
        {"code": "46", "level": Level.PROVINCE, "longitude": 110.0},
        {"code": "46", "level": Level.PROVINCE, "longitude": 110.0, "latitude": 91.0},
    ],
)
def test_the_database_refuses_a_wrong_place(wrong: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Place.objects.create(edition=2023, name="海南省", short_name="海南", **wrong)
