"""What the machine lacks is told in a sentence, and no fault of ours is hidden."""

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from yutang.cli.obstacles import obstacle
from yutang.plumbing.config import Config


def _run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "yutang.cli", *arguments],
        env={**os.environ, "YUTANG_PAGES_SOCKET": "", **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    run = _run("serve", YUTANG_DATA=str(tmp_path / "file" / "data"), DATABASE_URL="")
    assert run.returncode == 1
    assert "YUTANG_DATA" in run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize("command", ["serve", "verify"])
def test_a_database_that_does_not_answer_is_told_without_its_password(
    tmp_path: Path, command: str
) -> None:
    url = "postgresql://yutang:very-secret@127.0.0.1:1/yutang"
    run = _run(command, YUTANG_DATA=str(tmp_path), DATABASE_URL=url, PORT="8971")
    assert run.returncode == 1
    assert "does not answer" in run.stderr
    assert "Traceback" not in run.stderr
    assert "very-secret" not in run.stderr + run.stdout


def test_a_full_disk_and_missing_tables_are_told() -> None:
    full = OSError(errno.ENOSPC, "No space left on device", str(Config.load().data / "x"))
    assert "is full" in (obstacle(full) or "")
    assert "run `yutang serve`" in (obstacle(psycopg.errors.UndefinedTable()) or "")


def test_faults_of_ours_stay_faults() -> None:
    for fault in (
        KeyError("x"),
        FileNotFoundError(errno.ENOENT, "none", "/somewhere/else"),
        psycopg.errors.SyntaxError("x"),
    ):
        assert obstacle(fault) is None


def test_being_asked_to_stop_before_all_runs_leaves_no_database_behind(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "yutang.cli", "serve"],
        env={**os.environ, "YUTANG_DATA": str(tmp_path), "DATABASE_URL": "", "PORT": "8972"},
        stderr=subprocess.DEVNULL,
    )
    mark = tmp_path / "postgres" / "postmaster.pid"
    ends_at = time.monotonic() + 30
    while not mark.exists() and time.monotonic() < ends_at:
        time.sleep(0.02)
    assert mark.exists()
    process.send_signal(signal.SIGTERM)
    process.wait(30)
    assert not mark.exists()
