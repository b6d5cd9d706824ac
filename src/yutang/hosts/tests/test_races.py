"""Two clerks who decide at once: one is heard."""

from threading import Barrier

import pytest
from django.db import IntegrityError
from tests.at_once import WAIT_S, at_once, kinds

from yutang.hosts import actions
from yutang.hosts.access import Path
from yutang.hosts.actions import locking
from yutang.hosts.models import Step
from yutang.hosts.tests.conftest import Apply
from yutang.people.access import Person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def path(apply: Apply, stranger: Person) -> Path:
    return apply(stranger)


def decide_twice(path: Path, one: Person, other: Person) -> list[object]:
    return at_once(
        lambda: actions.admit(path.pk, one, saw_identity=True),
        lambda: actions.refuse(path.pk, "goods", "没有说清楚卖什么", other),
    )


def decisions() -> int:
    return Step.objects.filter(what__in=["admit", "refuse"]).count()


def test_of_two_who_decide_at_once_one_is_heard(
    path: Path, clerk: Person, operator: Person
) -> None:
    assert kinds(decide_twice(path, clerk, operator)) == ["NotNow", "Step"]
    assert decisions() == 1


def test_without_the_rows_lock_the_database_still_hears_one_only(
    path: Path, clerk: Person, operator: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Shows what the lock is for: both read it as applied, and the second fails badly."""
    both_have_read = Barrier(2)

    def unlocked(path_id: int) -> Path:
        found = Path.objects.select_related("member", "cohort").get(pk=path_id)
        both_have_read.wait(WAIT_S)
        return found

    monkeypatch.setattr(locking, "path", unlocked)
    with pytest.raises(IntegrityError):
        decide_twice(path, clerk, operator)
    assert decisions() == 1
