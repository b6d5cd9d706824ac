"""Two settlers, a refund in between, a settler killed: an order is settled once, or not at all."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from typing import LiteralString

import psycopg
import pytest
from django.db import connection
from django.db.models import Sum
from tests.at_once import at_once

from yutang.kernel.clock import now
from yutang.people.access import Person
from yutang.plumbing import rounds
from yutang.plumbing.rounds import Round, Rows
from yutang.shares import actions, hauls
from yutang.shares.models import Settlement, Share, Split
from yutang.trade.models import Order

pytestmark = pytest.mark.django_db(transaction=True)
Received = Callable[..., Order]
Settle = Callable[..., int]
WAIT_S = 20
UNLOCKED: LiteralString = (
    "select order_id from shares_settlement where due_at <= %(now)s"
    " and settled_at is null and held_at is null limit %(most)s"
)
ASKED = 2
"""Rounds after which the settler knows what was paid, and has written nothing."""
POSTED = 6
"""Rounds after which the ledger is written, and nothing is committed."""


def _url() -> str:
    parameters = connection.get_connection_params()
    known = ("dbname", "user", "password", "host", "port")
    return psycopg.conninfo.make_conninfo(
        **{name: parameters[name] for name in known if parameters.get(name)}
    )


def _meanwhile(
    steps: Generator[Round, Rows, int], after: int, do: Callable[[], object]
) -> Generator[Round, Rows, int]:
    """Pass the rounds on, and do something between two of them."""
    asked, passed = next(steps), 0
    while True:
        rows = yield asked
        passed += 1
        if passed == after:
            do()
        try:
            asked = steps.send(rows)
        except StopIteration as end:
            return int(end.value)


def _settle_meanwhile(do: Callable[[], object], sql: hauls.Statements = hauls.DEFAULT) -> int:
    with psycopg.connect(_url(), autocommit=True) as settler:
        return rounds.run(settler, _meanwhile(hauls.settle(now(), 100, sql), ASKED, do))


def _shared(order: Order) -> int:
    found = Share.objects.filter(order=order).aggregate(fen=Sum("amount_fen"))
    return int(found["fen"] or 0)


def test_two_settlers_take_different_orders(received: Received, settle: Settle) -> None:
    order = received(1)
    assert _settle_meanwhile(settle) == 1
    assert _shared(order) == 2990


def test_without_the_lock_both_would_take_it_and_the_database_refuses_one(
    received: Received, settle: Settle
) -> None:
    order = received(1)
    without = hauls.Statements(lock_due=UNLOCKED)
    with pytest.raises(psycopg.errors.UniqueViolation):
        _settle_meanwhile(settle, without)
    assert _shared(order) == 2990


def test_without_the_lock_a_refund_in_between_would_be_shared_all_the_same(
    received: Received, clerk: Person
) -> None:
    order = received(1)
    without = hauls.Statements(lock_due=UNLOCKED)
    _settle_meanwhile(lambda: actions.refund(order.pk, 990, clerk, "坏果", "claim:1"), without)
    assert _shared(order) == 2990  # 990 of them are the buyer's again


def test_a_refund_in_between_waits_and_is_taken_back(received: Received, clerk: Person) -> None:
    order = received(1)

    def refund() -> object:
        try:
            return actions.refund(order.pk, 990, clerk, "坏果", "claim:1")
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        waiting = []
        _settle_meanwhile(lambda: waiting.append(pool.submit(refund)))
        assert waiting[0].result(WAIT_S)
    assert _shared(order) == 2000


def test_a_refund_tapped_twice_at_the_same_moment_is_one(
    received: Received, settle: Settle, clerk: Person, split: Split
) -> None:
    order = received(1)
    settle()

    made = at_once(*[lambda: actions.refund(order.pk, 990, clerk, "坏果", "claim:1")] * 4)
    assert all(each == made[0] for each in made)
    assert _shared(order) == 2000


_KILLED = """
import sys, time
from datetime import datetime, timezone
import psycopg
from yutang.plumbing import rounds
from yutang.shares import hauls

def slow(steps, after):
    rows, passed = None, 0
    while True:
        rows = yield (next(steps) if rows is None else steps.send(rows))
        passed += 1
        if passed == after:
            print("written", flush=True)
            time.sleep(60)

with psycopg.connect(sys.argv[1], autocommit=True) as connection:
    rounds.run(connection, slow(hauls.settle(datetime.now(timezone.utc)), int(sys.argv[2])))
"""


def test_a_settler_that_is_killed_leaves_everything_as_it_was(
    received: Received, settle: Settle
) -> None:
    order = received(1)
    with subprocess.Popen(
        [sys.executable, "-c", _KILLED, _url(), str(POSTED)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as settler:
        assert settler.stdout is not None
        assert settler.stdout.readline() == "written\n"
        assert settle() == 0  # it has the order still
        settler.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + WAIT_S
    while settle() == 0 and time.monotonic() < deadline:
        time.sleep(0.02)
    assert _shared(order) == 2990
    assert Settlement.objects.filter(settled_at=None).count() == 0
