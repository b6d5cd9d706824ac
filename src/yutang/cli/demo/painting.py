"""Paint the demo, once, beside the platform: villages, programmes, then what it all came to."""

import signal
import sys

from yutang.cli import boot
from yutang.cli.demo import numbers, programmes, villages
from yutang.plumbing import lifeline
from yutang.plumbing import log as logs


def main() -> None:
    """Paint all; end with 1 when a room failed."""
    logs.set_up("demo-painting")
    lifeline.watch()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    boot.django()
    written = [villages.paint(), programmes.paint(), numbers.paint()]
    sys.exit(1 if any(None in each.values() for each in written) else 0)


if __name__ == "__main__":
    main()
