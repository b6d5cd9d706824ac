"""The demo's host: goes live and shows one good after the other, at a human pace."""

import random
import signal
import sys
import time

import structlog

from yutang.cli import boot, samples
from yutang.kernel.errors import Refusal
from yutang.plumbing import lifeline
from yutang.plumbing import log as logs

SHOW_S = (26.0, 48.0)

log = structlog.get_logger()


def main() -> None:
    logs.set_up("demo-host")
    lifeline.watch()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    sale, speed = int(sys.argv[1]), float(sys.argv[2])
    boot.django()
    from yutang.live import (
        actions,
        queries,
    )
    from yutang.people import actions as people

    host = people.enrol(samples.HOST, "主播小满(演示)", is_demo=True)
    actions.change_state(sale, "live", host)
    chance = random.Random(20190110)  # noqa: S311 - pace, not secrecy
    while True:
        for lot in queries.lineup_lots(sale):
            try:
                actions.pin(sale, lot, host)
            except Refusal as refusal:
                # A visitor signed in as the host may have paused, ended or changed the lineup.
                log.info("demo_host_waits", why=refusal.code)
            time.sleep(chance.uniform(*SHOW_S) / speed)


if __name__ == "__main__":
    main()
