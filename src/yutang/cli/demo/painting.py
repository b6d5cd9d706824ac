"""Rooms paint the demo one after another, each in a transaction of its own.

`python -m yutang.cli.demo.painting` is the process that does so once, beside the platform: the
villages, then the programmes that run in them.
"""

import importlib
import importlib.util
import signal
import sys
import time
from collections.abc import Sequence

import structlog

from yutang.cli import boot
from yutang.plumbing import lifeline
from yutang.plumbing import log as logs

log = structlog.get_logger()

Written = dict[str, int | None]
"""How many facts each room wrote; None where it failed."""


def let_paint(package: str, rooms: Sequence[str], *given: object) -> Written:
    """Call ``paint(*given)`` of each room's module in the package; rooms without one are left out.

    A room that fails leaves nothing behind and stops nobody.
    """
    from django.db import transaction

    written: Written = {}
    for room in rooms:
        if importlib.util.find_spec(f"{package}.{room}") is None:
            continue
        began = time.perf_counter()
        try:
            with transaction.atomic():
                module = importlib.import_module(f"{package}.{room}")
                written[room] = module.paint(*given)
        except Exception:
            written[room] = None
            log.exception("demo_not_painted", room=room)
        else:
            took_s = round(time.perf_counter() - began, 2)
            log.info("demo_painted", room=room, facts=written[room], took_s=took_s)
    return written


def main() -> None:
    """Paint all; end with 1 when a room failed."""
    logs.set_up("demo-painting")
    lifeline.watch()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    boot.django()
    from yutang.cli.demo import programmes, villages

    written = {**villages.paint(), **programmes.paint()}
    sys.exit(1 if None in written.values() else 0)


if __name__ == "__main__":
    main()
