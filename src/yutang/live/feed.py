"""What viewers of a room are told: the whole state once, then only what changed, tick by tick.

Free of Django: the gate builds these and sends them; the pages' scripts read them. Moments are
seconds since 1970, ids are the database's.
"""

from typing import Literal

import msgspec

CHAT_MOST = 50
"""Lines of chat a newcomer sees."""

VideoState = Literal["none", "on", "break", "gone", "ended"]


class LotLine(msgspec.Struct, frozen=True):
    """The stock of one lot of the lineup.

    `opens_at`: from when orders are taken, where that is set; `more_at`: when the next wave comes
    on sale. `by_ticket`: who wants it takes a number; `waiting`: how many numbers wait, `called`:
    the highest one whose turn has come.
    """

    lot: int
    available: int
    stocked: int
    state: str
    sold_out_at: float | None
    opens_at: float | None = None
    more_at: float | None = None
    by_ticket: bool = False
    waiting: int = 0
    called: int = 0


class PinView(msgspec.Struct, frozen=True):
    """The lot being explained (讲解中)."""

    lot: int
    since: float


class Video(msgspec.Struct, frozen=True):
    """What the player should do; `reason` of a break: network, phone, background or host."""

    state: VideoState = "none"
    since: float | None = None
    reason: str = ""
    transcoding: bool = False
    playlist: str | None = None


class Line(msgspec.Struct, frozen=True):
    """One line of chat, as it was written; whoever shows it escapes it."""

    id: int
    person: int
    name: str
    text: str
    at: float


class State(msgspec.Struct, frozen=True):
    """A room at one tick. `hidden`: lines of chat taken back; `lineup_version` differs when the
    lineup itself does, and the page then asks for the lineup again.
    """

    sale: int
    state: str
    at: float
    pin: PinView | None
    lots: list[LotLine]
    viewers: int
    likes: int
    orders: int
    orders_minute: int
    notice: str
    video: Video
    chat: list[Line]
    hidden: list[int]
    lineup_version: int


def changes(before: State, after: State) -> dict[str, object]:
    """Return only what a viewer who knows `before` must learn; empty when nothing changed.

    Of `lots` only lots that changed, of `chat` only new lines; `at` comes with any change.
    """
    changed: dict[str, object] = {
        name: getattr(after, name)
        for name in State.__struct_fields__
        if name not in ("at", "lots", "chat") and getattr(after, name) != getattr(before, name)
    }
    known = set(before.lots)
    if lots := [lot for lot in after.lots if lot not in known]:
        changed["lots"] = lots
    if lines := _new_lines(before.chat, after.chat):
        changed["chat"] = lines
    return changed | {"at": after.at} if changed else {}


def _new_lines(before: list[Line], after: list[Line]) -> list[Line]:
    """Return lines not shown yet; an old line that moves up again as others are hidden is not."""
    known = {line.id for line in before}
    oldest = before[0].id if len(before) >= CHAT_MOST else 0
    return [line for line in after if line.id not in known and line.id > oldest]
