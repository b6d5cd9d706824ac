"""Whether an order costs more when many are stored: two databases alike but for their orders.

They are measured in turns, so that whatever else the machine does falls on both. The stored orders
are written without their indexes, which are built afterwards: 10 million take minutes, not hours.
"""

import os
import shutil
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from yutang.cli.bench import measures
from yutang.cli.bench.stage import Stage

FEW, MANY, LARGE = 100_000, 1_000_000, 10_000_000
_HAUL = 500
_TURNS = 5
_BYTES_A_ROW = 1_200
"""A row with its index entries, what the log of changes takes, and room to sort."""
_WITHOUT_INDEXES = """
update pg_index set indisready = false, indisvalid = false
where indrelid = 'trade_order'::regclass
"""
_FILL = """
insert into trade_order (id, buyer_id, key, lot_id, quantity, price_fen, amount_fen, state,
    placed_at, expires_at, sale_id, region_code, tracking)
select gen_random_uuid(), (%(buyers)s::bigint[])[1 + n %% %(of)s], gen_random_uuid(),
    (%(lots)s::bigint[])[1 + n %% %(kinds)s], 1, 3290, 3290, 'expired',
    now() - interval '1 hour', now() - interval '45 minutes', %(sale)s, '', ''
from generate_series(1, %(rows)s) as n
"""


@dataclass(frozen=True)
class Grown:
    """Orders through the batched SQL alone, with so many stored before."""

    stored: int
    orders_s: float


def grow(stage: Stage, many: int, seconds: float) -> list[Grown]:
    """Return the rates beside few and beside `many` stored orders."""
    _fill(stage, FEW)
    with _copy(stage) as full:
        _fill(full, many - FEW)
        rates: tuple[list[float], list[float]] = ([], [])
        for _ in range(_TURNS):
            for each, found in zip((stage, full), rates, strict=True):
                found.append(measures.raw(each, _HAUL, 1, seconds / _TURNS).orders_s)
    few, much = (statistics.median(found) for found in rates)
    return [Grown(FEW, few), Grown(many, much)]


def _fill(stage: Stage, rows: int) -> None:
    """Store orders that expired long ago: they count in no lot, but lie in every index."""
    _check_room(rows)
    with psycopg.connect(stage.url) as connection:
        connection.execute("set local session_replication_role = replica")
        # No statement for this: indexes that are not ready are passed over, and made anew below.
        connection.execute(_WITHOUT_INDEXES)
        connection.commit()
        connection.execute("set local session_replication_role = replica")
        connection.execute(
            _FILL,
            {
                "buyers": list(stage.buyers),
                "of": len(stage.buyers),
                "lots": list(stage.lots),
                "kinds": len(stage.lots),
                "sale": stage.sale,
                "rows": rows,
            },
        )
    with psycopg.connect(stage.url, autocommit=True) as connection:
        connection.execute("set maintenance_work_mem = '512MB'")
        connection.execute("reindex table trade_order")
        connection.execute("vacuum analyze trade_order")
        connection.execute("checkpoint")


def _check_room(rows: int) -> None:
    """Raises SystemExit when the orders would not fit on the disk of the embedded database."""
    needed = rows * _BYTES_A_ROW
    free = shutil.disk_usage(os.environ["YUTANG_DATA"]).free
    if free < needed:
        raise SystemExit(
            f"{rows:,} stored orders need {needed >> 20:,} MB of disk; {free >> 20:,} MB are free."
        )


@contextmanager
def _copy(stage: Stage) -> Iterator[Stage]:
    """A copy of the stage's database, beside it."""
    from django.db import connections

    connections.close_all()
    address = urlsplit(stage.url)
    name = address.path.lstrip("/")
    server = urlunsplit(address._replace(path="/postgres"))
    copy = sql.Identifier(f"{name}_full")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(
            sql.SQL("create database {} template {}").format(copy, sql.Identifier(name))
        )
        try:
            yield replace(stage, url=urlunsplit(address._replace(path=f"/{name}_full")))
        finally:
            connection.execute(sql.SQL("drop database {} with (force)").format(copy))
