"""Two people at the same plan in the same moment: with the lock one of them hears why not."""

from dataclasses import replace
from datetime import date
from threading import Barrier

import pytest
from tests.at_once import WAIT_S, at_once, kinds
from tests.cast import VILLAGE

from yutang.people.access import Person
from yutang.specialities.actions import plans as actions
from yutang.specialities.models import Plan, PlanMove
from yutang.specialities.rules import plans
from yutang.specialities.rules.plans import PlanFacts, Side, TaskFacts

FACTS = PlanFacts(
    class_code="010307",
    good="板栗",
    owner="村委会",
    begins_on=date(2026, 1, 1),
    ends_on=date(2028, 12, 31),
    tasks=(TaskFacts("建冷库", "合作社", date(2027, 9, 1)),),
)


@pytest.fixture
def draft(land: None, clerk: Person) -> Plan:
    return actions.make_plan(VILLAGE, FACTS, clerk)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_close_a_plan_at_once_one_does(
    draft: Plan, clerk: Person, operator: Person
) -> None:
    given = at_once(
        lambda: actions.move_plan(draft.pk, "closed", "", clerk),
        lambda: actions.move_plan(draft.pk, "closed", "", operator),
    )
    assert kinds(given) == ["NoSuchMove", "Plan"]
    assert PlanMove.objects.filter(to_state="closed").count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_both_think_that_they_closed_it(
    draft: Plan, clerk: Person, operator: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Shows what the lock is for: both look before either has written."""
    both_looked, check = Barrier(2), plans.check_move

    def looked(start: str, end: str, reason: str, sides: frozenset[Side]) -> str:
        both_looked.wait(WAIT_S)
        return check(start, end, reason, sides)

    monkeypatch.setattr(plans, "check_move", looked)
    monkeypatch.setattr(Plan.objects, "select_for_update", Plan.objects.all)
    given = at_once(
        lambda: actions.move_plan(draft.pk, "closed", "", clerk),
        lambda: actions.move_plan(draft.pk, "closed", "", operator),
    )
    assert kinds(given) == ["Plan", "Plan"]
    assert PlanMove.objects.filter(to_state="closed").count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_two_who_write_the_same_version_at_once_one_does(
    draft: Plan, clerk: Person, operator: Person
) -> None:
    given = at_once(
        lambda: actions.rewrite_plan(draft.pk, 1, replace(FACTS, good="小米"), clerk),
        lambda: actions.rewrite_plan(draft.pk, 1, replace(FACTS, good="苹果"), operator),
    )
    assert kinds(given) == ["Plan", "PlanChanged"]
    assert Plan.objects.get().version == 2
