"""Once a second: what the processes use, what waits, how long hauls took."""

import re
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import psutil

from yutang.cli.rehearsal.bottleneck import Facts
from yutang.cli.rehearsal.server import Server, metrics

_QUEUE, _SUM, _BUCKET = (
    "yutang_queue_length{",
    "yutang_flush_seconds_sum{",
    "yutang_flush_seconds_bucket{",
)
_OF_ORDERS = 'queue="orders"'
_UPPER = re.compile(r'le="([^"]+)"')
_BUSIEST = 0.1
_BUSIEST_LEAST = 5


@dataclass(frozen=True)
class Sample:
    """One second: cores used by role (single busiest process, and `database` in all)."""

    at_s: float
    seconds: float
    cores: dict[str, float]
    ours: float
    machine: float
    queue: int
    flushing: float


class Watch:
    """Samples in a thread of its own until stopped; `crowds`: pids of the load generators."""

    def __init__(self, server: Server, crowds: Sequence[int]) -> None:
        self.samples: list[Sample] = []
        self._server = server
        self._crowds = list(crowds)
        self._spent: dict[int, float] = {}
        self._flushed = 0.0
        self._buckets: Counter[float] = Counter()
        self._first_buckets: Counter[float] | None = None
        self._stopping = threading.Event()
        self._began = time.monotonic()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self, went_at: float) -> None:
        """Begin; moments are told from `went_at`, seconds since 1970."""
        self._look()
        self._began = time.monotonic() + went_at - time.time()
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self._thread.join(10)

    def _run(self) -> None:
        before = time.monotonic()
        psutil.cpu_percent()
        while not self._stopping.wait(1.0):
            now = time.monotonic()
            cores, ours = self._look()
            queue, flushing = self._gates(now - before)
            span = now - before
            shares = {role: used / span for role, used in cores.items()}
            sample = Sample(
                round(now - self._began, 2),
                span,
                shares,
                ours / span,
                psutil.cpu_percent() / 100,
                queue,
                flushing,
            )
            self.samples.append(sample)
            before = now

    def _look(self) -> tuple[dict[str, float], float]:
        """Return CPU seconds spent since the last look, by role and in all."""
        by_role = self._server.processes()
        by_role["crowd"] = [_process for pid in self._crowds if (_process := _alive(pid))]
        spent: dict[str, float] = {}
        ours = 0.0
        for role, processes in by_role.items():
            each = [self._since_last(process) for process in processes]
            ours += sum(each)
            spent[role] = sum(each) if role == "database" else max(each, default=0.0)
        return spent, ours

    def _since_last(self, process: psutil.Process) -> float:
        try:
            times = process.cpu_times()
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            return 0.0
        total = times.user + times.system
        before = self._spent.get(process.pid)
        self._spent[process.pid] = total
        return max(total - before, 0.0) if before is not None else 0.0

    def _gates(self, span: float) -> tuple[int, float]:
        """Return how many orders wait, and the share of the time in which hauls were written."""
        queue, flushed = 0, 0.0
        buckets = Counter[float]()
        gates = 0
        for name, value in metrics(self._server.address):
            if _OF_ORDERS not in name:
                continue
            if name.startswith(_QUEUE):
                queue += int(value)
                gates += 1
            elif name.startswith(_SUM):
                flushed += value
            elif name.startswith(_BUCKET) and (upper := _UPPER.search(name)):
                buckets[float(upper[1])] += int(value)
        share = (flushed - self._flushed) / span / max(gates, 1)
        self._flushed = flushed
        if self._first_buckets is None:
            self._first_buckets = buckets
        self._buckets = buckets
        return queue, min(max(share, 0.0), 1.0)

    @property
    def flush_p99_ms(self) -> float:
        """Return how long a haul took at worst, one in a hundred left out."""
        first = self._first_buckets or Counter()
        counts = {
            upper: max(count - first[upper], 0) for upper, count in sorted(self._buckets.items())
        }
        total = max(counts.values(), default=0)
        for upper, count in counts.items():
            if count >= 0.99 * total:
                return 1000 * upper
        return 0.0

    def facts(
        self,
        *,
        busiest: Sequence[float],
        told_to_wait: int,
        crowd_late_ms: float,
        parcels: int,
        parcels_hour: float | None,
        database_is_here: bool,
    ) -> Facts:
        """Return the facts of the busiest seconds, named by `busiest`."""
        chosen = [each for each in self.samples if any(abs(each.at_s - at) <= 1 for at in busiest)]
        chosen = chosen or self.samples
        return Facts(
            cores=psutil.cpu_count() or 1,
            machine=_mean([each.machine for each in chosen]),
            ours=_mean([each.ours for each in chosen]),
            crowd=_mean([each.cores.get("crowd", 0.0) for each in chosen]),
            gate=_mean([each.cores.get("gate", 0.0) for each in chosen]),
            database=_mean([each.cores.get("database", 0.0) for each in chosen])
            if database_is_here
            else None,
            flushing=_mean([each.flushing for each in chosen]),
            flush_p99_ms=self.flush_p99_ms,
            queue=max((each.queue for each in chosen), default=0),
            told_to_wait=told_to_wait,
            crowd_late_ms=crowd_late_ms,
            parcels=parcels,
            parcels_hour=parcels_hour,
        )


def busiest_seconds(answered: dict[int, int]) -> list[float]:
    """Return the seconds in which most was answered: a tenth of them, at least five."""
    count = max(_BUSIEST_LEAST, round(len(answered) * _BUSIEST))
    return [float(at) for at in sorted(answered, key=lambda at: -answered[at])[:count]]


def _mean(numbers: Sequence[float]) -> float:
    return round(sum(numbers) / len(numbers), 3) if numbers else 0.0


def _alive(pid: int) -> psutil.Process | None:
    try:
        return psutil.Process(pid)
    except psutil.NoSuchProcess:
        return None
