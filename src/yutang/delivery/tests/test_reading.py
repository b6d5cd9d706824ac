"""A pasted address is read part by part, in any order; nothing of it is lost, ever.

The shapes are those that shops and parcel forms produce; names, numbers and houses are invented.
"""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as some

from yutang.delivery.gazetteer import national
from yutang.delivery.rules.reading import TEXT_MAX, Reading, read
from yutang.places import rules, table
from yutang.places.rules import Level

KUANCHENG, TIANHE, ZHONGSHAN, FUQING = "130827", "440106", "442000", "350181"
PASTED = [
    # labelled, in the order of a parcel form
    (
        "收货人：李小明 手机号：139 0000 1111 所在地区：河北省承德市宽城县 详细地址：宽城镇北街1号",
        "李小明",
        "13900001111",
        KUANCHENG,
        "宽城镇北街1号",
    ),
    (
        "详细地址：宽城镇北街1号 所在地区：河北省承德市宽城县 电话：139-0000-1111 收件人：李小明",
        "李小明",
        "13900001111",
        KUANCHENG,
        "宽城镇北街1号",
    ),
    (
        "地址：广东省广州市天河区体育东路1号；联系人：陈小红 联系电话：13900001111；",
        "陈小红",
        "13900001111",
        TIANHE,
        "体育东路1号",
    ),
    (
        "收货人李小明手机号码13900001111所在地区河北省承德市宽城县详细地址宽城镇北街1号",
        "李小明",
        "13900001111",
        KUANCHENG,
        "宽城镇北街1号",
    ),
    # no labels, any order
    (
        "李小明，13900001111，河北省 承德市 宽城满族自治县 宽城镇北街1号，067600",
        "李小明",
        "13900001111",
        KUANCHENG,
        "宽城镇北街1号",
    ),
    (
        "13900001111 河北承德宽城满族自治县宽城镇北街1号 李小明",
        "李小明",
        "13900001111",
        KUANCHENG,
        "宽城镇北街1号",
    ),
    (
        "河北省承德市宽城县宽城镇北街1号,李小明,13900001111",
        "李小明",
        "13900001111",
        KUANCHENG,
        "宽城镇北街1号",
    ),
    (
        "承德宽城县宽城镇北街1号 13900001111 李女士",
        "李女士",
        "13900001111",
        KUANCHENG,
        "宽城镇北街1号",
    ),
    # glued together
    (
        "李小明13900001111河北省承德市宽城县宽城镇北街1号",
        "李小明",
        "13900001111",
        KUANCHENG,
        "宽城镇北街1号",
    ),
    (
        "河北省承德市宽城县宽城镇北街1号李小明13900001111",
        "李小明",
        "13900001111",
        KUANCHENG,
        "宽城镇北街1号",
    ),
    (
        "广东省广州市天河区体育东路1号三单元30113900001111 唐小娜收",
        "唐小娜",
        "13900001111",
        TIANHE,
        "体育东路1号三单元301",
    ),
    # signs of all kinds
    (
        "李小明，１３９００００１１１１，河北省承德市宽城县，宽城镇北街１号",
        "李小明",
        "13900001111",
        KUANCHENG,
        "宽城镇北街1号",
    ),
    (
        "李小明\n+86 139 0000 1111\n河北省/承德市/宽城县\n宽城镇北街1号",
        "李小明",
        "13900001111",
        KUANCHENG,
        "宽城镇北街1号",
    ),
    (
        "Li Ming, 86-13900001111, 北京 北京市 顺义区 胜利街1号, 101300",
        "Li Ming",
        "13900001111",
        "110113",
        "胜利街1号",
    ),
    # what the table of places has otherwise
    (
        "李小明 13900001111 北京市北京市东城区建设路1号",
        "李小明",
        "13900001111",
        "110101",
        "建设路1号",
    ),
    (
        "李小明 13900001111 河南省省直辖县级行政区划济源市沁园路1号",
        "李小明",
        "13900001111",
        "419001",
        "沁园路1号",
    ),
    ("李小明 13900001111 重庆市县城口县葛城街1号", "李小明", "13900001111", "500229", "葛城街1号"),
    ("李小明 13900001111 广东省中山市石岐街1号", "李小明", "13900001111", ZHONGSHAN, "石岐街1号"),
    (
        "深圳市龙华新区民治街道新村1号。陆xg13900001111",
        "陆xg",
        "13900001111",
        "440309",
        "民治街道新村1号",
    ),
    (
        "福建福清石竹街道综合楼3F，13900001111，asseek",
        "asseek",
        "13900001111",
        FUQING,
        "石竹街道综合楼3F",
    ),
    (
        "李xx 13900001111 恭城 恭城镇东路08-88号",
        "李xx",
        "13900001111",
        "450332",
        "恭城镇东路08-88号",
    ),
    (
        "湖南省郴州市桂东县桂东县清泉镇1号 王小梅13900001111",
        "王小梅",
        "13900001111",
        "431027",
        "清泉镇1号",
    ),
    (
        "新疆伊宁市上海城徐汇苑2号楼 马小兰 13900001111",
        "马小兰",
        "13900001111",
        "654002",
        "上海城徐汇苑2号楼",
    ),
    (
        "南宫雪 13900001111 重庆市县酉阳土家族苗族自治县龙潭镇1号",
        "南宫雪",
        "13900001111",
        "500242",
        "龙潭镇1号",
    ),
    (
        "深圳市民治街道新村1号 陆小刚 13900001111",
        "陆小刚",
        "13900001111",
        "440309",
        "民治街道新村1号",
    ),
    # what else a parcel needs stays in the detail
    (
        "李小明 13900001111转1234 河北省承德市宽城县北街1号",
        "李小明",
        "13900001111",
        KUANCHENG,
        "北街1号 转1234",
    ),
    (
        "河北省承德市宽城县北街1号，0314-6860000，李小明",
        "李小明",
        "",
        KUANCHENG,
        "北街1号 0314-6860000",
    ),
    (
        "200801000001，李小明，13900001111，河北省承德市宽城县北街1号",
        "李小明",
        "13900001111",
        KUANCHENG,
        "北街1号 200801000001",
    ),
]


@pytest.mark.parametrize(("pasted", "name", "mobile", "code", "detail"), PASTED)
def test_a_pasted_address_is_read(
    pasted: str, name: str, mobile: str, code: str, detail: str
) -> None:
    found = read(pasted, national())
    assert (found.name, found.mobile, found.region_code, found.detail) == (
        name,
        mobile,
        code,
        detail,
    )
    assert found.region == national().full_name(code)


def test_the_postcode_is_told_apart() -> None:
    assert (
        read("李小明 13900001111 河北省承德市宽城县北街1号 067600", national()).postcode == "067600"
    )
    assert read("邮编：067600 河北省承德市宽城县北街1号", national()).postcode == "067600"


def test_what_may_be_meant_instead_comes_with_it() -> None:
    many = read("朝阳区北街1号 李小明 13900001111", national())
    assert {many.region_code, *(guess.value for guess in many.regions)} == {"110105", "220104"}
    only_city = read("四川省成都市高新区天府大道1号 李小明", national())
    assert (only_city.region_code, only_city.region) == ("", "四川省成都市")
    assert "510104" in {guess.value for guess in only_city.regions}


def test_another_name_comes_with_its_own_detail() -> None:
    found = read("河北省承德市宽城县北街1号 柚子 大树 李小明 13900001111", national())
    assert found.name == "李小明"
    other = next(guess for guess in found.names if guess.value == "柚子")
    assert other.said == "北街1号 大树 李小明"


def test_a_region_alone_and_nothing_at_all_are_read_too() -> None:
    assert read("河北省承德市宽城县", national()).region_code == KUANCHENG
    assert read("香港 弥敦道1号", national()).region_code == "810000"
    assert read("", national()) == read("  ,，。\n", national()) == Reading()


def test_the_shipped_regions_are_those_of_the_table() -> None:
    """`python -m tools.regions_data` writes them; two provinces stand for all."""
    entries = [*table.province_entries("13"), *table.province_entries("65")]
    known = {code: name for code, name in entries if len(code) <= 6}
    shipped = {code: name for code, name in national().names.items() if code[:2] in {"13", "65"}}
    assert shipped == known


def test_every_county_is_found_by_its_whole_name_and_said_short() -> None:
    """As 河北省承德市宽城满族自治县 and as 承德宽城县; each twelfth stands for all."""
    gazetteer = national()
    counties = [code for code in gazetteer.names if len(code) == 6][::12]
    whole = {code: read(f"{gazetteer.full_name(code)}北街1号", gazetteer) for code in counties}
    wrong = [code for code, found in whole.items() if found.region_code != code]
    assert not wrong, [gazetteer.full_name(code) for code in wrong]
    said = {code: read(f"{_said(code)}北街1号", gazetteer) for code in counties}
    wrong = [code for code, found in said.items() if found.region_code != code]
    assert not wrong, [_said(code) for code in wrong]


def _said(code: str) -> str:
    names = national().names
    above = code[:2] if names[code[:4]] in rules.PLACEHOLDERS else code[:4]
    if names[above] == names[code]:
        return names[code]
    name = rules.short_name(names[code], Level.COUNTY)
    unit = "" if name[-1] in "区县市旗" else names[code][-1]
    return rules.short_name(names[above], rules.level_of(above)) + name + unit


_PIECES = some.sampled_from(
    [
        *(
            "李小明",
            "13900001111",
            "139 0000 1111",
            "河北省",
            "承德",
            "宽城县",
            "北街1号",
            "收货人：",
        ),
        *(
            "电话",
            "，",
            " ",
            "\n",
            "067600",
            "朝阳区",
            "转12",
            "市辖区",
            "+86",
            "重庆市县",
            "收",
            "·",
        ),
        *("省", "0314-6860000", "Li Ming"),
    ]
)
_TEXTS = some.text(max_size=80) | some.lists(_PIECES, max_size=12).map("".join)


@given(_TEXTS)
def test_nothing_is_lost_and_nothing_is_made_up(pasted: str) -> None:
    """Every letter and digit is found again in a part, in the region's words or as a label."""
    found = read(pasted, national())
    kept = "".join((found.name, found.mobile, found.detail, found.postcode))
    normal = unicodedata.normalize("NFKC", pasted)
    for letter in set(kept):
        assert letter in normal or letter in " 转"
    read_as = _counted(kept) + _counted("收转")
    lost = {each for each in _counted(normal) if each not in read_as}
    assert not lost - set(_counted(found.region)) - _REGION_WORDS - _LABEL_WORDS


_LABEL_WORDS = set(
    "收货貨人件联系姓名字手机機号码电話话方式地址详细所在区邮政编备注"
    "telphonmbiadrszTELPHONMBIADRSZ86转分机extEXT收"
)
_REGION_WORDS = set("省市区县镇州盟旗自治族辖直级行政划其它他中国新特别")


def _counted(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())


@given(some.text(max_size=3 * TEXT_MAX))
def test_whatever_is_pasted_is_answered(pasted: str) -> None:
    found = read(pasted, national())
    assert len(found.detail) <= 4 * TEXT_MAX
    assert found.mobile == "" or len(found.mobile) == 11
    assert all(guess.value for guess in (*found.names, *found.regions))
