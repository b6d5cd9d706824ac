"""Two clerks at once: one balance is paid once; with the guards off it is paid twice."""

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from django.db import connection, transaction

from yutang.kernel.errors import Refusal
from yutang.payouts import actions, queries
from yutang.payouts.actions import bookings, runs
from yutang.payouts.models import Payout, Run
from yutang.people.access import Person
from yutang.shares.payees import Payee

COUNTY = "130827"
UNIQUE = "payouts_payout_open_once"


def both(gate: threading.Barrier, *jobs: Callable[[], object]) -> list[str]:
    """Do the jobs at once, each with a connection of its own; return what came of each."""
    said: list[str] = []

    def go(job: Callable[[], object]) -> None:
        try:
            job()
            said.append("done")
        except Refusal as refusal:
            said.append(refusal.code)
        except threading.BrokenBarrierError:
            said.append("alone")
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    gate.abort()
    return sorted(said)


@pytest.fixture
def pair(
    transactional_db: None, payee: Payee, profile_id: int, clerk: Person, second: Person
) -> Callable[[threading.Barrier, pytest.MonkeyPatch], list[str]]:
    """Return a function with which both clerks draft a run in the same moment."""

    def draft(gate: threading.Barrier, patch: pytest.MonkeyPatch) -> list[str]:
        count = queries.planned

        def counted(*asked: Any) -> Any:
            planned = count(*asked)
            gate.wait(10)  # both have counted before either writes
            return planned

        patch.setattr(queries, "planned", counted)
        jobs = [lambda by=by: actions.make_run(COUNTY, profile_id, 1, by) for by in (clerk, second)]
        return both(gate, *jobs)

    return draft


def test_without_the_unique_payout_two_runs_hold_one_balance(
    pair: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"select indexdef from pg_indexes where indexname = '{UNIQUE}'")
        (made,) = cursor.fetchone() or ("",)
        cursor.execute(f"drop index {UNIQUE}")
    try:
        assert pair(threading.Barrier(2), monkeypatch) == ["done", "done"]
        assert Payout.objects.count() == 2
    finally:
        Payout.objects.all().delete()
        Run.objects.all().delete()
        with connection.cursor() as cursor:
            cursor.execute(made)


def test_one_of_two_clerks_drafts_the_balance(
    pair: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert pair(threading.Barrier(2), monkeypatch) == ["done", "run_elsewhere"]
    assert Payout.objects.count() == Run.objects.count() == 1


@pytest.fixture
def approvals(
    transactional_db: None,
    payee: Payee,
    draft: Run,
    second: Person,
    balance: Callable[[Payee], int],
) -> Callable[..., tuple[list[str], int]]:
    """Return a function with which somebody approves while the same payout is taken beside it.

    The other side stands for whatever would take the balance meanwhile: it locks as approving
    does, and posts a payout of its own.
    """

    def approve(patch: pytest.MonkeyPatch, *, locked: bool) -> tuple[list[str], int]:
        gate = threading.Barrier(2)
        check = runs._check_balances
        if not locked:
            patch.setattr(
                runs, "locked_accounts", lambda found: {p.payee_id: p.account_id for p in found}
            )

        def checked(found: Any) -> None:
            check(found)
            with suppress(threading.BrokenBarrierError):
                gate.wait(2)  # both have counted before either posts, unless one waits for a lock

        patch.setattr(runs, "_check_balances", checked)
        payouts = list(draft.payouts.select_related("account", "payee", "advance"))

        def beside() -> None:
            twins = [Payout(**{**_fields(each), "reference": "YTother"}) for each in payouts]
            with transaction.atomic():
                runs.locked_accounts(twins)
                runs._check_balances(twins)
                bookings.leave(twins, second)

        said = both(gate, lambda: actions.approve(draft.pk, second), beside)
        return said, balance(payee)

    return approve


def _fields(payout: Payout) -> dict[str, Any]:
    names = ("payee_id", "account_id", "kind", "gross_fen", "repaid_fen", "amount_fen")
    return {name: getattr(payout, name) for name in names}


def test_without_the_lock_a_balance_is_paid_twice(
    approvals: Callable[..., tuple[list[str], int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert approvals(monkeypatch, locked=False) == (["done", "done"], -5_000)


def test_with_the_lock_the_second_finds_the_balance_gone(
    approvals: Callable[..., tuple[list[str], int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert approvals(monkeypatch, locked=True) == (["balance_fell", "done"], 0)
