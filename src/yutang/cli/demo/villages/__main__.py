"""The process that paints the demo's villages, once, beside the platform."""

import signal
import sys

from yutang.cli import boot
from yutang.plumbing import lifeline
from yutang.plumbing import log as logs


def main() -> None:
    """Paint all rooms; end with 1 when one of them failed."""
    logs.set_up("demo-villages")
    lifeline.watch()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    boot.django()
    from yutang.cli.demo import villages

    sys.exit(1 if None in villages.paint().values() else 0)


if __name__ == "__main__":
    main()
