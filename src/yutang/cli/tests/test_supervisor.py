import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from yutang.cli import supervisor
from yutang.cli.supervisor import Child, Supervisor

SLEEPER = "yutang.cli.tests.sleeper"


async def _until(condition: Callable[[], bool], within_s: float = 10.0) -> None:
    deadline = time.monotonic() + within_s
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        await asyncio.sleep(0.02)


def _pids(folder: Path) -> set[int]:
    return {int(path.name) for path in folder.iterdir()}


async def test_a_dead_child_is_started_again_and_all_stop_together(tmp_path: Path) -> None:
    keeper = Supervisor([Child("one", SLEEPER, [str(tmp_path)])], dict(os.environ))
    running = asyncio.create_task(keeper.run())
    await _until(lambda: len(_pids(tmp_path)) == 1)
    first = _pids(tmp_path)
    os.kill(first.pop(), signal.SIGKILL)
    await _until(lambda: len(_pids(tmp_path)) == 2)
    keeper.stop()
    await asyncio.wait_for(running, 10)
    assert not any(psutil.pid_exists(pid) for pid in _pids(tmp_path))


async def test_a_stubborn_child_is_killed_after_the_grace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "STOP_GRACE_S", 0.3)
    keeper = Supervisor([Child("one", SLEEPER, [str(tmp_path), "--stubborn"])], dict(os.environ))
    running = asyncio.create_task(keeper.run())
    await _until(lambda: len(_pids(tmp_path)) == 1)
    await asyncio.sleep(0.2)
    keeper.stop()
    await asyncio.wait_for(running, 10)
    assert not any(psutil.pid_exists(pid) for pid in _pids(tmp_path))


async def test_a_child_that_may_end_stays_ended(tmp_path: Path) -> None:
    keeper = Supervisor([Child("once", "this", restart=False)], dict(os.environ))
    running = asyncio.create_task(keeper.run())
    await asyncio.sleep(0.5)
    keeper.stop()
    await asyncio.wait_for(running, 10)


async def test_no_child_outlives_a_supervisor_that_is_killed(tmp_path: Path) -> None:
    code = (
        "import asyncio, os, sys\n"
        "from yutang.cli.supervisor import Child, Supervisor\n"
        f"children = [Child(str(n), {SLEEPER!r}, [sys.argv[1]]) for n in range(3)]\n"
        "asyncio.run(Supervisor(children, dict(os.environ)).run())\n"
    )
    process = subprocess.Popen(  # noqa: ASYNC220 - it only starts
        [sys.executable, "-c", code, str(tmp_path)], stderr=subprocess.DEVNULL
    )
    await _until(lambda: len(_pids(tmp_path)) == 3)
    process.kill()
    process.wait()
    await _until(lambda: not any(psutil.pid_exists(pid) for pid in _pids(tmp_path)))


async def test_a_stop_while_a_child_is_being_started_stops_it_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = Supervisor([Child("one", SLEEPER, [str(tmp_path)])], dict(os.environ))
    start = keeper._start

    async def slowly(child: Child) -> asyncio.subprocess.Process:
        process = await start(child)
        keeper.stop()
        await asyncio.sleep(0.2)
        return process

    monkeypatch.setattr(keeper, "_start", slowly)
    await asyncio.wait_for(keeper.run(), 5)
    assert not any(psutil.pid_exists(pid) for pid in _pids(tmp_path))
