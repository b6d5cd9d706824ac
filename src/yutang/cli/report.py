"""`yutang report`: the card of a place and a year as a table, recomputed from its rows on demand.

The card goes to the standard output and nothing else does: what is told besides goes to the other.
"""

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from decimal import Decimal
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from yutang.cli import boot

if TYPE_CHECKING:
    from yutang.reports.queries import CardView
    from yutang.reports.rules.lines import Line

_LANGUAGES = {"zh": "zh-hans", "zh-hans": "zh-hans", "en": "en"}
_OFFERED = 8
_errors = Console(stderr=True)


@dataclass(frozen=True)
class Difference:
    """A number that its rows do not come to."""

    indicator: str
    card: str
    rows: str


def report(place: str, year: int, *, lang: str, as_json: bool, verify: bool) -> None:
    """Print the card; with `verify` recompute every number, and end with 1 when one differs."""
    from django.utils import translation

    chosen = _LANGUAGES.get(lang.lower())
    if chosen is None:
        raise _stop(f"--lang is zh or en, not “{lang}”.")
    boot.django()
    from yutang.kernel.errors import Refusal
    from yutang.reports import queries

    code = _code(place)
    _check_year(year)
    with translation.override(chosen):
        try:
            view = queries.card(code, year)
        except Refusal as refusal:
            raise _stop(refusal.sentence("en")) from None
        if as_json:
            sys.stdout.write(json.dumps(_plain(view), ensure_ascii=False, indent=1) + "\n")
        else:
            _print(view)
        if verify and not _verified(view):
            raise typer.Exit(1)


def _code(place: str) -> str:
    """Return the code that was meant; tells what to do where that is not one place."""
    from yutang.places import queries as places
    from yutang.reports.rules import steps

    if place == steps.WHOLE_COUNTRY:
        return ""
    found = places.find(place, _OFFERED)
    if len(found) == 1:
        return found[0].code
    if not found:
        raise _stop(
            f"No place is called “{place}”. Give a code (130827), a name (宽城满族自治县), or `all`"
            " for the whole country; `yutang places find NAME` looks names up, and"
            " `yutang places load` fills the table when it is empty."
        )
    names = places.full_names([each.code for each in found])
    offered = "\n".join(f"  {each.code}  {names[each.code]}" for each in found)
    raise _stop(f"“{place}” may mean several places. Give one of these codes:\n{offered}")


def _check_year(year: int) -> None:
    from yutang.kernel.clock import today
    from yutang.reports.rules import steps

    if not steps.FIRST_YEAR <= year <= today().year:
        raise _stop(
            f"There is no card of {year}: years run from {steps.FIRST_YEAR} to {today().year}."
        )


def _print(view: "CardView") -> None:
    """Print the card as a table, section by section; lines with nothing in them are counted."""
    from yutang.reports.queries import wording

    title = f"{wording.place_name(view.place_code)} {view.year}"
    table = Table(title=title, caption=_caption(view), title_justify="left")
    for number, head in enumerate(wording.heads()):
        table.add_column(head, justify="right" if number in {1, 2} else "left", overflow="fold")
    for section in wording.sections(view):
        if section.told:
            table.add_section()
            table.add_row(f"[bold]{section.title}[/]")
        for each in section.told:
            cells = (f"{each.number} {each.unit}", each.before, each.promised, each.status)
            table.add_row(f"  {each.title}", *cells)
    Console(width=None if sys.stdout.isatty() else 120).print(table)
    missing = sum(len(part.rest) for part in wording.sections(view))
    if missing:
        _errors.print(wording.rest_told(missing))


def _caption(view: "CardView") -> str:
    from yutang.reports.queries import wording

    parts = [
        str(wording.state_names()[view.state]),
        wording.as_of(view),
        wording.demo_word() if view.is_demo else "",
    ]
    return " · ".join(part for part in parts if part)


def _plain(view: "CardView") -> dict[str, object]:
    from yutang.reports.queries import sealing

    return sealing.values_file(view)


def _verified(view: "CardView") -> bool:
    """Export the rows of every number, recompute it by the shipped script, tell what agrees."""
    known = [line for line in view.lines if line.number is not None and line.rows]
    with tempfile.TemporaryDirectory(prefix="yutang-report-") as folder:
        files, wrong, without = _exported(view, known, Path(folder))
        wrong += _recomputed(files)
    for each in wrong:
        _errors.print(f"[red]✗[/] {each.indicator}: card {each.card}, rows {each.rows}")
    told = f"{len(known) - len(wrong) - len(without)} of {len(known)} numbers agree with their rows"
    if without:
        told += f"; {len(without)} have no public rows ({', '.join(without)})"
    _errors.print(told + ".")
    return not wrong


def _exported(
    view: "CardView", known: list["Line"], folder: Path
) -> tuple[dict[str, Path], list[Difference], list[str]]:
    """Write each number's rows to a file; return the files, what differs, what has no file."""
    from yutang.indicators import exports
    from yutang.indicators.errors import NeedsRows
    from yutang.indicators.rules.periods import Period
    from yutang.reports.rules import signing

    files: dict[str, Path] = {}
    wrong: list[Difference] = []
    without: list[str] = []
    period, manifest = Period.year(view.year), view.manifest or None
    with Progress(console=_errors, transient=True) as bar:
        for line in bar.track(known, description="rows"):
            try:
                text = exports.csv(line.indicator, view.place_code, period, manifest=manifest)
            except NeedsRows:
                without.append(line.indicator)
                continue
            path = folder / f"{line.indicator}.csv"
            with path.open("w", encoding="utf-8", newline="") as file:
                file.writelines(text)
            said = _value_in(path)
            if said != line.number and signing.plain(said) != signing.plain(line.number):
                card = signing.plain(line.number)
                wrong.append(Difference(line.indicator, card, signing.plain(said)))
                continue
            files[line.indicator] = path
    return files, wrong, without


def _value_in(path: Path) -> Decimal | None:
    """Return the number that an exported file says it comes to."""
    import csv

    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.reader(file):
            if row[:1] == ["value"]:
                return Decimal(row[1]) if row[1] else None
    return None


def _recomputed(files: dict[str, Path]) -> list[Difference]:
    """Run the shipped script over the files; return those that do not come to their number."""
    if not files:
        return []
    script = resources.files("yutang.indicators").joinpath("recompute.py")
    ran = subprocess.run(
        [sys.executable, str(script), *map(str, files.values())],
        check=False,
        capture_output=True,
        text=True,
    )
    if ran.returncode == 0:
        return []
    said = {line.split(" ")[0]: line for line in ran.stdout.splitlines()}
    wrong = []
    for name, path in files.items():
        told = said.get(str(path), "")
        if not told.endswith("as it says"):
            rows = told.removeprefix(f"{path} ") or ran.stderr.strip()[-200:]
            wrong.append(Difference(name, "as frozen", rows))
    return wrong


def _stop(told: str) -> typer.Exit:
    _errors.print(told, highlight=False)
    return typer.Exit(2)
