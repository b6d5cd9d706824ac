"""``python -m yutang.gate [--haul-max N] [--number K --of N]``: the public port."""

import argparse
import gc
import resource
import signal
import socket
from contextlib import suppress
from types import FrameType

import structlog
import uvicorn

from yutang.gate.app import Gate, make_app
from yutang.gate.hauls import HAUL_MAX
from yutang.gate.siblings import Siblings
from yutang.gate.wire.reception import reception
from yutang.plumbing import lifeline
from yutang.plumbing import log as logs
from yutang.plumbing.config import Config
from yutang.plumbing.postgres import hide_password, running_url

BACKLOG = 4096
FILES_OPEN_WANTED = 20_000
STUCK_MS = 60_000
"""The kernel drops a reader that has taken nothing for so long."""
STOP_WITHIN_S = 4
UNSENT_MOST_BYTES = 32 << 10
"""The kernel takes no more for a reader than this beyond what is on its way to it; by default it
would keep megabytes of old ticks. (Accepted connections inherit both.)"""

log = structlog.get_logger()


class Server(uvicorn.Server):
    """Stops cleanly: open event streams end first, then the requests under way."""

    def __init__(self, config: uvicorn.Config, gate: Gate) -> None:
        super().__init__(config)
        self._gate = gate

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await self._gate.end_streams()
        await super().shutdown(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        super().handle_exit(sig, frame)
        # Having been asked to stop is no failure: the process ends with 0.
        self._captured_signals.clear()
        # Last, and never in the way: who reads the log may be gone already.
        with suppress(OSError, ValueError):
            log.info("stopping", signal=signal.Signals(sig).name)


def main() -> None:
    asked = _arguments()
    logs.set_up("gate" if asked.of == 1 else f"gate {asked.number}", pretty=False)
    lifeline.watch()
    config = Config.load()
    url = running_url(config)
    _take_open_files()
    siblings = Siblings(config.runtime, asked.number, asked.of)
    gate = Gate(config, url, haul_max=asked.haul_max, siblings=siblings)
    listening = listen(config.host, config.port, shared=asked.of > 1)
    log.info("listening", host=config.host, port=config.port, database=hide_password(url))
    # What is there now stays: later collections need not look at it again.
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    serving(gate).run(sockets=[listening])


def serving(gate: Gate) -> Server:
    """Return the server of this gate: uvicorn, behind a reception of our own."""
    settings = uvicorn.Config(
        make_app(gate),
        loop="uvloop",
        http=reception(gate.order_door, gate.audience),
        ws="websockets-sansio",
        access_log=False,
        log_config=None,
        server_header=False,
        proxy_headers=False,
        lifespan="on",
        backlog=BACKLOG,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=STOP_WITHIN_S,
    )
    return Server(settings, gate)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m yutang.gate")
    parser.add_argument(
        "--haul-max", type=int, default=HAUL_MAX, help="most orders in one transaction"
    )
    parser.add_argument("--number", type=int, default=1, help="which gate of this port it is")
    parser.add_argument("--of", type=int, default=1, help="how many gates share the port")
    asked = parser.parse_args()
    if not 1 <= asked.number <= asked.of:
        parser.error(f"--number must be from 1 to {asked.of}, not {asked.number}")
    return asked


def listen(host: str, port: int, *, shared: bool) -> socket.socket:
    """Return the public socket; `shared`: other gates have the same port, and get their part."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if shared:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, STUCK_MS)
    if hasattr(socket, "TCP_NOTSENT_LOWAT"):
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NOTSENT_LOWAT, UNSENT_MOST_BYTES)
    listening.bind((host, port))
    listening.listen(BACKLOG)
    listening.setblocking(False)
    return listening


def _take_open_files() -> None:
    """Each viewer holds one: take as many as the machine allows."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES_OPEN_WANTED if hard == resource.RLIM_INFINITY else min(hard, FILES_OPEN_WANTED)
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


if __name__ == "__main__":
    main()
