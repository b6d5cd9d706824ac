"""The report card of a province and year over many order lines: seconds, memory, growth.

Order lines are invented and written as the publisher would write them: a file a day, sorted by
place, recorded in a manifest; each day has the same lines of other buyers. What is measured is a
process of its own, of two threads, that counts every indicator there is of a province for a year
and the year before, and then opens a number into its first rows: once where nothing was ever
counted, once after a day was published anew, once where all months are kept.
"""

import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from yutang.cli.bench import report
from yutang.cli.bench.stage import empty
from yutang.plumbing import log as logs

PROVINCE: Final = "13"
YEAR: Final = 2025
SIZES: Final = (10_000_000, 100_000_000)
NOTHING_KEPT, DAY_ANEW, ALL_KEPT = "nothing kept", "a day anew", "all kept"
BUYERS_PER_LINE: Final = 1 / 8
GOODS, PRODUCERS, SHOWS = 20_000, 30_000, 5_000
_GROUP_ROWS = 32_768
# Buyers and goods are mixed by a hash; villages come in turn, as the publisher sorts them, later
# ones with more lines; texts that no count reads are short. Columns in the order of the kind.
_DAY = """
create or replace table bench_day as
with villages as (select code, row_number() over (order by code) - 1 as at from bench_villages),
lines as (select n, hash(n, 1) as h, hash(n, 7) as g from range({rows}) r(n)),
made as (
    select *, (h % 97 <> 0) as valid, (h % 11 > 1) as paid,
        1900 + (g % 300) * 37 as price, 1 + h % 3 as pieces,
        (g % {goods})::bigint as product,
        floor(sqrt(n::double / {rows}) * (select count(*) from villages))::bigint as village
    from lines
)
select
    lpad(n::varchar, 9, '0') as key,
    date '{first}' as "on",
    timestamptz '{first} 12:00:00+00' as at,
    v.code as place,
    (hash(h) % {buyers})::bigint as person,
    '/orders/' as evidence,
    '' as "order",
    product * 4 as lot, product, '农货' as good,
    (product * 3 % {producers})::bigint as producer,
    (case when h % 3 = 0 then 1 + g % {shows} else 0 end)::bigint as sale,
    (case when h % 3 = 0 then g % 120 end)::bigint as minute,
    case when h % 4 = 0 then 'taobao' else 'yutang' end as platform,
    pieces::bigint as units, (pieces * 2500)::bigint as grams,
    (price * pieces)::bigint as amount_fen,
    (case when paid and valid then price * pieces else 0 end)::bigint as paid_fen,
    (case when paid and valid and g % 23 = 0 then price * pieces else 0 end)::bigint
        as refunded_fen,
    (case when paid and valid and g % 23 <> 0 then price * pieces else 0 end)::bigint as net_fen,
    case when paid and valid then 'received' else 'expired' end as state,
    paid and valid as is_paid, valid as is_valid,
    date '{first}' as placed_on, case when paid and valid then date '{first}' end as paid_on,
    '11' as to_province, '110101' as to_county,
    case when g % 23 = 0 then 'spoiled' end as reason_refund,
    case h % 9 when 0 then 'live' when 3 then 'after' when 6 then 'later' end as period,
    null::varchar as trace
from made join villages v on v.at = made.village
"""
_ANOTHER_DAY = """
copy (
    select * replace (
        '{day}:' || key as key,
        date '{on}' as "on",
        timestamptz '{on} 12:00:00+00' as "at",
        (person + {day} * 7919) % {buyers} as person,
        (product + {day} * 31) % {goods} as product
    )
    from bench_day limit {rows}
) to '{path}' (format parquet, compression zstd, compression_level 1, row_group_size {group})
"""
"""The same lines of other buyers and goods."""


@dataclass(frozen=True)
class Computed:
    """One card over so many lines; seconds of its process's parts, its peak memory."""

    lines: int
    state: str
    files_mb: int
    values: int
    card_s: float
    card_cpu_s: float
    start_s: float
    rows_ms: dict[str, float]
    cpu_s: float
    peak_mb: int
    checked: str


def bench_card(sizes: tuple[int, ...] = SIZES) -> None:
    """Measure, print the figures and keep them as JSON."""
    logs.set_up("bench", pretty=False)
    setting = report.setting()
    found: list[Computed] = []
    with Progress(SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn()) as bar:
        task = bar.add_task("villages of a province")
        with empty():
            _places()
            for lines in sizes:
                bar.update(task, description=f"writing {lines:,} order lines")
                size = _filled(lines)
                bar.update(task, description=f"the card over {lines:,} order lines")
                found.append(_computed(lines, NOTHING_KEPT, size))
                _day_anew(lines)
                found.append(_computed(lines, DAY_ANEW, size))
                found.append(_computed(lines, ALL_KEPT, size))
    ratios = _ratios(found)
    _show(setting, found, ratios)
    path = report.kept_as(setting)
    told = {"setting": setting, "ratios": ratios, "cards": [asdict(each) for each in found]}
    path.write_text(json.dumps(told, indent=2) + "\n")
    print(f"\nkept in {path}")


def _places() -> None:
    from django.db import connection

    from yutang.places import loading

    loading.load(connection, [PROVINCE])


def _filled(lines: int) -> int:
    """Write a year of order lines, a file a day, and record them; return megabytes."""
    import duckdb
    import pyarrow as pa

    from yutang.facts import kinds, queries, schema, store
    from yutang.facts.writing import Draft
    from yutang.places import queries as places
    from yutang.places.rules import Level

    kind = kinds.by_name()["order_line"]
    top = Path(store.of_config().address(""))
    days = (date(YEAR + 1, 1, 1) - date(YEAR, 1, 1)).days
    codes = list(places.under(PROVINCE, Level.VILLAGE).values_list("code", flat=True))
    engine = duckdb.connect(config={"threads": 2, "memory_limit": "2GB"})
    engine.execute("set preserve_insertion_order = true")
    engine.register("given", pa.table({"code": codes}))
    engine.execute("create table bench_villages as select code from given")
    asked = {"goods": GOODS, "buyers": max(1, int(lines * BUYERS_PER_LINE))}
    most, first = -(-lines // days), date(YEAR, 1, 1)
    engine.execute(_DAY.format(rows=most, first=first, producers=PRODUCERS, shows=SHOWS, **asked))

    def write(at: int) -> Any:
        on, rows = first + timedelta(days=at), lines // days + (at < lines % days)
        draft = _draft(on, rows, schema.shape_of(kind), Draft)
        path = top / draft.path
        path.parent.mkdir(parents=True, exist_ok=True)
        with engine.cursor() as cursor:
            cursor.execute(
                _ANOTHER_DAY.format(day=at, on=on, rows=rows, path=path, group=_GROUP_ROWS, **asked)
            )
        return draft._replace(size=path.stat().st_size)

    with ThreadPoolExecutor(2) as pool:
        drafts = list(pool.map(write, range(days)))
    _recorded(drafts)
    assert queries.current().rows == lines, "all lines are recorded"
    return int(sum(each.size for each in drafts)) // 2**20


def _recorded(drafts: list[Any]) -> None:
    from django.db import connection, transaction

    from yutang.facts.actions import recording

    with transaction.atomic():
        connection.ensure_connection()
        with connection.connection.cursor() as cursor:
            read = [("order_line", each.part) for each in drafts]
            recording.record(cursor, "real", read, drafts, _now())


def _day_anew(lines: int) -> None:
    """Publish the year's last day under another name, as if something in it had changed."""
    from yutang.facts import queries, store
    from yutang.facts.writing import Draft

    last = queries.parts(queries.current().number, "order_line")[-1]
    on = date.fromisoformat(last.part)
    draft = _draft(on, last.rows, last.shape, Draft, f"anew {lines}")._replace(size=last.size)
    top = Path(store.of_config().address(""))
    (top / draft.path).hardlink_to(top / last.path)
    _recorded([draft])


def _draft(on: date, rows: int, shape: str, make: Any, said: str = "") -> Any:
    name = sha256(f"bench {on} {rows} {said}".encode()).hexdigest()
    return make("real", "order_line", on.isoformat(), Path(), name, 0, rows, shape)


def _now() -> datetime:
    return datetime.now(UTC)


def _computed(lines: int, state: str, files_mb: int) -> Computed:
    """Run the card in a process of its own, and return what it and the system say of it."""
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "yutang.cli.bench.report_card"],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "OMP_NUM_THREADS": "2", "ARROW_NUM_THREADS": "2"},
    )
    assert process.stdout is not None, "asked for above"
    said = process.stdout.read()
    _pid, status, used = os.wait4(process.pid, 0)
    took = time.monotonic() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit("the card was not computed")
    told = json.loads(said.splitlines()[-1])
    return Computed(
        lines=lines,
        state=state,
        files_mb=files_mb,
        values=told["values"],
        card_s=told["card_s"],
        card_cpu_s=told["card_cpu_s"],
        start_s=took - told["card_s"] - sum(told["rows_ms"].values()) / 1000,
        rows_ms=told["rows_ms"],
        cpu_s=used.ru_utime + used.ru_stime,
        peak_mb=used.ru_maxrss // 1024,
        checked=told["checked"],
    )


def compute() -> None:
    """Compute the card of the province and year, open three numbers, and print what it took."""
    from yutang.cli import boot

    boot.database()
    boot.django()
    from yutang.indicators import queries
    from yutang.indicators.queries.lines import PAGE_ROWS
    from yutang.indicators.rules.periods import Period
    from yutang.people import actions as people

    year = Period.year(YEAR)
    names = [each.name for each in queries.every()]
    began, worked = time.perf_counter(), time.process_time()
    found = queries.values(names, [PROVINCE], [year, year.before()])
    card_s, card_cpu_s = time.perf_counter() - began, time.process_time() - worked
    reader = people.enrol("13800000099", "-", is_demo=True)
    people.give_grant(reader, "operator", "", None)
    rows_ms = {}
    for name in ("sales.net_yuan", "sales.buyers", "sales.live_net_yuan"):
        began = time.perf_counter()
        page = queries.rows(name, PROVINCE, year, reader)
        rows_ms[name] = (time.perf_counter() - began) * 1000
        assert len(page.lines) == PAGE_ROWS, name
    net = found["sales.net_yuan", PROVINCE, year]
    print(
        json.dumps(
            {
                "values": len(found),
                "card_s": card_s,
                "card_cpu_s": card_cpu_s,
                "rows_ms": rows_ms,
                "checked": f"{net.number:,.2f} yuan net of {net.rows:,} lines",
            }
        )
    )


def _ratios(found: list[Computed]) -> dict[str, float]:
    whole = [each for each in found if each.state == NOTHING_KEPT]
    first, last = whole[0], whole[-1]
    return {
        "lines": last.lines / first.lines,
        "seconds_of_the_card": last.card_s / first.card_s,
        "processor_of_the_card": last.card_cpu_s / first.card_cpu_s,
        "peak_memory": last.peak_mb / first.peak_mb,
        "first_rows": max(last.rows_ms.values()) / max(first.rows_ms.values()),
    }


def _show(setting: dict[str, object], found: list[Computed], ratios: dict[str, float]) -> None:
    console = Console()
    report.show_setting(setting, console)
    table = Table(
        "order lines",
        "state",
        "files MB",
        "values",
        "card s",
        "of processor",
        "start s",
        "first rows ms",
        "processor with start s",
        "peak MB",
        title="The report card of a province and year",
    )
    for each in found:
        table.add_row(
            f"{each.lines:,}",
            each.state,
            f"{each.files_mb:,}",
            str(each.values),
            f"{each.card_s:.1f}",
            f"{each.card_cpu_s:.1f}",
            f"{each.start_s:.1f}",
            f"{max(each.rows_ms.values()):.0f}",
            f"{each.cpu_s:.1f}",
            f"{each.peak_mb:,}",
        )
    console.print(table)
    report.show_ratios(ratios, console)


if __name__ == "__main__":
    compute()
