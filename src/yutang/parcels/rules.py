"""Decisions about parcels: where one stands, when its carrier is asked again, import lines. Pure.

Where a parcel stands follows from *all* that was told of it, in the order in which it happened, so
it does not matter in which order, or how often, it was told.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from yutang.kernel.errors import Refusal
from yutang.kernel.text import one_line
from yutang.trade.rules.contact import check_tracking

PACKED, SENT, ARRIVING = "packed", "sent", "arriving"
DELIVERED, RETURNED, LOST = "delivered", "returned", "lost"
ON_THE_WAY = frozenset({SENT, ARRIVING})
OVER = frozenset({DELIVERED, RETURNED, LOST})

RECEIVE_DAYS = 7
"""Days after delivery in which the buyer confirms; then the order is received by itself (DOMAIN §4
has the same seven days for returning what keeps). An installation may say otherwise."""
SILENT_DAYS = 15
"""A parcel that nobody has heard of for so long is looked into; it is never received by itself."""
ASK_EVERY = timedelta(hours=4)
ASK_MOST = timedelta(hours=48)
SAID_MAX, PLACE_MAX = 300, 60

_AFTER: dict[str, frozenset[str]] = {
    PACKED: frozenset({SENT, ARRIVING, DELIVERED, RETURNED, LOST}),
    SENT: frozenset({ARRIVING, DELIVERED, RETURNED, LOST}),
    ARRIVING: frozenset({DELIVERED, RETURNED, LOST}),
    # Carriers mark the wrong parcel as delivered and correct it; what was lost is found.
    DELIVERED: frozenset({RETURNED}),
    RETURNED: frozenset(),
    LOST: frozenset({ARRIVING, DELIVERED, RETURNED}),
}
"""Where a parcel may go from where it stands; whatever else is told of it stays in its story."""

CARRIERS: dict[str, tuple[str, str, str]] = {
    "sf": ("顺丰速运", "SF Express", "shunfeng"),
    "ems": ("邮政 EMS", "EMS", "ems"),
    "post": ("邮政快递包裹", "China Post", "youzhengguonei"),
    "zto": ("中通快递", "ZTO", "zhongtong"),
    "yto": ("圆通速递", "YTO", "yuantong"),
    "sto": ("申通快递", "STO", "shentong"),
    "yunda": ("韵达快递", "Yunda", "yunda"),
    "jt": ("极兔速递", "J&T", "jtexpress"),
    "jd": ("京东物流", "JD Logistics", "jd"),
    "deppon": ("德邦快递", "Deppon", "debangkuaidi"),
    "self": ("自己送", "Own delivery", ""),
}
"""Carriers by our short name: their names in both languages, and 快递100's word for them."""
_BEGINNINGS = {"SF": "sf", "JT": "jt", "JD": "jd", "YT": "yto", "DPK": "deppon"}


@dataclass(frozen=True)
class Told:
    """Something told of a parcel; `state` is what it means for it, empty when nothing new."""

    at: datetime
    said: str
    place: str = ""
    state: str = ""


@dataclass(frozen=True)
class Standing:
    """Where a parcel stands, since when it is delivered, and when it was last heard of."""

    state: str
    delivered_at: datetime | None
    heard_at: datetime | None


def standing(told: Iterable[Told]) -> Standing:
    """Return where a sent parcel stands after all of this, in whatever order it was told."""
    state, delivered_at, heard_at = SENT, None, None
    for each in sorted(told, key=lambda one: (one.at, one.state, one.said)):
        heard_at = each.at
        if each.state in _AFTER[state]:
            state = each.state
            delivered_at = each.at if state == DELIVERED else delivered_at
    return Standing(state, delivered_at, heard_at)


def after(state: str) -> frozenset[str]:
    """Return where a parcel may go from where it stands."""
    return _AFTER[state]


def clean(told: Told) -> Told:
    """Return what was told as it is kept: one line each, no longer than its column."""
    return Told(
        told.at, one_line(told.said)[:SAID_MAX], one_line(told.place)[:PLACE_MAX], told.state
    )


def mark_of(told: Told, source: str) -> bytes:
    """Return the digest by which the same thing told again is known."""
    line = f"{told.at.timestamp():.0f}|{told.said}|{told.state}|{source}"
    return sha256(line.encode()).digest()[:16]


def carrier_of(waybill: str, said: str = "") -> str:
    """Return the carrier that was named, else the one whose numbers begin so, else ``""``."""
    if said in CARRIERS:
        return said
    named = one_line(said)
    for key, names in CARRIERS.items():
        if named and any(named in name or name in named for name in names[:2]):
            return key
    upper = waybill.upper()
    return next((key for start, key in _BEGINNINGS.items() if upper.startswith(start)), "")


def ask_again_in(asked: int) -> timedelta:
    """Return after how long the carrier is asked again, after so many answers without news."""
    doubled: int = 1 << min(asked, 8)
    return min(ASK_EVERY * doubled, ASK_MOST)


def is_silent(
    state: str, sent_at: datetime | None, heard_at: datetime | None, at: datetime
) -> bool:
    """Tell whether nobody has heard of a parcel on its way for `SILENT_DAYS`."""
    last = max((moment for moment in (sent_at, heard_at) if moment), default=None)
    return state in ON_THE_WAY and last is not None and last <= at - timedelta(days=SILENT_DAYS)


# Waybill numbers by import


@dataclass(frozen=True)
class Asked:
    """An order that a line of an import may name, as far as it matters."""

    state: str
    waybill: str


@dataclass(frozen=True)
class Line:
    """A line of an imported file, judged. `verdict`: good, same, other, or what is wrong."""

    number: int
    order: str
    waybill: str
    carrier: str
    verdict: str

    @property
    def is_good(self) -> bool:
        return self.verdict in {"good", "other"}


LINES_MAX = 2_000
TO_SEND = frozenset({"paid", "confirmed"})


def order_number(said: str) -> str:
    """Return an order's short number, as somebody wrote it or the whole id."""
    return one_line(said).upper().lstrip("#").replace("-", "")[-8:]


def judge(rows: Iterable[tuple[str, str, str]], orders: Mapping[str, Asked]) -> list[Line]:
    """Return each line with its verdict; `orders` are those that the sender may send, by number.

    good: it will be sent. other: it was sent, its number is corrected. same: nothing changes.
    unknown, twice, over, number: wrong, and nothing is done.
    """
    lines: list[Line] = []
    seen: set[str] = set()
    for number, (said_order, said_waybill, said_carrier) in enumerate(rows, start=1):
        order = order_number(said_order)
        waybill, verdict = _judged(order, said_waybill, orders.get(order), seen)
        seen.add(order)
        lines.append(Line(number, order, waybill, carrier_of(waybill, said_carrier), verdict))
    return lines


def _judged(order: str, said: str, known: Asked | None, seen: set[str]) -> tuple[str, str]:
    try:
        waybill = check_tracking(said)
    except Refusal:
        return one_line(said), "number"
    if known is None:
        return waybill, "unknown"
    if order in seen:
        return waybill, "twice"
    if known.state in TO_SEND:
        return waybill, "good"
    if known.state != "shipped":
        return waybill, "over"
    return waybill, "same" if known.waybill == waybill else "other"
