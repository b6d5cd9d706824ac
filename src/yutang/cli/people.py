"""`yutang people`: the first operator, and roles given from the command line."""

from typing import Annotated

import typer
from rich.console import Console

from yutang.cli import boot
from yutang.kernel.errors import Refusal

app = typer.Typer(help="People: the first operator, and roles.", no_args_is_help=True)
_console = Console()
_errors = Console(stderr=True)

Mobile = Annotated[str, typer.Argument(help="A mobile number of 11 digits.")]


@app.command()
def operator(
    mobile: Mobile,
    name: Annotated[str, typer.Option(help="The name that others see.")],
) -> None:
    """Make an operator of the whole installation, with an account when there is none."""
    boot.django()
    from yutang.people import actions

    try:
        person = actions.appoint(mobile, name, "operator", "", by=None).person
    except Refusal as refusal:
        raise _stop(refusal) from refusal
    _console.print(f"{person.name} is an operator.", markup=False)
    _console.print(
        "Next: run `yutang serve`, sign in with this number at /sign-in/, and give county clerks "
        "their roles at /grants/.",
        soft_wrap=True,
    )


@app.command()
def grant(
    mobile: Mobile,
    role: Annotated[str, typer.Argument(help="host, producer, clerk, officer or operator.")],
    place: Annotated[str, typer.Argument(help="A place code, for example 130827.")] = "",
    name: Annotated[str, typer.Option(help="For a number that has no account yet.")] = "",
) -> None:
    """Give a role for a place to the owner of a number."""
    boot.django()
    from yutang.people import actions
    from yutang.places import access as places
    from yutang.places import queries as place_queries

    try:
        code = places.check_code(place) if place else ""
        person = actions.appoint(mobile, name, role, code, by=None).person
    except Refusal as refusal:
        raise _stop(refusal) from refusal
    where = place_queries.full_name(code) if code else "the whole country"
    _console.print(f"{person.name} is now {role} for {where}.", markup=False, soft_wrap=True)


def _stop(refusal: Refusal) -> typer.Exit:
    _errors.print(refusal.sentence("en"), style="red", markup=False, soft_wrap=True)
    return typer.Exit(1)
