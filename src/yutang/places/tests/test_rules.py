from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yutang.places import rules, table
from yutang.places.errors import BadCode
from yutang.places.rules import Level, Named, short_name

SHORT_NAMES = [
    (Level.PROVINCE, "河北省", "河北"),
    (Level.PROVINCE, "北京市", "北京"),
    (Level.PROVINCE, "内蒙古自治区", "内蒙古"),
    (Level.PROVINCE, "广西壮族自治区", "广西"),
    (Level.PROVINCE, "新疆维吾尔自治区", "新疆"),
    (Level.PREFECTURE, "承德市", "承德"),
    (Level.PREFECTURE, "大兴安岭地区", "大兴安岭"),
    (Level.PREFECTURE, "锡林郭勒盟", "锡林郭勒"),
    (Level.PREFECTURE, "恩施土家族苗族自治州", "恩施"),
    (Level.PREFECTURE, "克孜勒苏柯尔克孜自治州", "克孜勒苏"),
    (Level.COUNTY, "宽城满族自治县", "宽城"),
    (Level.COUNTY, "宽城区", "宽城"),
    (Level.COUNTY, "双江拉祜族佤族布朗族傣族自治县", "双江"),
    (Level.COUNTY, "东乡族自治县", "东乡"),
    (Level.COUNTY, "鄂温克族自治旗", "鄂温克"),
    (Level.COUNTY, "龙胜各族自治县", "龙胜"),
    (Level.COUNTY, "和布克赛尔蒙古自治县", "和布克赛尔"),
    (Level.COUNTY, "管城回族区", "管城"),
    (Level.COUNTY, "沙市区", "沙市"),
    (Level.COUNTY, "津市市", "津市"),
    (Level.COUNTY, "郊区", "郊区"),
    (Level.COUNTY, "矿区", "矿区"),
    (Level.COUNTY, "城区", "城区"),
    (Level.COUNTY, "易县", "易县"),
    (Level.COUNTY, "浦东新区", "浦东"),
    (Level.COUNTY, "镇江新区", "镇江新区"),
    (Level.COUNTY, "井陉矿区", "井陉矿区"),
    (Level.COUNTY, "神农架林区", "神农架"),
    (Level.COUNTY, "土默特左旗", "土默特左旗"),
    (Level.COUNTY, "翁牛特旗", "翁牛特"),
    (Level.COUNTY, "承德高新技术产业开发区", "承德高新技术产业开发区"),
    (Level.TOWN, "龙须门镇", "龙须门"),
    (Level.TOWN, "东华门街道", "东华门"),
    (Level.TOWN, "汤头沟满族乡", "汤头沟"),
    (Level.TOWN, "南伊珞巴民族乡", "南伊"),
    (Level.TOWN, "民族街道", "民族"),
    (Level.VILLAGE, "多福巷社区居委会", "多福巷"),
    (Level.VILLAGE, "李家庄村村委会", "李家庄"),
    (Level.VILLAGE, "李家庄村委会", "李家庄"),
    (Level.VILLAGE, "李村委会", "李村"),
    (Level.VILLAGE, "李村村民委员会", "李村"),
    (Level.VILLAGE, "新村村委会", "新村"),
    (Level.VILLAGE, "村委会", "村委会"),
]


@pytest.mark.parametrize(("level", "name", "short"), SHORT_NAMES)
def test_short_names_are_what_people_say(level: Level, name: str, short: str) -> None:
    assert short_name(name, level) == short


@given(st.text(min_size=1), st.sampled_from(Level))
def test_a_short_name_is_never_empty(name: str, level: Level) -> None:
    assert short_name(name, level)


@given(st.text("甲乙丙市县区村镇乡族回满", min_size=2, max_size=8), st.sampled_from(Level))
def test_a_short_name_keeps_two_characters(name: str, level: Level) -> None:
    assert len(short_name(name, level)) >= 2


CODES = st.sampled_from([2, 4, 6, 9, 12]).flatmap(
    lambda digits: st.text("0123456789", min_size=digits, max_size=digits)
)


@given(CODES)
def test_a_code_lies_under_each_of_its_ancestors(code: str) -> None:
    assert rules.parse_code(code) == code
    above = rules.ancestors(code)
    assert [rules.level_of(one) for one in above] == list(Level)[: len(above)]
    assert len(above) == rules.level_of(code) - 1
    assert rules.parent_code(code) == (above[-1] if above else "")
    assert rules.spellings(code)[0] == code


@pytest.mark.parametrize(
    ("text", "code"), [("130827", "130827"), (" 13 ", "13"), ("１３０８２７", "130827")]
)
def test_codes_are_read_with_forgiveness(text: str, code: str) -> None:
    assert rules.parse_code(text) == code


@pytest.mark.parametrize("text", ["", "1", "130", "13082a", "1308271", "宽城", "-30827", "٢٣"])
def test_other_texts_are_no_codes(text: str) -> None:
    with pytest.raises(BadCode):
        rules.parse_code(text)


def test_codes_filled_with_zeros_mean_the_shorter_code() -> None:
    assert rules.spellings("130800") == ["130800", "1308"]
    assert rules.spellings("130827000000") == ["130827000000", "130827000", "130827"]
    assert rules.spellings("130827") == ["130827"]


def test_whole_names_skip_the_brackets_of_the_table() -> None:
    assert (
        rules.full_name([("11", "北京市"), ("1101", "市辖区"), ("110101", "东城区")])
        == "北京市东城区"
    )
    assert (
        rules.full_name([("44", "广东省"), ("4419", "东莞市"), ("441900", "东莞市")])
        == "广东省东莞市"
    )


class Gazetteer:
    """The provinces, prefectures and counties of the shipped table, in memory."""

    def __init__(self) -> None:
        self.places: dict[str, Named] = {}
        self.by_short_name: dict[str, list[Named]] = defaultdict(list)
        for code, name in table.entries():
            if len(code) <= 6:
                place = Named(code, name, short_name(name, rules.level_of(code)))
                self.places[code] = place
                self.by_short_name[place.short_name].append(place)

    def path(self, code: str) -> list[Named]:
        return [self.places[one] for one in [*rules.ancestors(code), code]]

    def find(self, text: str) -> list[str]:
        matches = []
        for reading in rules.readings(text):
            for key in reading.keys:
                for place in self.by_short_name.get(key, ()):
                    fit = rules.fit(reading, self.path(place.code))
                    if fit is not None:
                        matches.append(rules.Match(fit, place))
        return [place.code for place in rules.rank(matches)]


@pytest.fixture(scope="module")
def nation() -> Gazetteer:
    return Gazetteer()


FOUND_FIRST = [
    ("承德宽城县", "130827"),
    ("宽城满族自治县", "130827"),
    ("宽城", "130827"),
    ("河北省承德市宽城县", "130827"),
    ("河北宽城", "130827"),
    ("河北省 承德市，宽城满族自治县", "130827"),
    ("长春宽城", "220103"),
    ("宽城区", "220103"),
    ("朝阳", "2113"),
    ("北京朝阳", "110105"),
    ("北京市北京市朝阳区", "110105"),
    ("北京市市辖区朝阳区", "110105"),
    ("吉林", "22"),
    ("吉林市", "2202"),
    ("吉林省吉林市", "2202"),
    ("恩施州", "4228"),
    ("恩施市", "422801"),
    ("鹿泉市", "130110"),
    ("沾化县", "371603"),
    ("井陉", "130121"),
    ("东莞", "4419"),
    ("酉阳县", "500242"),
    ("四川省凉山州昭觉县", "513431"),
    ("鄂温克旗", "150724"),
    ("雷州", "440882"),
]


@pytest.mark.parametrize(("text", "code"), FOUND_FIRST)
def test_free_text_finds_the_place(nation: Gazetteer, text: str, code: str) -> None:
    assert nation.find(text)[0] == code


def test_an_ambiguous_name_gives_all_its_places(nation: Gazetteer) -> None:
    assert nation.find("朝阳") == ["2113", "110105", "211321", "220104"]
    assert nation.find("宽城") == ["130827", "220103"]


def test_a_wrong_place_above_finds_nothing(nation: Gazetteer) -> None:
    assert nation.find("广东省宽城县") == []
    assert nation.find("宽城县河北省") == []


def test_every_county_is_found_by_its_names(nation: Gazetteer) -> None:
    for place in nation.places.values():
        if rules.is_placeholder(place):
            continue
        whole = rules.full_name((step.code, step.name) for step in nation.path(place.code))
        assert place.code in nation.find(place.name), place
        assert place.code in nation.find(place.short_name), place
        assert place.code in nation.find(whole)[:2], place


@given(st.text(max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    for reading in rules.readings(text):
        assert reading.context + reading.tail == rules.clean(text)
        assert reading.keys


def test_a_long_text_is_no_name() -> None:
    assert rules.readings("宽" * (rules.TEXT_LENGTH_MAX + 1)) == []
    assert rules.readings("  ") == []
