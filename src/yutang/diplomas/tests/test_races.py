"""Two diplomas at once get numbers that follow; the same one at once is issued once."""

from dataclasses import replace
from threading import Barrier

import pytest
from django.db import IntegrityError
from tests.at_once import WAIT_S, at_once

from yutang.diplomas import actions
from yutang.diplomas.models import Diploma, Serial
from yutang.diplomas.tests.test_issuing import PAPER
from yutang.people.access import Person

pytestmark = pytest.mark.django_db(transaction=True)


def issue_both(keys: tuple[str, str], clerk: Person) -> list[object]:
    first, second = (replace(PAPER, holder=f"学员{number}") for number in (1, 2))
    return at_once(
        lambda: actions.issue(first, cause="t", key=keys[0], by=clerk),
        lambda: actions.issue(second, cause="t", key=keys[1], by=clerk),
    )


def test_two_at_once_get_numbers_that_follow(clerk: Person) -> None:
    issue_both(("1", "2"), clerk)
    found = sorted(Diploma.objects.values_list("number", flat=True))
    assert found == ["130827-2026-00001", "130827-2026-00002"]


def test_the_same_cause_at_once_is_issued_once(clerk: Person) -> None:
    issue_both(("1", "1"), clerk)
    assert Diploma.objects.count() == Serial.objects.get().last == 1


def test_without_the_serials_lock_both_take_the_same_number(
    clerk: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Shows what the lock is for."""
    actions.issue(PAPER, cause="t", key="0", by=clerk)
    both_have_read = Barrier(2)

    def unlocked(place_code: str, year: int) -> Serial:
        found = Serial.objects.get(place_code=place_code, year=year)
        both_have_read.wait(WAIT_S)
        return found

    monkeypatch.setattr(actions, "_locked_serial", unlocked)
    with pytest.raises(IntegrityError):
        issue_both(("1", "2"), clerk)
