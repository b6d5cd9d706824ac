"""Writes on the lineup 小黄车: which lots, in which order, which one is shown, what is on sale.

One verb, one transaction, the sale locked before the lot; the bus tells the gates after it.
"""

from datetime import datetime

import structlog
from django.db import connection, transaction

from yutang.kernel.clock import now
from yutang.live import rules
from yutang.live.actions.locks import locked
from yutang.live.actions.terms import follow_lineup, start_waves
from yutang.live.errors import (
    AlreadyOrdered,
    InAnotherLineup,
    NotInLineup,
    SaleOver,
    WrongMove,
)
from yutang.live.models import LineupItem, Pin
from yutang.people.access import Person
from yutang.plumbing import bus
from yutang.trade import actions as trade
from yutang.trade.queries import lot_views

log = structlog.get_logger()


def put_in_lineup(sale_id: int, lot_id: int, by: Person) -> LineupItem:
    """Put a lot at the end of the lineup; there already, it stays where it is.

    It joins the sale's caps, and in a sale that is live its waves get their moments.

    Raises:
        SaleOver: the sale has ended.
        InAnotherLineup: a lot is sold in one sale only, so that its orders have one origin.
    """
    with transaction.atomic():
        sale = locked(sale_id)
        if sale.state in rules.OVER:
            raise SaleOver
        known = LineupItem.objects.filter(lot_id=lot_id).first()
        if known is not None and known.sale_id != sale_id:
            raise InAnotherLineup
        if known is not None:
            return known
        last = LineupItem.objects.filter(sale=sale).order_by("-position").first()
        item = LineupItem.objects.create(
            sale=sale, lot_id=lot_id, position=last.position + 1 if last else 1
        )
        follow_lineup(sale_id, by)
        start_waves(sale, [lot_id])
        log.debug("lineup_lot_added", sale=sale_id, lot=lot_id, by=by.pk)
        bus.notify_sale(connection.cursor(), sale_id)
        return item


def move_in_lineup(sale_id: int, lot_id: int, step: int, by: Person) -> None:
    """Move a lot by `step` places (−1 is up), stopping at either end."""
    with transaction.atomic():
        locked(sale_id)
        items = {item.lot_id: item for item in LineupItem.objects.filter(sale_id=sale_id)}
        if lot_id not in items:
            raise NotInLineup
        for position, lot in enumerate(rules.moved(list(items), lot_id, step), start=1):
            items[lot].position = position
        LineupItem.objects.bulk_update(items.values(), ["position"])
        log.info("lineup_lot_moved", sale=sale_id, lot=lot_id, step=step, by=by.pk)
        bus.notify_sale(connection.cursor(), sale_id)


def remove_from_lineup(sale_id: int, lot_id: int, by: Person) -> None:
    """Take a lot out, while nobody has ordered from it or waits for it; it is closed with that.

    Raises:
        NotInLineup, AlreadyOrdered.
    """
    with transaction.atomic():
        locked(sale_id)
        item = _item(sale_id, lot_id)
        item.delete()
        # Where the sale has caps, that locks all its lots in the order of their ids, as orders do;
        # with this one locked alone before, the two would wait for each other.
        follow_lineup(sale_id, by)
        # Asked with the lot's row locked, so no order can slip in behind the question.
        trade.close_lot(lot_id, by)
        if not _untouched(sale_id, lot_id):
            raise AlreadyOrdered
        log.info("lineup_lot_removed", sale=sale_id, lot=lot_id, by=by.pk)
        bus.notify_sale(connection.cursor(), sale_id)


def pin(sale_id: int, lot_id: int, by: Person | None) -> Pin:
    """Show a lot as the one being explained; the one before is taken down with it.

    Raises:
        NotInLineup: it is not this sale's.
        WrongMove: the sale does not run.
    """
    with transaction.atomic():
        sale = locked(sale_id)
        if sale.state not in rules.RUNNING:
            raise WrongMove
        _item(sale_id, lot_id)
        current = Pin.objects.filter(sale=sale, until=None).first()
        if current is not None and current.lot_id == lot_id:
            return current
        at = now()
        take_down(sale_id, at)
        made = Pin.objects.create(sale=sale, lot_id=lot_id, at=at, by=by)
        bus.notify_sale(connection.cursor(), sale_id)
        return made


def unpin(sale_id: int, by: Person | None) -> None:
    """Take the pin down; without one nothing changes."""
    with transaction.atomic():
        locked(sale_id)
        if take_down(sale_id, now()):
            log.info("pin_taken_down", sale=sale_id, by=by.pk if by else None)
            bus.notify_sale(connection.cursor(), sale_id)


def take_down(sale_id: int, at: datetime) -> int:
    """End the pin that is up, within a transaction that has the sale locked; tells how many."""
    return Pin.objects.filter(sale_id=sale_id, until=None).update(until=at)


def open_lot(sale_id: int, lot_id: int, by: Person) -> None:
    """Open a lot of the lineup for orders."""
    with transaction.atomic():
        locked(sale_id)
        _item(sale_id, lot_id)
        trade.open_lot(lot_id, by)
        bus.notify_sale(connection.cursor(), sale_id)


def close_lot(sale_id: int, lot_id: int, by: Person) -> None:
    """Close a lot of the lineup; what is held or sold stays."""
    with transaction.atomic():
        locked(sale_id)
        _item(sale_id, lot_id)
        trade.close_lot(lot_id, by)
        bus.notify_sale(connection.cursor(), sale_id)


def add_units(sale_id: int, lot_id: int, units: int, by: Person) -> None:
    """Add units to a lot of the lineup; its sold-out mark goes with that."""
    with transaction.atomic():
        locked(sale_id)
        _item(sale_id, lot_id)
        trade.add_units(lot_id, units, by)
        bus.notify_sale(connection.cursor(), sale_id)


def _item(sale_id: int, lot_id: int) -> LineupItem:
    item = LineupItem.objects.filter(sale_id=sale_id, lot_id=lot_id).first()
    if item is None:
        raise NotInLineup
    return item


def _untouched(sale_id: int, lot_id: int) -> bool:
    """Tell whether nobody has ordered from the lot or waits for it, and it was never shown."""
    (view,) = lot_views([lot_id])
    shown = Pin.objects.filter(sale_id=sale_id, lot_id=lot_id).exists()
    return not (view.held or view.sold or view.waiting or shown)
