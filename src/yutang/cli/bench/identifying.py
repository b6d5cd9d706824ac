"""The nation's villages identified: how long the command takes, and how much memory.

The whole tree is loaded through its door. Shops, months and households are invented and written
past the doors that would take hours; what is measured is `yutang identify … --keep` as a process of
its own: its time from start to end, and the most memory that it held.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass

import psycopg
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from yutang.cli.bench import report
from yutang.cli.bench.stage import Stage, stage
from yutang.plumbing import log as logs

SHOPS = 833_334
MONTHS = 12
PERIOD = "2021-07..2022-06"
ASKED = ("taobao-village@2022", "taobao-town@2020")
_VILLAGES = """
create temporary table village on commit drop as
select code, row_number() over (order by code) - 1 as at from places_place where level = 5
"""
_SHOPS = """
with made as (
    insert into shops_shop (id, kind, name, village_code, run_at_code, keeper_kind, keeper_name,
        credit_code, keeper_masked, phone_tail, own_grown, opened_on, is_demo, made_at)
    select 1000000000 + n, 'in_village', 'bench-' || n, code, code, 'firm', 'bench', '', '', '',
        false, '2020-01-01', true, now()
    from (select n, n %% (select count(*) from village) as at
        from generate_series(1, %(shops)s::bigint) as n) as each
    join village using (at)
    returning id
)
insert into shops_listing (id, shop_id, platform, number, opened_on)
select id, id, 'taobao', 'bench-' || id, '2020-01-01' from made
"""
_MONTHS = """
insert into shops_shopmonth (listing_id, month, orders, units, sales_fen, refunds_fen, source,
    modified_at, imported_at)
select l.id, month, 30, 30, (hashint8(l.id) & 2147483647) %% 150000000, 0, 'file', now(), now()
from shops_listing l cross join generate_series('2021-07-01'::date, '2022-06-01', '1 month') month
"""
_HOUSEHOLDS = """
insert into yearbook_standing (place_code, kind_id, year, about, is_disputed, total, villages,
    wholes)
select p.code, k.id, 2021, '', false, 5 + (hashtext(p.code) & 2147483647) %% 400, 1, 0
from places_place p cross join yearbook_factkind k where p.level = 5 and k.name = 'households'
"""


@dataclass(frozen=True)
class Identified:
    """One identification of the whole country, kept; the process's peak memory in megabytes."""

    criterion: str
    villages: int
    shop_months: int
    seconds: float
    peak_mb: float
    said: str


def bench_villages(shops: int = SHOPS) -> None:
    """Measure, print the figures and keep them as JSON."""
    logs.set_up("bench", pretty=False)
    setting = report.setting()
    rows: list[Identified] = []
    with Progress(SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn()) as bar:
        task = bar.add_task("the tree of the whole country")
        with stage() as market:
            villages, months = _fill(market, shops)
            for criterion in ASKED:
                bar.update(task, description=f"{criterion} of {villages:,} villages")
                rows.append(_identify(criterion, villages, months))
    _show(setting, rows)
    path = report.kept_as(setting)
    path.write_text(
        json.dumps({"setting": setting, "identified": [asdict(row) for row in rows]}, indent=2)
        + "\n"
    )
    print(f"\nkept in {path}")


def _fill(market: Stage, shops: int) -> tuple[int, int]:
    """Load the tree, and shops with months and households; return how many villages and months."""
    from django.db import connection

    from yutang.places import loading

    loading.load(connection, None)
    connection.close()
    with psycopg.connect(market.url) as rows:
        rows.execute("set local session_replication_role = replica")
        for statement in (_VILLAGES, _SHOPS, _MONTHS, _HOUSEHOLDS):
            rows.execute(statement, {"shops": shops})
    with psycopg.connect(market.url, autocommit=True) as rows:
        rows.execute("vacuum analyze")
        counted = rows.execute(
            "select (select count(*) from places_place where level = 5),"
            " (select count(*) from shops_shopmonth)"
        ).fetchone()
    assert counted is not None, "counts answer"
    return int(counted[0]), int(counted[1])


def _identify(criterion: str, villages: int, months: int) -> Identified:
    command = [sys.executable, "-m", "yutang.cli", "identify", "--criteria", criterion]
    began = time.monotonic()
    process = subprocess.Popen(
        [*command, "--period", PERIOD, "--keep"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None, "asked for above"
    said = list(_lines(process.stderr.read()))
    _pid, status, used = os.wait4(process.pid, 0)
    took = time.monotonic() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit("\n".join(said))
    return Identified(criterion, villages, months, took, used.ru_maxrss / 1024, said[-1])


def _lines(text: str) -> Iterator[str]:
    yield from (line for line in text.splitlines() if line.strip())


def _show(setting: dict[str, object], rows: list[Identified]) -> None:
    console = Console()
    report.show_setting(setting, console)
    table = Table(
        "criterion", "villages", "shop-months", "s", "peak MB", "", title="Identified and kept"
    )
    for row in rows:
        table.add_row(
            row.criterion,
            f"{row.villages:,}",
            f"{row.shop_months:,}",
            f"{row.seconds:.1f}",
            f"{row.peak_mb:.0f}",
            row.said,
        )
    console.print(table)
