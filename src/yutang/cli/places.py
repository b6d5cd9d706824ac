"""`yutang places`: the tree of places, what became of old codes, old lists joined to today's."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from yutang.cli import boot
from yutang.kernel.errors import Refusal

if TYPE_CHECKING:
    from yutang.places.rules.matching import Found, Written

app = typer.Typer(
    help="The tree of places: load, find, show; changes of codes; old lists.", no_args_is_help=True
)
_console = Console()
_errors = Console(stderr=True)
_LOOK_ELSEWHERE = (
    "Load it with `yutang places load --province <code>`, "
    "or look for its name with `yutang places find`."
)
_LOAD_FIRST = "Run `yutang places load --province 13` first."


@app.command()
def load(
    province: Annotated[
        list[str] | None,
        typer.Option(help="Two-digit code of a province, for example 13; may be repeated."),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Load the whole nation.")] = False,
) -> None:
    """Load provinces of the national table into the database; doing it twice is safe."""
    if everything == bool(province):
        raise _stop("Say which provinces: --province 13 (may be repeated), or --all.")
    _check_provinces(province or [])
    boot.django()
    from django.core.management import call_command
    from django.db import connection

    from yutang.places import loading

    call_command("migrate", verbosity=0, interactive=False)
    with _progress() as progress:
        bar = progress.add_task("places", total=None)
        count = loading.load(
            connection,
            province,
            lambda done, total: progress.update(bar, completed=done, total=total),
        )
    _console.print(f"{count:,} places are loaded.")


@app.command()
def find(
    text: Annotated[str, typer.Argument(help="A name, a code, or the beginning of a code.")],
    limit: Annotated[int, typer.Option(min=1, max=200, help="How many to print at most.")] = 20,
) -> None:
    """Print the places that a name, any part of one, or a code may mean, best first."""
    _open()
    from yutang.places import queries
    from yutang.places.rules import Level

    found = queries.search(text, limit)
    if not found:
        raise _stop(f"No place fits “{text}”. {_advice()}")
    wholes = queries.full_names([place.code for place in found])
    rows = Table("code", "level", "name", box=None)
    for place in found:
        rows.add_row(place.code, Level(place.level).name.lower(), wholes[place.code])
    _console.print(rows)


@app.command()
def show(code: Annotated[str, typer.Argument(help="A place code, for example 130827.")]) -> None:
    """Print one place: its whole name, what lies above it and how much lies in it."""
    _open()
    from yutang.places import access, queries
    from yutang.places.errors import UnknownPlace
    from yutang.places.rules import Level

    try:
        place = access.place(code)
    except UnknownPlace as refusal:
        raise _stop(f"{refusal.sentence('en')} {_LOOK_ELSEWHERE}") from None
    except Refusal as refusal:
        raise _stop(refusal.sentence("en")) from None
    rows = Table(box=None, show_header=False)
    rows.add_row("name", queries.full_name(place.code))
    rows.add_row("short name", place.short_name)
    rows.add_row("code", f"{place.code} (edition {place.edition})")
    above = " > ".join(str(step) for step in queries.path(place.code)[:-1])
    rows.add_row("lies in", above or "the nation")
    for level in Level:
        if level > place.level:
            count = queries.under(place.code, level).count()
            rows.add_row(f"places of level {level.name.lower()}", f"{count:,}")
    for step in queries.history(place.code):
        told = f"{step.old_name} {step.old_code} (edition {step.old_edition}), {step.source}"
        rows.add_row(step.kind.value, told)
    _console.print(rows)


@app.command()
def successors(
    file: Annotated[
        Path | None,
        typer.Argument(
            help="CSV or XLSX: old code, its edition, name then, new code, its edition, what "
            "happened, since, source. Without it the changes from 2015 that ship with Yutang.",
            exists=True,
            dir_okay=False,
        ),
    ] = None,
    write: Annotated[bool, typer.Option("--write", help="Write them; otherwise only say.")] = False,
) -> None:
    """Say what became of old codes; a second run of the same file changes nothing."""
    _open()
    from yutang.places import actions, loading, queries

    data = file.read_bytes() if file else loading.shipped_successors()
    outcome = actions.load_successors(data) if write else queries.decide_successors(data).outcome
    for problem in outcome.problems:
        _errors.print(f"row {problem.row}, {problem.cell}: {problem.en}", markup=False)
    said = "written" if write else "would be written (--write does it)"
    _console.print(
        f"{outcome.new:,} new and {outcome.changed:,} changed {said}; {outcome.same:,} the same, "
        f"{outcome.refused:,} refused."
    )
    if outcome.problems:
        raise typer.Exit(1)


@app.command()
def match(
    file: Annotated[
        Path,
        typer.Argument(
            help="CSV or XLSX with columns like province, city, county, town, village.",
            exists=True,
            dir_okay=False,
        ),
    ],
    out: Annotated[Path | None, typer.Option(help="Write each row's match to this CSV.")] = None,
) -> None:
    """Join an old list to today's codes, and say how many rows are joined how."""
    _open()
    from yutang.places import queries
    from yutang.plumbing.sheets import writing

    read = queries.read_list(file.read_bytes())
    for problem in read.problems:
        _errors.print(f"row {problem.row}, {problem.cell}: {problem.en}", markup=False)
    found = queries.match([written for _number, written in read.rows])
    if out is not None:
        out.write_bytes(writing.csv_text(_matched(read.rows, found)).encode())
    rows = Table("match", "rows", "share", box=None)
    rows.columns[1].justify = rows.columns[2].justify = "right"
    for how, count in queries.summary(found):
        rows.add_row(how.value, f"{count:,}", f"{count / len(found):.1%}")
    _console.print(rows)
    _console.print(f"{len(found):,} rows.")


def _matched(
    rows: "Sequence[tuple[int, Written]]", found: "Sequence[Found]"
) -> "Iterator[Sequence[object]]":
    from yutang.places import queries
    from yutang.places.rules.matching import Written

    wholes = queries.full_names({each.code for each in found if each.code})
    more = ("match", "distance", "code", "name today", "candidates")
    yield ("row", *Written._fields, *more)
    for (number, written), each in zip(rows, found, strict=True):
        whole = wholes.get(each.code, "")
        candidates = " ".join(each.candidates)
        yield (number, *written, each.how.value, each.distance, each.code, whole, candidates)


def _open() -> None:
    """Make sure that there is a table to read; reading never changes the schema."""
    boot.django()
    from django.db import connection

    if "places_place" not in connection.introspection.table_names():
        raise _stop(f"There are no tables yet. {_LOAD_FIRST}")


def _check_provinces(codes: list[str]) -> None:
    from yutang.places import table

    known = {head.code: head.name for head in table.head().provinces}
    for code in codes:
        if code not in known:
            listed = ", ".join(f"{number} {name}" for number, name in known.items())
            raise _stop(f"No province has the code “{code}”. There are: {listed}.")


def _advice() -> str:
    from yutang.places import queries
    from yutang.places.table import head

    loaded = [place.code for place in queries.provinces()]
    if not loaded:
        return f"No province is loaded yet. {_LOAD_FIRST}"
    if len(loaded) == len(head().provinces):
        return "All provinces are loaded: try a shorter name, without what lies above."
    return (
        f"Loaded provinces: {', '.join(loaded)}. Try a shorter name, or load another province "
        "with `yutang places load --province <code>`."
    )


def _progress() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=_errors,
    )


def _stop(sentence: str) -> typer.Exit:
    _errors.print(sentence, markup=False, highlight=False, soft_wrap=True)
    return typer.Exit(1)
