import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yutang.plumbing import seal, statements
from yutang.plumbing.config import Config
from yutang.plumbing.postgres import Handle, hide_password, running_url


@given(st.text(max_size=200))
def test_what_is_sealed_opens_to_the_same_text_and_hides_it(text: str) -> None:
    sealed = seal.seal(text)
    assert seal.unseal(sealed) == text
    assert len(text) < 8 or text.encode() not in sealed


def test_a_foreign_seal_cannot_be_opened() -> None:
    with pytest.raises(seal.CannotOpen):
        seal.unseal(b"gAAAAABmadeelsewhere")


def test_digests_find_the_same_text_again() -> None:
    assert seal.digest("13800000001") == seal.digest("13800000001")
    assert seal.digest("13800000001") != seal.digest("13800000002")


def test_the_keys_are_kept_and_only_for_the_owner() -> None:
    path = Config.load().data / "secrets.json"
    Config.load().secrets()
    assert path.stat().st_mode & 0o077 == 0
    assert set(json.loads(path.read_text())) == {"django", "pass_keys", "sealing_keys"}


def test_two_processes_at_a_first_start_agree_on_the_keys(tmp_path: Path) -> None:
    code = "from yutang.plumbing.config import Config; print(Config.load().secrets().django)"
    environment = {**os.environ, "YUTANG_DATA": str(tmp_path / "new")}
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, text=True
        )
        for _ in range(4)
    ]
    assert len({run.communicate()[0] for run in runs}) == 1


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("", None),
        ("redis://:secret@10.0.0.5:6379/0", "redis://:secret@10.0.0.5:6379/0"),
        ("valkey://10.0.0.5", "redis://10.0.0.5"),
        ("valkeys://10.0.0.5", "rediss://10.0.0.5"),
        ("unix:///run/redis.sock", "unix:///run/redis.sock"),
    ],
)
def test_the_bus_may_be_redis_or_valkey(given: str, read: str | None) -> None:
    code = "from yutang.plumbing.config import Config; print(Config.load().bus_url)"
    environment = {**os.environ, "YUTANG_BUS": given}
    run = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == str(read)


@pytest.mark.parametrize("given", ["amqp://x:hidden@y", "redis://", "redis://x:hidden", "hidden"])
def test_a_bus_that_is_none_is_refused_in_words(given: str) -> None:
    run = subprocess.run(
        [sys.executable, "-c", "from yutang.plumbing.config import Config; Config.load()"],
        env={**os.environ, "YUTANG_BUS": given},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert "YUTANG_BUS must be" in run.stderr
    assert "hidden" not in run.stderr
    assert "Traceback" not in run.stderr


def test_a_port_that_is_none_is_refused_in_words() -> None:
    run = subprocess.run(
        [sys.executable, "-c", "from yutang.plumbing.config import Config; Config.load()"],
        env={**os.environ, "PORT": "http"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert "PORT must be a number" in run.stderr


def test_without_a_database_the_message_says_what_to_do(tmp_path: Path) -> None:
    code = (
        "from yutang.plumbing.config import Config; from yutang.plumbing.postgres import "
        "running_url; running_url(Config.load())"
    )
    environment = {**os.environ, "YUTANG_DATA": str(tmp_path), "DATABASE_URL": ""}
    run = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    assert run.returncode == 1
    assert "yutang serve" in run.stderr
    assert running_url(Config.load())


def test_a_password_never_reaches_the_log() -> None:
    hidden = hide_password("postgresql://county:secret@db:5432/yutang")
    assert hidden == "postgresql://county:***@db:5432/yutang"


def test_a_statement_that_is_not_there_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        statements.load("trade", "no_such_statement")


def test_a_process_ends_when_its_supervisor_is_gone() -> None:
    code = "from yutang.plumbing import lifeline; import time; lifeline.watch(); time.sleep(60)"
    read, write = os.pipe()
    child = subprocess.Popen(
        [sys.executable, "-c", code],
        env={**os.environ, "YUTANG_LIFELINE": str(read)},
        pass_fds=[read],
    )
    os.close(read)
    time.sleep(0.3)
    assert child.poll() is None
    os.close(write)
    assert child.wait(timeout=10) == -15


def test_a_runtime_folder_that_others_prepared_is_not_used(tmp_path: Path) -> None:
    code = "from yutang.plumbing.config import Config; print(Config.load().runtime)"
    environment = {**os.environ, "YUTANG_DATA": "/x", "TMPDIR": str(tmp_path)}

    def run() -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", code],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    folder = Path(run().stdout.strip())
    assert folder.stat().st_mode & 0o777 == 0o700
    folder.chmod(0o777)
    assert "others may write in it" in run().stderr
    folder.rmdir()
    folder.symlink_to(tmp_path)
    assert run().returncode == 1


def test_an_embedded_database_is_only_its_owners_and_comes_back_when_it_was_killed() -> None:
    with tempfile.TemporaryDirectory(prefix="yt-") as folder:
        handle = Handle(Path(folder) / "postgres")
        try:
            with psycopg.connect(handle.url, autocommit=True) as connection:
                connection.execute("create table kept as select 7 as n")
                (where,) = connection.execute("show unix_socket_directories").fetchone() or ("",)
            sockets = list(Path(where).glob(".s.PGSQL.*[0-9]"))
            assert [path.stat().st_mode & 0o077 for path in sockets] == [0]
            assert not handle.revive()
            pid = int((Path(folder) / "postgres" / "postmaster.pid").read_text().split()[0])
            os.kill(pid, signal.SIGKILL)
            while psutil.pid_exists(pid):
                time.sleep(0.02)
            assert handle.revive()
            with psycopg.connect(handle.url) as connection:
                assert connection.execute("select n from kept").fetchall() == [(7,)]
        finally:
            handle.release()
