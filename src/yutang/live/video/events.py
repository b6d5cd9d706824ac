"""What a video process tells its parent: one JSON object a line on standard output."""

import json
import sys
from collections.abc import Callable
from typing import TextIO

Tell = Callable[..., None]


def teller(stream: TextIO = sys.stdout) -> Tell:
    """Return ``tell(event, **fields)``. A parent that is gone is no reason to lose the recording.

    Events: ``started`` {started_at, video, audio, width, height, fps, transcoding}; ``segment`` {n,
    duration_s, starts_at}; ``warning`` {code}; ``ended`` {reason, segments}.
    """

    def tell(event: str, **fields: object) -> None:
        try:
            stream.write(json.dumps({"event": event, **fields}) + "\n")
            stream.flush()
        except (BrokenPipeError, ValueError):
            return

    return tell
