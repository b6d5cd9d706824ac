"""Who has a batch, and which batch is in a parcel, beside a million parcels and beside few.

The parcels are written past the doors that would take hours, a fixed number of each batch, so that
both answers are as long; what is measured is what the page that calls a batch back asks.
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import psycopg

from yutang.cli.bench.stage import Stage

FEW, MANY = 10_000, 1_000_000
A_BATCH = 2_000
"""Parcels of one batch: a harvest of two tons in bags of a kilogram."""
_TURNS = 9
_FILL = """
with made as (
    insert into trade_order (id, buyer_id, key, lot_id, quantity, price_fen, amount_fen, state,
        placed_at, expires_at, region_code, tracking)
    select id, (%(buyers)s::bigint[])[1 + n %% %(of)s], id, %(lot)s, 1, 3290, 3290, 'shipped',
        now(), now(), '110101', 'SF' || n
    from (select n, uuidv7() as id from generate_series(%(first)s::int, %(last)s::int) n) as given
    returning id, tracking
)
insert into parcels_parcel (order_id, batch_id, carrier, waybill, was_ordered, state, on_delivery,
    station_line, packed_at, sent_at, asked)
select id, (%(batches)s::bigint[])[1 + (substr(tracking, 3)::int - 1) / %(each)s], 'sf', tracking,
    false, 'sent', false, '', now(), now(), 0
from made
"""


@dataclass(frozen=True)
class Recalled:
    """So many parcels stored; a batch's orders found, and a parcel's batch, in milliseconds."""

    stored: int
    holders: int
    recall_ms: float
    origin_ms: float


def recall(stage: Stage, many: int = MANY, few: int = FEW, each: int = A_BATCH) -> list[Recalled]:
    """Return the times beside few and beside many parcels."""
    batches = _batches(stage, many // each)
    return [
        _measured(stage, batches, stored=few, before=0, each=each),
        _measured(stage, batches, stored=many, before=few, each=each),
    ]


def _batches(stage: Stage, count: int) -> list[int]:
    from yutang.goods import actions as goods
    from yutang.goods.rules import BatchFacts
    from yutang.trade import queries as trade

    (lot,) = trade.lot_views([stage.lots[0]])
    day = date(2026, 9, 15)
    return [
        goods.add_batch(
            lot.product_id,
            BatchFacts(number=f"bench-{number}", harvested_on=day, quantity_g=2_000_000),
        ).pk
        for number in range(count)
    ]


def _measured(stage: Stage, batches: list[int], *, stored: int, before: int, each: int) -> Recalled:
    from yutang.parcels import queries

    asked = {
        "buyers": list(stage.buyers),
        "of": len(stage.buyers),
        "lot": stage.lots[0],
        "batches": batches,
        "each": each,
        "first": before + 1,
        "last": stored,
    }
    with psycopg.connect(stage.url) as connection:
        connection.execute("set local session_replication_role = replica")
        connection.execute(_FILL, asked)
    with psycopg.connect(stage.url, autocommit=True) as connection:
        connection.execute("vacuum analyze trade_order, parcels_parcel")
    found = queries.recall_family(batches[1])
    order = found.holders[0].order_id
    return Recalled(
        stored,
        len(found.holders),
        _median_ms(lambda: queries.recall_family(batches[1])),
        _median_ms(lambda: queries.origin_of(order)),
    )


def _median_ms(ask: Callable[[], object]) -> float:
    times = []
    for _ in range(_TURNS):
        began = time.perf_counter()
        ask()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)
