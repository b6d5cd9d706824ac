"""A card's way: handed in, approved by two offices, locked, corrected; kept by the database."""

import itertools
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from django.db import Error, IntegrityError, transaction
from tests.at_once import at_once
from tests.cast import COUNTY
from tests.published import published

from yutang.kernel.errors import NotFound, Refusal
from yutang.people.access import Person
from yutang.reports import actions, queries
from yutang.reports.errors import (
    MovedOn,
    NothingToReport,
    NotLocked,
    NotYourOwn,
    ReasonNeeded,
    YearRuns,
)
from yutang.reports.models import CardVersion, FrozenValue, Submission
from yutang.reports.rules import signing, steps
from yutang.reports.tests.conftest import YEAR, Locked, Offices


def test_a_card_climbs_from_the_county_to_the_province_and_is_locked(
    facts: None, offices: Offices
) -> None:
    given = actions.hand_in(COUNTY, YEAR, offices.clerk)
    assert queries.card(COUNTY, YEAR).state == "submitted"
    with pytest.raises(NotFound):
        actions.decide(given.version_id, 1, "pass", "", offices.clerk)
    actions.decide(given.version_id, 1, "pass", "", offices.city)
    with pytest.raises(NotFound):
        actions.decide(given.version_id, 1, "pass", "", offices.city)
    actions.decide(given.version_id, 1, "pass", "", offices.province)
    view = queries.card(COUNTY, YEAR)
    assert view.is_locked
    assert [each.level for each in view.decisions] == ["city", "province"]


def test_nobody_approves_what_they_handed_in_nor_twice(facts: None, operator: Person) -> None:
    given = actions.hand_in(COUNTY, YEAR, operator)
    with pytest.raises(NotYourOwn):
        actions.decide(given.version_id, 1, "pass", "", operator)


def test_one_officer_is_not_city_and_province(facts: None, offices: Offices) -> None:
    given = actions.hand_in(COUNTY, YEAR, offices.clerk)
    actions.decide(given.version_id, 1, "pass", "", offices.province)
    with pytest.raises(NotYourOwn):
        actions.decide(given.version_id, 1, "pass", "", offices.province)


def test_a_card_is_returned_with_a_reason_and_handed_in_again(
    facts: None, offices: Offices
) -> None:
    given = actions.hand_in(COUNTY, YEAR, offices.clerk)
    with pytest.raises(ReasonNeeded):
        actions.decide(given.version_id, 1, "return", " ", offices.city)
    actions.decide(given.version_id, 1, "return", "三月的订单没有录全", offices.city)
    assert queries.card(COUNTY, YEAR).state == "returned"
    again = actions.hand_in(COUNTY, YEAR, offices.clerk)
    assert (again.version_id, again.number) == (given.version_id, 2)
    with pytest.raises(MovedOn):
        actions.decide(given.version_id, 1, "pass", "", offices.city)


def test_a_locked_card_stays_what_it_was_when_the_facts_move_on(locked: Locked) -> None:
    locked()
    before = queries.card(COUNTY, YEAR)
    sold = queries.line_in(before, "sales.paid_orders")
    late = {"key": "late", "on": date(YEAR, 5, 5), "place": COUNTY, "is_paid": True}
    published("order_line", [late])
    after = queries.card(COUNTY, YEAR)
    assert queries.line_in(after, "sales.paid_orders") == sold
    line = queries.line_of("sales.paid_orders", COUNTY, YEAR, after.manifest)
    assert line.number == sold.number, "its rows are those of its own manifest"
    assert queries.reckon(COUNTY, YEAR).manifest > after.manifest


def test_a_locked_card_is_corrected_by_the_next_version(locked: Locked, offices: Offices) -> None:
    locked()
    with pytest.raises(MovedOn):
        actions.hand_in(COUNTY, YEAR, offices.clerk)
    actions.correct(COUNTY, YEAR, "补录了五月的订单", offices.clerk)
    with pytest.raises(NotLocked):
        actions.correct(COUNTY, YEAR, "再来一次", offices.clerk)
    assert queries.card(COUNTY, YEAR).being_corrected is not None
    given = actions.hand_in(COUNTY, YEAR, offices.clerk)
    for who in (offices.city, offices.province):
        actions.decide(given.version_id, 1, "pass", "", who)
    assert queries.card(COUNTY, YEAR).number == 2
    first = queries.card(COUNTY, YEAR, 1)
    assert first.corrected_by is not None
    assert first.corrected_by.number == 2
    assert queries.corrected_keys() == [f"{COUNTY}-{YEAR}-1"]


def test_a_year_that_runs_and_a_card_without_a_row_are_not_handed_in(
    facts: None, offices: Offices
) -> None:
    from yutang.kernel.clock import today

    with pytest.raises(YearRuns):
        actions.hand_in(COUNTY, today().year, offices.clerk)
    with pytest.raises(NothingToReport):
        actions.hand_in(COUNTY, 2010, offices.clerk)


def test_a_stranger_hands_nothing_in(facts: None, buyer: Person, other_clerk: Person) -> None:
    for who in (buyer, other_clerk):
        with pytest.raises(NotFound):
            actions.hand_in(COUNTY, YEAR, who)


def test_the_digest_is_of_the_frozen_lines(locked: Locked) -> None:
    locked()
    view = queries.card(COUNTY, YEAR)
    assert view.submission is not None
    assert view.submission.digest == signing.digest(signing.signed_rows(view.lines))


def test_the_database_keeps_the_arrows(facts: None, offices: Offices) -> None:
    given = actions.hand_in(COUNTY, YEAR, offices.clerk)
    states = get_args(steps.State)
    allowed = {("submitted", "returned"), ("submitted", "city"), ("submitted", "submitted")}
    for state in states:
        if ("submitted", state) in allowed:
            continue
        with pytest.raises(IntegrityError), transaction.atomic():
            CardVersion.objects.filter(pk=given.version_id).update(state=state)
    with pytest.raises(IntegrityError, match="nothing on which"), transaction.atomic():
        CardVersion.objects.filter(pk=given.version_id).update(state="city")


def test_the_arrows_of_the_rules_are_those_of_the_database() -> None:
    from yutang.reports.migrations import __path__ as folder

    sql = (Path(folder[0]) / "0002_guards.py").read_text("utf-8")
    sql = sql.partition("(old.state, new.state) not in (")[2].partition(") or ")[0]
    for pair in itertools.permutations(steps.STATES, 2):
        stands = f"('{pair[0]}', '{pair[1]}')" in sql
        assert stands == (pair in steps.ARROWS), pair


def test_what_was_frozen_is_never_changed_nor_added_to(locked: Locked) -> None:
    locked()
    value = FrozenValue.objects.first()
    assert value is not None
    for change in (
        lambda: FrozenValue.objects.update(number=1),
        lambda: FrozenValue.objects.all().delete(),
        lambda: Submission.objects.update(digest="0" * 64),
        lambda: FrozenValue.objects.create(
            submission_id=value.submission_id, line=9999, indicator="x.y", why_none="no_rows",
            rows=0, trend="", status="not_known",
        ),
    ):  # fmt: skip
        with pytest.raises(Error), transaction.atomic():
            change()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_hand_in_at_once_one_is_heard(facts: None, offices: Offices) -> None:
    def hand_in() -> str:
        try:
            actions.hand_in(COUNTY, YEAR, offices.clerk)
        except Refusal as refusal:
            return refusal.code
        return "done"

    assert sorted(map(str, at_once(hand_in, hand_in))) == ["done", "report_moved_on"]
    assert Submission.objects.count() == 1
