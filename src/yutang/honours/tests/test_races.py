"""Two who decide at once, two who award at once: one is heard, numbers have no gap."""

import threading
from threading import Barrier

import pytest
from django.db import IntegrityError
from tests.at_once import WAIT_S, at_once, kinds

from yutang.honours import actions
from yutang.honours.actions import locking, noticing
from yutang.honours.models import Application, Decision, Honour, Serial
from yutang.honours.queries import subjects, terms
from yutang.honours.tests.conftest import GOAL, PDF, STORY, office
from yutang.honours.tests.test_applying import LATER
from yutang.kernel.clock import now, wall
from yutang.people.access import Person

NEXT_VILLAGE = "130827100202"
pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_who_decide_at_once_one_is_heard(
    handed: Application, clerk: Person, operator: Person
) -> None:
    given = at_once(
        lambda: actions.decide(handed.pk, 1, "pass", "首批试点", clerk),
        lambda: actions.decide(handed.pk, 1, "return", "材料不齐", operator),
    )
    assert "Decision" in kinds(given)
    assert Decision.objects.filter(level="county").count() == 1


def test_without_the_rows_lock_the_database_still_hears_one_only(
    handed: Application, clerk: Person, operator: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Shows what the lock is for: both read it with the county, and the second fails badly."""
    both_have_read = Barrier(2)

    def unlocked(application_id: int) -> Application:
        found = Application.objects.select_related("version").get(pk=application_id)
        if threading.current_thread() is not threading.main_thread():
            both_have_read.wait(WAIT_S)
        return found

    monkeypatch.setattr(locking, "application", unlocked)
    with pytest.raises(Exception, match="honours_decision"):
        at_once(
            lambda: actions.decide(handed.pk, 1, "pass", "首批试点", clerk),
            lambda: actions.decide(handed.pk, 1, "return", "材料不齐", operator),
        )
    assert Decision.objects.filter(level="county").count() == 1


@pytest.fixture
def two_ready(noticed: Application, clerk: Person, city_clerk: Person) -> tuple[int, int]:
    """Two villages' applications whose notices are over."""
    neighbour = office("13800000043", "邻村主任", NEXT_VILLAGE)
    made = actions.begin("demo_village", subjects.of_place(neighbour, NEXT_VILLAGE), neighbour)
    actions.write(made.pk, STORY, GOAL, neighbour)
    assert noticed.version is not None
    minutes = terms.demand_ids(noticed.version.pk)[1]
    actions.add_paper(made.pk, PDF, "会议记录.pdf", minutes, neighbour)
    actions.hand_in(made.pk, neighbour)
    actions.decide(made.pk, 1, "pass", "首批试点", clerk)
    actions.decide(made.pk, 1, "pass", "首批试点", city_clerk)
    return noticed.pk, made.pk


def award_both(pair: tuple[int, int], one: Person, other: Person) -> list[object]:
    at = now() + LATER
    return at_once(
        lambda: actions.award(pair[0], one, at), lambda: actions.award(pair[1], other, at)
    )


def test_two_awards_at_once_get_numbers_that_follow(
    two_ready: tuple[int, int], city_clerk: Person, operator: Person
) -> None:
    assert kinds(award_both(two_ready, city_clerk, operator)) == ["Honour", "Honour"]
    assert sorted(Honour.objects.values_list("serial", flat=True)) == [1, 2]


def test_without_the_serials_lock_both_take_the_same_number(
    two_ready: tuple[int, int],
    city_clerk: Person,
    operator: Person,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Shows what the lock is for: the second award fails on the number of the first."""
    both_have_read = Barrier(2)

    def unlocked(kind: str, year: int) -> Serial:
        found = Serial.objects.get(kind=kind, year=year)
        both_have_read.wait(WAIT_S)
        return found

    Serial.objects.create(kind="demo_village", year=wall(now() + LATER).year)
    monkeypatch.setattr(noticing, "locked_serial", unlocked)
    with pytest.raises(IntegrityError):
        award_both(two_ready, city_clerk, operator)
    assert Honour.objects.count() == 1


def test_the_same_plaque_is_not_awarded_twice(
    noticed: Application, city_clerk: Person, operator: Person
) -> None:
    given = award_both((noticed.pk, noticed.pk), city_clerk, operator)
    assert kinds(given) == ["Honour", "NotNow"]
    assert Serial.objects.get().last == 1
