"""How a promise breaks, and what all promises ask of the rows. No rule of the rooms is asked."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone

from yutang.cli.simulation.rows import Cap, Order
from yutang.cli.simulation.tables import Tables
from yutang.cli.simulation.texts import GONE

SOLD = frozenset({"paid", "confirmed", "shipped", "received", "closed"})
SELLING = frozenset({"live", "paused", "replay"})
_SHANGHAI = timezone(timedelta(hours=8))


class BrokenPromiseError(Exception):
    """Something that must hold does not."""


def must(holds: object, otherwise: str) -> None:
    """Go on only when it holds."""
    if not holds:
        raise BrokenPromiseError(otherwise)


def living(tables: Tables, lots: Iterable[int]) -> list[Order]:
    """Return the orders of these lots that were neither cancelled nor ended by time."""
    orders = tables.rows.orders
    of_lots = [orders[order] for lot in lots for order in tables.orders_of_lot[lot]]
    return [order for order in of_lots if order.state not in GONE]


def taken_of(tables: Tables, cap: Cap) -> dict[date, int]:
    """Count what the cap has to count, by day (1970-01-01: whatever the day)."""
    taken: dict[date, int] = {}
    for order in living(tables, cap.lots):
        day = cap_day(cap, order.placed_at)
        taken[day] = taken.get(day, 0) + cap_share(cap, order.amount_fen)
    return taken


def cap_day(cap: Cap, at: datetime) -> date:
    return at.astimezone(_SHANGHAI).date() if cap.kind == "parcels_day" else date(1970, 1, 1)


def cap_share(cap: Cap, amount_fen: int) -> int:
    return amount_fen if cap.kind == "fen" else 1
