"""Two clerks at once, and a process killed in the middle: one register, nothing or all."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection
from tests.at_once import at_once, kinds

from yutang.insurance import actions, inventing
from yutang.insurance.actions import uploading
from yutang.insurance.actions.uploading import RegisterFile
from yutang.insurance.models import Enrolment, Policy, Roll, RollPart
from yutang.insurance.tests.conftest import Uploaded, csv_of, register
from yutang.people.access import Person
from yutang.programmes import queries as programmes
from yutang.roster.queries import by_id_number

pytestmark = pytest.mark.django_db(transaction=True)
WAIT_S = 20
_DIES = """
import sys, time
import django
django.setup()
from yutang.insurance import actions, inventing

def tell(step, done, total):
    if done >= int(sys.argv[2]):
        print("half", flush=True)
        time.sleep(600)

actions.enrol(int(sys.argv[1]), tell)
"""


def _killed_after(roll: Roll, rows: int) -> None:
    """Enrol in a process of its own, and kill it -9 when so many rows are done."""
    said = connection.settings_dict
    address = (
        f"postgresql://{said['USER']}:{said['PASSWORD']}@/{said['NAME']}"
        f"?host={said['HOST']}&port={said['PORT']}"
    )
    environment = {
        **os.environ,
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "yutang.web.settings",
    }
    command = [sys.executable, "-c", _DIES, str(roll.pk), str(rows)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None, "asked for above"
        assert process.stdout.readline() == "half\n"
        process.send_signal(signal.SIGKILL)


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A part is a few rows, so that a small register has several."""
    monkeypatch.setattr("yutang.insurance.actions.parts.ROWS", 10)


def test_killed_in_the_middle_nobody_is_enrolled_and_the_retry_enrols_all(
    uploaded: Uploaded, policy: Policy, clerk: Person
) -> None:
    roll = uploaded(csv_of(register(40, dirt={})))
    assert RollPart.objects.filter(roll=roll).count() == 4
    actions.confirm(roll.pk, clerk)
    had = programmes.has(policy.plan.programme_id)
    first = next(inventing.rows(register(1, dirt={}))).cells[2]

    _killed_after(roll, 20)

    roll.refresh_from_db()
    assert roll.state == "enrolling"
    assert not Enrolment.objects.exists()
    assert by_id_number(first) is None
    assert programmes.has(policy.plan.programme_id) == had
    assert actions.enrol(roll.pk).state == "enrolled"
    assert Enrolment.objects.count() == 40
    assert by_id_number(first) is not None
    assert programmes.has(policy.plan.programme_id) == had - 40 * policy.premium_fen


def _upload(policy: Policy, by: Person, data: bytes) -> Callable[[], Roll]:
    file = RegisterFile(key=uuid4(), name="r.csv", data=data, has_consents=True)
    return lambda: actions.upload(policy.pk, file, by)


def test_two_clerks_upload_the_same_file_and_there_is_one_register(
    policy: Policy, clerk: Person, second_clerk: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, both = csv_of(register(10)), Barrier(2)
    looked = uploading._refuse_again

    def after_both_looked(policy_id: int, digest: str) -> None:
        looked(policy_id, digest)
        if not both.broken:
            both.wait(WAIT_S)

    monkeypatch.setattr(uploading, "_refuse_again", after_both_looked)
    calls = [_upload(policy, by, data) for by in (clerk, second_clerk)]
    with connection.cursor() as cursor:  # without the guard there are two
        cursor.execute("drop index insurance_roll_file_once")
    assert kinds(at_once(*calls)) == ["Roll", "Roll"]
    with connection.cursor() as cursor:
        cursor.execute("delete from insurance_roll")
        cursor.execute(
            "create unique index insurance_roll_file_once on insurance_roll (policy_id, sha256)"
            " where not state in ('failed', 'dropped')"
        )
    both.reset()

    calls = [_upload(policy, by, data) for by in (clerk, second_clerk)]
    found = at_once(*[_with_barrier_once(call, both) for call in calls])

    assert kinds(found) == ["Roll", "RollThere"]
    assert Roll.objects.count() == 1


def _with_barrier_once(call: Callable[[], Roll], both: Barrier) -> Callable[[], object]:
    """After the insert that failed looks again, nobody waits any more."""

    def run() -> object:
        try:
            return call()
        finally:
            both.abort()

    return run


def test_two_confirm_and_two_work_and_everybody_is_enrolled_once(
    uploaded: Uploaded, policy: Policy, clerk: Person, second_clerk: Person
) -> None:
    roll = uploaded(csv_of(register(30, dirt={})))
    at_once(lambda: actions.confirm(roll.pk, clerk), lambda: actions.confirm(roll.pk, second_clerk))

    at_once(lambda: actions.enrol(roll.pk), lambda: actions.enrol(roll.pk))

    roll.refresh_from_db()
    assert roll.state == "enrolled"
    assert Enrolment.objects.filter(policy=policy).count() == 30


def test_two_registers_with_the_same_people_enrol_each_once(
    uploaded: Uploaded, clerk: Person
) -> None:
    data = csv_of(register(20, dirt={}))
    rolls = [uploaded(data), uploaded(data + b"\n")]
    for roll in rolls:
        actions.confirm(roll.pk, clerk)

    at_once(*[lambda pk=roll.pk: actions.enrol(pk) for roll in rolls])

    states = sorted(Roll.objects.values_list("state", flat=True))
    assert states == ["enrolled", "failed"]
    assert Enrolment.objects.count() == 20
