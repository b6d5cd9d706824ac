"""`yutang verify`: checks on live data what the database and the rooms promise.

Each room owns its invariants as named SQL: ``<room>/sql/verify_<name>.sql`` returns the rows that
break one, and none when all is well. Its first comment says what must hold; ``-- counts: <table>``
names the table whose rows are looked at. All checks see one snapshot, so a sale may go on.
"""

import json
import re
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, LiteralString

import psycopg
import typer
from psycopg import sql
from psycopg.rows import DictRow, dict_row
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from yutang.cli import boot
from yutang.plumbing import statements

ROOMS = Path(__file__).resolve().parents[1]
BREACHES_SHOWN = 20
_COUNTS = re.compile(r"^-- counts: ([a-z_]+)$", re.MULTILINE)
_NO_TABLES = 2
Cursor = psycopg.Cursor[DictRow]


@dataclass(frozen=True)
class Check:
    """One invariant: the room that keeps it, what must hold, and how breaches are found."""

    room: str
    name: str
    sentence: str
    table: str
    statement: LiteralString


@dataclass(frozen=True)
class Finding:
    """What a check found: rows looked at, rows that break it, and the first of these."""

    room: str
    name: str
    sentence: str
    rows: int
    breaches: int
    seconds: float
    first: list[dict[str, Any]] = field(default_factory=list)


def checks() -> Iterator[Check]:
    """Yield every room's checks, in the order of their names.

    Raises:
        ValueError: a file does not say what must hold, or which table it looks at.
    """
    for path in sorted(ROOMS.glob("*/sql/verify_*.sql")):
        room, name = path.parents[1].name, path.stem
        statement = statements.load(room, name)
        sentence, table = _sentence(statement), _COUNTS.search(statement)
        if not sentence or table is None:
            raise ValueError(f"{room}/sql/{path.name} needs a sentence and `-- counts: <table>`")
        yield Check(room, name.removeprefix("verify_"), sentence, table[1], statement)


def findings(cursor: Cursor, wanted: list[Check]) -> Iterator[Finding]:
    """Yield what each check finds; the cursor's transaction is the snapshot."""
    counted: dict[str, int] = {}
    for check in wanted:
        if check.table not in counted:
            counted[check.table] = _count(cursor, check.table)
        yield _run(cursor, check, counted[check.table])


def verify(*, as_json: bool) -> None:
    """Run all checks and print them; exit 1 when something is broken, 2 without tables."""
    wanted = list(checks())
    errors = Console(stderr=True)
    try:
        with psycopg.connect(boot.database(), row_factory=dict_row) as connection:
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            connection.read_only = True
            found = _with_progress(connection.cursor(), wanted, errors)
    except psycopg.errors.UndefinedTable as missing:
        errors.print("No tables yet: run `yutang serve` or `yutang demo` first.", markup=False)
        raise typer.Exit(_NO_TABLES) from missing
    if as_json:
        print(json.dumps([asdict(each) for each in found], ensure_ascii=False, default=str))
    else:
        _show(found, Console())
    if any(each.breaches for each in found):
        raise typer.Exit(1)


def _with_progress(cursor: Cursor, wanted: list[Check], console: Console) -> list[Finding]:
    with Progress(console=console, transient=True) as progress:
        bar = progress.add_task("verify", total=len(wanted))
        found = []
        for each in findings(cursor, wanted):
            found.append(each)
            progress.advance(bar)
        return found


def _run(cursor: Cursor, check: Check, rows: int) -> Finding:
    began = time.monotonic()
    asked = sql.SQL("select count(*) over () as breaches_, broken.* from ({}) broken limit {}")
    first = cursor.execute(
        asked.format(sql.SQL(check.statement), sql.Literal(BREACHES_SHOWN))
    ).fetchall()
    breaches = first[0]["breaches_"] if first else 0
    return Finding(
        room=check.room,
        name=check.name,
        sentence=check.sentence,
        rows=rows,
        breaches=breaches,
        seconds=round(time.monotonic() - began, 3),
        first=[{key: row[key] for key in row if key != "breaches_"} for row in first],
    )


def _count(cursor: Cursor, table: str) -> int:
    asked = sql.SQL("select count(*) as rows from {}").format(sql.Identifier(table))
    row = cursor.execute(asked).fetchone()
    assert row is not None, "count answers one row"
    return int(row["rows"])


def _sentence(statement: str) -> str:
    """Return the comment at the head of the file, up to the line that names the table."""
    lines: list[str] = []
    for line in statement.splitlines():
        if not line.startswith("-- ") or _COUNTS.match(line):
            break
        lines.append(line.removeprefix("-- ").strip())
    return " ".join(lines)


def _show(found: list[Finding], console: Console) -> None:
    table = Table("room", "what must hold", "rows", "breaches", "s", box=None, pad_edge=False)
    for each in found:
        mark = f"[bold red]{each.breaches:,}[/]" if each.breaches else "[green]0[/]"
        table.add_row(each.room, each.sentence, f"{each.rows:,}", mark, f"{each.seconds:.2f}")
    for column in table.columns[2:]:
        column.justify = "right"
    console.print(table)
    for each in found:
        if each.breaches:
            _show_breaches(each, console)
    broken = sum(1 for each in found if each.breaches)
    said = f"[bold red]{broken} broken[/]" if broken else "[bold green]All hold.[/]"
    console.print(f"{len(found)} checks. {said}")


def _show_breaches(finding: Finding, console: Console) -> None:
    console.print(f"\n[bold red]{finding.room}: {finding.name}[/] — {finding.sentence}")
    rows = Table(*finding.first[0], box=None, pad_edge=False)
    for row in finding.first:
        rows.add_row(*(str(value) for value in row.values()))
    console.print(rows)
    if finding.breaches > len(finding.first):
        console.print(f"… and {finding.breaches - len(finding.first):,} more.")
