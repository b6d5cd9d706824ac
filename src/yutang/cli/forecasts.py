"""`yutang forecast`: how good forecasts of a price list would have been; this week's, made now.

Rows go to the standard output and nothing else does: what is told besides goes to the other one.
"""

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import Progress

from yutang.cli import boot
from yutang.cli.stopping import errors, stop, tell
from yutang.kernel.errors import Refusal

if TYPE_CHECKING:
    from yutang.forecasts.backtest import Result

app = typer.Typer(help="Forecasts, and how far off they are.", no_args_is_help=True)
_UNUSABLE = 2


@app.command()
def backtest(  # noqa: PLR0917 - one command, its options
    file: Annotated[
        Path,
        typer.Argument(help="A price list: 品名, 最低价, 平均价, 最高价, 规格, 单位, 发布日期."),
    ],
    horizon: Annotated[int, typer.Option(min=1, max=26, help="Weeks ahead.")] = 8,
    step: Annotated[int, typer.Option(min=1, max=26, help="Weeks from origin to origin.")] = 4,
    origins: Annotated[int, typer.Option(min=1, max=200, help="The latest so many origins.")] = 24,
    weeks: Annotated[
        int, typer.Option(min=30, max=500, help="A good needs so many weeks with a quote.")
    ] = 60,
    festivals: Annotated[
        bool, typer.Option("--festivals", help="With the weeks about the Spring Festival.")
    ] = False,
) -> None:
    """Forecast a price list again from its earlier weeks; one JSON line a good, then the sum.

    Weekly medians, an origin every 4 weeks, 8 weeks ahead. Nothing after an origin is looked at.
    Common goods: quoted in 60 weeks or more over at least 100, with 3 origins or more. Each error
    is divided by the mean change from week to week before its origin (MASE). The naive forecast
    is the latest price said; the seasonal one the same week a year before. A file may be gzipped.
    """
    from yutang.forecasts import backtest as doing
    from yutang.forecasts import methods
    from yutang.forecasts.rules.origins import Plan

    began = time.monotonic()
    try:
        quotes, names, not_read = doing.quotes_in(file)
    except OSError as error:
        raise stop(
            f"{file} cannot be read: {error.strerror or error}. Name a file.", _UNUSABLE
        ) from None
    except Refusal as why:
        raise stop(
            f"{file} is no price list: {why.sentence('en')} It needs the headings 品名, 平均价 and "
            "发布日期 in its first rows; CSV or XLSX, plain or gzipped.",
            _UNUSABLE,
        ) from None
    series = doing.series_in(quotes)
    plan = Plan(horizon=horizon, step=step, origins=origins, known=weeks)
    members = methods.PRICES_BY_FESTIVALS if festivals else methods.PRICES
    with Progress(console=errors, transient=True) as progress:
        task = progress.add_task("origins", total=None)
        result = doing.backtest(
            series, names, plan, members, lambda done: progress.update(task, completed=done)
        )
    _print(result)
    left = _told({why: len(goods) for why, goods in sorted(result.left_out.items())})
    tell(
        f"{len(result.rows):,} of {len(series):,} goods in {time.monotonic() - began:.0f} s; "
        f"left out: {left}; rows not read: {_told(dict(not_read.most_common()))}."
    )
    if not series:
        raise stop(
            f"Not one row of {file} is a price: give each a name, a price, its unit (元/斤, 公斤) "
            "and a day.",
            _UNUSABLE,
        )
    if not result.rows:
        raise stop(
            f"Not enough data: no good is quoted in {plan.known} weeks over {plan.span}, with "
            f"{plan.least_origins} earlier weeks to forecast from. Take a longer list, or fewer "
            "--weeks.",
            _UNUSABLE,
        )


@app.command()
def make() -> None:
    """Make this week's forecasts now, and write down what came of earlier ones."""
    boot.django()
    from yutang.forecasts import actions

    made = actions.make_all()
    tell(
        f"{made.runs:,} forecasts, {made.without:,} of them without enough data; "
        f"{made.came:,} weeks compared; {made.plans:,} planned sales rehearsed."
    )


def _told(numbers: dict[str, int]) -> str:
    return ", ".join(f"{number:,} {why}" for why, number in numbers.items()) or "none"


def _print(result: "Result") -> None:
    for line in [*result.rows, result.last]:
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    sys.stdout.flush()
