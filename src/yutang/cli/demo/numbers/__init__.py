"""The demo's past in numbers: sold lines, prices of markets; then what is counted from all of it.

Painted by `yutang.cli.demo.painting` last, after villages and programmes, whose contract holds
here too (`cli/demo/programmes/__init__.py`): one module a room with ``paint(counties, staff)``, at
most 2 seconds each, invented and said so, nothing at a second call. `FIRST` rooms write what
happened; then facts are published, as the demo's own; `THEN` rooms write what is counted from them.
"""

import time
from collections.abc import Sequence
from typing import Final

import structlog

from yutang.cli.demo import programmes
from yutang.cli.demo.painters import Written, let_paint
from yutang.cli.demo.villages.sample import counties

log = structlog.get_logger()
FIRST = ("shops", "prices")
THEN = ("forecasts", "reports", "opendata")
"""Rooms that may have something to paint, lower floors first."""
_TRIES: Final = 60
_PAUSE_S: Final = 2.0


def paint(first: Sequence[str] = FIRST, then: Sequence[str] = THEN) -> Written:
    """Let each room paint; villages and programmes have been painted before."""
    staff = programmes.hire()
    written = let_paint(__name__, first, counties(), staff)
    written["facts"] = _publish()
    return written | let_paint(__name__, then, counties(), staff)


def _publish() -> int | None:
    """Publish all facts of this demo; the number of the version, None where it failed."""
    from yutang.facts import actions
    from yutang.facts.errors import Publishing

    try:
        for _again in range(_TRIES):
            try:
                return actions.publish().versions["demo"].number
            except Publishing:
                # The job of each minute was first: what it did not see is published after it.
                time.sleep(_PAUSE_S)
    except Exception:
        log.exception("demo_not_painted", room="facts")
    return None
