from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yutang.places.errors import (
    BadSuccessor,
    LeadsBackwards,
    NowhereToLead,
    OnlySplitsDivide,
    UnknownPlace,
)
from yutang.places.rules.succession import (
    Confidence,
    Kind,
    Standing,
    Step,
    SuccessorFacts,
    Today,
    arrived,
    check_successor,
    onwards,
)

TODAY = 2023


def todays(code: str, edition: int, *steps: Step, there: set[str]) -> list[Today]:
    """Follow a chain to its end, as the queries do with the table."""
    by_code: dict[str, list[Step]] = {}
    for step in steps:
        by_code.setdefault(step.old_code, []).append(step)
    going, ended = [Standing(code, edition)], []
    while going:
        here = going.pop()
        further = onwards(here, by_code) if here.code else None
        if further is None:
            ended.append(here)
        else:
            going += further
    return arrived(ended, TODAY, there.__contains__)


def test_chains_are_followed_over_editions() -> None:
    steps = [
        Step("130185", 2013, "130110", 2015, "recoded"),
        Step("130110", 2019, "130199", 2023, "recoded"),
    ]
    assert todays("130185", 2013, *steps, there={"130199"}) == [
        Today("130199", Kind.RECODED, Confidence.RECORDED)
    ]
    assert todays("130110", 2015, *steps, there={"130199"})[0].code == "130199"


def test_a_split_gives_its_parts_and_an_abolished_place_says_so() -> None:
    steps = [
        Step("330110", 2015, "330110", 2023, "split"),
        Step("330110", 2015, "330113", 2023, "split"),
        Step("130421", 2015, "", 2017, "abolished"),
    ]
    parts = todays("330110", 2015, *steps, there={"330110", "330113"})
    assert [part.code for part in parts] == ["330110", "330113"]
    assert {part.kind for part in parts} == {Kind.SPLIT}
    assert todays("130421", 2015, *steps, there=set()) == [
        Today("", Kind.ABOLISHED, Confidence.RECORDED)
    ]


def test_a_town_follows_its_county_and_its_own_earlier_change_first() -> None:
    county = Step("510124", 2015, "510117", 2023, "recoded")
    assert todays("510124100", 2015, county, there={"510117100"}) == [
        Today("510117100", Kind.RECODED, Confidence.DERIVED)
    ]
    own = Step("510124100", 2014, "510124101", 2015, "merged")
    assert todays("510124100", 2014, county, own, there={"510117101"}) == [
        Today("510117101", Kind.MERGED, Confidence.DERIVED)
    ]


def test_a_code_nobody_wrote_of_is_assumed_to_be_the_same_if_it_is_there() -> None:
    assert todays("130827", 2015, there={"130827"}) == [
        Today("130827", Kind.SAME, Confidence.ASSUMED)
    ]
    assert todays("130827", TODAY, there={"130827"})[0].confidence is Confidence.RECORDED
    assert todays("130828", 2015, there=set()) == []


def test_there_and_back_again_over_the_years_is_no_circle() -> None:
    steps = [Step("11", 2000, "12", 2010, "recoded"), Step("12", 2010, "11", 2020, "recoded")]
    assert todays("11", 2000, *steps, there={"11"})[0].code == "11"


CODES = st.sampled_from(["11", "12", "13", "1101", "1201", "1301", "110101", "120101"])
STEPS = st.lists(
    st.tuples(CODES, st.integers(2000, 2022), CODES, st.integers(1, 9), st.sampled_from(Kind)),
    max_size=12,
).map(
    lambda rows: [
        Step(old, year, "" if kind is Kind.ABOLISHED else new, year + more, kind)
        for old, year, new, more, kind in rows
    ]
)


@given(CODES, st.integers(2000, 2023), STEPS)
def test_every_chain_ends_and_leads_to_places_there_are(
    code: str, edition: int, steps: list[Step]
) -> None:
    there = {"11", "1201", "110101"}
    found = todays(code, edition, *steps, there=there)
    assert {each.code for each in found} <= there | {""}
    assert len(found) == len({each.code for each in found})


FACTS = SuccessorFacts("510124", 2015, "郫县", "510117", TODAY, Kind.RECODED, None, "公告")


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"new_edition": 2015}, LeadsBackwards),
        ({"new_edition": 2014}, LeadsBackwards),
        ({"old_name": " "}, BadSuccessor),
        ({"source": ""}, BadSuccessor),
        ({"new_code": ""}, NowhereToLead),
        ({"kind": Kind.ABOLISHED}, NowhereToLead),
        ({"new_code": "510118"}, UnknownPlace),
    ],
)
def test_what_cannot_be_is_refused(change: dict[str, object], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        check_successor(FACTS._replace(**change), [], TODAY, {"510117"}.__contains__)  # type: ignore[arg-type]


def test_only_a_place_divided_has_several_successors() -> None:
    other = Step("510124", 2015, "510116", TODAY, "recoded")
    with pytest.raises(OnlySplitsDivide):
        check_successor(FACTS, [other], TODAY, {"510117"}.__contains__)
    with pytest.raises(OnlySplitsDivide):
        check_successor(FACTS._replace(kind=Kind.SPLIT), [other], TODAY, {"510117"}.__contains__)
    part = other._replace(kind="split")
    split = FACTS._replace(kind=Kind.SPLIT, valid_from=date(2016, 12, 1))
    assert check_successor(split, [part], TODAY, {"510117"}.__contains__) == split
    corrected = other._replace(new_code="510117")
    assert check_successor(FACTS, [corrected], TODAY, {"510117"}.__contains__) == FACTS
