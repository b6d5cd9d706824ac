"""What is measured of orders: the SQL alone, and the whole way through HTTP."""

import gc
import statistics
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import psycopg
import uvloop

from yutang.cli import load
from yutang.cli.bench import meters
from yutang.cli.bench.stage import RunningGate, Stage
from yutang.plumbing import rounds
from yutang.trade.hauls import intake
from yutang.trade.rules import Answer, Wish


@dataclass(frozen=True)
class Raw:
    """Orders through the batched SQL alone, one connection."""

    haul: int
    lots: int
    orders: int
    orders_s: float


@dataclass(frozen=True)
class ThroughHttp:
    """Orders answered 201 after their commit, load generator beside.

    `haul`: orders in one transaction, on average. `cpu_us`: processor time an order by part, in
    microseconds; empty where the database is on another machine.
    """

    one_a_transaction: bool
    lots: int
    connections: int
    orders: int
    orders_s: float
    p50_ms: float
    p99_ms: float
    statuses: dict[str, int]
    haul: float
    cpu_us: dict[str, float]


def raw(stage: Stage, haul: int, lots: int, seconds: float) -> Raw:
    """Run full hauls one after the other for that long."""
    placed = 0
    with psycopg.connect(
        stage.url, autocommit=True, options=rounds.CONNECTION_OPTIONS
    ) as connection:
        _one_haul(connection, stage, haul, lots)
        started = time.perf_counter()
        while (spent := time.perf_counter() - started) < seconds:
            placed += _one_haul(connection, stage, haul, lots)
    return Raw(haul, lots, placed, placed / spent)


def _one_haul(connection: psycopg.Connection[Any], stage: Stage, haul: int, lots: int) -> int:
    wishes = [
        Wish(
            stage.buyers[place % len(stage.buyers)],
            uuid4(),
            stage.lots[place % lots],
            1,
            stage.sale,
        )
        for place in range(haul)
    ]
    taken = rounds.run(connection, intake.take(wishes, datetime.now(UTC)))
    assert all(outcome.answer is Answer.HELD for outcome in taken.outcomes)
    return haul


def through_http(
    stage: Stage,
    running: RunningGate,
    *,
    lots: int,
    connections: int,
    orders: int,
    one_a_transaction: bool = False,
) -> ThroughHttp:
    """Send so many orders over so many connections, each its next when answered."""
    _fire(running, _requests(stage, running, lots, min(orders, connections)), connections)
    requests = _requests(stage, running, lots, orders)
    gc.collect()
    with meters.metered(stage, running) as meter:
        started = time.perf_counter()
        replies = _fire(running, requests, connections)
        spent = time.perf_counter() - started
    kept = [reply.seconds * 1000 for reply in replies if reply.status == 201]  # noqa: PLR2004
    if len(kept) < 2:  # noqa: PLR2004 - percentiles need two
        raise SystemExit(f"No orders were taken: {Counter(reply.status for reply in replies)}")
    cuts = statistics.quantiles(kept, n=100)
    return ThroughHttp(
        one_a_transaction,
        lots,
        connections,
        len(kept),
        len(kept) / spent,
        cuts[49],
        cuts[98],
        dict(Counter(str(reply.status) for reply in replies)),
        meter.haul(),
        meter.cpu_us(len(kept)),
    )


def _requests(stage: Stage, running: RunningGate, lots: int, orders: int) -> list[bytes]:
    return [
        load.order(
            running.address,
            stage.passes[place % len(stage.passes)],
            stage.sale,
            (stage.lots[place % lots], 1, uuid4()),
        )
        for place in range(orders)
    ]


def _fire(
    running: RunningGate, requests: Sequence[bytes], connections: int
) -> Sequence[load.Reply]:
    return uvloop.run(load.fire(running.host, running.port, requests, connections))
