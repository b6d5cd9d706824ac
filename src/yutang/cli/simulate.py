"""`yutang simulate`: the rules of a sale against thousands of random stories, one for each seed."""

import os
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from multiprocessing import get_context
from typing import NamedTuple

import typer
from rich.console import Console
from rich.progress import Progress

from yutang.cli.simulation.story import Ending, tell
from yutang.trade.rules import Answer

_AT_A_TIME = 25
_LINES_SHOWN = 60
_FAULTS_SHOWN = 10
_TERMS = ("SetTerms", "SetCap", "AddCoupons", "EndCoupons")
_REFUSALS = tuple(str(answer) for answer in Answer if answer not in {Answer.HELD, Answer.SEEN})


class Found(NamedTuple):
    """What many stories came to: the seeds that failed, and how often each thing happened."""

    faults: list[Ending]
    counts: Counter[str]


def simulate(
    *, seeds: int, seed: int | None, steps: int, altered: Mapping[str, str] | None = None
) -> None:
    """Tell one seed aloud, or run many; exit 1 with the story of the first that fails.

    `altered`: other texts for named statements, as in `story.tell`.
    """
    console = Console(highlight=False)
    if seed is not None:
        ending = tell(seed, steps, altered=altered, aloud=True)
        console.print("\n".join(ending.lines), markup=False, soft_wrap=True)
        if ending.fault:
            raise typer.Exit(1)
        return
    with Progress(console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task("seeds", total=seeds)

        def advance(done: int) -> None:
            progress.advance(bar, done)

        found = search(range(1, seeds + 1), steps, altered, advance)
    _show(found, seeds, console)
    if found.faults:
        first = tell(found.faults[0].seed, steps, altered=altered, aloud=True)
        _show_faults(found.faults, first.lines, steps, console)
        raise typer.Exit(1)


def search(
    seeds: range,
    steps: int,
    altered: Mapping[str, str] | None = None,
    advance: Callable[[int], object] = int,
) -> Found:
    """Run the seeds on all cores; `advance` is told how many more are done."""
    parts = [seeds[start : start + _AT_A_TIME] for start in range(0, len(seeds), _AT_A_TIME)]
    faults: list[Ending] = []
    counts: Counter[str] = Counter()
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as pool:
        asked = repeat(steps), repeat(altered)
        for part, found in zip(parts, pool.map(_run, parts, *asked), strict=True):
            faults += found.faults
            counts += found.counts
            advance(len(part))
    return Found(faults, counts)


def replay(ending: Ending, steps: int) -> str:
    """Return the command that tells the story of this ending again."""
    return f"yutang simulate --seed {ending.seed} --steps {steps}"


def _run(seeds: range, steps: int, altered: Mapping[str, str] | None) -> Found:
    endings = [tell(seed, steps, altered=altered) for seed in seeds]
    counts = Counter[str]()
    for ending in endings:
        counts.update(ending.counts)
    return Found([ending for ending in endings if ending.fault], counts)


def _show(found: Found, seeds: int, console: Console) -> None:
    counts = found.counts
    held, paid = counts["held"], counts["Pay"]
    console.print(
        f"{seeds:,} seeds: {counts['commits']:,} transactions, {counts['waits']:,} waits for a"
        f" lock, {counts['deaths']:,} deaths in the middle of one."
    )
    console.print(
        f"{held:,} orders held and {counts['holds ended']:,} ended by time, {paid:,} attempts to"
        f" pay ({counts['hold_over']:,} too late), {counts['seen']:,} repeated keys found again."
    )
    lined, called = counts["entry taken"], counts["numbers called"]
    together, terms = counts["together paid"], sum(counts[name] for name in _TERMS)
    console.print(
        f"{lined:,} numbers taken in lines and {called:,} drawn or called, {together:,} orders paid"
        f" many at once, terms changed {terms:,} times in mid-sale."
    )
    told = ", ".join(f"{name} {counts[name]:,}" for name in _REFUSALS)
    console.print(f"Refused: {told}.")
    if not found.faults:
        console.print("[bold green]All promises kept at every step.[/]")


def _show_faults(faults: list[Ending], story: list[str], steps: int, console: Console) -> None:
    console.print(f"\n[bold red]{len(faults):,} seeds failed.[/] The end of the first story:")
    console.print("\n".join(story[-_LINES_SHOWN:]), markup=False, soft_wrap=True)
    for ending in faults[:_FAULTS_SHOWN]:
        console.print(f"\n{ending.fault}\n  {replay(ending, steps)}", markup=False, soft_wrap=True)
