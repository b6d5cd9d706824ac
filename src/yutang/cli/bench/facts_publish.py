"""Publishing a day of 140,000 orders, and what noting changes costs those who order.

The orders of one past day are written with their payments past the doors that would take long;
what is measured is the publisher as it runs each minute: read, written as Parquet, recorded. Beside
it the bare copying of the same orders out of the database, and of the fact's own statement. On a
machine that others use too, seconds of processor tell more than the clock.
"""

import json
import os
import statistics
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date, timedelta

import psutil
import psycopg
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from yutang.cli.bench import measures, report
from yutang.cli.bench.stage import Stage, stage
from yutang.plumbing import log as logs

ORDERS = 140_000
HAULS = (1, 200, 1_000)
TURNS = 3
SETTLED_S = 0.3
"""Until a connection that was closed is gone, and its seconds are counted by the server."""
_FILL = """
with bought as (
    insert into trade_order (id, buyer_id, key, lot_id, quantity, price_fen, amount_fen, state,
        placed_at, expires_at, sale_id, region_code, tracking)
    select
        gen_random_uuid(), (%(buyers)s::bigint[])[1 + n %% cardinality(%(buyers)s::bigint[])],
        gen_random_uuid(), (%(lots)s::bigint[])[1 + n %% cardinality(%(lots)s::bigint[])],
        1 + n %% 3, 3290, 3290 * (1 + n %% 3), case when n %% 40 = 0 then 'expired' else 'paid' end,
        %(day)s::date::timestamp at time zone 'Asia/Shanghai'
            + interval '20 hours' + n * interval '51 milliseconds',
        %(day)s::date, %(sale)s, lpad((110000 + n %% 400000)::text, 6, '0'), ''
    from generate_series(1, %(orders)s) as n
    returning id, amount_fen, state, placed_at
)
insert into money_payment (order_id, method, state, amount_fen, refunded_fen, made_at, paid_at)
select id, 'test', 'paid', amount_fen, 0, placed_at, placed_at from bought where state = 'paid'
"""


@dataclass(frozen=True)
class Taken:
    """How long one thing took, over so many rows; seconds of processor here and of PostgreSQL.

    `server_s`: 0 where the database is on another machine.
    """

    what: str
    rows: int
    seconds: float
    own_s: float
    server_s: float


@dataclass(frozen=True)
class Noted:
    """Orders a second with and without the triggers that note changes.

    `_us`: PostgreSQL's processor time an order, in microseconds.
    """

    haul: int
    noted_s: float
    bare_s: float
    noted_us: float
    bare_us: float


def bench_facts(seconds: float, orders: int = ORDERS) -> None:
    """Measure, print the figures and keep them as JSON."""
    logs.set_up("bench", pretty=False)
    setting = report.setting()
    with Progress(SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn()) as bar:
        task = bar.add_task("setting the stage")

        def tell(what: str) -> None:
            bar.update(task, description=what)

        with stage() as market:
            taken = _published(market, orders, tell)
            noted = _noted(market, seconds, tell)
    ratios = _ratios(taken, noted)
    _show(setting, taken, noted, ratios)
    path = report.kept_as(setting)
    told = {
        "setting": setting,
        "ratios": ratios,
        "published": [asdict(each) for each in taken],
        "noted": [asdict(each) for each in noted],
    }
    path.write_text(json.dumps(told, indent=2) + "\n")
    print(f"\nkept in {path}")


def _published(market: Stage, orders: int, tell: Callable[[str], None]) -> list[Taken]:
    from yutang.facts import actions

    day = date.today() - timedelta(days=1)  # noqa: DTZ011 - any past day
    tell(f"storing {orders:,} orders of one day")
    actions.publish()
    _fill(market, day, orders)
    taken = []

    def took(what: str, rows: int, do: Callable[[], object]) -> None:
        tell(what)
        before, began = (_own_s(), _server_s(market)), time.perf_counter()
        do()
        seconds = time.perf_counter() - began
        own_s, server_s = _own_s() - before[0], _server_s(market) - before[1]
        taken.append(Taken(what, rows, seconds, own_s, server_s))

    took("the orders' rows copied out, bare", orders, lambda: _copied(market, _BARE, day))
    took("the fact's statement copied out", orders, lambda: _copied(market, _statement(), day))
    took("the day published", orders, actions.publish)
    took("nothing new: published again", 0, actions.publish)
    _change_one(market, day)
    took("one late change: the day published anew", orders, actions.publish)
    took("everything published anew", orders, lambda: actions.publish(everything=True))
    return taken


def _own_s() -> float:
    spent = os.times()
    return spent.user + spent.system


def _server_s(market: Stage) -> float:
    """Return what the server's processes spent, with those that are gone."""
    with psycopg.connect(market.url) as connection:
        own = connection.info.backend_pid
        try:
            if not psutil.Process(own).name().startswith("postgres"):
                return 0
            server = psutil.Process(own).parent()
        except psutil.Error:
            return 0
        assert server is not None
        time.sleep(SETTLED_S)
        times = server.cpu_times()
        spent = times.children_user + times.children_system
        for process in server.children():
            with suppress(psutil.Error):
                times = process.cpu_times()
                spent += times.user + times.system
        return float(spent)


def _fill(market: Stage, day: date, orders: int) -> None:
    with psycopg.connect(market.url) as connection:
        connection.execute("set local session_replication_role = replica")
        connection.execute(
            _FILL,
            {
                "orders": orders,
                "day": day,
                "sale": market.sale,
                "buyers": list(market.buyers),
                "lots": list(market.lots),
            },
        )
        connection.execute("insert into facts_change (kind, day) values ('order_line', %s)", [day])
    with psycopg.connect(market.url, autocommit=True) as connection:
        connection.execute("vacuum analyze trade_order, money_payment")


_BARE = """
select * from trade_order
where placed_at >= %(since)s::date::timestamp at time zone 'Asia/Shanghai'
    and placed_at < %(until)s::date::timestamp at time zone 'Asia/Shanghai'
"""


def _statement() -> str:
    from yutang.plumbing import statements

    return statements.load("facts", "fact_order_line")


def _copied(market: Stage, statement: str, day: date) -> None:
    asked = f"copy ({statement}) to stdout"
    days = {"since": day, "until": day + timedelta(days=1)}
    with (
        psycopg.connect(market.url) as connection,
        connection.cursor().copy(asked.encode(), days) as rows,
    ):
        for _row in rows:
            pass


def _change_one(market: Stage, day: date) -> None:
    with psycopg.connect(market.url) as connection:
        connection.execute("set local session_replication_role = replica")
        connection.execute(
            "update trade_order set region_code = '440229' where id ="
            " (select id from trade_order where region_code <> '440229' and sale_id = %s limit 1)",
            [market.sale],
        )
        connection.execute("insert into facts_change (kind, day) values ('order_line', %s)", [day])


def _noted(market: Stage, seconds: float, tell: Callable[[str], None]) -> list[Noted]:
    """Measure intake with the triggers of facts and without, by turns, and take the medians."""
    found = []
    for haul in HAULS:
        rates: dict[bool, list[tuple[float, float]]] = {True: [], False: []}
        for _turn in range(TURNS):
            for enabled, turns in rates.items():
                tell(f"{haul} orders a transaction, changes {'noted' if enabled else 'not noted'}")
                _enable(market, enabled=enabled)
                before = _server_s(market)
                took = measures.raw(market, haul, 1, seconds)
                spent = _server_s(market) - before
                turns.append((took.orders_s, spent * 1e6 / took.orders))
        _enable(market, enabled=True)
        (noted_s, noted_us), (bare_s, bare_us) = (_medians(each) for each in rates.values())
        found.append(Noted(haul, noted_s, bare_s, noted_us, bare_us))
    return found


def _medians(turns: list[tuple[float, float]]) -> tuple[float, float]:
    rates, spent = zip(*turns, strict=True)
    return statistics.median(rates), statistics.median(spent)


def _enable(market: Stage, *, enabled: bool) -> None:
    with psycopg.connect(market.url) as connection:
        triggers = connection.execute(
            "select tgrelid::regclass::text, tgname from pg_trigger"
            " where starts_with(tgname, 'facts_saw_')"
        ).fetchall()
        word = "enable" if enabled else "disable"
        for table, trigger in triggers:
            connection.execute(f"alter table {table} {word} trigger {trigger}".encode())


def _ratios(taken: list[Taken], noted: list[Noted]) -> dict[str, float]:
    bare, statement, published, nothing, late, _everything = (each.seconds for each in taken)
    return {
        "published_to_bare_copy": published / bare,
        "published_to_copy_of_the_statement": published / statement,
        "nothing_new_to_published": nothing / published,
        "late_change_to_published": late / published,
        **{f"orders_noted_to_not_noted_{each.haul}": each.noted_s / each.bare_s for each in noted},
        **{f"server_noted_to_not_noted_{each.haul}": _of(each) for each in noted},
    }


def _of(line: Noted) -> float:
    return line.noted_us / line.bare_us if line.bare_us else 0


def _show(
    setting: dict[str, object], taken: list[Taken], noted: list[Noted], ratios: dict[str, float]
) -> None:
    console = Console()
    report.show_setting(setting, console)
    table = Table(
        *("what", "orders", "s", "processor s", "of PostgreSQL"),
        title="A day of orders becomes facts",
    )
    for each in taken:
        spent = (f"{each.seconds:.2f}", f"{each.own_s:.2f}", f"{each.server_s:.2f}")
        table.add_row(each.what, f"{each.rows:,}", *spent)
    console.print(table)
    table = Table(
        *("orders a transaction", "changes noted", "not noted", "server µs noted", "not noted"),
        title="Orders a second",
    )
    for line in noted:
        rates = (f"{line.noted_s:,.0f}", f"{line.bare_s:,.0f}")
        table.add_row(f"{line.haul:,}", *rates, f"{line.noted_us:,.0f}", f"{line.bare_us:,.0f}")
    console.print(table)
    report.show_ratios(ratios, console)
