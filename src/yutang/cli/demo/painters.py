"""Rooms paint the demo one after another, each in a transaction of its own."""

import importlib
import importlib.util
import time
from collections.abc import Sequence

import structlog

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
