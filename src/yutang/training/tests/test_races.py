"""A rush for the last seats: with the class's lock exactly as many get one; without, too many."""

import threading
from threading import Barrier

import pytest
from tests.at_once import WAIT_S, at_once

from yutang.people.access import Person
from yutang.roster import actions as roster
from yutang.roster.actions import Agreed
from yutang.training.actions import enrolling, locking
from yutang.training.models import Cohort, Enrolment
from yutang.training.tests.conftest import ClassOf, entry

pytestmark = pytest.mark.django_db(transaction=True)
RUSH = 4


@pytest.fixture
def last_seat(class_of: ClassOf, clerk: Person, _rules: None) -> tuple[Cohort, list[int]]:
    """A class of one seat, and people who all want it."""
    people = [
        roster.enter(entry(f"抢座{n}"), clerk, purpose="training", agreed=Agreed("paper"))
        for n in range(RUSH)
    ]
    return class_of(seats=1), [each.pk for each in people]


@pytest.fixture
def _rules(transactional_db: None) -> None:
    """Tests that commit begin without what migrations wrote."""
    from yutang.training.models import Rule

    Rule.objects.get_or_create(
        kind="county_head",
        place_code="",
        valid_from="2019-01-01",
        defaults={
            "attendance_percent": 80,
            "needs_exam": False,
            "needs_assignments": False,
            "practices": 0,
            "source": "预设",
        },
    )


def rush(cohort: Cohort, people: list[int], by: Person) -> list[str]:
    """Let all enrol at the same moment; return the states they got."""
    at_once(
        *(lambda pk=pk: enrolling.enrol(cohort.pk, pk, by, how="self", age=30) for pk in people)
    )
    return sorted(Enrolment.objects.values_list("state", flat=True))


def test_of_many_who_want_the_last_seat_one_gets_it(
    last_seat: tuple[Cohort, list[int]], clerk: Person
) -> None:
    assert rush(*last_seat, clerk) == ["admitted", "waiting", "waiting", "waiting"]


def test_without_the_classs_lock_the_seat_is_given_more_than_once(
    last_seat: tuple[Cohort, list[int]], clerk: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Shows what the lock is for: all count before anybody has written."""
    all_have_counted = Barrier(RUSH)
    plain = enrolling._free

    def unlocked(cohort_id: int) -> Cohort:
        return Cohort.objects.get(pk=cohort_id)

    def counted(cohort: Cohort) -> int:
        free = plain(cohort)
        if threading.current_thread() is not threading.main_thread():
            all_have_counted.wait(WAIT_S)
        return free

    monkeypatch.setattr(locking, "cohort", unlocked)
    monkeypatch.setattr(enrolling, "_free", counted)
    assert rush(*last_seat, clerk) == ["admitted"] * RUSH
