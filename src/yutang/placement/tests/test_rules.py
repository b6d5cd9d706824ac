"""What decides about offers, applications and follow-ups."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yutang.placement.rules import applying, following, offers
from yutang.placement.tests.conftest import facts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("入职交押金三百", ["押金"]),
        ("不收押金，包吃住", []),
        ("免培训费", []),
        ("先交报名费", ["先交", "报名费"]),
        ("限女，未婚，35岁以下", ["35岁以下", "限女", "未婚"]),
        ("手脚勤快，会用手机", []),
    ],
)
def test_words_that_ask_for_money_or_shut_people_out_are_found(text: str, found: list[str]) -> None:
    assert sorted(offers.flags(text)) == sorted(found)


@pytest.mark.parametrize(
    ("changes", "fits"),
    [
        ({}, True),
        ({"pay_to_fen": 11_000}, False),
        ({"pay_basis": "share", "pay_from_fen": 0, "pay_to_fen": 0, "share_percent": 20}, True),
        ({"pay_basis": "share", "pay_from_fen": 0, "pay_to_fen": 0}, False),
        ({"pay_basis": "none", "pay_from_fen": 0, "pay_to_fen": 0}, False),
        ({"pay_basis": "none", "pay_from_fen": 0, "pay_to_fen": 0, "kind": "internship"}, True),
    ],
)
def test_pay_is_said_whole(changes: dict[str, object], *, fits: bool) -> None:
    assert offers.pay_fits(facts(**changes)) is fits


@pytest.mark.parametrize(
    ("age", "least", "agrees", "why"),
    [
        (None, 16, True, "age_unknown"),
        (15, 16, True, "too_young"),
        (17, 18, True, "too_young"),
        (17, 16, False, "guardian"),
        (17, 16, True, None),
        (18, 18, False, None),
    ],
)
def test_nobody_under_16_works_and_a_guardian_agrees_under_18(
    age: int | None, least: int, why: str | None, *, agrees: bool
) -> None:
    assert applying.hindrance(age, least, guardian_agrees=agrees) == why


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.integers(0, 900))
def test_the_last_month_that_came_is_asked_once(start: date, days: int) -> None:
    today = date.fromordinal(start.toordinal() + days)
    due = following.due(start, today, set())
    come = [each for each in following.MONTHS if following.months_after(start, each) <= today]
    assert due == (come[-1] if come else None)
    if due is not None:
        assert following.due(start, today, {due}) is None


@pytest.mark.parametrize("arrows", [offers.ARROWS, applying.ARROWS])
def test_every_arrow_leads_somewhere_known(arrows: dict[str, frozenset[str]]) -> None:
    assert {to for tos in arrows.values() for to in tos} <= arrows.keys()
