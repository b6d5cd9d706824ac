"""Rules of the criteria room: verdicts, what is lacking, pace, clusters, lists. By table and by
property."""

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yutang.criteria import catalogue, errors
from yutang.criteria.rules import aedi, clusters, own, pace, period, saying, units, wording
from yutang.criteria.rules.clusters import Touch
from yutang.criteria.rules.judging import Inputs, Judge, Judged, Way, cheapest, met_by
from yutang.criteria.rules.listing import listed
from yutang.criteria.rules.own import Target
from yutang.criteria.rules.period import Period, period_from
from yutang.criteria.rules.rolling import Tally, rolled
from yutang.criteria.rules.wording import Group, Near

YUAN = 100
VILLAGE = Judge(catalogue.named("taobao-village@2019"))
TOWN = Judge(catalogue.named("taobao-town@2019"))
RURAL, RESIDENTS = "130827100201", "130827100001"


def village(sales: int | None, active: int | None, households: int | None) -> dict[str, int | None]:
    fen = None if sales is None else sales * YUAN
    return {"is_rural": 1, "sales": fen, "active_shops": active, "households": households}


@pytest.mark.parametrize(
    ("inputs", "verdict"),
    [
        (village(10_000_000, 100, None), "yes"),
        (village(10_000_000, 50, 500), "yes"),
        (village(10_000_000, 50, 501), "no"),
        (village(9_999_999, 100, 500), "no"),
        (village(10_000_000, 99, None), "unknown"),
        (village(None, 100, 500), "unknown"),
        (village(9_999_999, None, None), "no"),
        (village(None, 99, 5_000), "no"),
        (village(10_000_000, 99, 0), "unknown"),
        (village(20_000_000, 500, 10) | {"is_rural": 0}, "no"),
        (village(20_000_000, 500, 10) | {"is_rural": None}, "unknown"),
        ({}, "unknown"),
    ],
)
def test_a_village_is_judged_and_what_is_missing_is_never_a_no(
    inputs: dict[str, int | None], verdict: str
) -> None:
    assert VILLAGE.judge(RURAL, inputs).verdict == verdict


@pytest.mark.parametrize(
    ("criterion", "inputs", "verdict"),
    [
        ("taobao-village@2013", village(10_000_000, 50, None), "yes"),
        ("taobao-village@2014", village(10_000_000, 50, 600), "no"),
        ("taobao-town@2018", {"villages": 3}, "yes"),
        ("taobao-town@2018", {"villages": 2, "sales": 10**12, "active_shops": 999}, "no"),
        ("taobao-town@2019", {"villages": 0, "sales": 30_000_000_00, "active_shops": 301}, "no"),
        ("taobao-town@2019", {"villages": 0, "sales": 30_000_000_01, "active_shops": 301}, "yes"),
        ("taobao-town@2019", {"villages": 0, "sales": 30_000_000_01, "active_shops": 300}, "no"),
        ("taobao-town@2020", {"villages": 5, "is_town": 0}, "no"),
        ("taobao-town@2020", {"villages": 5, "is_town": 1}, "yes"),
        ("taobao-cluster", {"contiguous": 10}, "yes"),
        ("taobao-cluster-large", {"contiguous": 29}, "no"),
        ("taobao-cluster-super", {"contiguous": 100}, "no"),
        ("taobao-cluster-super", {"contiguous": 101}, "yes"),
    ],
)
def test_thresholds_of_the_years_are_kept_to_the_unit(
    criterion: str, inputs: dict[str, int | None], verdict: str
) -> None:
    assert Judge(catalogue.named(criterion)).judge("", inputs).verdict == verdict


def test_one_village_one_product_is_milder_in_poor_areas() -> None:
    judge = Judge(catalogue.named("one-product-village@2021"))
    inputs = {"leading_output": 8_000_000_00, "output": 20_000_000_00}
    assert judge.judge("", inputs).verdict == "unknown"
    assert judge.judge("", inputs | {"is_poor_area": 1}).verdict == "yes"
    assert judge.judge("", inputs | {"is_poor_area": 0}).verdict == "no"


def test_what_it_lacks_is_the_cheapest_ways_in_words() -> None:
    town = {"villages": 0, "sales": 29_200_000_00, "active_shops": 301}
    lacks = TOWN.judge("", town).lacks
    assert [way.more for way in lacks] == [{"villages": 3}, {"sales": 800_000_01}]
    said = saying.ways(lacks, catalogue.inputs(), "en")
    assert said == "3 more Taobao villages; or 0.81 m yuan more of e-commerce sales"
    near = VILLAGE.judge(RURAL, village(10_000_000, 88, 5_000))
    assert near.is_near
    assert saying.ways(near.lacks, catalogue.inputs(), "en") == "12 more active shops"
    assert saying.ways(near.lacks, catalogue.inputs(), "zh-hans") == "再多 12 家活跃网店"
    both = VILLAGE.judge(RURAL, village(9_200_000, 88, 5_000))
    assert not both.is_near, "two are lacking"
    assert "0.8 m yuan" in saying.ways(both.lacks, catalogue.inputs(), "en")
    assert "80 万元" in saying.ways(both.lacks, catalogue.inputs(), "zh-hans")


def test_of_two_ways_the_dearer_is_left_out() -> None:
    ways = [Way({"a": 5}), Way({"a": 3}), Way({"a": 3, "b": 1}), Way({"b": 9}, ("c",))]
    assert cheapest(ways) == (Way({"a": 3}), Way({"b": 9}, ("c",)))


def test_near_is_what_one_says_it_is() -> None:
    inputs = village(7_000_000, 100, 500)
    assert not VILLAGE.judge(RURAL, inputs).is_near
    assert Judge(VILLAGE.kept, Near(1, 70)).judge(RURAL, inputs).is_near
    two = village(9_000_000, 90, 5_000)
    assert Judge(VILLAGE.kept, Near(2, 80)).judge(RURAL, two).is_near


AMOUNTS = st.none() | st.integers(0, 3_000_000_000)
COUNTS = st.none() | st.integers(0, 400)


@st.composite
def inputs_of(draw: st.DrawFn, judge: Judge) -> dict[str, int | None]:
    found: dict[str, int | None] = {}
    for name in {name for test in judge.kept.tests for name in (test.input, test.over) if name}:
        unit = catalogue.inputs()[name].unit
        values = {"yuan": AMOUNTS, "count": COUNTS, "flag": st.sampled_from((None, 0, 1))}[unit]
        found[name] = draw(values)
    return found


ALL = [Judge(kept) for kept in catalogue.shipped().values()]
RANK = {"no": 0, "unknown": 1, "yes": 2}


@settings(max_examples=100, deadline=None)
@given(data=st.data(), judge=st.sampled_from(ALL))
def test_raising_what_is_counted_never_turns_a_yes_into_a_no(
    data: st.DataObject, judge: Judge
) -> None:
    """Of all inputs but those that another is a share of: more households may take a yes away."""
    before = data.draw(inputs_of(judge))
    divisors = {test.over for test in judge.kept.tests if test.over}
    after = {
        name: value
        if value is None or name in divisors
        else value + data.draw(st.integers(0, 1 if name.startswith("is_") else 10**9))
        for name, value in before.items()
    }
    was, came = judge.judge("", before).verdict, judge.judge("", after).verdict
    assert RANK[came] >= RANK[was]


def test_more_households_may_take_a_yes_away() -> None:
    assert VILLAGE.judge(RURAL, village(10_000_000, 50, 500)).verdict == "yes"
    assert VILLAGE.judge(RURAL, village(10_000_000, 50, 510)).verdict == "no"


@settings(max_examples=100, deadline=None)
@given(data=st.data(), judge=st.sampled_from(ALL))
def test_learning_what_was_missing_never_contradicts(data: st.DataObject, judge: Judge) -> None:
    known = data.draw(inputs_of(judge))
    forgotten = data.draw(st.sets(st.sampled_from(sorted(known)))) if known else set()
    less = {name: None if name in forgotten else value for name, value in known.items()}
    before, after = judge.judge("", less).verdict, judge.judge("", known).verdict
    assert before in {"unknown", after}


@settings(max_examples=100, deadline=None)
@given(data=st.data(), judge=st.sampled_from(ALL))
def test_whoever_adds_what_is_lacking_is_there(data: st.DataObject, judge: Judge) -> None:
    inputs = data.draw(inputs_of(judge))
    found = judge.judge("", inputs)
    for way in found.lacks:
        if way.unknown or way.become:
            continue
        added = {name: (value or 0) + way.more.get(name, 0) for name, value in inputs.items()}
        own = {name for test in judge.kept.tests if test.over for name in (test.over,)}
        if not own & set(way.more):
            assert (
                judge.judge("", inputs | {name: added[name] for name in way.more}).verdict == "yes"
            )


def _by_tree(node: "str | Group", met: dict[str, bool | None]) -> bool | None:
    """Kleene's logic over the rule itself, to compare the ways with."""
    if isinstance(node, str):
        return met[node]
    parts = [_by_tree(part, met) for part in node.all or node.any or node.of]
    least = node.at_least or (len(parts) if node.all else 1)
    if sum(part is True for part in parts) >= least:
        return True
    return None if sum(part is not False for part in parts) >= least else False


@settings(max_examples=100, deadline=None)
@given(data=st.data(), judge=st.sampled_from(ALL))
def test_the_ways_judge_as_the_rule_they_were_made_of(data: st.DataObject, judge: Judge) -> None:
    inputs = data.draw(inputs_of(judge))
    met = {test.name: met_by(test, inputs) for test in judge.kept.tests}
    said = {True: "yes", False: "no", None: "unknown"}[_by_tree(judge.kept.criterion.rule, met)]
    assert judge.judge("", inputs).verdict == said


def test_at_least_so_many_of_several_is_a_rule_too() -> None:
    like = VILLAGE.kept.criterion
    rule = Group(at_least=2, of=("rural", "sales", "shops", "share"))
    made = wording.made(_with(like, rule=rule), catalogue.inputs())
    assert len(made.ways) == 6
    assert Judge(made).judge("", {"is_rural": 1, "sales": 10**9}).verdict == "yes"


def _with(like: wording.Criterion, **changes: Any) -> wording.Criterion:
    names = wording.Criterion.__struct_fields__
    return wording.Criterion(**({name: getattr(like, name) for name in names} | changes))


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "Nothing"},
        {"rule": Group(all=("rural", "nobody"))},
        {"rule": Group(all=("rural",), any=("sales",))},
        {"rule": Group(at_least=9, of=("rural", "sales"))},
        {"rule": Group(all=("rural", "sales"))},
        {"valid_to": date(1999, 1, 1)},
        {"near": Near(1, 0)},
        {"level": 9},
        {"counting": None},
        {"conditions": ()},
    ],
)
def test_a_criterion_that_contradicts_itself_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(errors.BadCriterion):
        wording.made(_with(VILLAGE.kept.criterion, **changes), catalogue.inputs())


def test_a_text_is_kept_whole_and_its_hash_is_its_own() -> None:
    for kept in catalogue.shipped().values():
        text = wording.text_of(kept)
        assert wording.kept_from(text) == kept
        assert wording.text_of(wording.kept_from(text)) == text
    texts = {wording.digest_of(wording.text_of(kept)) for kept in catalogue.shipped().values()}
    assert len(texts) == len(catalogue.shipped())


def test_a_families_name_alone_means_its_newest_version() -> None:
    assert catalogue.named("taobao-village").criterion.id == "taobao-village@2022"
    with pytest.raises(errors.UnknownCriterion) as refused:
        catalogue.named("taobao-hamlet")
    assert "taobao-town@2018" in refused.value.sentence("en")


def test_units_are_told_by_the_code() -> None:
    assert (units.is_rural(RURAL), units.is_rural(RESIDENTS)) == (1, 0)
    assert units.is_rural("130827100498") is None
    assert [units.is_town(code) for code in ("130827001", "130827100", "130827400")] == [0, 1, None]


# Towns and counties


def test_a_town_is_the_sum_of_its_villages_and_what_is_missing_makes_it_a_lower_bound() -> None:
    rows = [
        Judged("130827100201", "yes", False, village(12_000_000, 120, 900), ()),
        Judged("130827100202", "no", False, village(1_000_000, 20, 900), ()),
        Judged("130827100203", "unknown", False, village(None, None, 900), ()),
        Judged("130827101201", "no", False, village(2_000_000, 3, 90), ()),
    ]
    [(first, of_first), (second, of_second)] = rolled(rows, 5)
    assert (first, second) == ("130827100", "130827101")
    assert of_first == {
        "villages": 1,
        "villages.most": 2,
        "sales": 13_000_000_00,
        "sales.most": None,
        "active_shops": 140,
        "active_shops.most": None,
    }
    assert of_second == {"villages": 0, "sales": 2_000_000_00, "active_shops": 3}
    assert TOWN.judge(first, of_first).verdict == "unknown", "sales of a village are not known"
    assert TOWN.judge(second, of_second).verdict == "no"
    towns = [TOWN.judge(first, of_first), TOWN.judge(second, of_second)]
    [(county, of_county)] = rolled(towns, 4)
    assert county == "130827"
    assert of_county["villages"] == 1
    assert of_county["villages.most"] == 2
    assert (of_county["towns"], of_county["towns.most"]) == (0, 1)
    assert of_county["sales"] == 15_000_000_00


@given(verdicts=st.lists(st.sampled_from(("yes", "no", "unknown")), min_size=1, max_size=9))
def test_counts_of_places_above_are_those_of_their_rows(verdicts: list[Any]) -> None:
    tally = Tally(5, "1308")
    for number, verdict in enumerate(verdicts):
        tally.add(Judged(f"13082{number % 3}10020{number}", verdict, False, {}, ()))
    for digits in (4, 6, 9):
        below = [counts for code, counts in tally.by_place.items() if len(code) == digits]
        assert [sum(column) for column in zip(*below, strict=True)] == tally.all
    assert not [code for code in tally.by_place if len(code) < 4]


# Months and pace


def test_periods_are_read_and_checked_against_the_criterion() -> None:
    assert period_from("2018-07..2019-06") == Period(date(2018, 7, 1), date(2019, 6, 1))
    assert str(period_from("2019")) == "2019-01..2019-12"
    for wrong in ("", "2019-07", "2019-06..2018-07", "2018-13..2019-06", "0000", "x" * 99):
        with pytest.raises(errors.BadPeriod):
            period_from(wrong)
    newest, before = (catalogue.named(f"taobao-village@{year}").criterion for year in (2022, 2019))
    period.check(period_from("2021-07..2022-06"), newest)
    period.check(period_from("2019"), before)
    with pytest.raises(errors.WrongFirstMonth):
        period.check(period_from("2022"), newest)
    with pytest.raises(errors.WrongWindow):
        period.check(period_from("2018-07..2018-12"), before)
    assert str(period.usual(newest, 2022)) == "2021-07..2022-06"
    assert str(period.usual_at(newest, date(2022, 6, 30))) == "2020-07..2021-06"
    assert str(period.usual_at(newest, date(2022, 7, 1))) == "2021-07..2022-06"
    assert period.holds_in(before, period_from("2018-07..2019-06"))
    assert not period.holds_in(before, period_from("2019-07..2020-06"))


def test_the_pace_is_the_middle_slope_and_says_when() -> None:
    steady = [100 + number for number in range(36)]
    found = pace.pace(steady, sum(steady[-12:]) + 12 * 7, summed=True)
    assert (found.outlook, found.months, found.a_month) == ("then", 7, Fraction(12))
    assert pace.pace(steady[:23], 10**9, summed=True).outlook == "short"
    assert pace.pace([5] * 24, 6, summed=False).outlook == "never"
    assert pace.pace(steady, 135, summed=False).outlook == "there"
    assert pace.pace(steady, 10**6, summed=False).outlook == "never", "beyond ten years"
    wild = [*steady[:-1], 10_000]
    assert pace.slope(wild[-24:]) == 1, "one wild month moves it not"


@given(series=st.lists(st.integers(0, 1000), min_size=24, max_size=36), more=st.integers(1, 500))
def test_a_farther_target_is_never_reached_earlier(series: list[int], more: int) -> None:
    near = pace.pace(series, series[-1] + 1, summed=False)
    far = pace.pace(series, series[-1] + 1 + more, summed=False)
    if near.months is None:
        assert far.months is None
    elif far.months is not None:
        assert far.months >= near.months


# Clusters, lists, aEDI, targets


@settings(max_examples=100)
@given(
    links=st.lists(st.tuples(st.integers(0, 11), st.integers(0, 13)), max_size=20),
    shuffled=st.randoms(use_true_random=False),
)
def test_clusters_do_not_hang_on_the_order_of_rows(
    links: list[tuple[int, int]], shuffled: Any
) -> None:
    codes = [f"v{number:02}" for number in range(12)]
    touches = [Touch(f"v{one:02}", f"v{other:02}", "polygon") for one, other in links]
    found = clusters.clusters(codes, touches)
    shuffled.shuffle(touches)
    turned = [Touch(other, one, how) for one, other, how in touches]
    assert clusters.clusters(list(reversed(codes)), turned) == found
    assert sorted(code for each in found for code in each.codes) == codes
    at = {code: number for number, each in enumerate(found) for code in each.codes}
    assert all(at[t.one] == at[t.other] for t in touches if {t.one, t.other} <= set(at))


def test_a_list_counts_each_village_once_and_towns_by_their_whole_line() -> None:
    rows = [
        ["省份", "序号", "地市", "区县", "乡镇", "淘宝村"],
        ["甲省", "1", "乙市", "丙县", "东镇", "一村"],
        ["甲省", "2", "乙市", "丙县", "东镇", "二村"],
        ["甲省", "3", "乙市", "丙县", "东镇", " 二村 "],
        ["甲省", "4", "乙市", "丁县", "东镇", "一村"],
        ["甲省", "5", "乙市", "戊新区", "-", "三村"],
        ["甲省", "6", "乙市", "丁县", "", "四村"],
        ["", "", "", "", "", ""],
    ]
    found = listed(rows)
    assert [(town.county, town.town, town.villages) for town in found.towns] == [
        ("丙县", "东镇", 2),
        ("丁县", "东镇", 1),
        ("戊新区", "-", 1),
    ]
    assert (found.rows, found.villages, found.twice, found.unfinished) == (6, 4, 1, 1)
    assert [town.is_town for town in found.towns] == [1, 1, None]
    with pytest.raises(errors.BadList):
        listed([["省份", "村"]])


SHARED = Path(__file__).resolve().parents[5] / "shared" / "data" / "taobao_villages_2015.csv"


@pytest.mark.skipif(not SHARED.exists(), reason="the list of 2015 is not part of the project")
def test_the_list_of_2015_has_71_towns() -> None:
    from yutang.plumbing.sheets import rows_in

    judge = Judge(catalogue.named("taobao-town@2018"))
    towns = listed(rows_in(SHARED.read_bytes(), 10_000)).towns
    assert sum(judge.judge("", {"villages": t.villages}).verdict == "yes" for t in towns) == 71


def test_aedi_is_told_when_all_is_known_and_its_formula_is_the_published_one() -> None:
    index = catalogue.aedi()
    assert [part.weight_percent for part in index.parts] == [30, 20, 30, 20]
    known = {"population": 1000, "merchants": 50, "high_merchants": 10, "shoppers": 400}
    score, parts = aedi.aedi(index, known)
    assert score is None
    assert [part.points for part in parts[:2]] == [50, 40]
    score, _parts = aedi.aedi(index, known | {"high_shoppers": 100})
    assert str(score) == "57.0", "0.3·50 + 0.2·40 + 0.3·80 + 0.2·50"


def test_a_countys_own_target_is_a_criterion_like_any_other() -> None:
    like = catalogue.named("taobao-town").criterion
    target = Target(10, None, 500_000_000, None, "县政府〔2026〕1 号")
    own.check(target)
    kept = wording.made(
        own.criterion("130827", 2, date(2026, 1, 1), target, like), catalogue.inputs()
    )
    assert kept.criterion.id == "pioneer-130827@2"
    found = Judge(kept).judge("130827", {"villages": 8, "sales": 500_000_000_00})
    assert (found.verdict, found.is_near) == ("no", True)
    for wrong in (Target(None, None, None, None, "好好好好"), Target(1, None, None, None, "好")):
        with pytest.raises(errors.BadTarget):
            own.check(wrong)


def test_what_ships_is_sound_and_what_is_unverified_says_so() -> None:
    unread = {
        f"{kept.criterion.id} {condition.name}"
        for kept in catalogue.shipped().values()
        for condition in kept.criterion.conditions
        if condition.mark == "V"
    }
    assert "taobao-cluster-large@2013 contiguous" in unread
    assert not [name for name in unread if name.startswith("taobao-village@2022")]
    assert [year.villages for year in catalogue.national().years][-1] == 7_780
    inputs: Inputs = {}
    assert all(judge.judge("", inputs).verdict == "unknown" for judge in ALL)
