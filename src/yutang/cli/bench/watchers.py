"""What is measured of viewers: how late a tick is, what a viewer costs, how all come back at once.

The gates share one port; the viewers sit in processes of their own (`crowd`), each with an
address of its own on this machine, because one has ports for some 28,000.
"""

import json
import math
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import msgspec
import psutil
import psycopg
from prometheus_client.parser import text_string_to_metric_families

from yutang.cli import load
from yutang.cli.bench.crowd import Crowd
from yutang.cli.bench.stage import RunningGate, Stage, gate

GATES = 2
CROWD_MOST = 10_000
"""Viewers of one process: it may open 20,000 files."""
_READY_WITHIN_S = 20.0
_SETTLE_S = 3.0
_COMING_S = 10.0
_LATE_PERCENT = (50, 99, 100)


@dataclass(frozen=True)
class Watched:
    """Viewers with one tick a second; delay from the tick's own moment to the viewer's socket.

    `ticks`: told to viewers, together; `told`: of those that there were, the part that arrived.
    `gate_cores`: processor time of all gates while a tick a second was told, in cores.
    """

    gates: int
    viewers: int
    seconds: float
    ticks: int
    told: float
    p50_ms: float
    p99_ms: float
    most_ms: float
    kilobytes_a_viewer: float
    gate_cores: float


@dataclass(frozen=True)
class CameBack:
    """All viewers drop and come back at once.

    `seconds`: until each has its state; `transactions`: what the gates asked of the database
    meanwhile; `quiet_transactions`: what they ask in a time as long in which nobody comes.
    """

    viewers: int
    here: int
    seconds: float
    transactions: int
    quiet_transactions: int


def watch(stage: Stage, viewers: int, seconds: float) -> tuple[Watched, CameBack]:
    """Open the streams, let the room tick each second, and measure; then all drop and return."""
    with gates(stage.url, GATES) as running, _crowds(stage, running[0], viewers) as crowds:
        _order(stage, running[0])  # the room is opened
        pids = [each.pid for each in running]
        before = _memory_kb(pids)
        _ask(crowds, "come")
        time.sleep(_SETTLE_S)
        grown = _memory_kb(pids) - before
        watched = _watch(stage, running, crowds, (viewers, seconds, grown))
        return watched, _come_back(stage, crowds, viewers)


@contextmanager
def gates(url: str, count: int) -> Iterator[list[RunningGate]]:
    """Run so many gates behind one port."""
    with ExitStack() as stack:
        running: list[RunningGate] = []
        for number in range(1, count + 1):
            port = running[0].port if running else None
            sharing = ("--number", str(number), "--of", str(count))
            running.append(stack.enter_context(gate(url, port=port, arguments=sharing)))
        _until_all_answer(running)
        yield running


def _watch(
    stage: Stage,
    running: Sequence[RunningGate],
    crowds: Sequence["_CrowdProcess"],
    measured: tuple[int, float, int],
) -> Watched:
    viewers, seconds, grown_kb = measured
    pids = [each.pid for each in running]
    _ask(crowds, "watch")
    before = _told_by(running)
    started, used_s = time.monotonic(), _processor_s(pids)
    for number in range(1, max(math.ceil(seconds), 3) + 1):
        _order(stage, running[0])
        time.sleep(max(started + number - time.monotonic(), 0))
    spent = time.monotonic() - started
    cores = (_processor_s(pids) - used_s) / spent
    time.sleep(_SETTLE_S)
    expected = _told_by(running) - before
    delays: Counter[int] = Counter()
    for told in _ask(crowds, "told"):
        delays.update({int(ms): count for ms, count in told["delays_ms"].items()})
    ticks = delays.total()
    if not ticks or not expected:
        raise SystemExit(f"{viewers} viewers saw {ticks} of {expected} ticks.")
    p50, p99, most = (_percentile(delays, percent) for percent in _LATE_PERCENT)
    return Watched(
        len(pids),
        viewers,
        spent,
        ticks,
        ticks / expected,
        p50,
        p99,
        most,
        grown_kb / viewers,
        cores,
    )


def _come_back(stage: Stage, crowds: Sequence["_CrowdProcess"], viewers: int) -> CameBack:
    with psycopg.connect(stage.url, autocommit=True) as database:
        _ask(crowds, "leave")
        time.sleep(_SETTLE_S)
        before = _transactions(database)
        back = _ask(crowds, "come")
        seconds = max(answer["seconds"] for answer in back)
        waited = seconds + _SETTLE_S
        time.sleep(_SETTLE_S)
        asked = _transactions(database) - before
        before = _transactions(database)
        time.sleep(waited)
        quiet = _transactions(database) - before
    here = sum(answer["here"] for answer in back)
    return CameBack(viewers, here, seconds, asked, quiet)


def _transactions(database: psycopg.Connection[Any]) -> int:
    """Return how many transactions this database has seen (these questions are among them)."""
    row = database.execute(
        """select xact_commit + xact_rollback from pg_stat_database
        where datname = current_database()"""
    ).fetchone()
    return int(row[0]) if row else 0


def _percentile(delays: Counter[int], percent: int) -> float:
    """Return the delay in ms that so many percent do not exceed."""
    left = math.ceil(delays.total() * percent / 100)
    for ms in sorted(delays):
        left -= delays[ms]
        if left <= 0:
            return ms + 1.0
    return 0.0


class _CrowdProcess:
    """One process of viewers."""

    def __init__(self, crowd: Crowd) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "yutang.cli.bench.crowd"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self.say(msgspec.json.encode(crowd))

    def say(self, line: bytes) -> None:
        assert self.process.stdin
        self.process.stdin.write(line + b"\n")
        self.process.stdin.flush()

    def heard(self) -> dict[str, Any]:
        assert self.process.stdout
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit("A process of viewers ended by itself.")
        answer: dict[str, Any] = json.loads(line)
        return answer


def _ask(crowds: Sequence[_CrowdProcess], word: str) -> list[dict[str, Any]]:
    """Say a word to all and return their answers."""
    for crowd in crowds:
        crowd.say(word.encode())
    return [crowd.heard() for crowd in crowds]


@contextmanager
def _crowds(stage: Stage, running: RunningGate, viewers: int) -> Iterator[list[_CrowdProcess]]:
    """Run processes that hold so many viewers, each with a device of its own."""
    count = max(math.ceil(viewers / CROWD_MOST), 2)
    cookies = _cookies(viewers)
    crowds: list[_CrowdProcess] = []
    try:
        for number in range(count):
            mine = cookies[number::count]
            source = f"127.0.1.{number + 1}"
            crowd = Crowd(running.host, running.port, stage.sale, source, mine)
            crowds.append(_CrowdProcess(crowd))
        yield crowds
    finally:
        for process in crowds:
            process.process.kill()
            process.process.wait()


def _cookies(viewers: int) -> list[str]:
    """Return a cookie of a device of its own for each viewer."""
    from yutang.kernel.passes import DEVICE_LIFE_S, Keyring, Pass, new_id
    from yutang.people.passes import DEVICE_COOKIE
    from yutang.plumbing.config import Config

    keyring = Keyring(Config.load().secrets().pass_keys)
    until = int(time.time()) + DEVICE_LIFE_S
    return [
        f"{DEVICE_COOKIE}={keyring.mint(Pass(new_id(), 'device', until, device=new_id()))}"
        for _ in range(viewers)
    ]


def _told_by(running: Sequence[RunningGate]) -> int:
    """Return how many ticks the gates have had to tell by now: their own times their viewers."""
    told = 0.0
    ticks: dict[str, float] = {}
    viewers: dict[str, float] = {}
    for family in text_string_to_metric_families(_metrics(running[0])):
        for sample in family.samples:
            if sample.name == "yutang_ticks_total":
                ticks[sample.labels.get("gate", "")] = sample.value
            elif sample.name == "yutang_viewers":
                viewers[sample.labels.get("gate", "")] = sample.value
    for number, count in ticks.items():
        told += count * viewers[number]
    return int(told)


def _metrics(running: RunningGate) -> str:
    with urllib.request.urlopen(f"http://{running.address}/metrics", timeout=5) as answer:
        return str(answer.read().decode())


def _until_all_answer(running: Sequence[RunningGate]) -> None:
    """Wait until each gate takes part: whoever is asked for metrics tells those of all."""
    deadline = time.monotonic() + _READY_WITHIN_S
    wanted = {f'gate="{number}"' for number in range(1, len(running) + 1)}
    while time.monotonic() < deadline:
        page = _metrics(running[0])
        if len(running) == 1 or all(label in page for label in wanted):
            return
        time.sleep(0.1)
    raise SystemExit("Not all gates started for the benchmark.")


def _order(stage: Stage, running: RunningGate) -> None:
    """Have the room change, so that it ticks."""
    wish = (stage.lots[0], 1, uuid4())
    request = load.order(running.address, stage.passes[0], stage.sale, wish)
    head, _, body = request.partition(b"\r\n\r\n")
    lines = dict(line.split(": ", 1) for line in head.decode().split("\r\n")[1:])
    address = f"http://{running.address}/live/{stage.sale}/orders"
    urllib.request.urlopen(urllib.request.Request(address, body, lines), timeout=10).close()


def _memory_kb(pids: Sequence[int]) -> int:
    """Return the resident memory of these processes together."""
    return sum(psutil.Process(pid).memory_info().rss for pid in pids) // 1024


def _processor_s(pids: Sequence[int]) -> float:
    """Return the processor time that these processes have used."""
    times = [psutil.Process(pid).cpu_times() for pid in pids]
    return sum(each.user + each.system for each in times)
