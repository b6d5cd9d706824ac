"""Writes on lots: one verb, one transaction, the lot's row locked, its diary kept.

Who may do it is asked in `access` (or by the live room, for its lineup). Every move keeps
`stocked = available + held + sold + withdrawn`; the database would refuse any other.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction

from yutang.goods import queries as goods
from yutang.kernel.clock import now
from yutang.kernel.errors import NotFound
from yutang.people.access import Person
from yutang.trade.actions import batches
from yutang.trade.errors import BadUnits, TooFewToWithdraw, WrongBatch
from yutang.trade.models import HOLD_S_DEFAULT, Lot, LotChange, LotState, Ticket, TicketState
from yutang.trade.rules import stock
from yutang.trade.rules.facts import Answer


def make_lot(
    product_id: int,
    *,
    price_fen: int,
    units: int,
    batch_id: int | None = None,
    buyer_limit: int | None = None,
    hold_s: int = HOLD_S_DEFAULT,
    opens_at: datetime | None = None,
    closes_at: datetime | None = None,
    household_limit: int | None = None,
    by_ticket: bool = False,
    is_rehearsal: bool = False,
    by: Person | None = None,
) -> Lot:
    """Put units of a product on offer at one price, closed until somebody opens the lot.

    `hold_s`: seconds a buyer has to pay. `buyer_limit`, `household_limit`: most units a buyer or
    an address, None for no limit. The other terms: see `change_terms`.

    Raises:
        NotFound: no such product.
        BadPrice, BadUnits, BadLimit, BadHold, BadTimes, ClosesInPast, WrongBatch: what was asked.
        BatchShort: less is left of the batch.
    """
    stock.check_offer(price_fen, units, hold_s)
    stock.check_terms(opens_at, closes_at, buyer_limit, household_limit)
    stock.check_closing(closes_at, now())
    if goods.product_views([product_id]).get(product_id) is None:
        raise NotFound
    if batch_id is not None and not goods.is_batch_of(batch_id, product_id):
        raise WrongBatch
    with transaction.atomic():
        lot = Lot.objects.create(
            product_id=product_id,
            batch_id=batch_id,
            price_fen=price_fen,
            stocked=units,
            available=units,
            buyer_limit=buyer_limit,
            hold_s=hold_s,
            opens_at=opens_at,
            closes_at=closes_at,
            household_limit=household_limit,
            by_ticket=by_ticket,
            is_rehearsal=is_rehearsal,
        )
        batches.check_units(lot, 0)
        note(lot, LotChange.Kind.STOCKED, units, by)
    return lot


def add_units(lot_id: int, units: int, by: Person | None = None) -> Lot:
    """Add units to a lot; a sold-out mark goes with that.

    Raises:
        BadUnits: none, or more than a lot may have.
        BatchShort: less is left of its batch.
    """
    stock.check_units(units)
    with locked(lot_id) as lot:
        if lot.stocked + units > stock.UNITS_MAX:
            raise BadUnits(most=stock.UNITS_MAX - lot.stocked)
        batches.check_units(lot, units)
        lot.stocked += units
        lot.available += units
        lot.sold_out_at = None
        lot.save(update_fields=["stocked", "available", "sold_out_at"])
        note(lot, LotChange.Kind.STOCKED, units, by)
    return lot


def withdraw_units(lot_id: int, units: int, by: Person | None = None) -> Lot:
    """Take units that nobody has bought off the offer; they stay in the count as withdrawn.

    Raises:
        BadUnits: none.
        TooFewToWithdraw: buyers have taken too many.
    """
    stock.check_units(units)
    with locked(lot_id) as lot:
        if units > lot.available:
            raise TooFewToWithdraw(left=lot.available)
        lot.available -= units
        lot.withdrawn += units
        lot.save(update_fields=["available", "withdrawn"])
        note(lot, LotChange.Kind.WITHDRAWN, units, by)
    return lot


def open_lot(lot_id: int, by: Person | None = None) -> Lot:
    """Let buyers order; opening an open lot changes nothing.

    Raises:
        BatchNeeded, CertificateNeeded: goods of the six classes by a firm or co-operative.
        BatchRecalled, TestFailed, BatchShort: of its batch.
    """
    with locked(lot_id) as lot:
        if lot.state != LotState.OPEN:
            batches.check_opening(lot)
        _set_state(lot, LotState.OPEN, LotChange.Kind.OPENED, by)
    return lot


def close_lot(lot_id: int, by: Person | None = None) -> Lot:
    """Let nobody order any more; what is held or sold stays. Closing twice changes nothing."""
    with locked(lot_id) as lot:
        _set_state(lot, LotState.CLOSED, LotChange.Kind.CLOSED, by)
    return lot


def stop_batches(batch_ids: Collection[int], by: Person | None) -> None:
    """Close the open lots of these batches, which were recalled. Twice changes nothing."""
    with transaction.atomic():
        ours = Lot.objects.filter(batch__in=batch_ids, is_rehearsal=False)
        for lot in ours.select_for_update().order_by("pk"):
            _set_state(lot, LotState.CLOSED, LotChange.Kind.CLOSED, by)


def end_selling(lot_ids: Collection[int], by: Person | None = None) -> int:
    """Close lots whose sale is over, and end their lines; return how many waited.

    Who still waits is refused as `closed`: nobody will call their number. Twice changes nothing.
    """
    with transaction.atomic():
        for lot in Lot.objects.select_for_update().filter(pk__in=lot_ids).order_by("pk"):
            _set_state(lot, LotState.CLOSED, LotChange.Kind.CLOSED, by)
        waiting = Ticket.objects.filter(lot__in=lot_ids, state=TicketState.WAITING)
        return waiting.update(state=TicketState.REFUSED, answer=Answer.CLOSED)


def _set_state(lot: Lot, state: LotState, kind: LotChange.Kind, by: Person | None) -> None:
    if lot.state != state:
        lot.state = state
        lot.save(update_fields=["state"])
        note(lot, kind, 0, by)


@contextmanager
def locked(lot_id: int) -> Iterator[Lot]:
    """Yield the lot with its row locked, in a transaction."""
    with transaction.atomic():
        lot = Lot.objects.select_for_update().filter(pk=lot_id).first()
        if lot is None:
            raise NotFound
        yield lot


def note(lot: Lot, kind: LotChange.Kind, units: int, by: Person | None) -> None:
    """Write a line of the lot's diary."""
    LotChange.objects.create(lot=lot, at=now(), kind=kind, units=units, by=by)
