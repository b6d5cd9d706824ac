"""Checks and county lists: tables and properties."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yutang.channel import errors
from yutang.channel.rules import checks, county_lists, recommending
from yutang.channel.rules.checks import Facts, Finding
from yutang.channel.rules.county_lists import County, Line
from yutang.channel.rules.recommending import ChannelFacts, Contact, GoodFacts

GOOD = Facts(
    needs_certificate=True,
    has_certificate=True,
    is_processed=True,
    licence="SC10112345678901",
    claimed=("LB-18-1",),
    held=frozenset({"LB-18-1"}),
    is_confirmed=True,
    by_grower=True,
    price_fen=1000,
    own_price_fen=1200,
    photos=2,
    recalled="",
    test_failed=False,
)


@pytest.mark.parametrize("kind", checks.KINDS)
def test_a_sound_good_passes_every_question_of_the_register(kind: str) -> None:
    assert checks.judge(kind, GOOD).outcome == "passed"


@pytest.mark.parametrize(
    ("kind", "change", "said"),
    [
        ("certificate", {"has_certificate": False}, "合格证"),
        ("licence", {"licence": ""}, "SC"),
        ("marks", {"held": frozenset()}, "LB-18-1"),
        ("origin", {"is_confirmed": False}, "产地"),
        ("price", {"own_price_fen": 999}, "9.99"),
        ("photos", {"photos": 0}, "照片"),
        ("sound", {"recalled": "B7"}, "B7"),
        ("sound", {"test_failed": True}, "检测"),
    ],
)
def test_each_no_says_what_is_missing(kind: str, change: dict[str, object], said: str) -> None:
    found = checks.judge(kind, replace(GOOD, **change))  # type: ignore[arg-type]
    assert found.outcome == "failed"
    assert said in found.zh
    assert found.en


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("certificate", {"has_certificate": False, "needs_certificate": False}),
        ("licence", {"licence": "", "is_processed": False}),
        ("marks", {"claimed": (), "held": frozenset()}),
    ],
)
def test_what_the_law_does_not_ask_is_not_missed(kind: str, change: dict[str, object]) -> None:
    assert checks.judge(kind, replace(GOOD, **change)).outcome == "passed"  # type: ignore[arg-type]


def test_where_the_register_cannot_tell_somebody_has_to_look() -> None:
    assert checks.judge("price", replace(GOOD, own_price_fen=None)).outcome == "open"
    assert checks.judge("person", GOOD).outcome == "open"


@given(st.lists(st.sampled_from(["passed", "failed", "open"])))
def test_a_good_is_admitted_when_all_is_answered_yes_and_something_was_asked(
    outcomes: list[checks.Outcome],
) -> None:
    findings = [Finding(outcome, "", "") for outcome in outcomes]
    assert checks.admits(findings) == (bool(outcomes) and set(outcomes) == {"passed"})


def test_a_question_for_a_class_is_asked_of_goods_of_that_class() -> None:
    animal = [q for q in checks.STANDARD if q.class_code == "02"]
    assert animal
    everything = len(checks.STANDARD)
    assert len(checks.asked(checks.STANDARD, "010307")) == everything - len(animal)
    assert len(checks.asked(checks.STANDARD, "0201")) == everything


def test_questions_are_read_line_by_line() -> None:
    found = recommending.check_questions(["origin"], "02 有检疫证明 | Has its papers\n好吃吗\n\n")
    assert [(q.kind, q.class_code, q.zh, q.en) for q in found] == [
        ("origin", "", *checks.KINDS["origin"]),
        ("person", "02", "有检疫证明", "Has its papers"),
        ("person", "", "好吃吗", ""),
    ]
    for kinds, own in (([], ""), ([], "123 x"), ([], "\n".join("问" * 21)), (["x"], "")):
        with pytest.raises(errors.BadQuestions):
            recommending.check_questions(kinds, own)


def test_what_cannot_be_kept_is_refused() -> None:
    for facts in (
        ChannelFacts("", "主办"),
        ChannelFacts("频道", ""),
        ChannelFacts("频" * 41, "主"),
    ):
        with pytest.raises(errors.BadChannel):
            recommending.check_channel(facts)
    for contact in (Contact("", "13800000001"), Contact("张三", "123")):
        with pytest.raises(errors.BadContact):
            recommending.check_contact(contact)
    good = GoodFacts(batch_id=1, supply_kg=10, price_fen=100, marks="lb-18-1，LB-18-1 ; 2")
    assert recommending.check_good(good).claimed == ("LB-18-1", "2")
    for change, refusal in (
        ({"supply_kg": 0}, errors.BadSupply),
        ({"price_fen": 0}, errors.BadPrice),
        ({"marks": "1,2,3,4,5,6,7"}, errors.BadMarks),
    ):
        with pytest.raises(refusal):
            recommending.check_good(replace(good, **change))


def test_a_contact_is_shown_masked() -> None:
    shown = recommending.check_contact(Contact(" 张 三丰", "138 0000 0001")).shown
    assert shown == "张* 138****0001"


TREE = [
    County("130708", "万全区", "万全"),
    County("130881", "平泉市", "平泉"),
    County("540581", "错那市", "错那"),
    County("540000", "错那县", "错那"),
    County("360104", "云州区", "云州"),
]
BY_CODE = {each.code: each for each in TREE}
BY_NAME = {
    name: [each for each in TREE if each.short_name == name]
    for name in {each.short_name for each in TREE}
}


def line(code: str, name: str, short: str, **more: str) -> Line:
    told = {"province": "", "prefecture": "", **more}
    return Line(2, code, name, short, told["province"], told["prefecture"], 2018)


def test_a_row_is_joined_by_code_by_its_new_unit_or_by_name_and_never_guessed() -> None:
    def joined(*args: str, **more: str) -> tuple[str | None, str | None]:
        found = county_lists.join(line(*args, **more), BY_CODE, BY_NAME)
        assert (found.county is None) == (found.problem is not None)
        return (found.county.code if found.county else None), found.join

    assert joined("130708", "万全区", "万全") == ("130708", "code")
    assert joined("130708", "万全县", "万全") == ("130708", "renamed")
    assert joined("130823", "平泉县", "平泉") == ("130881", "name")
    assert joined("540530", "错那", "错那") == (None, None), "there are two"
    assert joined("540530", "错那县", "错那") == ("540000", "name"), "one has the very name"
    assert joined("540530", "错那", "错那", prefecture="5405") == ("540581", "name")
    assert joined("360104", "大同县", "大同") == (None, None), "another county has that code"
    assert joined("990001", "没有县", "没有") == (None, None)


def test_years_of_the_whole_list_are_compared_with_those_told() -> None:
    right = [year for year, told in county_lists.YEARS_TOLD.items() for _ in range(told)]
    assert county_lists.odd_years(right) == []
    wrong = [2019 if at == right.index(2018) else year for at, year in enumerate(right)]
    assert len(county_lists.odd_years(wrong)) == 2, "one year has one too few, one too many"
    assert county_lists.odd_years(wrong[:-1]) == [], "not the nation's whole list"
