import pytest
from pytest_django import DjangoAssertNumQueries

from yutang.places import access, queries
from yutang.places.errors import BadCode, UnknownPlace, WrongLevel
from yutang.places.rules import Level

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("hebei_and_changchun")]

WHOLE = "河北省承德市宽城满族自治县"


@pytest.mark.parametrize(
    "text",
    ["宽城", "宽城县", "承德宽城县", "宽城满族自治县", WHOLE, "河北宽城", "130827", "130827000000"],
)
def test_kuancheng_is_found_first(text: str) -> None:
    assert queries.find(text)[0].code == "130827"


def test_counties_come_before_towns_and_villages() -> None:
    found = queries.find("宽城", 50)
    assert [place.code for place in found[:3]] == ["130827", "220103", "130827100"]
    assert [place.level > Level.COUNTY for place in found] == sorted(
        place.level > Level.COUNTY for place in found
    )


def test_a_village_is_found_with_what_lies_above_it() -> None:
    village = queries.under("130827", Level.VILLAGE)[0]
    assert queries.find(queries.full_name(village.code))[0].code == village.code


def test_the_beginning_of_a_code_lists_what_begins_so() -> None:
    assert {place.code[:5] for place in queries.find("13082")} == {"13082"}
    assert [place.code for place in queries.find("130800")] == ["1308"]


def test_the_beginning_of_a_name_is_better_than_nothing() -> None:
    assert queries.find("前郭县")[0].name == "前郭尔罗斯蒙古族自治县"
    assert queries.find("石家庄高新")[0].code == "130171"


@pytest.mark.parametrize("text", ["", "   ", "没有这个地方", "99", "宽" * 100, "%", "_", "\x00"])
def test_other_texts_find_nothing(text: str) -> None:
    assert queries.find(text) == []


def test_finding_takes_few_queries(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_max_num_queries(5):
        queries.find("河北省承德市宽城县")


def test_the_tree_goes_down_and_up() -> None:
    assert [place.code for place in queries.path("130827100")] == [
        "13",
        "1308",
        "130827",
        "130827100",
    ]
    assert queries.path("130899") == []
    assert "130827" in {place.code for place in queries.children("1308")}
    assert [place.code for place in queries.provinces()] == ["13", "22"]
    inside = queries.under("130827")
    assert not inside.filter(code="130827").exists()
    assert inside.count() == sum(queries.under("130827", level).count() for level in Level)


def test_names_are_read_once(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    assert queries.full_name("130827") == WHOLE
    with django_assert_max_num_queries(0):
        assert queries.full_names(["130827", "1308"]) == {"130827": WHOLE, "1308": "河北省承德市"}
        assert queries.names(["13"]) == {"13": "河北省"}
    assert queries.full_name("130899") == ""
    assert queries.names(["99"]) == {"99": ""}


def test_access_gives_a_place_or_says_why_not() -> None:
    assert access.place("130827").name == "宽城满族自治县"
    assert access.check_code("130827000000", Level.COUNTY) == "130827"
    with pytest.raises(UnknownPlace):
        access.place("110101")
    with pytest.raises(BadCode):
        access.place("宽城")
    with pytest.raises(WrongLevel):
        access.check_code("1308", Level.COUNTY, Level.VILLAGE)
