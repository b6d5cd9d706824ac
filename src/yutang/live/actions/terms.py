"""Writes on how a sale's lots are sold: times, waves, limits, numbers, coupons, caps.

One verb, one transaction, the sale locked before its lots; the bus tells the gates after it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from yutang.live import queries, rules
from yutang.live.actions.locks import locked
from yutang.live.errors import NotInLineup, SaleOver
from yutang.live.models import LineupItem, Sale
from yutang.people.access import Person
from yutang.plumbing import bus
from yutang.trade import actions as trade
from yutang.trade import queries as trade_queries
from yutang.trade.queries import CapKind


@dataclass(frozen=True, slots=True)
class Terms:
    """On which terms a lot is sold. None: without that term.

    `waves`: (seconds after the sale went live, units) of those still to come.
    """

    buyer_limit: int | None = None
    household_limit: int | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    by_ticket: bool = False
    waves: Sequence[tuple[int, int]] = ()


def set_terms(sale_id: int, lot_id: int, terms: Terms, by: Person) -> None:
    """Sell a lot of the lineup on these terms from now on; what was ordered stays.

    Raises:
        NotInLineup, SaleOver, and what `trade` refuses about times, limits and units.
    """
    with transaction.atomic():
        sale = _selling(sale_id, lot_id)
        trade.change_terms(
            lot_id,
            opens_at=terms.opens_at,
            closes_at=terms.closes_at,
            buyer_limit=terms.buyer_limit,
            household_limit=terms.household_limit,
            by_ticket=terms.by_ticket,
            by=by,
        )
        trade.plan_waves(lot_id, list(terms.waves), by)
        start_waves(sale, [lot_id])
        bus.notify_sale(connection.cursor(), sale_id)


def start_waves(sale: Sale, lot_ids: Sequence[int]) -> None:
    """Give the waves of these lots their moments, once the sale is or was live."""
    if sale.live_at is not None and lot_ids:
        trade.start_waves(sorted(lot_ids), sale.live_at)


def follow_lineup(sale_id: int, by: Person | None) -> None:
    """Have the sale's caps count the lots of its lineup as it is now; the sale is locked."""
    lots = queries.lineup_lots(sale_id)
    for cap in trade_queries.caps_of_sale(sale_id):
        if set(cap.lots) != set(lots):
            trade.set_cap(cap.kind, cap.most if lots else None, lots, by, sale_id=sale_id)


def cap_sale(sale_id: int, caps: Mapping[CapKind, int | None], by: Person | None) -> None:
    """Let the sale's lots take no orders beyond these; None lifts the cap of that kind.

    Raises:
        SaleOver, and `trade`'s BadCap: the lineup is empty, or a number is not more than 0.
    """
    with transaction.atomic():
        if locked(sale_id).state in rules.OVER:
            raise SaleOver
        lots = queries.lineup_lots(sale_id)
        for kind, most in caps.items():
            trade.set_cap(kind, most, lots, by, sale_id=sale_id)
        bus.notify_sale(connection.cursor(), sale_id)


def add_coupons(sale_id: int, lot_id: int, count: int, uses_most: int, by: Person) -> list[str]:
    """Make codes for a lot of the lineup and return them; from now on only they open it."""
    with transaction.atomic():
        _selling(sale_id, lot_id)
        codes = trade.add_coupons(lot_id, count, uses_most, by)
        bus.notify_sale(connection.cursor(), sale_id)
        return codes


def end_coupons(sale_id: int, lot_id: int, by: Person) -> None:
    """End all codes of a lot: everybody can buy it again."""
    with transaction.atomic():
        _selling(sale_id, lot_id)
        trade.end_coupons(lot_id, by)
        bus.notify_sale(connection.cursor(), sale_id)


def _selling(sale_id: int, lot_id: int) -> Sale:
    """Return the sale, locked, unless it is over for good or the lot is not in its lineup."""
    sale = locked(sale_id)
    if not LineupItem.objects.filter(sale_id=sale_id, lot_id=lot_id).exists():
        raise NotInLineup
    if sale.state in rules.OVER:
        raise SaleOver
    return sale
