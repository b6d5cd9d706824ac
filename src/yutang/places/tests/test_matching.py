import pytest
from hypothesis import given
from hypothesis import strategies as st

from yutang.places.rules import Level, Named, level_of, short_name
from yutang.places.rules.matching import (
    Found,
    How,
    Renamed,
    Tree,
    Written,
    bare,
    join,
    join_elsewhere,
)

NAMES = {
    "13": "河北省",
    "1308": "承德市",
    "130827": "宽城满族自治县",
    "130827100": "宽城镇",
    "130827100201": "东村村委会",
    "130827100001": "东村社区居委会",
    "130827100202": "龙潭沟村民委员会",
    "130827101": "龙须门街道",
    "130827101201": "河屯村村委会",
    "130827101202": "岸兜回族村委会",
    "130827102": "板城镇",
    "130827102201": "石门村委会",
    "130826": "丰宁满族自治县",
    "130826100": "大阁镇",
    "130826100201": "石门村委会",
    "130826100202": "上庄村委会",
    "1306": "保定市",
    "130608": "清苑区",
    "130608100": "清苑镇",
}
TREE = Tree([Named(code, name, short_name(name, level_of(code))) for code, name in NAMES.items()])


def joined(*parts: str, past: dict[tuple[Level, str], list[Renamed]] | None = None) -> Found:
    return join(bare(Written(*parts)), TREE, past or {})


ROWS = [
    (("河北省", "承德市", "宽城满族自治县", "宽城镇", "龙潭沟村"), How.EXACT, "130827100202"),
    (("河北", "承德", "宽城满族自治县", "龙须门街道", "河屯村村委会"), How.EXACT, "130827101201"),
    (("河北省", "承德市", "宽城县", "宽城镇", "龙潭沟"), How.SHORT, "130827100202"),
    (("", "", "宽城县", "龙须门镇", "河屯"), How.SHORT, "130827101201"),
    (("河北省", "承德市", "宽城县", "宽城镇", "东村"), How.SHORT, "130827100201"),
    (("河北省", "承德市", "宽城县", "宽城镇", "东村社区"), How.SHORT, "130827100001"),
    (("河北省", "承德市", "宽城县", "龙须门镇", "岸兜村"), How.SHORT, "130827101202"),
    (("河北省", "承德市", "宽城县", "宽城镇", "河屯村*"), How.MOVED, "130827101201"),
    (("河北省", "承德市", "宽城县", "无此镇", "河屯村"), How.MOVED, "130827101201"),
    (("河北省", "承德市", "宽城县", "宽城镇", "龙谭沟村"), How.VARIANT, "130827100202"),
    (("河北省", "承德市", "宽城县", "龙须门镇", "河屯东村"), How.VARIANT, "130827101201"),
    (("河北省", "承德市", "宽城县", "宽城镇", "无此村"), How.TOWN, "130827100"),
    (("河北省", "承德市", "宽城县", "无此镇", "无此村"), How.COUNTY, "130827"),
    (("河北省", "承德市", "无此县", "无此镇", "无此村"), How.PREFECTURE, "1308"),
    (("无此省", "", "无此县", "", "无此村"), How.NONE, ""),
    (("河北省", "承德市", "宽城县", "", ""), How.SHORT, "130827"),
    (("河北省", "承德市", "宽城县", "板城镇", ""), How.SHORT, "130827102"),
    (("河北省", "保定市", "清苑县", "清苑镇", ""), How.SHORT, "130608100"),
]


@pytest.mark.parametrize(("parts", "how", "code"), ROWS)
def test_rows_are_joined(parts: tuple[str, ...], how: How, code: str) -> None:
    found = joined(*parts)
    assert (found.how, found.code) == (how, code)
    assert found.distance == (how is How.VARIANT)


def test_a_name_of_two_places_is_left_to_a_person_with_both() -> None:
    past = {(Level.COUNTY, "老县"): [Renamed("130828", ("130826", "130827"))]}
    found = joined("河北省", "承德市", "老县", "无此镇", "石门村", past=past)
    assert found.how is How.AMBIGUOUS
    assert set(found.candidates) == {"130827102201", "130826100201"}


def test_an_earlier_name_of_a_county_or_town_leads_to_today() -> None:
    past = {
        (Level.COUNTY, "老县"): [Renamed("130828", ("130827",))],
        (Level.TOWN, "老镇"): [Renamed("130827109", ("130827102",))],
    }
    assert joined("河北省", "承德市", "老县", "宽城镇", "龙潭沟村", past=past)[:2] == (
        How.SUCCESSOR,
        "130827100202",
    )
    assert joined("河北省", "承德市", "宽城县", "老镇", "石门村", past=past)[1] == "130827102201"


def test_a_row_whose_county_says_nothing_is_sought_in_its_prefecture() -> None:
    written = Written("河北省", "承德市", "无此县", "大阁镇", "石门村")
    found = join(written, TREE, {})
    assert join_elsewhere(written, found, TREE)[:2] == (How.MOVED, "130826100201")
    without_town = written._replace(town="")
    left = join_elsewhere(without_town, join(without_town, TREE, {}), TREE)
    assert left.how is How.PREFECTURE
    assert set(left.candidates) == {"130827102201", "130826100201"}


def test_names_like_it_are_offered_where_nothing_fits() -> None:
    assert joined("河北省", "承德市", "宽城县", "宽城镇", "龙泉沟里村")[5] == ("130827100202",)


PARTS = st.sampled_from(
    ["", "-", "无", *NAMES.values(), "宽城", "石门", "河屯村*", "（东）村", "县"]
)


@given(st.tuples(PARTS, PARTS, PARTS, PARTS, PARTS))
def test_any_row_is_joined_to_a_place_there_is(parts: tuple[str, str, str, str, str]) -> None:
    found = joined(*parts)
    assert found.code in NAMES or found.code == ""
    assert set(found.candidates) <= set(NAMES)
    assert found.code.startswith(found.within) or found.how is How.MOVED
    assert joined(*parts) == found
