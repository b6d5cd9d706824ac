"""``python -m yutang.work``: the timers, each once a second."""

import signal
import threading

import structlog

from yutang.plumbing import lifeline
from yutang.plumbing import log as logs
from yutang.plumbing.config import Config
from yutang.plumbing.postgres import hide_password, running_url
from yutang.work.timers import Timers

log = structlog.get_logger()


def main() -> None:
    logs.set_up("work", pretty=False)
    lifeline.watch()
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    url = running_url(Config.load())
    log.info("started", database=hide_password(url))
    Timers(url).run(stopping)
    log.info("stopped")


if __name__ == "__main__":
    main()
