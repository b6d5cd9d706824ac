"""`yutang places`: load the tree of places, look for one, show one."""

from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from yutang.cli import boot
from yutang.kernel.errors import Refusal

app = typer.Typer(help="The tree of places: load, find, show.", no_args_is_help=True)
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
    """Print the places that a name or code may mean, best first."""
    _open()
    from yutang.places import queries
    from yutang.places.rules import Level

    found = queries.find(text, limit)
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
    _console.print(rows)


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
