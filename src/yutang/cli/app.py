"""The `yutang` command. Every sub-command imports what it needs only when it runs."""

import sys

import typer

app = typer.Typer(
    name="yutang",
    help="Yutang 鱼塘: a county sells its farm goods live, with evidence.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)


@app.command()
def serve() -> None:
    """Run the platform behind one address (PORT=8000, YUTANG_DATA=.data)."""
    from yutang.cli.serve import serve as run  # noqa: PLC0415

    run()


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def manage(context: typer.Context) -> None:
    """Run one of Django's own management commands, such as `migrate --plan`."""
    from yutang.cli import boot  # noqa: PLC0415

    boot.django()
    from django.core.management import execute_from_command_line  # noqa: PLC0415

    execute_from_command_line(["yutang manage", *context.args])


def main() -> None:
    """Run the command; a refusal is told in one sentence and ends with 1."""
    from yutang.kernel.errors import Refusal  # noqa: PLC0415

    try:
        app()
    except Refusal as refusal:
        typer.echo(refusal.sentence("en"), err=True)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


