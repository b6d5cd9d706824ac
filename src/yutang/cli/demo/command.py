"""``yutang demo``: the Hebei sale, live, with rehearsal buyers among whom a visitor can buy."""

import os
import signal
import time
from pathlib import Path

import typer

from yutang.cli import serve
from yutang.cli.demo import programmes as staff
from yutang.cli.demo import samples
from yutang.cli.supervisor import Child
from yutang.plumbing.config import Config

STOPS_WITHIN_S = 30.0


def demo(*, speed: float, still: bool) -> None:
    """Prepare everything and run until Ctrl-C; `speed` multiplies the buyers' pace.

    `still`: nobody plays, so that there is something to look at and nothing moves.
    """
    with serve.installation() as config:
        sale = _new_sale()
        children = [Child("painting", "yutang.cli.demo.painting", restart=False)]
        if not still:
            children += _players(config, sale, speed)
        address = f"http://127.0.0.1:{config.port}"
        serve.run(config, children, lambda: _greet(address, sale, still=still))


def _players(config: Config, sale: int, speed: float) -> list[Child]:
    arguments = [str(sale), str(speed)]
    return [
        Child("camera", "yutang.cli.broadcast", [str(sale), str(_stream(config))]),
        Child("host", "yutang.cli.demo.host", arguments, restart=False),
        Child("buyers", "yutang.cli.demo.buyers", arguments),
        Child("packers", "yutang.cli.demo.packers", arguments),
    ]


def stop() -> None:
    """Stop the demo that runs on this data folder, and wait until it has."""
    lock = Config.load().data / "serve.lock"
    process = _holder(lock)
    if process is None:
        typer.echo(f"No demo runs on {lock.parent}.")
        return
    os.kill(process, signal.SIGTERM)
    deadline = time.monotonic() + STOPS_WITHIN_S
    while _holder(lock) is not None:
        if time.monotonic() > deadline:
            typer.echo(
                f"Process {process} has not stopped within {STOPS_WITHIN_S:.0f} s; "
                "try again, or end it yourself.",
                err=True,
            )
            raise typer.Exit(1)
        time.sleep(0.2)
    typer.echo("The demo has stopped. Its data is kept.")


def _holder(lock: Path) -> int | None:
    """Return the process that serves this data folder, or None."""
    import fcntl

    if not lock.exists():
        return None
    with lock.open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return int(file.read().rsplit(" ", 1)[-1])
    return None


def _new_sale() -> int:
    """End the demo sales of earlier runs and plan this one, from the same sample."""
    from yutang.cli import boot

    boot.django()
    from yutang.live import actions, queries

    for earlier in queries.demo_sales_running():
        actions.change_state(earlier, "ended", None, "demo started anew", keep_selling=False)
        actions.change_state(earlier, "replay", None, "demo started anew")
    path = samples.folder()
    sale = samples.load(samples.read(path), path)
    _all_is_a_demo()
    return sale


def _all_is_a_demo() -> None:
    """Say that this installation is a demo, unless real sales are kept here."""
    from yutang.facts import actions
    from yutang.live import queries

    if not queries.real_sales().filter(is_demo=False).exists():
        actions.become_demo()


def _stream(config: Config) -> Path:
    """Return the demo's moving picture, drawn at the first call, with a bar while it is."""
    from rich.progress import Progress

    from yutang.cli.demo.stream import demo_stream

    with Progress(transient=True) as progress:
        task = progress.add_task("Drawing the demo's moving picture, once", total=1.0)
        return demo_stream(
            config.data, samples.folder(), lambda part: progress.update(task, completed=part)
        )


def _greet(address: str, sale: int, *, still: bool) -> None:
    what = "the Hebei sale is planned, and nobody plays" if still else "the Hebei sale runs"
    typer.echo(f"""
  Yutang 鱼塘 · {what} (a demo: producers, prices, stock and buyers are invented)

  watch and buy     {address}/live/{sale}/
  host's console    {address}/live/{sale}/host/        sign in as {samples.HOST}
  results           {address}/live/{sale}/results/     sign in as {samples.CLERK} (county clerk)
  big screen        {address}/live/{sale}/screen/      sign in as {samples.CLERK}
  parcels, claims   {address}/packing/  /care/     sign in as {samples.CLERK}
  payouts           {address}/payouts/             {samples.CLERK} makes, {samples.SECOND} approves
  a county          {address}/places/440229/       with its villages, seconds after the start
  the channel       {address}/channels/            sign in as {samples.CLERK}
  programmes        {address}/programmes/          {staff.TEACHER} teaches, {staff.HELPER} helps
  insurance         {address}/programmes/          {staff.DOCTOR} is the village doctor,
                    {staff.ASSESSOR} and {staff.SECOND_ASSESSOR} assess
  a buyer           {address}/sign-in/             sign in as {samples.BUYER}

  Sign in with a one-time code: it appears at {address}/inbox/ instead of on a phone.
  Stop with Ctrl-C or, from elsewhere, with `yutang demo --stop`. Starting twice is safe.
""")
