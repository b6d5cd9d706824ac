"""Who watched, how often they came, how long they stayed: counted in memory, stored in hauls.

UV: accounts, else signed devices. PV: entries, that is streams that do not resume an earlier one.
An event stream without any identity is online but is no viewer that could be told from another.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime

import psycopg
import structlog
from msgspec import Struct

from yutang.gate.database import Pool, rows
from yutang.gate.room.rooms import Rooms

STORE_S = 1.0
STAY_S = 60.0
"""The stay of somebody who watches on is stored this often."""
SAMPLE_S = 5.0
STORED_MOST = 5_000

log = structlog.get_logger()


class Seen(Struct):
    """What is to be added to one viewing."""

    first_at: datetime
    last_at: datetime
    entries: int = 0
    stayed_s: float = 0.0


class Watching(Struct):
    """Somebody with at least one open stream."""

    streams: int
    since: float


class Attendance:
    """Counts viewers for one gate."""

    def __init__(self, pool: Pool, rooms: Rooms, gate: str) -> None:
        self._pool = pool
        self._rooms = rooms
        self._gate = gate
        self._watching: dict[tuple[int, str], Watching] = {}
        self._unsaved: dict[tuple[int, str], Seen] = {}
        self._sampled: set[int] = set()

    def entered(self, sale_id: int, viewer: str, *, is_entry: bool) -> None:
        """Count a stream in; `is_entry`: it does not resume an earlier one."""
        self._seen(sale_id, viewer).entries += is_entry
        watching = self._watching.get((sale_id, viewer))
        if watching is None:
            self._watching[sale_id, viewer] = Watching(1, time.monotonic())
        else:
            watching.streams += 1

    def left(self, sale_id: int, viewer: str) -> None:
        """Count a stream out."""
        watching = self._watching[sale_id, viewer]
        watching.streams -= 1
        if watching.streams == 0:
            self._stayed((sale_id, viewer), watching)
            del self._watching[sale_id, viewer]

    async def run(self) -> None:
        """Store and sample until cancelled."""
        sample_at = time.monotonic()
        while True:
            await asyncio.sleep(STORE_S)
            self._account_for_long_stays()
            await self.store()
            if time.monotonic() >= sample_at:
                sample_at += SAMPLE_S
                await self._sample()

    async def store(self) -> None:
        """Store what was counted so far; what cannot be stored is kept for the next time.

        What is counted meanwhile waits for the next time too: in a rush there is always something.
        """
        counted, self._unsaved = self._unsaved, {}
        keys = sorted(counted)
        for start in range(0, len(keys), STORED_MOST):
            haul = {key: counted[key] for key in keys[start : start + STORED_MOST]}
            try:
                await self._write(haul)
            except psycopg.IntegrityError as error:
                # Their sale is gone: no later time will be better.
                log.warning("viewings_dropped", viewings=len(haul), error=repr(error))
            except (psycopg.Error, OSError) as error:
                log.warning("viewings_not_stored", error=repr(error))
                self._put_back({key: counted[key] for key in keys[start:]})
                return

    async def close(self) -> None:
        """Account for everybody still there, and store."""
        for key, watching in self._watching.items():
            self._stayed(key, watching)
        await self.store()

    def _seen(self, sale_id: int, viewer: str) -> Seen:
        now = datetime.now(UTC)
        seen = self._unsaved.setdefault((sale_id, viewer), Seen(now, now))
        seen.last_at = now
        return seen

    def _stayed(self, key: tuple[int, str], watching: Watching) -> None:
        now = time.monotonic()
        self._seen(*key).stayed_s += now - watching.since
        watching.since = now

    def _account_for_long_stays(self) -> None:
        before = time.monotonic() - STAY_S
        for key, watching in self._watching.items():
            if watching.since < before:
                self._stayed(key, watching)

    def _put_back(self, haul: dict[tuple[int, str], Seen]) -> None:
        for key, seen in haul.items():
            later = self._unsaved.setdefault(key, seen)
            if later is not seen:
                later.first_at = min(seen.first_at, later.first_at)
                later.entries += seen.entries
                later.stayed_s += seen.stayed_s

    async def _write(self, haul: dict[tuple[int, str], Seen]) -> None:
        seen = haul.values()
        params = {
            "sales": _array(sale_id for sale_id, _ in haul),
            "viewers": _array(viewer for _, viewer in haul),
            "firsts": _array(each.first_at.isoformat() for each in seen),
            "lasts": _array(each.last_at.isoformat() for each in seen),
            "entries": _array(each.entries for each in seen),
            "stays": _array(round(each.stayed_s) for each in seen),
        }
        async with self._pool.connection() as connection:
            await rows(connection, "live", "store_viewings", params)

    async def _sample(self) -> None:
        """Store how many are online in each watched room, and once when the last one left."""
        online = Counter({room.sale_id: len(room.present) for room in self._rooms.known()})
        sales = sorted(sale for sale in online if online[sale] or sale in self._sampled)
        if not sales:
            return
        params = {
            "sales": sales,
            "online": [online[sale] for sale in sales],
            "gate": self._gate,
            "now": datetime.now(UTC),
        }
        try:
            async with self._pool.connection() as connection:
                await rows(connection, "live", "store_online", params)
        except (psycopg.Error, OSError) as error:
            log.warning("online_not_stored", error=repr(error))
        else:
            self._sampled = {sale for sale in sales if online[sale]}


def _array(values: Iterable[object]) -> str:
    """Return PostgreSQL's text of an array: for thousands of values psycopg's own way takes ten
    times as long. Each is a number, a moment or a viewer, which need no quotes.
    """
    return "{" + ",".join(map(str, values)) + "}"
