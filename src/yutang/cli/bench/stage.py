"""An installation of its own for a benchmark: database, sale, lots, buyers, and a gate."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

if TYPE_CHECKING:
    from yutang.people.access import Person

LOTS = 21
UNITS = 1_000_000
BUYERS = 2_000
READY_WITHIN_S = 20.0


@dataclass(frozen=True)
class Stage:
    """A live sale with plenty of stock, and buyers with their passes."""

    url: str
    sale: int
    lots: tuple[int, ...]
    buyers: tuple[int, ...]
    passes: tuple[str, ...]


@dataclass(frozen=True)
class RunningGate:
    host: str
    port: int
    pid: int

    @property
    def address(self) -> str:
        return f"{self.host}:{self.port}"


@contextmanager
def stage() -> Iterator[Stage]:
    """Set the stage in a temporary folder; with DATABASE_URL, in a database of its own there."""
    with empty():
        yield _set_up()


@contextmanager
def empty() -> Iterator[str]:
    """Give a database with all its tables and nothing in them, as `stage`; yields its address."""
    folder = Path(tempfile.mkdtemp(prefix="yutang-bench-"))
    os.environ["YUTANG_DATA"] = str(folder)
    try:
        with _database():
            yield _migrated()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def gate(
    url: str,
    haul_max: int | None = None,
    *,
    port: int | None = None,
    arguments: Sequence[str] = (),
) -> Iterator[RunningGate]:
    """Run a gate as a process of its own; `haul_max` 1: one transaction an order."""
    port = port or _free_port()
    if haul_max is not None:
        arguments = ("--haul-max", str(haul_max), *arguments)
    process = subprocess.Popen(
        [sys.executable, "-m", "yutang.gate", *arguments],
        env={**os.environ, "DATABASE_URL": url, "PORT": str(port), "YUTANG_HOST": "127.0.0.1"},
        stderr=subprocess.DEVNULL,
    )
    try:
        running = RunningGate("127.0.0.1", port, process.pid)
        _wait_until_ready(running)
        yield running
    finally:
        process.terminate()
        process.wait(timeout=15)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _database() -> Iterator[None]:
    import psycopg
    from psycopg import sql

    server = os.environ.get("DATABASE_URL")
    if not server:
        from yutang.cli import boot

        boot.database()
        try:
            yield
        finally:
            _forget_connections()
            boot.let_go()
        return
    name = f"yutang_bench_{uuid4().hex[:8]}"
    os.environ["DATABASE_URL"] = urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
        try:
            yield
        finally:
            _forget_connections()
            connection.execute(
                sql.SQL("drop database {} with (force)").format(sql.Identifier(name))
            )


def _forget_connections() -> None:
    from django.apps import apps

    if apps.ready:
        from django.db import connections

        connections.close_all()


def _migrated() -> str:
    from yutang.cli import boot

    boot.django()
    from django.core.management import call_command

    from yutang.plumbing.config import Config
    from yutang.plumbing.postgres import running_url

    call_command("migrate", verbosity=0, interactive=False)
    return running_url(Config.load())


def _set_up() -> Stage:
    """Make everything through the rooms' own doors."""
    from yutang.cli.demo import samples
    from yutang.kernel.clock import now
    from yutang.live import actions as live
    from yutang.live import queries
    from yutang.people import actions as people
    from yutang.people import passes
    from yutang.plumbing.config import Config
    from yutang.plumbing.postgres import running_url

    path = samples.folder()
    sale = samples.load(samples.read(path), path)
    clerk = people.enrol(samples.CLERK, "-", is_demo=True)
    lots = tuple(_plenty(lot, sale, clerk) for lot in queries.lineup_lots(sale)[:LOTS])
    live.change_state(sale, "live", by=samples.host())
    buyers = people.enrol_rehearsal(BUYERS)
    return Stage(
        url=running_url(Config.load()),
        sale=sale,
        lots=lots,
        buyers=tuple(buyer.pk for buyer in buyers),
        passes=tuple(passes.mint_buyer(buyer, now()) for buyer in buyers),
    )


def _plenty(like: int, sale: int, by: "Person") -> int:
    """Return a lot of the same goods without a buyer's limit and with more than can be sold."""
    from yutang.cli.demo import samples
    from yutang.kernel.clock import today
    from yutang.live import actions as live
    from yutang.trade import queries
    from yutang.trade.actions import make_lot

    [view] = queries.lot_views([like])
    grams = UNITS * (view.product.net_weight_g or 1)
    batch = samples.stock(view.product_id, f"BENCH-{like}", grams, today(), by)
    lot = make_lot(view.product_id, price_fen=view.price_fen, units=UNITS, batch_id=batch, by=by)
    live.put_in_lineup(sale, lot.pk, by)
    live.open_lot(sale, lot.pk, by)
    return int(lot.pk)


def _wait_until_ready(running: RunningGate) -> None:
    deadline = time.monotonic() + READY_WITHIN_S
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(f"http://{running.address}/healthz", timeout=2).close()
        except urllib.error.HTTPError as answer:
            with answer:
                if b'"database":"ok"' in answer.read():
                    return
        except OSError:
            pass
        else:
            return
        time.sleep(0.1)
    raise SystemExit("The gate did not start for the benchmark.")
