"""The report in words, for whoever sat at the terminal."""

from typing import Any

from rich.console import Console
from rich.table import Table


def tell(report: dict[str, Any], console: Console) -> None:
    """Print the report: orders, times, lots, what broke, the proof, the bottleneck."""
    _orders(report, console)
    _lots(report, console)
    for fault in report["faults"]:
        console.print(f"  at {fault['at']:.1f} s: {fault['said']}", markup=False, highlight=False)
    _proof(report["proof"], report["orders"], console)
    console.print(f"Bottleneck: {report['bottleneck']['why']}", markup=False, highlight=False)
    hours = report["bottleneck"]["packing_hours"]
    if hours is not None:
        console.print(f"Packing what was paid takes {hours:.1f} hours.", highlight=False)
    machine = report["machine"]
    console.print(
        f"{machine['processor']}, {machine['cores']} cores, load before {machine['load_before']}, "
        f"commit {machine['commit']}\nOnce more: {report['command']}",
        markup=False,
        highlight=False,
    )


def _orders(report: dict[str, Any], console: Console) -> None:
    orders, times = report["orders"], report["times_ms"]
    refused = ", ".join(f"{code} {count:,}" for code, count in orders["refused"].items())
    kept = (
        f"{orders['kept']:,} in {orders['seconds']:.1f} s: {orders['a_second']:,.0f} a second, "
        f"{orders['best_second']:,} in the best one"
    )
    table = Table(show_header=False, box=None, padding=(0, 2))
    rows = [
        ("wishes", f"{orders['wishes']:,} ({orders['taps']:,} taps)"),
        ("orders kept", kept),
        ("valid (paid)", f"{orders['valid']:,}"),
        ("refused", refused or "none"),
        ("asked again", str(orders["asked_again"] or "nobody")),
        ("from tap to answer", f"p50 {times['p50']:,.0f} · p99 {times['p99']:,.0f} ms"),
    ]
    if entries := report["entries"]:
        entered = (
            f"{entries['entered']:,} in {entries['seconds']} s: "
            f"{entries['a_second']:,.0f} a second, p99 {entries['times_ms']['p99']:,.0f} ms"
        )
        rows.append(("entries", entered))
    for row in rows:
        table.add_row(*row)
    console.print(table)


def _lots(report: dict[str, Any], console: Console) -> None:
    table = Table("lot", "units", "sold", "held", "left", "sold out after")
    for lot in report["lots"]:
        after = lot["sold_out_s"]
        table.add_row(
            lot["title"],
            f"{lot['stocked']:,}",
            f"{lot['sold']:,}",
            f"{lot['held']:,}",
            f"{lot['available']:,}",
            "" if after is None else f"{after:,.1f} s",
        )
    console.print(table)


def _proof(proof: dict[str, Any], orders: dict[str, Any], console: Console) -> None:
    checks = proof["checks"]
    broken = [f"{room}.{name}" for room, name, _rows, breaches in checks if breaches]
    console.print(
        f"Proof: {proof['told']:,} orders told, {proof['stored']:,} stored, {proof['lost']} lost, "
        f"{proof['untold']} untold; {orders['unanswered']} wishes unanswered, {orders['doubled']} "
        f"doubled; oversold {proof['oversold']}, undersold {proof['undersold']}; "
        f"{len(checks)} checks of verify, broken: {', '.join(broken) or 'none'}.\n"
        f"Counted again: {proof['recount']}",
        markup=False,
        highlight=False,
    )
