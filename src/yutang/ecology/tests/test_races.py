"""Two clerks agree to one sheet at once, two sheets reach for one day: nobody is paid twice."""

import threading
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import IntegrityError
from tests.at_once import WAIT_S, at_once, kinds

from yutang.ecology import actions
from yutang.ecology.actions import wages
from yutang.ecology.models import Plot, WageSheet
from yutang.kernel.clock import today
from yutang.people.access import Person
from yutang.programmes import queries as programmes

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sheet(plot: Plot, workers: list[int], helper: Person, clerk: Person) -> WageSheet:
    """Three days of three persons, 300 yuan."""
    actions.note_work(plot.pk, today(), workers, helper)
    return actions.make_sheet(plot.programme_id, today(), today(), 100_00, clerk)


def test_of_two_who_agree_at_once_one_pays(
    sheet: WageSheet, second_clerk: Person, operator: Person
) -> None:
    given = at_once(
        lambda: actions.agree(sheet.pk, second_clerk), lambda: actions.agree(sheet.pk, operator)
    )
    assert kinds(given) == ["SheetDecided", "WageSheet"]
    assert programmes.spent(sheet.programme_id) == {"wage": 300_00}


def test_without_the_sheets_lock_the_database_still_lets_one_pay_only(
    sheet: WageSheet, second_clerk: Person, operator: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Shows what the lock is for: both read the sheet as waiting, and the second fails badly."""
    both_have_read = Barrier(2)

    def unlocked(sheet_id: int) -> WageSheet:
        found = WageSheet.objects.get(pk=sheet_id)
        if threading.current_thread() is not threading.main_thread():
            both_have_read.wait(WAIT_S)
        return found

    monkeypatch.setattr(wages, "_locked", unlocked)
    with pytest.raises(IntegrityError, match="stays what it is"):
        at_once(
            lambda: actions.agree(sheet.pk, second_clerk),
            lambda: actions.agree(sheet.pk, operator),
        )
    assert programmes.spent(sheet.programme_id) == {"wage": 300_00}


def test_two_sheets_made_at_once_share_no_day(
    plot: Plot, workers: list[int], helper: Person, clerk: Person, second_clerk: Person
) -> None:
    actions.note_work(plot.pk, today(), workers, helper)
    week = (today() - timedelta(days=7), today())
    given = at_once(
        lambda: actions.make_sheet(plot.programme_id, *week, 100_00, clerk),
        lambda: actions.make_sheet(plot.programme_id, *week, 100_00, second_clerk),
    )
    assert kinds(given) == ["NoDays", "WageSheet"]
    assert WageSheet.objects.count() == 1


def test_a_person_noted_twice_at_once_worked_one_day(
    plot: Plot, workers: list[int], helper: Person, clerk: Person
) -> None:
    given = at_once(
        lambda: actions.note_work(plot.pk, today(), workers, helper),
        lambda: actions.note_work(plot.pk, today(), workers, clerk),
    )
    assert plot.work_days.count() == 3
    assert 3 in given
