"""A child for the supervisor's tests: writes its pid into a folder and waits to be stopped."""

import os
import sys
import time
from pathlib import Path

from yutang.plumbing import lifeline


def main() -> None:
    lifeline.watch()
    Path(sys.argv[1], str(os.getpid())).touch()
    if "--stubborn" in sys.argv:
        import signal

        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    time.sleep(60)


if __name__ == "__main__":
    main()
