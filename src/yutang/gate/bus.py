"""What gates and pages tell each other: who listens, and who says which sales changed here."""

import asyncio
import time
from collections.abc import Awaitable, Callable

import structlog

from yutang.gate import metrics
from yutang.gate.database import Pool
from yutang.plumbing import bus

_RECONNECT_S = 0.5
_TELL_EVERY_S = 60.0

log = structlog.get_logger()


class Listener:
    """Hears the bus. After every (re)connection `on_connected` runs: what was said meanwhile was
    missed.
    """

    def __init__(
        self,
        url: str,
        on_connected: Callable[[], Awaitable[None]],
        on_message: Callable[[str, str], None],
    ) -> None:
        self._url = url
        self._on_connected = on_connected
        self._on_message = on_message
        self._told_at = -_TELL_EVERY_S

    async def run(self) -> None:
        """Listen until cancelled."""
        channels = (bus.SALE, bus.REVOKE, bus.CAMERA)
        while True:
            try:
                await bus.carrier().listen(self._url, channels, self._begin, self._on_message)
            except bus.BusLost as lost:
                self._tell(lost)
            metrics.BUS.set(0)
            await asyncio.sleep(_RECONNECT_S)

    async def _begin(self) -> None:
        await self._on_connected()
        metrics.BUS.set(1)
        self._told_at = -_TELL_EVERY_S
        log.info("bus_heard")

    def _tell(self, lost: bus.BusLost) -> None:
        """Say it at once, and now and then while it lasts."""
        if time.monotonic() - self._told_at >= _TELL_EVERY_S:
            self._told_at = time.monotonic()
            log.warning("bus_lost", error=str(lost))


class Announcer:
    """Tells other gates which sales changed here: at once, then at most once a second.

    `gate`: this one's name, by which it knows its own word when it hears it.
    """

    def __init__(self, pool: Pool, gate: str, every_s: float = 1.0) -> None:
        self._pool = pool
        self._gate = gate
        self._every_s = every_s
        self._for_all: set[int] = set()
        self._for_others: set[int] = set()
        self._filled = asyncio.Event()

    def say(self, sale_id: int) -> None:
        """Have every gate read the sale anew, this one too, with the next announcement."""
        self._for_all.add(sale_id)
        self._filled.set()

    def say_to_others(self, sale_id: int) -> None:
        """Have the other gates read it anew: this one shows already what changed."""
        self._for_others.add(sale_id)
        self._filled.set()

    def heard(self, payload: str) -> int | None:
        """Return the sale of a message that is news here."""
        sale, _, speaker = payload.partition(" ")
        return int(sale) if sale.isdecimal() and speaker != self._gate else None

    async def run(self) -> None:
        """Announce until cancelled. What could not be told is kept for the next time."""
        while True:
            await self._filled.wait()
            self._filled.clear()
            for_all, self._for_all = self._for_all, set()
            for_others, self._for_others = self._for_others - for_all, set()
            payloads = [str(sale) for sale in for_all]
            payloads += [f"{sale} {self._gate}" for sale in for_others]
            try:
                await bus.carrier().announce(self._pool, bus.SALE, sorted(payloads))
            except bus.BusLost as lost:
                log.warning("announcement_failed", error=str(lost))
                self._for_all |= for_all
                self._for_others |= for_others
                self._filled.set()
            await asyncio.sleep(self._every_s)
