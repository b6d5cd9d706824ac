"""A story told in memory, one deed after the other, on the model of the tables."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from yutang.cli.simulation import beginnings, deeds
from yutang.cli.simulation.chance import Chance
from yutang.cli.simulation.deeds import SALE, Deed
from yutang.cli.simulation.dialect import Dialect
from yutang.cli.simulation.tables import Tables, Transaction
from yutang.cli.simulation.verbs import Doer
from yutang.kernel.errors import Refusal
from yutang.trade.hauls.intake import Taken
from yutang.trade.hauls.line import Entered, TicketNow
from yutang.trade.hauls.paying import Paid

HOLD_S = 900
LONG_AGO = timedelta(hours=2)
"""A gate whose holds are past their time at once, as no test waits for one to pass."""
WEEK = timedelta(days=8)
_TOLD_TIME = (
    deeds.Place,
    deeds.Enter,
    deeds.Leave,
    deeds.Look,
    deeds.Expire,
    deeds.ReleaseWaves,
    deeds.CallLine,
    deeds.PayMany,
)
"""Deeds whose code is told the time; the others look at the clock."""


def time_of(deed: Deed, now: datetime, later: timedelta) -> datetime:
    """Return when the deed is done: in a story's time, which goes faster, if the code lets it."""
    if isinstance(deed, deeds.CloseFinished):
        return now + WEEK
    return now + later if isinstance(deed, _TOLD_TIME) else now


def gate_time(now: datetime, gate: int) -> datetime:
    return now - LONG_AGO if gate else now


@dataclass
class Memory:
    """`next_ticket`: the id that the next ticket has, as it is part of a draw."""

    random: Random
    next_ticket: Iterator[int]
    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    def __post_init__(self) -> None:
        self.tables = Tables(lambda: self.now, live_at=self.now)
        self.tables.ticket_ids = self.next_ticket  # type: ignore[assignment]
        about = beginnings.kinds(self.random)
        beginnings.begin(self.random, about, self.tables)
        rows = self.tables.rows
        rows.lots = {lot.id: lot._replace(hold_s=HOLD_S) for lot in rows.lots.values()}
        rows.sales = {SALE: "live"}
        self.chance = Chance(self.random, self.tables, about)
        self._doer = Doer(Dialect(), lambda: self.now, lambda gate: gate_time(self.now, gate))

    def do(self, deed: Deed, at: datetime) -> object:
        """Return what is said to the deed, without ids."""
        self.now = at
        transaction = Transaction(self.tables)
        steps = self._doer.do(transaction, deed)
        try:
            while True:
                next(steps)
        except StopIteration as end:
            transaction.commit()
            return said(end.value, int)
        except Refusal as refusal:
            transaction.rollback()
            return refusal.code

    def rows(self) -> dict[str, Any]:
        """Return all that is kept, by names that PostgreSQL's rows have too."""
        rows = self.tables.rows
        names = {order.id: order.name for order in rows.orders.values()}
        codes = {coupon.id: coupon.code for coupon in rows.coupons.values()}
        caps = {cap.id: (cap.kind, cap.name) for cap in rows.caps.values() if cap}
        return {
            "lots": {lot.id: lot[1:] for lot in rows.lots.values()},
            "orders": {
                order.name: (*order[3:-2], codes.get(order.coupon or 0), order.household)
                for order in rows.orders.values()
            },
            "payments": {names[each.order]: each[1:] for each in rows.payments.values()},
            "moves": {
                name: [
                    (change.from_state, change.to_state)
                    for change in rows.order_changes
                    if names[change.order] == name
                ]
                for name in names.values()
            },
            "diary": {
                lot: sorted(change[1:] for change in rows.lot_changes if change.lot == lot)
                for lot in rows.lots
            },
            "waves": sorted(map(str, (wave[1:] for wave in rows.waves.values() if wave))),
            "caps": {
                caps[cap.id]: (cap.most, cap.had, sorted(cap.lots))
                for cap in rows.caps.values()
                if cap
            },
            "counts": {(*caps[cap], day): taken for (cap, day), taken in rows.counts.items()},
            "coupons": {(each.lot, each.code): each[3:] for each in rows.coupons.values()},
            "tickets": {
                each.id: (*each[1:6], each.number, *each[8:10], each.order is not None, each.answer)
                for each in rows.tickets.values()
            },
            "sale": rows.sales[SALE],
        }


def said(result: object, number: Callable[[int], int]) -> object:
    """Return what can be compared of an answer: everything but ids; `number`: of a lot's id."""
    if isinstance(result, Taken):
        return [
            (each.answer, each.left, each.at, each.why, each.kept[1:] if each.kept else None)
            for each in result.outcomes
        ]
    if isinstance(result, list):
        return [_said_one(each, number) for each in result]
    if isinstance(result, dict):
        return {bool(sale): moved for sale, moved in result.items()}
    return "done"


def _said_one(result: object, number: Callable[[int], int]) -> object:
    match result:
        case Entered(answer, ticket):
            return answer, _said_one(ticket, number)
        case TicketNow():
            return result._replace(lot=number(result.lot), order=None), result.order is not None
        case Paid(_, answer, amount_fen):
            return answer, amount_fen
        case list():
            return [_said_one(each, number) for each in result]
    return number(result) if type(result) is int else result
