"""`yutang facts`: publish what happened, tell what is published, check its files."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)
from rich.table import Table

from yutang.cli import boot

if TYPE_CHECKING:
    from yutang.facts.queries import ManifestView

app = typer.Typer(
    help="Facts: publish what changed, tell what is published, check files.", no_args_is_help=True
)
_console = Console()


@app.command()
def publish(
    everything: Annotated[
        bool, typer.Option("--all", help="Everything anew, not only what changed.")
    ] = False,
) -> None:
    """Publish what changed since the last time; stopping and doing it again is safe."""
    boot.django()
    from yutang.facts import actions

    with _progress() as progress:
        bar = progress.add_task("facts", total=None)

        def tell(step: str, done: int, total: int) -> None:
            if total:
                progress.update(bar, description=step, completed=done, total=total)

        done = actions.publish(everything=everything, tell=tell)
    for root, version in done.versions.items():
        if version.number:
            _console.print(
                f"{root}: version {version.number}, {version.written:,} parts new, "
                f"{version.gone:,} gone. {version.digest[:16]}"
            )
    if not done.parts:
        _console.print("Nothing had changed.")


@app.command()
def status() -> None:
    """Tell which versions are published, what they hold, and what waits."""
    boot.django()
    from yutang.facts import queries
    from yutang.facts.roots import ROOTS

    for root in ROOTS:
        version = queries.current(root)
        if version.number:
            _show(version)
    here = "demo facts" if queries.reads_demo() else "real facts"
    waiting = queries.waiting()
    told = f"{waiting:,} changes wait: published within a minute, or by `yutang facts publish`."
    _console.print(f"This installation reads {here}. {told if waiting else 'No change waits.'}")


@app.command()
def check() -> None:
    """Compare the bytes of every published file with its hash; exit 1 where one differs."""
    boot.django()
    from yutang.facts import queries
    from yutang.facts.roots import ROOTS

    wrong: list[queries.Wrong] = []
    with _progress() as progress:
        for root in ROOTS:
            bar = progress.add_task(root, total=None)

            def tell(done: int, total: int, bar: TaskID = bar) -> None:
                progress.update(bar, completed=done, total=total)

            wrong += queries.checked(root, tell)
    for each in wrong:
        _console.print(f"{each.path}: {each.why}", markup=False)
    if wrong:
        _console.print("Run `yutang facts publish --all` to publish them anew.")
        raise typer.Exit(1)
    _console.print("Every file has the bytes that were published.")


def _show(version: "ManifestView") -> None:
    from yutang.facts import queries
    from yutang.facts.roots import Root

    root: Root = "demo" if version.root == "demo" else "real"
    counted: dict[str, tuple[int, int, int]] = {}
    for each in queries.parts(version.number, root=root):
        parts, rows, size = counted.get(each.kind, (0, 0, 0))
        counted[each.kind] = (parts + 1, rows + each.rows, size + each.size)
    table = Table("kind", "parts", "rows", "kB", box=None, pad_edge=False)
    for column in table.columns[1:]:
        column.justify = "right"
    for kind, (parts, rows, size) in counted.items():
        table.add_row(kind, f"{parts:,}", f"{rows:,}", f"{size / 1024:,.0f}")
    through = f"{version.through:%Y-%m-%d %H:%M}" if version.through else "-"
    _console.print(f"{version.root}: version {version.number}, whole through {through} UTC")
    _console.print(f"digest {version.digest}")
    _console.print(table)


@contextmanager
def _progress() -> Iterator[Progress]:
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=_console,
        transient=True,
    ) as progress:
        yield progress
