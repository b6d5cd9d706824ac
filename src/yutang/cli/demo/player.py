"""How a player of the demo begins: a child of the supervisor, told the sale and the pace."""

import signal
import sys

from yutang.cli import boot
from yutang.plumbing import lifeline
from yutang.plumbing import log as logs


def begin(name: str) -> tuple[int, float]:
    """Set up a player's process, Django included; return its sale and the demo's speed."""
    logs.set_up(name)
    lifeline.watch()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    boot.django()
    return int(sys.argv[1]), float(sys.argv[2])
