"""What a benchmark says of itself: the machine, the commit, the figures, the ratios."""

import json
import os
import platform
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

from yutang.cli.bench.growth import Grown
from yutang.cli.bench.measures import Raw, ThroughHttp
from yutang.cli.bench.recalls import Recalled
from yutang.cli.bench.settling import Settled
from yutang.cli.bench.statements import Stated
from yutang.cli.bench.watchers import CameBack, Watched
from yutang.plumbing.config import REPOSITORY


@dataclass(frozen=True)
class Results:
    raw: list[Raw]
    http: list[ThroughHttp]
    watched: list[Watched]
    came_back: list[CameBack]
    grown: list[Grown]
    settled: list[Settled]
    stated: list[Stated]
    recalled: list[Recalled]

    def ratios(self) -> dict[str, float]:
        """Return what compares across machines; the first raw and the last HTTP row are the
        one-per-transaction paths.
        """
        one, best = self.raw[0].orders_s, max(row.orders_s for row in self.raw)
        batched, single = self.http[0], self.http[-1]
        by_one, settled, bare = (row.orders_s for row in self.settled)
        return {
            "raw_batched_to_raw_one_per_transaction": best / one,
            "http_to_raw_batched": batched.orders_s / best,
            "http_batched_to_http_one_per_transaction": batched.orders_s / single.orders_s,
            "http_21_lots_to_http_1_lot": self.http[1].orders_s / batched.orders_s,
            "cost_beside_many_stored_to_beside_few": self.grown[0].orders_s
            / self.grown[-1].orders_s,
            "settled_in_hauls_to_one_per_transaction": settled / by_one,
            "settled_in_hauls_to_bare_rows": settled / bare,
            "statement_of_many_orders_to_one_of_few": self.stated[0].page_ms
            / self.stated[-1].page_ms,
            "recall_beside_many_parcels_to_beside_few": self.recalled[-1].recall_ms
            / self.recalled[0].recall_ms,
        }


def setting() -> dict[str, object]:
    """Return where and with what the figures were taken."""
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": _commit(),
        "command": " ".join(["yutang", *sys.argv[1:]]),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()}",
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30),
        "load_before": round(os.getloadavg()[0], 2),
    }


def save(setting: dict[str, object], results: Results) -> Path:
    """Write everything as JSON under bench-results/."""
    path = kept_as(setting)
    body = {"setting": setting, "ratios": results.ratios(), **asdict(results)}
    path.write_text(json.dumps(body, indent=2) + "\n")
    return path


def kept_as(setting: dict[str, object]) -> Path:
    """Return the file under bench-results/ that figures of this setting are kept in."""
    folder = REPOSITORY / "bench-results"
    folder.mkdir(exist_ok=True)
    return folder / f"{str(setting['at'])[:19].replace(':', '')}-{setting['commit']}.json"


def show_setting(setting: dict[str, object], console: Console) -> None:
    """Print where and with what the figures were taken."""
    console.print(
        f"{setting['processor']}, {setting['cores']} cores, {setting['memory_gb']} GB, "
        f"load before {setting['load_before']}"
    )
    console.print(f"commit {setting['commit']}, Python {setting['python']}, {setting['command']}\n")


def show_ratios(ratios: Mapping[str, float], console: Console) -> None:
    """Print each ratio by its name in words."""
    said = Table("ratio", "", title="Ratios")
    for name, value in ratios.items():
        said.add_row(name.replace("_", " "), f"{value:.2f}")
    console.print(said)


def show(setting: dict[str, object], results: Results) -> None:
    """Print the figures and ratios for a person."""
    console = Console()
    show_setting(setting, console)
    console.print(_raw_table(results.raw))
    console.print(_http_table(results.http))
    console.print(_cpu_table(results.http))
    console.print(_watched_table(results.watched))
    console.print(_came_back_table(results.came_back))
    console.print(_grown_table(results.grown))
    console.print(_settled_table(results.settled))
    console.print(_recalled_table(results.recalled))
    console.print(_stated_table(results.stated))
    show_ratios(results.ratios(), console)


def _raw_table(rows: list[Raw]) -> Table:
    table = Table("orders a transaction", "lots", "orders/s", title="Orders, SQL alone")
    for row in rows:
        table.add_row(f"{row.haul:,}", str(row.lots), f"{row.orders_s:,.0f}")
    return table


def _http_table(rows: list[ThroughHttp]) -> Table:
    table = Table(
        "haul",
        "lots",
        "connections",
        "durable orders/s",
        "p50 ms",
        "p99 ms",
        "other answers",
        title="Orders through HTTP, load generator beside",
    )
    for row in rows:
        others = {status: n for status, n in row.statuses.items() if status != "201"}
        table.add_row(
            _haul(row),
            str(row.lots),
            f"{row.connections:,}",
            f"{row.orders_s:,.0f}",
            f"{row.p50_ms:.0f}",
            f"{row.p99_ms:.0f}",
            str(others or "none"),
        )
    return table


def _cpu_table(rows: list[ThroughHttp]) -> Table:
    parts = list(rows[0].cpu_us)
    table = Table("haul", "lots", *parts, "together", title="Microseconds of a core an order")
    for row in rows:
        spent = [f"{row.cpu_us.get(part, 0):,.0f}" for part in parts]
        together = f"{sum(row.cpu_us.values()):,.0f}"
        table.add_row(_haul(row), str(row.lots), *spent, together)
    return table


def _stated_table(rows: list[Stated]) -> Table:
    table = Table("orders", "page ms", "last page ms", title="A payee's statement page")
    for row in rows:
        table.add_row(f"{row.orders:,}", f"{row.page_ms:.0f}", f"{row.last_page_ms:.0f}")
    return table


def _recalled_table(rows: list[Recalled]) -> Table:
    title = "A batch called back, and the batch in a parcel"
    table = Table("parcels stored", "orders of the batch", "recall ms", "origin ms", title=title)
    for row in rows:
        figures = (f"{row.holders:,}", f"{row.recall_ms:.0f}", f"{row.origin_ms:.1f}")
        table.add_row(f"{row.stored:,}", *figures)
    return table


def _settled_table(rows: list[Settled]) -> Table:
    table = Table("orders a transaction", "orders", "s", "orders/s", title="Orders settled")
    for row in rows:
        haul = f"{row.haul:,}" if row.haul else "bare rows, no guards"
        table.add_row(haul, f"{row.orders:,}", f"{row.seconds:.1f}", f"{row.orders_s:,.0f}")
    return table


def _haul(row: ThroughHttp) -> str:
    return "one a transaction" if row.one_a_transaction else f"{row.haul:,.0f}"


def _watched_table(rows: list[Watched]) -> Table:
    table = Table(
        "viewers",
        "gates",
        "p50 ms",
        "p99 ms",
        "most ms",
        "told",
        "kB a viewer",
        "cores of the gates",
        title="Viewers with a tick a second, on the same machine",
    )
    for row in rows:
        table.add_row(
            f"{row.viewers:,}",
            str(row.gates),
            f"{row.p50_ms:.0f}",
            f"{row.p99_ms:.0f}",
            f"{row.most_ms:.0f}",
            f"{row.told:.1%}",
            f"{row.kilobytes_a_viewer:.1f}",
            f"{row.gate_cores:.2f}",
        )
    return table


def _came_back_table(rows: list[CameBack]) -> Table:
    table = Table(
        "viewers",
        "all had their state after s",
        "database transactions",
        "in a quiet time as long",
        title="Mass reconnect: all drop and come back at once",
    )
    for row in rows:
        table.add_row(
            f"{row.here:,} of {row.viewers:,}",
            f"{row.seconds:.1f}",
            str(row.transactions),
            str(row.quiet_transactions),
        )
    return table


def _grown_table(rows: list[Grown]) -> Table:
    table = Table("orders stored", "orders/s", title="Orders, SQL alone, beside stored ones")
    for row in rows:
        table.add_row(f"{row.stored:,}", f"{row.orders_s:,.0f}")
    return table


def _commit() -> str:
    command = ["git", "-C", str(REPOSITORY), "describe", "--always", "--dirty"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
