"""Jobs: what is deferred is done by the worker, on Django's own connections."""

import os
import signal
import subprocess
import sys

import pytest
from asgiref.sync import async_to_sync
from django.db import connections
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from yutang.people import actions as people
from yutang.people import queries
from yutang.web.worker import work

DONE: list[str] = []


@app.task(name="test_worker:look")
def look(person_id: int) -> None:
    DONE.append(queries.person(person_id).name)


@app.task(name="test_worker:stumble")
def stumble() -> None:
    raise ValueError("as a provider that is away")


@pytest.mark.django_db(transaction=True)
def test_a_job_that_was_deferred_is_done_and_one_that_failed_is_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The worker's thread ends with the test, and its connection with the job.
    monkeypatch.setitem(connections.settings["default"], "CONN_MAX_AGE", 0)
    person = people.enrol("13800000009", "等活的人")
    look.defer(person_id=person.pk)
    stumble.defer()
    async_to_sync(work)(wait=False)
    assert DONE == ["等活的人"]
    left = list(ProcrastinateJob.objects.values_list("task_name", "status"))
    assert left == [("test_worker:stumble", "failed")]


@pytest.mark.django_db(transaction=True)
def test_the_process_starts_and_stops_when_asked() -> None:
    environment = {key: text for key, text in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
    with subprocess.Popen(
        [sys.executable, "-m", "yutang.web.worker"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        assert "started" in said
        process.terminate()
        said = process.stdout.read()
    assert process.returncode in {0, -signal.SIGTERM}, said
