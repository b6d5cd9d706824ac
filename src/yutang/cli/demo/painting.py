"""Paint the demo, once, beside the platform: villages, programmes, then what it all came to."""

import signal
import sys

import structlog

from yutang.cli import boot
from yutang.cli.demo import numbers, programmes, villages
from yutang.plumbing import lifeline
from yutang.plumbing import log as logs

log = structlog.get_logger()


def main() -> None:
    """Paint all; end with 1 when a room failed."""
    logs.set_up("demo-painting")
    lifeline.watch()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    boot.django()
    written = {**villages.paint(), **programmes.paint(), **numbers.paint()}
    _publish()
    sys.exit(1 if None in written.values() else 0)


def _publish() -> None:
    """Publish what was painted; where the job of this minute does so already, it goes on with it."""
    from yutang.facts import actions
    from yutang.facts.errors import Publishing

    try:
        actions.publish()
    except Publishing:
        log.info("demo_facts_published_elsewhere")


if __name__ == "__main__":
    main()
