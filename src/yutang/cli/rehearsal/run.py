"""Plays a rehearsal: starts the crowds, gives the word, shows goods, hurts the server on time."""

import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from yutang.cli.rehearsal.plan import Fault
from yutang.cli.rehearsal.record import Record
from yutang.cli.rehearsal.server import Server
from yutang.cli.rehearsal.spec import Spec
from yutang.cli.rehearsal.watch import Watch
from yutang.plumbing import lifeline

READY_WITHIN_S = 180.0
LOOK_S = 0.25
ENTER = "entries"


class CrowdFailed(Exception):  # noqa: N818 - told as a sentence
    """A process of the crowd ended before it had played its part."""


class Display(Protocol):
    """Where progress is shown."""

    def phase(self, said: str) -> None: ...

    def progress(self, at_s: float, told: Sequence[dict[str, Any]]) -> None: ...

    def fault(self, at_s: float, said: str) -> None: ...


@dataclass
class Deed:
    """Something the host does at a moment of the rehearsal, such as showing a good."""

    at_s: float
    do: Callable[[], object]


@dataclass
class Played:
    """What came of it. Moments in seconds from the word to go."""

    record: Record
    entries: Record
    told: bytes
    """Ids of the orders that buyers were told of, 16 bytes each."""
    went_at: float
    seconds: float
    orders_done_s: float
    watch: Watch
    faults: list[dict[str, Any]] = field(default_factory=list)


class Troupe:
    """The processes of one rehearsal's crowd."""

    def __init__(self, specs: Sequence[Spec], folder: Path) -> None:
        self._specs = list(specs)
        self._folder = folder
        self._processes: list[subprocess.Popen[str]] = []
        self._heard: list[dict[str, Any]] = []
        self._ended_at: dict[int, float] = {}

    def start(self) -> None:
        for number, spec in enumerate(self._specs):
            path = self._folder / f"spec-{number}.json"
            spec.out = str(self._folder / f"record-{number}.json")
            spec.write(path)
            process = subprocess.Popen(
                [sys.executable, "-m", "yutang.cli.rehearsal.crowd", str(path)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                env={k: v for k, v in _environment().items() if k != lifeline.VARIABLE},
            )
            self._processes.append(process)
            self._heard.append({"kind": spec.kind})
            threading.Thread(target=self._listen, args=[number], daemon=True).start()

    def _listen(self, number: int) -> None:
        process = self._processes[number]
        assert process.stdout is not None
        for line in process.stdout:
            told = json.loads(line)
            self._heard[number] = {**self._heard[number], **told}
            if told.get("done"):
                self._ended_at[number] = time.time()
                assert process.stdin is not None
                process.stdin.close()

    @property
    def pids(self) -> list[int]:
        return [process.pid for process in self._processes]

    @property
    def heard(self) -> list[dict[str, Any]]:
        """The latest word of each process."""
        return list(self._heard)

    def ended_at(self, kind: str) -> float:
        """Return when the last process of that kind was done."""
        ends = [at for number, at in self._ended_at.items() if self._specs[number].kind == kind]
        return max(ends, default=time.time())

    def all_are(self, what: str) -> bool:
        """Tell whether all have said it.

        Raises:
            CrowdFailed: one ended without.
        """
        for heard, process in zip(self._heard, self._processes, strict=True):
            if not heard.get(what) and process.poll() is not None:
                raise CrowdFailed
        return all(heard.get(what) for heard in self._heard)

    def go(self, at: float) -> None:
        for process in self._processes:
            assert process.stdin is not None
            process.stdin.write(f"{at}\n")
            process.stdin.flush()

    def records(self, kind: str) -> tuple[Record, bytes]:
        record, told = Record(), b""
        for spec in self._specs:
            if spec.kind == kind:
                record.add(json.loads(Path(spec.out).read_text()))
                told += Path(f"{spec.out}.told").read_bytes()
        return record, told

    def stop(self) -> None:
        for process in self._processes:
            if process.poll() is None:
                process.terminate()
            process.wait(15)


def play(
    server: Server,
    specs: Sequence[Spec],
    *,
    faults: Sequence[Fault],
    deeds: Sequence[Deed],
    begin: Callable[[], float],
    display: Display,
) -> Played:
    """Play it to the end. `begin` is called when the crowd is ready and returns the moment to go.

    Raises:
        CrowdFailed: a process of the crowd broke.
    """
    with _folder() as folder:
        troupe = Troupe(specs, folder)
        try:
            display.phase("drawing the plan")
            troupe.start()
            _wait_until_ready(troupe)
            watch = Watch(server, troupe.pids)
            went_at = begin()
            watch.start(went_at)
            troupe.go(went_at)
            display.phase("the rush")
            told_faults = _until_done(troupe, server, faults, deeds, went_at, display)
            ended_s = time.time() - went_at
            watch.stop()
            record, told = troupe.records("orders")
            entries, _ = troupe.records(ENTER)
            return Played(
                record=record,
                entries=entries,
                told=told,
                went_at=went_at,
                seconds=ended_s,
                orders_done_s=troupe.ended_at("orders") - went_at,
                watch=watch,
                faults=told_faults,
            )
        finally:
            troupe.stop()


def _until_done(  # noqa: PLR0917 - as `play`
    troupe: Troupe,
    server: Server,
    faults: Sequence[Fault],
    deeds: Sequence[Deed],
    went_at: float,
    display: Display,
) -> list[dict[str, Any]]:
    waiting, told = sorted(faults), []
    host = threading.Thread(target=_do, args=[sorted(deeds, key=_when), went_at], daemon=True)
    host.start()
    while not troupe.all_are("done"):
        at_s = time.time() - went_at
        while waiting and waiting[0].at_s <= at_s:
            fault = waiting.pop(0)
            said = server.hurt(fault)
            told.append({"at": round(at_s, 2), "kind": fault.kind, "said": said})
            display.fault(at_s, said)
        display.progress(at_s, troupe.heard)
        time.sleep(LOOK_S)
    return told


def _when(deed: Deed) -> float:
    return deed.at_s


def _do(deeds: Sequence[Deed], went_at: float) -> None:
    """Do each at its moment, in a thread with a database connection of its own."""
    from django.db import connections

    try:
        for deed in deeds:
            time.sleep(max(went_at + deed.at_s - time.time(), 0.0))
            deed.do()
    finally:
        connections.close_all()


def _wait_until_ready(troupe: Troupe) -> None:
    deadline = time.monotonic() + READY_WITHIN_S
    while not troupe.all_are("ready"):
        if time.monotonic() > deadline:
            raise CrowdFailed
        time.sleep(0.05)


def _environment() -> dict[str, str]:
    import os

    return dict(os.environ)


@contextmanager
def _folder() -> Iterator[Path]:
    """A folder that goes away; passes are secrets, so only its owner may look."""
    with tempfile.TemporaryDirectory(prefix="yutang-crowd-") as folder:
        yield Path(folder)
