"""Reads one room from the database: the named statements of the live and trade rooms."""

import zlib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from yutang.gate.database import Pool, rows
from yutang.live.feed import CHAT_MOST, Line, LotLine, PinView, Video
from yutang.live.rules import OVER
from yutang.live.rules import State as SaleState

SETTLED_AFTER = timedelta(seconds=60)
"""Also the span of "orders a minute". No intake transaction lives nearly as long."""
PLAYLIST_STALE_S = 15.0
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


class Counted(NamedTuple):
    """Orders of a sale counted up to a moment; only later ones are counted the next time."""

    orders: int = 0
    to: datetime = _LONG_AGO


class RoomRows(NamedTuple):
    """One reading of a room. `elsewhere`: viewers of other gates."""

    state: SaleState
    notice: str
    likes: int
    pin_id: int | None
    pin: PinView | None
    muted: frozenset[int]
    hidden: list[int]
    elsewhere: int
    lots: list[LotLine]
    lineup_version: int
    chat: list[Line]
    counted: Counted
    orders_minute: int
    video: Video
    rehearsal: bool = False


class RoomReader:
    """Reads rooms for one gate; `media`: the folder whose files are served under /media/."""

    def __init__(self, pool: Pool, gate: str, media: Path) -> None:
        self._pool = pool
        self._gate = gate
        self._media = media

    async def read(self, sale_id: int, counted: Counted) -> RoomRows | None:
        """Return the room as it is now, or None when there is no such sale."""
        settled_to = datetime.now(UTC) - SETTLED_AFTER
        async with self._pool.connection() as connection:
            sale = await rows(
                connection, "live", "room_sale", {"sale": sale_id, "gate": self._gate}
            )
            if not sale:
                return None
            lineup = await rows(connection, "live", "room_lineup", {"sale": sale_id})
            order = [lot for (lot,) in lineup]
            lots = await rows(connection, "trade", "lots_now", {"lots": order})
            chat = await rows(connection, "live", "room_chat", {"sale": sale_id, "most": CHAT_MOST})
            ((newly, recent),) = await rows(
                connection,
                "trade",
                "orders_of_sale",
                {"sale": sale_id, "counted_to": counted.to, "settled_to": settled_to},
            )
        lots.sort(key=lambda row: order.index(row[0]))
        state, notice, likes, pin_id, pinned, since, muted, hidden, elsewhere = sale[0][:9]
        rehearsal, *broadcast = sale[0][9:]
        return RoomRows(
            state=state,
            notice=notice,
            likes=likes,
            pin_id=pin_id,
            pin=PinView(pinned, since) if pin_id is not None else None,
            muted=frozenset(muted),
            hidden=list(hidden),
            elsewhere=elsewhere,
            lots=[LotLine(*line) for *line, _terms in lots],
            lineup_version=zlib.crc32(repr([(lot, terms) for lot, *_, terms in lots]).encode()),
            chat=[Line(*row) for row in reversed(chat)],
            counted=Counted(counted.orders + newly, settled_to),
            orders_minute=recent,
            rehearsal=rehearsal,
            video=self._video(sale_id, state, broadcast),
        )

    def _video(self, sale_id: int, state: SaleState, broadcast: list[Any]) -> Video:
        """Return what the recording's folder and the latest broadcast say about the video."""
        started_at, ended_at, transcoding, end_reason = broadcast
        over = state in OVER
        name = "replay.m3u8" if over else "live.m3u8"
        file = self._media / "live" / str(sale_id) / name
        playlist = f"/media/live/{sale_id}/{name}" if file.exists() else None
        if over:
            return Video("ended", ended_at, "", transcoding=False, playlist=playlist)
        if started_at is None:
            return Video("none", playlist=playlist)
        if ended_at is not None:
            return Video("gone", ended_at, end_reason, transcoding, playlist)
        written_at = file.stat().st_mtime if playlist else started_at
        if datetime.now(UTC).timestamp() - written_at > PLAYLIST_STALE_S:
            return Video("gone", written_at, "network", transcoding, playlist)
        return Video("on", started_at, "", transcoding, playlist)
