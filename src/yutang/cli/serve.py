"""``yutang serve``: one address, one command, everything behind it."""

import asyncio
import fcntl
import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

import structlog
import typer

from yutang.cli import boot, dev
from yutang.cli.supervisor import Child, Supervisor
from yutang.plumbing import log as logs
from yutang.plumbing.config import FOLLOW_CHANGES, Config, gates_asked

READY_WITHIN_S = 180.0
LOOK_AFTER_DATABASE_S = 1.0
FILES_OPEN_WANTED = 20_000

log = structlog.get_logger()


def serve(gates: str | None = None, *, follow_changes: bool = False) -> None:
    """Run the platform: database, pages, gates and timers behind one address.

    `gates`: how many, as it was written; None: as YUTANG_GATES says, else one.
    `follow_changes`: take up changes of the code while running; see `dev`.
    """
    asked = gates_asked(gates, "--gates") if gates is not None else Config.load().gates
    with installation(follow_changes=follow_changes) as config:
        run(replace(config, gates=asked), [], lambda: _greet(config))


@contextmanager
def installation(*, follow_changes: bool = False) -> Iterator[Config]:
    """Prepare this installation for serving and hold its lock and its database meanwhile."""
    logs.set_up("serve")
    # Until the supervisor listens to signals itself: being asked to stop is a way to end, and
    # what was begun (the database) is let go.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    config = replace(Config.load(), follows_changes=follow_changes)
    # Only as asked for here, never by a variable that was left set.
    os.environ[FOLLOW_CHANGES] = "1" if follow_changes else ""
    if follow_changes:
        dev.check(config)
    config.data.mkdir(parents=True, exist_ok=True)
    if config.development and not config.origins and not _is_this_machine(config.host):
        log.warning(
            "inbox_is_open_to_the_network",
            host=config.host,
            why="whoever is on this network can read one-time codes and sign in as anybody",
            what_to_do="set YUTANG_SMS=http and YUTANG_SMS_URL, or YUTANG_HOST=127.0.0.1",
        )
    with _alone(config):
        _raise_file_limit()
        _need_free_port(config)
        try:
            boot.database()
            _prepare()
            yield config
        finally:
            # Before the lock: who starts next finds no database that is just stopping.
            boot.let_go()


def _prepare() -> None:
    """Run the preparation in a process of its own, whose words stand for themselves."""
    code = subprocess.run([sys.executable, "-m", "yutang.cli.prepare"], check=False).returncode
    if code:
        raise typer.Exit(1)


def run(config: Config, extra: Sequence[Child], when_ready: Callable[[], None]) -> None:
    """Run the platform's processes and the extra ones until a signal ends them."""
    pages_socket = config.runtime / "pages.sock"
    environment = {
        **os.environ,
        "YUTANG_DATA": str(config.data),
        "PORT": str(config.port),
        "YUTANG_PAGES_SOCKET": str(pages_socket),
        "DATABASE_URL": boot.database(),
        "PGOPTIONS": boot.as_application(),
    }
    children = [
        Child("web", "yutang.web"),
        Child("jobs", "yutang.web.worker"),
        Child("work", "yutang.work"),
        *_gates(config.gates),
        *extra,
    ]
    asyncio.run(_run(Supervisor(children, environment), config, when_ready))


def _gates(count: int) -> list[Child]:
    """Return the gates; when there are several they share the port and are numbered."""
    if count == 1:
        return [Child("gate", "yutang.gate")]
    return [
        Child(f"gate {number}", "yutang.gate", ["--number", str(number), "--of", str(count)])
        for number in range(1, count + 1)
    ]


async def _run(supervisor: Supervisor, config: Config, when_ready: Callable[[], None]) -> None:
    ready = asyncio.create_task(_announce(supervisor, config, when_ready))
    beside = [asyncio.create_task(_keep_database())]
    if config.follows_changes:
        beside.append(asyncio.create_task(dev.follow(supervisor, config)))
    await supervisor.run()
    for task in (ready, *beside):
        task.cancel()


async def _keep_database() -> None:
    """The embedded database is no child of the supervisor, but is kept running like one."""
    while True:
        await asyncio.sleep(LOOK_AFTER_DATABASE_S)
        try:
            if await asyncio.to_thread(boot.revive):
                log.warning("database_died_and_runs_again")
        except Exception:
            log.exception("database_not_revived")


async def _announce(supervisor: Supervisor, config: Config, when_ready: Callable[[], None]) -> None:
    deadline = asyncio.get_running_loop().time() + READY_WITHIN_S
    while not await asyncio.to_thread(is_ready, config):
        if asyncio.get_running_loop().time() > deadline:
            log.error("not_ready", within_s=READY_WITHIN_S)
            supervisor.stop()
            return
        await asyncio.sleep(0.2)
    when_ready()


def is_ready(config: Config) -> bool:
    """Return whether the gate, the pages and the database all answer."""
    address = f"http://{_reachable(config.host)}:{config.port}/healthz"
    try:
        with urllib.request.urlopen(address, timeout=2) as answer:
            return bool(answer.status == 200)  # noqa: PLR2004
    except (urllib.error.URLError, OSError):
        return False


def _greet(config: Config) -> None:
    typer.echo(
        f"\n  Yutang 鱼塘  →  http://{_reachable(config.host)}:{config.port}/\n"
        "  First steps: yutang people operator MOBILE --name NAME   (Ctrl-C stops)\n"
    )
    if config.follows_changes:
        typer.echo(
            "  Development (--dev): changes of the code are taken up; for this machine only.\n"
        )


def _is_this_machine(host: str) -> bool:
    return host in ("127.0.0.1", "::1", "localhost")


def _reachable(host: str) -> str:
    if host in ("0.0.0.0", "::"):  # noqa: S104 - compared, not bound
        return "127.0.0.1" if host == "0.0.0.0" else "[::1]"  # noqa: S104
    return f"[{host}]" if ":" in host else host


@contextmanager
def _alone(config: Config) -> Iterator[None]:
    """Refuse to serve one data folder twice; starting a second time is safe."""
    with (config.data / "serve.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            where = lock.read().strip() or "another process"
            typer.echo(
                f"Yutang already runs on {config.data} ({where}). Nothing was started; "
                "stop that one first, or choose another YUTANG_DATA and PORT.",
                err=True,
            )
            raise typer.Exit(1) from None
        lock.seek(0)
        lock.truncate()
        lock.write(f"http://{_reachable(config.host)}:{config.port}/, process {os.getpid()}")
        lock.flush()
        yield


def _need_free_port(config: Config) -> None:
    family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((config.host, config.port))
        except OSError as error:
            typer.echo(
                f"Port {config.port} cannot be used ({error.strerror}). "
                f"Choose another: PORT={config.port + 1} make demo",
                err=True,
            )
            raise typer.Exit(1) from None


def _raise_file_limit() -> None:
    """Each viewer holds one open connection, so take as many as the machine allows."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES_OPEN_WANTED if hard == resource.RLIM_INFINITY else min(hard, FILES_OPEN_WANTED)
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
