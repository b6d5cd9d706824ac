"""``python -m yutang.live.video``: the process that writes a recording. Events on stdout."""

import argparse
import resource
import signal
import sys
from pathlib import Path

import av

from yutang.live.video.events import teller
from yutang.live.video.remux import remux

_MEMORY_BYTES_MAX = 3 << 30
_GOOD_ENDS = ("eof", "stopped")


class _Stop:
    """Set by SIGTERM and SIGINT, asked for between two packets."""

    def __init__(self) -> None:
        self._set = False
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._on_signal)

    def __call__(self) -> bool:
        return self._set

    def _on_signal(self, *_: object) -> None:
        self._set = True


def main(arguments: list[str] | None = None) -> int:
    """Run one video process; 0 when its source came to a good end."""
    options = _parser().parse_args(arguments)
    # A forged header may ask for any amount of memory: it is refused, not granted.
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES_MAX, _MEMORY_BYTES_MAX))
    av.logging.set_level(av.logging.FATAL)
    stop, tell = _Stop(), teller()
    reason = remux(options.folder, sys.stdin.fileno(), tell, stop, options.source)
    return 0 if reason in _GOOD_ENDS else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m yutang.live.video", description=__doc__)
    works = parser.add_subparsers(dest="work", required=True)
    remuxing = works.add_parser("remux", help="record what comes on standard input")
    remuxing.add_argument("--folder", type=Path, required=True)
    remuxing.add_argument(
        "--source", default="camera", choices=("camera", "file", "pull"), help="what is sending"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
