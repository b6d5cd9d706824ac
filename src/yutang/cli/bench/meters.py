"""What a measurement took: processor time of each part, and how large the hauls were."""

import os
import re
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import psutil
import psycopg

from yutang.cli.bench.stage import RunningGate, Stage

_HAULS = re.compile(r'yutang_haul_size_(count|sum)\{queue="orders"\} (\S+)')


@dataclass
class Meter:
    """Read after its measurement."""

    cpu_s: dict[str, float] = field(default_factory=dict)
    hauls: dict[str, float] = field(default_factory=dict)

    def cpu_us(self, orders: int) -> dict[str, float]:
        """Return microseconds of processor time an order, by part."""
        return {part: round(spent * 1e6 / orders, 1) for part, spent in self.cpu_s.items()}

    def haul(self) -> float:
        """Return how many orders shared a transaction, on average."""
        return round(self.hauls["sum"] / max(self.hauls["count"], 1), 1)


@contextmanager
def metered(stage: Stage, running: RunningGate) -> Iterator[Meter]:
    """Meter what happens inside."""
    meter = Meter()
    pids = {"gate": [running.pid], "database": _database(stage), "load generator": [os.getpid()]}
    before_s = {part: _cpu_s(own) for part, own in pids.items() if own}
    hauls = _hauls(running)
    yield meter
    meter.cpu_s = {part: _cpu_s(pids[part]) - spent for part, spent in before_s.items()}
    meter.hauls = {name: value - hauls[name] for name, value in _hauls(running).items()}


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


def _hauls(running: RunningGate) -> dict[str, float]:
    with urllib.request.urlopen(f"http://{running.address}/metrics", timeout=10) as answer:
        page = answer.read().decode()
    found = {name: float(value) for name, value in _HAULS.findall(page)}
    return {"count": found.get("count", 0.0), "sum": found.get("sum", 0.0)}
