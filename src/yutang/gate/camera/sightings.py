"""What gates tell each other of cameras: who has taken a sale's over, and what its picture does.

A camera's connection is at one gate, its viewers at all of them. The gate that has it says over
the bus when its picture changes, and again every few seconds; a gate that hears no more of it takes
the connection for lost, as it would its own.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Callable

import msgspec
import structlog
from msgspec.structs import replace

from yutang.gate.database import Pool
from yutang.live.feed import Video
from yutang.live.video.status import BREAK_S_MAX
from yutang.plumbing import bus

REPEAT_S = 5.0
SILENT_S = 12.0
_FORGET_AFTER_S = 3600.0
_GOES_ON = ("on", "break")

log = structlog.get_logger()


class Sighting(msgspec.Struct):
    """One message; without a video: a camera has just come to this gate."""

    gate: str
    sale: int
    video: Video | None = None


class Heard(msgspec.Struct):
    """The last that was heard of another gate's camera."""

    video: Video
    at: float


class Sightings:
    """Tells and hears for one gate.

    `show(sale, video)` is called when another gate's picture changes. Keep `run()` running beside
    the server.

    Two cameras may come at two gates together. All gates hear the bus in one order, so the last
    take-over stands: another gate's that is heard while an own is still under way came before it.
    """

    def __init__(self, pool: Pool, gate: str, show: Callable[[int, Video], None]) -> None:
        self._pool = pool
        self._gate = gate
        self._show = show
        self._told: dict[int, tuple[Video, float]] = {}
        self._heard: dict[int, Heard] = {}
        self._coming: Counter[int] = Counter()
        self._waiting: list[Sighting] = []
        self._filled = asyncio.Event()
        self._decode = msgspec.json.Decoder(Sighting).decode

    def came(self, sale_id: int) -> None:
        """A camera has come to this gate: have the others let go of theirs."""
        self._heard.pop(sale_id, None)
        self._coming[sale_id] += 1
        self._say(Sighting(self._gate, sale_id))

    def bus_was_away(self) -> None:
        """What was said before may never be heard."""
        self._coming.clear()

    def saw(self, sale_id: int, video: Video) -> None:
        """Have the others show this picture's state, if they do not know it."""
        now = time.monotonic()
        known, at = self._told.get(sale_id, (None, 0.0))
        if video != known or (video.state in _GOES_ON and now - at >= REPEAT_S):
            self._told[sale_id] = video, now
            self._say(Sighting(self._gate, sale_id, video))

    def hear(self, payload: str) -> int | None:
        """Take in a message of the bus; return the sale whose camera another gate has taken over.

        Of this gate's own messages only the take-overs matter.
        """
        try:
            sighting = self._decode(payload)
        except msgspec.MsgspecError as error:
            log.warning("sighting_not_understood", error=str(error))
            return None
        is_own, sale_id = sighting.gate == self._gate, sighting.sale
        if is_own and sighting.video is None:
            self._arrived(sale_id)
        elif sighting.video is None and sale_id not in self._coming:
            self._told.pop(sale_id, None)
            return sale_id
        elif sighting.video is not None and not is_own:
            self._heard[sale_id] = Heard(sighting.video, time.monotonic())
            self._show(sale_id, sighting.video)
        return None

    async def run(self) -> None:
        """Tell what there is to tell, and notice silence, until cancelled."""
        while True:
            try:
                async with asyncio.timeout(REPEAT_S):
                    await self._filled.wait()
            except TimeoutError:
                self._notice_silence()
                continue
            self._filled.clear()
            told, self._waiting = self._waiting, []
            try:
                payloads = [msgspec.json.encode(sighting).decode() for sighting in told]
                await bus.carrier().announce(self._pool, bus.CAMERA, payloads)
            except (
                bus.BusLost
            ) as lost:  # the state is told again soon; a take-over ends by the lock
                log.warning("sightings_not_told", error=str(lost))
                for sighting in told:
                    if sighting.video is None:
                        self._arrived(sighting.sale)
            self._notice_silence()

    def _say(self, sighting: Sighting) -> None:
        self._waiting.append(sighting)
        self._filled.set()

    def _arrived(self, sale_id: int) -> None:
        """An own take-over has been heard, or never will be."""
        self._coming[sale_id] -= 1
        if self._coming[sale_id] <= 0:
            del self._coming[sale_id]

    def _notice_silence(self) -> None:
        """Show the break, and then the end, of pictures whose gate says nothing any more."""
        now = time.monotonic()
        for sale_id, heard in list(self._heard.items()):
            silent_s = now - heard.at
            if silent_s > _FORGET_AFTER_S:
                del self._heard[sale_id]
            elif silent_s > SILENT_S and heard.video.state in _GOES_ON:
                lost = replace(heard.video, state="break", since=time.time() - silent_s)
                if silent_s > BREAK_S_MAX:
                    lost = heard.video = replace(lost, state="gone")
                self._show(sale_id, replace(lost, reason="network"))
