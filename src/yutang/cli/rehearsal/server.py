"""The running server as a rehearsal sees it: its address, its processes, and how they are hurt."""

import os
import re
import signal
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass

import psutil
import psycopg

from yutang.cli.rehearsal.lines import Address
from yutang.cli.rehearsal.plan import Fault
from yutang.plumbing.config import Config
from yutang.plumbing.postgres import running_url

_LOCKED_BY = re.compile(r"http://(\[[^\]]+\]|[^:/]+):(\d+)/, process (\d+)")
_ROLES = {"yutang.gate": "gate", "yutang.work": "worker", "yutang.web": "pages"}
_WHOLE = 200
_UP = {_WHOLE, 503}
_WAKE = (
    "import os, signal, sys, time\n"
    "time.sleep(float(sys.argv[1]))\n"
    "for pid in map(int, sys.argv[2:]):\n"
    "    try: os.kill(pid, signal.SIGCONT)\n"
    "    except ProcessLookupError: pass\n"
)


class NotRunning(Exception):  # noqa: N818 - a finding, told as a sentence
    """No server runs on this data folder."""


@dataclass
class Server:
    """One installation: its gates' address, its supervisor, its embedded database's folder."""

    address: Address
    supervisor: int
    config: Config
    url: str

    def processes(self) -> dict[str, list[psutil.Process]]:
        """Return the processes by role: gate, worker, pages, database; the dead are left out."""
        found: dict[str, list[psutil.Process]] = {"gate": [], "worker": [], "pages": []}
        for child in _children(self.supervisor):
            role = _role(child)
            if role:
                found[role].append(child)
            if role == "pages":
                found[role].extend(_children(child.pid))
        found["database"] = self._database()
        return found

    def _database(self) -> list[psutil.Process]:
        """Return the embedded database's processes; none when it is somewhere else."""
        note = self.config.data / "postgres" / "postmaster.pid"
        if self.config.database_url is not None or not note.exists():
            return []
        try:
            head = psutil.Process(int(note.read_text().split()[0]))
        except (psutil.NoSuchProcess, ValueError, IndexError):
            return []
        return [head, *_children(head.pid)]

    def hurt(self, fault: Fault) -> str:
        """Do it to the real processes; return what was done, in a few words.

        A gate or worker is killed outright: its supervisor starts it anew. The database is stopped
        where it stands and goes on afterwards; one that is not ours to stop is locked instead.
        """
        if fault.kind == "database":
            return self._pause_database(fault.seconds)
        victims = self.processes()[fault.kind]
        if not victims:
            return f"no {fault.kind} is running to be killed"
        for victim in victims[:1]:
            victim.kill()
        return f"{fault.kind} {victims[0].pid} killed"

    def _pause_database(self, seconds: float) -> str:
        processes = self._database()
        if not processes:
            threading.Thread(target=_lock_lots, args=[self.url, seconds], daemon=True).start()
            return f"database not ours to stop: its lots locked for {seconds:g} s"
        pids = [str(process.pid) for process in processes]
        # Whoever wakes it runs on when this command is killed meanwhile.
        subprocess.Popen(
            [sys.executable, "-c", _WAKE, str(seconds), *pids],
            start_new_session=True,
            stdin=subprocess.DEVNULL,
        )
        for process in processes:
            try:
                os.kill(process.pid, signal.SIGSTOP)
            except ProcessLookupError:
                continue
        return f"database stood still for {seconds:g} s"


def running(config: Config) -> Server:
    """Return the server that serves this data folder.

    Raises:
        NotRunning: nobody does, or it does not answer.
    """
    note = config.data / "serve.lock"
    found = _LOCKED_BY.match(note.read_text()) if note.exists() else None
    if found is None or not psutil.pid_exists(int(found[3])):
        raise NotRunning
    server = Server(
        (found[1].strip("[]"), int(found[2])), int(found[3]), config, running_url(config)
    )
    if not server.processes()["gate"] or not answers(server.address):
        raise NotRunning
    return server


def answers(address: Address, within_s: float = 3.0) -> bool:
    """Tell whether a gate answers there at all."""
    host, port = address
    try:
        with urllib.request.urlopen(
            f"http://{_in_url(host)}:{port}/healthz", timeout=within_s
        ) as answer:
            return int(answer.status) in _UP
    except urllib.error.HTTPError as error:
        with error:
            return error.code in _UP
    except OSError:
        return False


def is_whole(address: Address) -> bool:
    """Tell whether the gate, the pages and the database all answer."""
    host, port = address
    try:
        with urllib.request.urlopen(f"http://{_in_url(host)}:{port}/healthz", timeout=3) as answer:
            return int(answer.status) == _WHOLE
    except OSError:
        return False


def metrics(address: Address) -> Iterator[tuple[str, float]]:
    """Yield a gate's counts as (name with labels, value); nothing when it does not answer."""
    host, port = address
    try:
        with urllib.request.urlopen(f"http://{_in_url(host)}:{port}/metrics", timeout=2) as page:
            text = page.read().decode()
    except OSError:
        return
    for line in text.splitlines():
        if not line.startswith("#"):
            name, _, value = line.rpartition(" ")
            yield name, float(value)


def _children(pid: int) -> list[psutil.Process]:
    try:
        return [child for child in psutil.Process(pid).children() if child.is_running()]
    except psutil.NoSuchProcess:
        return []


def _role(process: psutil.Process) -> str | None:
    try:
        command = process.cmdline()
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return None
    return next((role for module, role in _ROLES.items() if module in command), None)


def _lock_lots(url: str, seconds: float) -> None:
    with psycopg.connect(url) as connection, connection.transaction():
        connection.execute("lock table trade_lot in access exclusive mode")
        connection.execute("select pg_sleep(%s)", [seconds])


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host
