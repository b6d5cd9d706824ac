"""What a measurement took: processor time of each part, and how large the batches were."""

import os
import re
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import psutil
import psycopg

from yutang.cli.bench.stage import RunningGate, Stage

_BATCHES = re.compile(r'yutang_batch_size_(count|sum)\{queue="orders"\} (\S+)')


@dataclass
class Meter:
    """Read after its measurement."""

    cpu_s: dict[str, float] = field(default_factory=dict)
    batches: dict[str, float] = field(default_factory=dict)

    def cpu_us(self, orders: int) -> dict[str, float]:
        """Return microseconds of processor time an order, by part."""
        return {part: round(spent * 1e6 / orders, 1) for part, spent in self.cpu_s.items()}

    def batch(self) -> float:
        """Return how many orders shared a transaction, on average."""
        return round(self.batches["sum"] / max(self.batches["count"], 1), 1)


@contextmanager
def metered(stage: Stage, running: RunningGate) -> Iterator[Meter]:
    """Meter what happens inside."""
    meter = Meter()
    pids = {"gate": [running.pid], "database": _database(stage), "load generator": [os.getpid()]}
    before_s = {part: _cpu_s(own) for part, own in pids.items() if own}
    batches = _batches(running)
    yield meter
    meter.cpu_s = {part: _cpu_s(pids[part]) - spent for part, spent in before_s.items()}
    meter.batches = {name: value - batches[name] for name, value in _batches(running).items()}


def _database(stage: Stage) -> list[int]:
    """Return the server's processes, when it is on this machine."""
    with psycopg.connect(stage.url) as connection:
        rows = connection.execute("select pid from pg_stat_activity").fetchall()
        own = connection.info.backend_pid
    found = []
    for (pid,) in rows:
        with suppress(psutil.Error):
            if pid != own and psutil.Process(pid).name().startswith("postgres"):
                found.append(pid)
    return found


def _cpu_s(pids: list[int]) -> float:
    spent = 0.0
    for pid in pids:
        with suppress(psutil.Error):
            times = psutil.Process(pid).cpu_times()
            spent += times.user + times.system
    return spent


def _batches(running: RunningGate) -> dict[str, float]:
    with urllib.request.urlopen(f"http://{running.address}/metrics", timeout=10) as answer:
        page = answer.read().decode()
    found = {name: float(value) for name, value in _BATCHES.findall(page)}
    return {"count": found.get("count", 0.0), "sum": found.get("sum", 0.0)}
