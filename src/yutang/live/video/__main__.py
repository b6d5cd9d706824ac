"""``python -m yutang.live.video``: the processes that write recordings. Events on stdout."""

import argparse
import resource
import signal
import sys
from pathlib import Path

import av

from yutang.live.video.events import teller
from yutang.live.video.play import play
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
    if options.work == "remux":
        reason = remux(options.folder, sys.stdin.fileno(), tell, stop, options.source)
    else:
        reason = play(
            options.folder,
            options.source,
            tell,
            stop,
            loop=options.loop,
            start_at_s=options.start_at,
        )
    return 0 if reason in _GOOD_ENDS else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m yutang.live.video", description=__doc__)
    works = parser.add_subparsers(dest="work", required=True)
    remuxing = works.add_parser("remux", help="record what comes on standard input")
    playing = works.add_parser("play", help="record a file or a stream, at the clock's pace")
    for work in (remuxing, playing):
        work.add_argument("--folder", type=Path, required=True)
    remuxing.add_argument(
        "--source", default="camera", choices=("camera", "file", "pull"), help="what is sending"
    )
    playing.add_argument("--source", required=True, help="a file, or an address PyAV can open")
    playing.add_argument("--loop", action="store_true", help="begin again at the end")
    playing.add_argument("--start-at", type=float, default=0.0, help="seconds into the file")
    return parser


if __name__ == "__main__":
    sys.exit(main())
