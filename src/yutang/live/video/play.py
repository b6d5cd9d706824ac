"""A run from a file or a pulled stream, at the pace of the clock."""

import time
from collections.abc import Callable
from pathlib import Path

import av
from av.container import InputContainer

from yutang.kernel import clock
from yutang.live.video.engine import Engine, NoMedia, TooBroken
from yutang.live.video.events import Tell
from yutang.live.video.folder import Busy, Finished, Folder
from yutang.live.video.units import PICTURE_RATE, SourcePacket

_URL_TIMEOUT_S = (10.0, 5.0)
"""To open, and between two packets, of a stream that is pulled."""
_RETRY_FOR_S = 60.0
_RETRY_EVERY_S = 2.0
_NAP_S = 0.2


def is_url(source: str) -> bool:
    """Whether the source is pulled over a network rather than read from a file."""
    return "://" in source


def play(
    path: Path,
    source: str,
    tell: Tell,
    stopped: Callable[[], bool],
    *,
    loop: bool = False,
    start_at_s: float = 0.0,
) -> str:
    """Play `source` into the recording; return (and tell) why it ended.

    Reasons: eof, stopped, bad_input, no_media, source_lost (a pulled stream stayed away for
    60 s), busy, finished, storage.
    """
    player = _Player(source, tell, stopped, loop=loop, start_at_s=start_at_s)
    try:
        with Folder(path) as folder:
            reason = player.pull(folder) if is_url(source) else player.play(folder)
    except Busy:
        reason = "busy"
    except Finished:
        reason = "finished"
    except OSError as error:
        tell("warning", code="storage", detail=type(error).__name__)
        reason = "storage"
    tell("ended", reason=reason, segments=player.segments)
    return reason


class _Player:
    def __init__(
        self,
        source: str,
        tell: Tell,
        stopped: Callable[[], bool],
        *,
        loop: bool,
        start_at_s: float,
    ) -> None:
        self._source = source
        self._tell = tell
        self._stopped = stopped
        self._loop = loop
        self._start_at_s = start_at_s
        self.segments = 0

    def pull(self, folder: Folder) -> str:
        """Record a pulled stream; when it breaks off, try again for a minute."""
        give_up_at = time.monotonic() + _RETRY_FOR_S
        while not self._stopped():
            before = self.segments
            reason = self._run(folder, "pull", options={"rw_timeout": "5000000"})
            if self.segments > before:
                give_up_at = time.monotonic() + _RETRY_FOR_S
            if reason in ("stopped", "finished"):
                return reason
            if time.monotonic() > give_up_at:
                return "source_lost"
            self._tell("warning", code="source_away")
            self._sleep(_RETRY_EVERY_S)
        return "stopped"

    def play(self, folder: Folder) -> str:
        """Record a file."""
        return self._run(folder, "file", options={})

    def _run(self, folder: Folder, kind: str, options: dict[str, str]) -> str:
        timeout = _URL_TIMEOUT_S if kind == "pull" else None
        try:
            container = av.open(self._source, "r", options=options, timeout=timeout)
        except (av.FFmpegError, ValueError):
            return "bad_input"
        with container:
            try:
                engine = Engine(container, folder, kind, self._tell, started_at=clock.now())
            except NoMedia:
                return "no_media"
            reason = self._laps(container, engine)
            engine.end(reason)
            self.segments += engine.segments
        return reason

    def _laps(self, container: InputContainer, engine: Engine) -> str:
        pace = _Pace(self._stopped, pulled=is_url(self._source))
        if self._start_at_s:
            container.seek(round(self._start_at_s * av.time_base))
        while True:
            reason = self._lap(container, engine, pace)
            if reason != "eof" or not self._loop or not pace.lap(container.start_time or 0):
                return reason
            engine.shift(pace.shift)
            container.seek(container.start_time or 0)

    def _lap(self, container: InputContainer, engine: Engine, pace: "_Pace") -> str:
        try:
            for packet in container.demux(engine.streams):
                if not pace.wait(packet):
                    return "stopped"
                if packet.dts is not None:
                    engine.feed(packet)
        except (av.FFmpegError, TooBroken):
            return "bad_input"
        except Finished:
            return "finished"
        return "eof"

    def _sleep(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until and not self._stopped():
            time.sleep(_NAP_S)


class _Pace:
    """Holds packets back until their time, and lets one lap of a file follow the other."""

    def __init__(self, stopped: Callable[[], bool], *, pulled: bool) -> None:
        self._stopped = stopped
        self._pulled = pulled
        self._began: tuple[float, int] | None = None
        self._reached = 0
        self.shift = 0
        """Ticks to add to the source's times in this lap."""

    def wait(self, packet: SourcePacket) -> bool:
        """Wait for the packet's time; false when told to stop."""
        if packet.dts is None or packet.time_base is None:
            return not self._stopped()
        scale = packet.time_base * PICTURE_RATE
        ends = (packet.dts if packet.pts is None else packet.pts) + (packet.duration or 0)
        self._reached = max(self._reached, round(ends * scale) + self.shift)
        if self._pulled:  # comes at its own pace
            return not self._stopped()
        return self._sleep_until(round(packet.dts * scale) + self.shift)

    def lap(self, start_us: int) -> bool:
        """Go round to the start of the file; false when there was nothing to go round."""
        before = self.shift
        self.shift = self._reached - round(start_us * PICTURE_RATE / av.time_base)
        return self.shift - before > PICTURE_RATE // 10

    def _sleep_until(self, at: int) -> bool:
        if self._began is None:
            self._began = (time.monotonic(), at)
        due = self._began[0] + (at - self._began[1]) / PICTURE_RATE
        while not self._stopped():
            left_s = due - time.monotonic()
            if left_s <= 0:
                return True
            time.sleep(min(left_s, _NAP_S))
        return False
