"""Two clerks at once: one case is paid once, one cap is used once, one entry has one number.

Each race is shown with its guard off first.
"""

from collections.abc import Callable
from contextlib import suppress
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest
from django.db import IntegrityError
from tests.at_once import at_once, kinds
from tests.insured import PAID_FEN

from yutang.indemnity import actions
from yutang.indemnity.actions import deciding, telling
from yutang.indemnity.models import Case, PublicEntry
from yutang.indemnity.queries import reckoning, untold
from yutang.indemnity.tests.conftest import Agree
from yutang.ledger import queries as books
from yutang.ledger.rules import PAYABLE
from yutang.people.access import Person
from yutang.roster.access import Member

CAP_FEN = 500_000


def meet(patch: pytest.MonkeyPatch, room: Any, name: str) -> None:
    """Let two callers of this function wait for each other behind it, as far as locks let them."""
    gate, before = Barrier(2), getattr(room, name)

    def after(*asked: Any) -> Any:
        given = before(*asked)
        with suppress(BrokenBarrierError):
            gate.wait(1)
        return given

    patch.setattr(room, name, after)


def owed(member: Member) -> int:
    case = Case.objects.filter(member=member, payee__isnull=False).first()
    assert case is not None
    return -books.balance(PAYABLE, f"payee:{case.payee_id}")


def test_two_approvals_of_one_case_owe_it_once(
    transactional_db: None,
    agree: Agree,
    clerk: Person,
    second_clerk: Person,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case = agree()
    meet(monkeypatch, reckoning, "bill_of")
    given = at_once(*[lambda by=by: actions.approve(case.pk, by) for by in (clerk, second_clerk)])
    assert kinds(given) == ["CaseElsewhere", "Stage"]
    assert owed(case.member) == PAID_FEN


@pytest.fixture
def pair(
    transactional_db: None, agree: Agree, clerk: Person, second_clerk: Person
) -> Callable[[pytest.MonkeyPatch], tuple[list[str], int]]:
    """Return a function that approves two cases of one person in the same moment."""

    def approve(patch: pytest.MonkeyPatch) -> tuple[list[str], int]:
        first, second = agree(), agree()
        meet(patch, reckoning, "bill_of")
        given = at_once(
            lambda: actions.approve(first.pk, clerk),
            lambda: actions.approve(second.pk, second_clerk),
        )
        return kinds(given), owed(first.member)

    return approve


def test_without_the_lock_two_cases_use_one_cap_twice(
    pair: Callable[..., tuple[list[str], int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deciding, "_lock_person", lambda _case_id: None)
    assert pair(monkeypatch) == (["Stage", "Stage"], 2 * PAID_FEN)
    assert 2 * PAID_FEN > CAP_FEN


def test_with_the_lock_the_second_gets_what_the_cap_leaves(
    pair: Callable[..., tuple[list[str], int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert pair(monkeypatch) == (["Stage", "Stage"], CAP_FEN)


def append() -> Any:
    """Append, or say which constraint refused it."""
    try:
        return len(actions.append())
    except IntegrityError as error:
        return error


def test_two_who_append_at_once_make_one_chain(
    transactional_db: None, insured: list[Member], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(telling, "lock", lambda: None)
        meet(patch, untold, "rows")
        given = at_once(append, append)
        assert kinds(given) == ["IntegrityError", "int"], "the database refuses the second"
    assert PublicEntry.objects.count() == 2


def test_who_waits_for_the_lock_finds_nothing_left_to_tell(
    transactional_db: None, insured: list[Member], monkeypatch: pytest.MonkeyPatch
) -> None:
    meet(monkeypatch, untold, "rows")
    assert sorted(at_once(append, append), key=str) == [0, 2]
    assert list(PublicEntry.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
