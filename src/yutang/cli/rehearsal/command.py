"""``yutang rehearse SALE``: on the real server, with a copy of the sale and synthetic buyers."""

import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NoReturn

import psycopg
import typer
from rich.console import Console

from yutang.cli import boot
from yutang.cli.rehearsal import plan, proof, report, server
from yutang.cli.rehearsal.bottleneck import PACKING_DAY_H
from yutang.cli.rehearsal.display import Shown
from yutang.cli.rehearsal.plan import Good, Settings
from yutang.cli.rehearsal.report import Setting, Titled
from yutang.cli.rehearsal.run import CrowdFailed, Deed, Played, play
from yutang.cli.rehearsal.server import Server
from yutang.cli.rehearsal.spec import Spec
from yutang.cli.rehearsal.telling import tell
from yutang.plumbing import log as logs
from yutang.plumbing.config import Config

CONNECTIONS_MOST = 4_000
_ONLY_ONE = 7_409_181
"""The advisory lock of whoever rehearses on a database."""
_SOON_S = 0.5
POPULAR = 3.0
"""Pull of a lot against one that is the least popular: falls evenly along the lineup."""


@dataclass(frozen=True)
class Options:
    """What was asked on the command line; `parcels_hour` of all packers together."""

    sale: int
    settings: Settings
    speed: float = 1.0
    parcels_hour: float | None = None
    even_live: bool = False


def rehearse(options: Options) -> None:
    """Play the sale's rush and tell what came of it; exit 1 when something was lost or doubled."""
    logs.set_up("rehearse", pretty=False)
    found = _server()
    boot.django()
    with _alone(found.url):
        _may_begin(options)
        result = _rehearse(options, found)
    console = Console()
    tell(result.report, console)
    console.print(f"kept in {result.file}", soft_wrap=True, markup=False, highlight=False)
    if result.page:
        console.print(f"page: {result.page}", soft_wrap=True, markup=False, highlight=False)
    if not sound(result.report):
        raise typer.Exit(1)


@dataclass(frozen=True)
class Result:
    report: dict[str, Any]
    file: Path
    page: str


def sound(found: dict[str, Any]) -> bool:
    """Tell whether every wish was answered once and no unit was lost or sold twice."""
    orders = found["orders"]
    return bool(found["proof"]["holds"] and not orders["unanswered"] and not orders["doubled"])


def say_no(said: str) -> NoReturn:
    """Tell why nothing is done, and end with 1."""
    typer.echo(said, err=True)
    raise typer.Exit(1)


def replay_line(options: Options) -> str:
    """Return the line that plays the same rehearsal again."""
    settings = options.settings
    parts = [
        f"yutang rehearse {options.sale} --seed {settings.seed} --buyers {settings.buyers}",
        f"--minutes {settings.seconds / 60:g} --curve {settings.curve}",
    ]
    parts += [f"--speed {options.speed:g}"] if options.speed != 1 else []
    faults = ",".join(settings.faults) or "none"
    parts += [f"--faults {faults}"] if settings.faults != plan.FAULTS else []
    parts += [f"--parcels-hour {options.parcels_hour:g}"] if options.parcels_hour else []
    parts += ["--even-live"] if options.even_live else []
    return " ".join(parts)


def _server() -> Server:
    config = Config.load()
    try:
        return server.running(config)
    except server.NotRunning:
        say_no(
            f"No server runs on {config.data}. Start it in another terminal first: yutang serve "
            "(with the same YUTANG_DATA), then rehearse again."
        )


def _may_begin(options: Options) -> None:
    from yutang.live import rehearsals

    on_air = rehearsals.real_sales_on_air()
    if on_air and not options.even_live:
        numbers = ", ".join(map(str, on_air))
        say_no(
            f"Sale {numbers} is on the air on this server: a rehearsal would take its room. "
            "Rehearse before it or after it; --even-live does it all the same."
        )
    for stale in rehearsals.running():  # nobody holds the lock, so it was broken off
        _end(stale.sale_id)
        rehearsals.finish(stale.pk, None)


def _rehearse(options: Options, found: Server) -> Result:
    from yutang.kernel.errors import NotFound
    from yutang.live import rehearsals

    settings = options.settings
    try:
        prepared = rehearsals.prepare(
            options.sale, buyers=settings.buyers, command=replay_line(options), speed=options.speed
        )
    except NotFound:
        say_no(f"There is no sale {options.sale} to rehearse (a rehearsal cannot be rehearsed).")
    if not prepared.lots:
        rehearsals.finish(prepared.id, None)
        _take_away(prepared.id)
        say_no(f"Sale {options.sale} has an empty lineup: put lots in it first.")
    kept = None
    try:
        with Shown(f"rehearsal of sale {options.sale}") as shown:
            played = _play(options, found, prepared, shown)
            shown.phase("counting")
            kept = _report(options, found, prepared, played)
    except CrowdFailed:
        say_no("A process of the synthetic buyers broke off; the rehearsal was ended.")
    finally:
        _end(prepared.sale)
        rehearsals.finish(prepared.id, kept)
    host, port = found.address
    return Result(
        kept,
        save(kept, Config.load().data / "rehearsals", f"{prepared.id}-sale-{options.sale}"),
        f"http://{host}:{port}/live/{prepared.sale}/rehearsal/",
    )


def _play(options: Options, found: Server, prepared: Any, shown: Shown) -> Played:
    settings = options.settings
    lots = prepared.lots
    goods = [
        Good(lot.lot, POPULAR - (POPULAR - 1) * place / len(lots), lot.buyer_limit)
        for place, lot in enumerate(lots)
    ]
    with passes_file(prepared.passes) as passes:
        spec = Spec(
            sale=prepared.sale,
            seed=settings.seed,
            address=found.address,
            connections=min(CONNECTIONS_MOST, settings.buyers),
            speed=options.speed,
            database=found.url,
            passes=str(passes),
            out="",
            goods=goods,
            coupons={place: list(lot.codes) for place, lot in enumerate(lots) if lot.codes},
            settings=settings,
        )
        return play(
            found,
            [spec],
            faults=[
                fault._replace(at_s=fault.at_s / options.speed) for fault in plan.faults(settings)
            ],
            deeds=_pins(prepared, settings, options.speed),
            begin=lambda: go_live(prepared.sale, prepared.begins_at),
            display=shown,
        )


def _pins(prepared: Any, settings: Settings, speed: float) -> list[Deed]:
    return [
        Deed(pin.at_s / speed, pin_deed(prepared.sale, prepared.lots[pin.good].lot))
        for pin in plan.pins(settings, len(prepared.lots))
    ]


def pin_deed(sale: int, lot: int) -> Callable[[], object]:
    """Return the deed of showing a lot; one that the paused database refuses is left out."""
    from django.db import DatabaseError

    from yutang.live import actions

    def show() -> None:
        try:
            actions.pin(sale, lot, None)
        except DatabaseError:
            return

    return show


def go_live(sale: int, begins_at: float = 0.0) -> float:
    """Put the rehearsal on the air, not before its moment; return when the crowd may begin."""
    from yutang.live import actions

    time.sleep(max(begins_at - time.time(), 0.0))
    actions.change_state(sale, "live", None)
    return time.time() + _SOON_S


def _end(sale: int) -> None:
    from yutang.kernel.errors import Refusal
    from yutang.live import actions

    try:
        actions.change_state(sale, "ended", None, keep_selling=False)
    except Refusal:
        return


def _report(options: Options, found: Server, prepared: Any, played: Played) -> dict[str, Any]:
    from yutang.live import rehearsals

    _end(prepared.sale)
    lots = [lot.lot for lot in prepared.lots]
    parcels_hour = options.parcels_hour
    if parcels_hour is None:
        a_day = rehearsals.packers_a_day(options.sale)
        parcels_hour = a_day / PACKING_DAY_H if a_day else None
    what = Setting(
        kind="rehearsal",
        command=replay_line(options),
        seed=options.settings.seed,
        settings={**asdict(options.settings), "speed": options.speed},
        parcels_hour=parcels_hour,
        database_is_here=bool(found.processes()["database"]),
    )
    proved = proof.prove(found.url, prepared.sale, lots, played.told)
    return report.build(found.url, played, titled(lots), proved, what)


def titled(lots: list[int]) -> list[Titled]:
    """Return the lots with the names of their goods."""
    from yutang.trade import queries

    return [
        Titled(view.id, view.product.name, view.product.name_en or view.product.name)
        for view in queries.lot_views(lots)
    ]


def save(found: dict[str, Any], folder: Path, name: str) -> Path:
    """Write the report as JSON; return where."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.json"
    path.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return path


@contextmanager
def passes_file(passes: tuple[str, ...]) -> Iterator[Path]:
    """A file with the buyers' passes, for its owner's eyes only, while the rehearsal runs."""
    path = Config.load().runtime / f"rehearsal-passes-{os.getpid()}"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write("\n".join(passes))
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


@contextmanager
def _alone(url: str) -> Iterator[None]:
    """One rehearsal at a time on a database; the lock goes with this process."""
    with psycopg.connect(url, autocommit=True) as connection:
        taken = connection.execute("select pg_try_advisory_lock(%s)", [_ONLY_ONE]).fetchone()
        if not (taken and taken[0]):
            say_no("Another rehearsal is running on this server. Wait for its end, or stop it.")
        yield


# Taking away


def remove(which: str) -> None:
    """Take one rehearsal (by its number) or `all` away, to the last row; print what went."""
    logs.set_up("rehearse", pretty=False)
    boot.django()
    from yutang.live import rehearsals

    with _alone(boot.database()):
        found = rehearsals.all_of_them()
        chosen = [each for each in found if which == "all" or str(each.pk) == which]
        if not chosen and which != "all":
            known = ", ".join(str(each.pk) for each in found) or "none"
            say_no(f"There is no rehearsal {which}. There are: {known}.")
        if rehearsals.real_sales_on_air():
            say_no(
                "A sale is on the air: taking rows away would make its buyers wait. Do it later."
            )
        for each in chosen:
            _wait_for_gates(each)
            told = ", ".join(f"{table} {rows:,}" for table, rows in _take_away(each.pk).items())
            typer.echo(f"rehearsal {each.pk} (sale {each.sale_id}) is gone: {told}")
        if not chosen:
            typer.echo("There is no rehearsal to remove.")


def _wait_for_gates(rehearsal: Any) -> None:
    from yutang.live import rehearsals

    if rehearsal.ended_at is None:
        _end(rehearsal.sale_id)
        rehearsals.finish(rehearsal.pk, None)
        rehearsal.refresh_from_db()
    time.sleep(max(rehearsals.settles_at(rehearsal).timestamp() - time.time(), 0.0))


def _take_away(rehearsal_id: int) -> dict[str, int]:
    """Remove everything of a rehearsal in one transaction; return the rows of each table."""
    import shutil

    from django.db import transaction

    from yutang.live import rehearsals
    from yutang.money import rehearsal as money

    with transaction.atomic():
        (found,) = [each for each in rehearsals.all_of_them() if each.pk == rehearsal_id]
        lots = rehearsals.lots_of(found)
        payments = money.remove(lots)
        gone = rehearsals.remove(found, lots)
    shutil.rmtree(rehearsals.folder_of(found), ignore_errors=True)
    return {"money_payment": payments, **{table: rows for table, rows in gone.items() if rows}}
