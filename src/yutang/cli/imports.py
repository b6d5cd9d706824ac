"""`yutang import`: registers of whole counties and price lists, read with a progress bar."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import uuid4

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from yutang.cli import boot
from yutang.kernel.errors import Refusal

if TYPE_CHECKING:
    from yutang.insurance.access import Policy, Roll
    from yutang.people.access import Person

app = typer.Typer(help="Bring in registers and price lists.", no_args_is_help=True)
_console = Console()
_errors = Console(stderr=True)


@app.callback()
def imports() -> None:
    """Bring in registers and price lists."""


@app.command()
def insurance(  # noqa: PLR0917 - one command, its options
    file: Annotated[Path, typer.Argument(help="CSV (UTF-8, GB18030) or XLSX.")],
    plan: Annotated[int, typer.Option(help="The plan's number, as in its address.")],
    county: Annotated[str, typer.Option(help="Code of the county, six digits.")],
    by: Annotated[str, typer.Option(help="Mobile number of the clerk in whose name.")],
    first: Annotated[str, typer.Option("--from", help="First day of cover: 2027-01-01.")],
    enrol: Annotated[
        bool, typer.Option("--enrol", help="Enrol who can be; otherwise only the report.")
    ] = False,
    consents: Annotated[
        bool, typer.Option("--consents", help="Everybody on it signed in their village.")
    ] = False,
) -> None:
    """Insure everybody on a register: report first, then all of them at once, or nobody."""
    boot.django()
    try:
        data = file.read_bytes()
        clerk = _clerk(by)
        policy = _period(plan, county, date.fromisoformat(first), clerk)
        _run(policy, file.name, data, clerk, enrols=enrol, consents=consents)
    except Refusal as refusal:
        raise _stop(refusal.sentence("en")) from refusal
    except OSError as error:
        raise _stop(f"{file} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise _stop(f"--from is a day, as 2027-01-01: {error}.") from error


@app.command()
def prices(
    file: Annotated[Path, typer.Argument(help="CSV (UTF-8, GB18030) or XLSX, also gzipped.")],
    market: Annotated[str, typer.Option(help="The market whose list it is.")],
    source: Annotated[
        str, typer.Option(help="Where the list comes from; registers a market that is new.")
    ] = "",
    ask: Annotated[
        bool, typer.Option("--ask", help="All new names wait for a clerk's decision.")
    ] = False,
    look: Annotated[bool, typer.Option("--look", help="Only look: write nothing.")] = False,
) -> None:
    """Bring in a market's price list: every row is taken or counted with its reason."""
    from yutang.cli import prices_import

    prices_import.bring_in(file, market=market, source=source, ask=ask, only_look=look)


def _run(
    policy: "Policy", name: str, data: bytes, clerk: "Person", *, enrols: bool, consents: bool
) -> None:
    from yutang.insurance import actions
    from yutang.insurance.actions.uploading import RegisterFile
    from yutang.insurance.errors import RollDone, RollThere

    upload = RegisterFile(key=uuid4(), name=name, data=data, has_consents=consents)
    try:
        number = actions.upload(policy.pk, upload, clerk).pk
    except RollDone as done:
        _console.print(f"{done.sentence('en')}", markup=False, soft_wrap=True)
        return
    except RollThere as there:
        number = int(str(there.fields["number"]))
    with _progress() as bar:
        task = bar.add_task("reading", total=None)

        def tell(step: str, done: int, total: int) -> None:
            bar.update(task, description=step, completed=done, total=total or None)

        roll = actions.read(number, tell)
        if enrols and roll.can_enrol and roll.state in {"read", "enrolling"}:
            actions.confirm(roll.pk, clerk)
            roll = actions.enrol(roll.pk, tell)
    _report(roll)


def _clerk(mobile: str) -> "Person":
    from yutang.people import queries as people

    found = people.by_mobile(mobile)
    if found is None:
        raise _stop("No account has the mobile number of --by.")
    return found


def _period(plan: int, county: str, first: date, clerk: "Person") -> "Policy":
    from yutang.insurance import actions
    from yutang.insurance.rules import periods

    return actions.begin_period(plan, county, first, periods.year_from(first), clerk)


def _report(roll: "Roll") -> None:
    table = Table("what becomes of the rows", "rows", box=None, pad_edge=False)
    table.add_row(
        "enrolled" if roll.state == "enrolled" else "can be enrolled", f"{roll.can_enrol:,}"
    )
    for reason, rows in sorted(roll.counts.items(), key=lambda each: -each[1]):
        table.add_row(reason.replace("_", " "), f"{rows:,}")
    table.columns[1].justify = "right"
    _console.print(table)
    _console.print(f"Register {roll.pk}: {roll.rows:,} rows, {roll.state}.")
    if roll.state == "failed":
        raise _stop(roll.why_en)


def _progress() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=_errors,
    )


def _stop(said: str) -> typer.Exit:
    _errors.print(said, style="red", markup=False, soft_wrap=True)
    return typer.Exit(1)
