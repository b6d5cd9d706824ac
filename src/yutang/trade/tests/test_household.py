import pytest
from hypothesis import given
from hypothesis import strategies as st

from yutang.trade.actions.household import household_of
from yutang.trade.rules.contact import Contact
from yutang.trade.rules.household import one_spelling

REGION = "河北省承德市宽城满族自治县"
parts = st.lists(st.integers(1, 999), min_size=1, max_size=4)


def at(detail: str, region: str = REGION, region_code: str = "130827", **who: str) -> Contact:
    name, mobile = who.get("name", "李小明"), who.get("mobile", "13900001111")
    return Contact(name=name, mobile=mobile, detail=detail, region=region, region_code=region_code)


@pytest.mark.parametrize(
    "spelling",
    [
        "宽城镇北街1号2栋3单元401室",
        "宽城镇北街1号2栋3单元401",
        "宽城镇 北街 1号 2栋 3单元 401室",
        "宽城镇北街\uff11号\uff12栋\uff13单元\uff14\uff10\uff11室",
        "宽城镇北街1-2-3-401",
        "宽城镇北街1#2#3单元401",
        "宽城镇北街1号,2栋,3单元,401室。",
        "宽城镇北街一号二栋三单元401室",
        "河北省承德市宽城满族自治县宽城镇北街1号2栋3单元401室",
        "宽城镇北街1号2号楼3单元401户",
        "宽城镇北街1号2号楼3单元4\ufe0f01",
        "宽城镇北街1号2号楼3单元4\u033201室",
    ],
)
def test_all_usual_spellings_are_one_household(spelling: str) -> None:
    assert household_of(at(spelling)) == household_of(at("宽城镇北街1号2栋3单元401室"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("北街1-23", "北街12-3"),
        ("北街1号23室", "北街12号3室"),
        ("北街1号", "北街11号"),
        ("北街1号", "南街1号"),
        ("北街1号a座", "北街1号b座"),
        ("北街十一号", "北街一号"),
    ],
)
def test_neighbours_are_two_households(one: str, other: str) -> None:
    assert household_of(at(one)) != household_of(at(other))


def test_chinese_numbers_are_numbers() -> None:
    for spelled, number in (("十", 10), ("十二", 12), ("二十", 20), ("九十九", 99), ("七", 7)):
        assert one_spelling(at(f"北街{spelled}号")) == one_spelling(at(f"北街{number}号"))


def test_who_receives_it_does_not_matter_and_the_county_does() -> None:
    home = household_of(at("北街1号"))
    assert household_of(at("北街1号", name="王大娘", mobile="13800000001")) == home
    assert household_of(at("北街1号", region_code="130623")) != home
    named = household_of(at("北街1号", "一个不在册的地方", ""))
    assert named == household_of(at("北街1号", "一个 不在册的地方", ""))
    assert named != home


def test_the_hash_is_short() -> None:
    assert len(household_of(at("北街1号"))) == 16


@given(parts, parts)
def test_different_numbers_never_meet(one: list[int], other: list[int]) -> None:
    def spelled(numbers: list[int]) -> str:
        return one_spelling(at("北街" + "-".join(map(str, numbers))))

    assert (spelled(one) == spelled(other)) == (one == other)


@given(st.text(max_size=40), parts)
def test_a_spelling_brought_to_one_stays_it(text: str, numbers: list[int]) -> None:
    once = one_spelling(at(text + "号".join(map(str, numbers)))).split("|", 1)[1]
    assert one_spelling(at(once)).split("|", 1)[1] == once
