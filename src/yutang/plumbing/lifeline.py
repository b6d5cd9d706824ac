"""A process that was started by the supervisor ends when the supervisor is gone, however it went.

The supervisor holds one end of a pipe and never writes; end of file means that it is dead.
"""

import os
import signal
import threading

VARIABLE = "YUTANG_LIFELINE"


def watch() -> None:
    """Ask this process to stop (SIGTERM) as soon as its supervisor is gone."""
    descriptor = os.environ.pop(VARIABLE, "")
    if descriptor:
        threading.Thread(target=_wait, args=[int(descriptor)], daemon=True).start()


def _wait(descriptor: int) -> None:
    os.set_inheritable(descriptor, False)
    while os.read(descriptor, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
