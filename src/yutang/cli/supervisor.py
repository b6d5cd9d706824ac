"""Keeps the processes of one installation running, and stops them together.

Children live in sessions of their own, so that Ctrl-C reaches only the supervisor, which stops
them in order. Each holds a lifeline (see `plumbing.lifeline`): none outlives the supervisor.
"""

import asyncio
import os
import signal
import sys
import time
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

import structlog

from yutang.plumbing import lifeline

STOP_GRACE_S = 10.0
BACKOFF_FIRST_S = 0.2
BACKOFF_MOST_S = 5.0
STEADY_AFTER_S = 10.0

log = structlog.get_logger()


@dataclass
class Child:
    """One process to keep alive: ``python -m <module>``."""

    name: str
    module: str
    arguments: Sequence[str] = ()
    restart: bool = True
    """False: it may end by itself, and then stays ended."""
    process: asyncio.subprocess.Process | None = field(default=None, init=False)
    hurried: asyncio.Event = field(default_factory=asyncio.Event, init=False)
    """Set when nobody should wait with what comes next for it, be it a start or the end."""


class Supervisor:
    """Starts children, restarts the dead, stops all on SIGTERM or SIGINT."""

    def __init__(self, children: Sequence[Child], environment: dict[str, str]) -> None:
        self._children = list(children)
        self._environment = environment
        self._stopping = asyncio.Event()
        self._lifeline_read, self._lifeline_write = os.pipe()

    async def run(self) -> None:
        """Return when every child has stopped after a signal."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._stopping.set)
        keepers = [asyncio.create_task(self._keep(child)) for child in self._children]
        await self._stopping.wait()
        log.info("stopping")
        for child in self._children:
            child.hurried.set()
        # The last one first: whoever asks stops before whoever answers.
        for child in reversed(self._children):
            await self._stop(child)
        await asyncio.gather(*keepers)
        log.info("stopped")

    def stop(self) -> None:
        """Ask for the end, as a signal would."""
        self._stopping.set()

    async def renew(self, modules: Collection[str]) -> None:
        """Have the children of these modules begin anew, with the code that lies there now."""
        chosen = [child for child in self._children if child.module in modules]
        for child in chosen:
            child.hurried.set()
        await asyncio.gather(*(self._stop(child) for child in chosen))

    async def _keep(self, child: Child) -> None:
        pause_s = BACKOFF_FIRST_S
        while not self._stopping.is_set():
            child.hurried.clear()
            started = time.monotonic()
            child.process = await self._start(child)
            if child.hurried.is_set():  # while it was being started
                await self._stop(child)
            code = await child.process.wait()
            if self._stopping.is_set() or not child.restart:
                return
            if child.hurried.is_set():
                pause_s = BACKOFF_FIRST_S
                continue
            log.warning("child_died", child=child.name, code=code, restart_in_s=pause_s)
            with suppress(TimeoutError):
                await asyncio.wait_for(child.hurried.wait(), pause_s)
            steady = time.monotonic() - started > STEADY_AFTER_S
            pause_s = BACKOFF_FIRST_S if steady else min(pause_s * 2, BACKOFF_MOST_S)

    async def _start(self, child: Child) -> asyncio.subprocess.Process:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            child.module,
            *child.arguments,
            env={**self._environment, lifeline.VARIABLE: str(self._lifeline_read)},
            pass_fds=[self._lifeline_read],
            start_new_session=True,
        )
        log.info("child_started", child=child.name, pid=process.pid)
        return process

    async def _stop(self, child: Child) -> None:
        process = child.process
        if process is None or process.returncode is not None:
            return
        process.terminate()
        try:
            await asyncio.wait_for(process.wait(), STOP_GRACE_S)
        except TimeoutError:
            log.warning("child_killed", child=child.name, after_s=STOP_GRACE_S)
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()
