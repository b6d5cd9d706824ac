"""``yutang rehearse hebei-2019``: the yardstick replayed in an installation of its own.

A temporary folder with its own embedded database and its own ``yutang serve``, so that nothing
real is touched; it goes away afterwards. The report is kept under bench-results/.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import typer
from rich.console import Console

from yutang.cli.rehearsal import command, plan, proof, report, server, yardstick
from yutang.cli.rehearsal.display import Shown
from yutang.cli.rehearsal.plan import FaultKind, Good
from yutang.cli.rehearsal.report import Setting
from yutang.cli.rehearsal.run import CrowdFailed, Deed, Played, play
from yutang.cli.rehearsal.server import Server
from yutang.cli.rehearsal.spec import Spec
from yutang.cli.rehearsal.telling import tell
from yutang.cli.rehearsal.yardstick import Replay
from yutang.plumbing import log as logs
from yutang.plumbing.config import REPOSITORY, Config

READY_WITHIN_S = 90.0
CONNECTIONS = 1_000
ENTRANTS = 256
"""Viewers who enter at once."""
EXPECTED_A_SECOND = 4_000
"""Wishes answered in a second, only to spread faults over a rush of unknown length."""
ORDERS_WITHIN_S, ALL_WITHIN_S = 30.0, 240.0


@dataclass(frozen=True)
class Options:
    """`speed` 0: as fast as the machine goes. None: as the replay says."""

    seed: int
    speed: float
    entries: int | None
    attempts: int | None
    gates: int
    faults: tuple[FaultKind, ...]


def replay(options: Options) -> None:
    """Replay it, and say what was reached; exit 1 when something was lost or doubled."""
    logs.set_up("rehearse", pretty=False)
    path = REPOSITORY / "samples" / "hebei-2019" / "replay.json"
    if not path.is_file():
        command.say_no(f"The yardstick needs {path}, which comes with a clone of the project.")
    asked = yardstick.read(path)
    if options.attempts is not None:
        asked = yardstick.enlarged(asked, options.attempts)
    with Shown("hebei-2019") as shown:
        shown.phase("an installation of its own")
        with installation(options.gates) as found:
            kept = _replay(options, asked, found, shown)
    console = Console()
    tell(kept, console)
    reached(asked, kept, console)
    name = f"{kept['machine']['at'][:19].replace(':', '')}-{kept['machine']['commit']}-hebei-2019"
    file = command.save(kept, REPOSITORY / "bench-results", name)
    console.print(f"kept in {file}", soft_wrap=True, markup=False, highlight=False)
    if not command.sound(kept):
        raise typer.Exit(1)


def replay_line(options: Options) -> str:
    parts = [f"yutang rehearse hebei-2019 --seed {options.seed} --gates {options.gates}"]
    parts.append(f"--speed {options.speed:g}" if options.speed else "--speed max")
    parts += [f"--entries {options.entries}"] if options.entries is not None else []
    parts += [f"--attempts {options.attempts}"] if options.attempts is not None else []
    parts += [f"--faults {','.join(options.faults)}"] if options.faults else []
    return " ".join(parts)


@contextmanager
def installation(gates: int) -> Iterator[Server]:
    """Run ``yutang serve`` on a folder of its own, and take it away afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="yutang-replay-"))
    os.environ.update(YUTANG_DATA=str(folder), PORT=str(_free_port()), YUTANG_HOST="127.0.0.1")
    os.environ.pop("DATABASE_URL", None)
    Config.load.cache_clear()
    with (folder / "serve.log").open("wb") as log:
        serving = subprocess.Popen(
            [sys.executable, "-m", "yutang.cli", "serve", "--gates", str(gates)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            yield _wait_until_up(serving, folder)
        finally:
            _stop(serving)
            shutil.rmtree(folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_up(serving: subprocess.Popen[bytes], folder: Path) -> Server:
    deadline = time.monotonic() + READY_WITHIN_S
    while time.monotonic() < deadline and serving.poll() is None:
        try:
            found = server.running(Config.load())
        except (server.NotRunning, SystemExit):
            time.sleep(0.2)
            continue
        if server.is_whole(found.address):
            return found
    last = (folder / "serve.log").read_text(errors="replace").splitlines()[-3:]
    raise SystemExit("The installation for the replay did not start:\n" + "\n".join(last))


def _stop(serving: subprocess.Popen[bytes]) -> None:
    from django.apps import apps

    from yutang.cli import boot

    if apps.ready:
        from django.db import connections

        connections.close_all()
    boot.let_go()
    serving.send_signal(signal.SIGTERM)
    try:
        serving.wait(40)
    except subprocess.TimeoutExpired:
        serving.kill()
        serving.wait(10)


def _replay(options: Options, asked: Replay, found: Server, shown: Shown) -> dict[str, Any]:
    from yutang.cli import boot

    boot.django()
    from yutang.live import rehearsals

    real = _stage(asked)
    shown.phase(f"{asked.buyers:,} buyers")
    line = replay_line(options)
    prepared = rehearsals.prepare(real, buyers=asked.buyers, command=line)
    try:
        played = _play(options, asked, found, prepared, shown)
    except CrowdFailed:
        command.say_no("A process of the synthetic buyers broke off.")
    shown.phase("counting")
    lots = [lot.lot for lot in prepared.lots]
    what = Setting(
        kind="hebei-2019",
        command=line,
        seed=options.seed,
        settings={**asdict(options), "buyers": asked.buyers, "seconds": asked.seconds},
        parcels_hour=None,
        database_is_here=True,
    )
    proved = proof.prove(found.url, prepared.sale, lots, played.told)
    kept = report.build(found.url, played, command.titled(lots), proved, what)
    rehearsals.finish(prepared.id, kept)
    return kept


def _stage(asked: Replay) -> int:
    """Make the sale of the sample with the replay's stock, through the rooms' own doors."""
    from yutang.cli.demo import samples
    from yutang.kernel.clock import now, today
    from yutang.live import actions, queries
    from yutang.people import actions as people
    from yutang.trade import queries as trade
    from yutang.trade.actions import make_lot

    path = samples.folder()
    sample = samples.read(path)
    shown = queries.lineup_lots(samples.load(sample, path))
    of_key = {good["key"]: lot for good, lot in zip(sample["goods"], shown, strict=True)}
    views = {view.id: view for view in trade.lot_views(shown)}
    clerk = people.enrol(samples.CLERK, "-", is_demo=True)
    terms = actions.Plan(
        title=sample["title"],
        county_codes=sorted({good["county_code"] for good in sample["goods"]}),
        starts_at=now(),
        is_demo=True,
    )
    sale = int(actions.plan_sale(terms, host=samples.host(), by=clerk).pk)
    for offer in asked.offers:
        view = views[of_key[offer.key]]
        grams = offer.units * (view.product.net_weight_g or 1)
        batch = samples.stock(view.product_id, f"REPLAY-{sale}", grams, today(), clerk)
        lot = make_lot(
            view.product_id,
            price_fen=view.price_fen,
            units=offer.units,
            batch_id=batch,
            by=clerk,
        )
        actions.put_in_lineup(sale, lot.pk, clerk)
        actions.open_lot(sale, lot.pk, clerk)
    return sale


def _play(options: Options, asked: Replay, found: Server, prepared: Any, shown: Shown) -> Played:
    lots = prepared.lots
    entries = asked.entries if options.entries is None else options.entries
    with command.passes_file(prepared.passes) as passes:
        orders = Spec(
            sale=prepared.sale,
            seed=options.seed,
            address=found.address,
            connections=CONNECTIONS,
            speed=options.speed,
            database=found.url,
            passes=str(passes),
            out="",
            goods=[Good(lot.lot, 1.0) for lot in lots],
            replay=asked,
        )
        specs = [orders, *_viewers(orders, entries, asked)]
        return play(
            found,
            specs,
            faults=_faults(options, asked),
            deeds=_pins(options, asked, prepared),
            begin=lambda: command.go_live(prepared.sale),
            display=shown,
        )


def _viewers(orders: Spec, entries: int, asked: Replay) -> Sequence[Spec]:
    if not entries:
        return []
    from msgspec.structs import replace

    return [
        replace(
            orders, kind="entries", entries=entries, seconds=asked.seconds, connections=ENTRANTS
        )
    ]


def _faults(options: Options, asked: Replay) -> list[plan.Fault]:
    wishes = sum(offer.wishes for offer in asked.offers)
    if options.speed:
        settings = plan.Settings(options.seed, asked.buyers, asked.seconds, faults=options.faults)
        found = plan.faults(settings)
        return [fault._replace(at_s=fault.at_s / options.speed) for fault in found]
    return plan.faults_in_a_rush(options.faults, wishes / EXPECTED_A_SECOND)


def _pins(options: Options, asked: Replay, prepared: Any) -> list[Deed]:
    """Show each good at its moment; as fast as the machine goes there is no moment to keep."""
    if not options.speed:
        return []
    return [
        Deed(offer.from_s / options.speed, command.pin_deed(prepared.sale, lot.lot))
        for offer, lot in zip(asked.offers, prepared.lots, strict=True)
    ]


def reached(asked: Replay, kept: dict[str, Any], console: Console) -> None:
    """Print the replay against the yardstick."""
    from rich.table import Table

    orders, lots = kept["orders"], kept["lots"]
    by_key = dict(zip((offer.key for offer in asked.offers), lots, strict=True))
    sold_out = sum(lot["available"] == 0 for lot in lots)
    yuan = sum(lot["paid_fen"] for lot in lots) / 100
    chestnuts = by_key["chestnut"]["gone_in_s"]
    gone = "not sold out" if chestnuts is None else f"{chestnuts:,.1f} s"
    table = Table("10 January 2019", "reported", "replayed", title="The yardstick")
    table.add_row("valid orders", f"> {asked.orders:,}", f"{orders['valid']:,}")
    table.add_row("yuan", "~ 6,000,000", f"{yuan:,.0f}")
    table.add_row("lots sold out", f"{asked.sold_out} of 21", f"{sold_out} of {len(lots)}")
    table.add_row("bottles of sesame oil", "20,000", f"{by_key['sesame-oil']['sold']:,}")
    table.add_row("chestnuts gone in", "10 s", gone)
    entries = kept["entries"]["entered"] if kept["entries"] else 0
    table.add_row("entries to the room", f"{asked.entries:,}", f"{entries:,}")
    table.add_row("the orders took", "2 h", f"{orders['seconds']:,.1f} s")
    table.add_row("… and their payments", "", f"{orders['valid_after_s']:,.1f} s")
    table.add_row("all of it", "2 h", f"{kept['seconds']:,.1f} s")
    console.print(table)
