"""Writes of the live room: one verb, one transaction; the bus tells the gates after the commit.

Who may do it is asked in `access` before; `by` is kept with what was done.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

import structlog
from django.db import connection, transaction

from yutang.kernel.clock import now
from yutang.kernel.errors import NotFound
from yutang.kernel.text import one_line
from yutang.live import queries, rules
from yutang.live.errors import (
    AlreadyOrdered,
    InAnotherLineup,
    NoCounty,
    NoReason,
    NotInLineup,
    NotReady,
    SaleOver,
    WrongMove,
)
from yutang.live.models import (
    Helper,
    LineupItem,
    Message,
    Mute,
    Pin,
    Sale,
    StateChange,
)
from yutang.live.video.folder import finish
from yutang.people.access import Person
from yutang.places import access as places
from yutang.places.rules import Level
from yutang.plumbing import bus
from yutang.trade import actions as trade
from yutang.trade.queries import lot_views

log = structlog.get_logger()

_MISSING_ZH = {
    "lineup": "小黄车是空的",
    "open": "没有上架的货",
    "units": "上架的货都没有库存",
    "host": "主播的账号不能登录",
}
_MISSING_EN = {
    "lineup": "the lineup is empty",
    "open": "no lot is open",
    "units": "the open lots have no units",
    "host": "the host's account cannot sign in",
}


@dataclass(frozen=True, slots=True)
class Plan:
    """What a sale is planned with; `cover` is a name in the media storage, or empty."""

    title: str
    county_codes: Sequence[str]
    starts_at: datetime
    title_en: str = ""
    notice: str = ""
    cover: str = ""
    is_demo: bool = False


def plan_sale(plan: Plan, *, host: Person, by: Person) -> Sale:
    """Make a sale, announced.

    Raises:
        NoCounty: none is given.
        UnknownPlace, WrongLevel: a code is no county's.
    """
    with transaction.atomic():
        return Sale.objects.create(
            title=plan.title,
            title_en=plan.title_en,
            cover=plan.cover,
            notice=plan.notice,
            county_codes=_county_codes(plan.county_codes),
            host=host,
            made_by=by,
            starts_at=plan.starts_at,
            is_demo=plan.is_demo,
        )


def edit_sale(sale_id: int, plan: Plan, *, host: Person) -> Sale:
    """Change what a sale is planned with; an empty cover leaves the one there is.

    Raises:
        SaleOver: it has ended.
    """
    with transaction.atomic():
        sale = _locked(sale_id)
        if sale.state in rules.OVER:
            raise SaleOver
        sale.title, sale.title_en, sale.notice = plan.title, plan.title_en, plan.notice
        sale.county_codes = _county_codes(plan.county_codes)
        sale.starts_at, sale.host = plan.starts_at, host
        if plan.cover:
            sale.cover.name = plan.cover
        sale.save()
        bus.notify_sale(connection.cursor(), sale_id)
        return sale


def change_state(
    sale_id: int,
    to: rules.State,
    by: Person | None,
    reason: str = "",
    *,
    keep_selling: bool = False,
) -> Sale:
    """Move a sale along its states and record it.

    An end takes the pin down and closes the lots, unless they keep selling in the replay.

    Raises:
        WrongMove: no arrow leads there; the same state again changes nothing and is no error.
        NotReady: it is to go live for the first time and something is missing.
    """
    with transaction.atomic():
        sale = _locked(sale_id)
        before = cast("rules.State", sale.state)
        if before == to:
            return sale
        if not rules.may_move(before, to):
            raise WrongMove
        at = now()
        if before == "planned" and to == "live":
            _check_ready(sale)
            sale.live_at = at
        if to == "ended":
            sale.ended_at = at
            _end(sale, at, by, keep_selling=keep_selling)
            transaction.on_commit(lambda: finish(queries.recording_folder(sale_id)))
        sale.state = to
        sale.save(update_fields=["state", "live_at", "ended_at"])
        StateChange.objects.create(
            sale=sale, at=at, from_state=before, to_state=to, by=by, reason=reason
        )
        bus.notify_sale(connection.cursor(), sale_id)
        return sale


def end_sale(sale_id: int, by: Person, reason: str = "", *, keep_selling: bool) -> Sale:
    """End a sale; where goods stay on sale, its replay opens at once, for they are sold there.

    Otherwise the replay waits until somebody opens it.

    Raises:
        WrongMove: it does not run.
    """
    with transaction.atomic():
        sale = change_state(sale_id, "ended", by, reason, keep_selling=keep_selling)
        if keep_selling:
            sale = change_state(sale_id, "replay", by, reason)
        return sale


def put_in_lineup(sale_id: int, lot_id: int, by: Person) -> LineupItem:
    """Put a lot at the end of the lineup; there already, it stays where it is.

    Raises:
        SaleOver: the sale has ended.
        InAnotherLineup: a lot is sold in one sale only, so that its orders have one origin.
    """
    with transaction.atomic():
        sale = _locked(sale_id)
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
        log.debug("lineup_lot_added", sale=sale_id, lot=lot_id, by=by.pk)
        bus.notify_sale(connection.cursor(), sale_id)
        return item


def move_in_lineup(sale_id: int, lot_id: int, step: int, by: Person) -> None:
    """Move a lot by `step` places (−1 is up), stopping at either end."""
    with transaction.atomic():
        _locked(sale_id)
        items = {item.lot_id: item for item in LineupItem.objects.filter(sale_id=sale_id)}
        if lot_id not in items:
            raise NotInLineup
        for position, lot in enumerate(rules.moved(list(items), lot_id, step), start=1):
            items[lot].position = position
        LineupItem.objects.bulk_update(items.values(), ["position"])
        log.info("lineup_lot_moved", sale=sale_id, lot=lot_id, step=step, by=by.pk)
        bus.notify_sale(connection.cursor(), sale_id)


def remove_from_lineup(sale_id: int, lot_id: int, by: Person) -> None:
    """Take a lot out, while nobody has ordered from it; it is closed with that.

    Raises:
        NotInLineup, AlreadyOrdered.
    """
    with transaction.atomic():
        _locked(sale_id)
        item = _item(sale_id, lot_id)
        # Closed first: that locks the lot's row, so no order can slip in behind the question.
        trade.close_lot(lot_id, by)
        if not _untouched(sale_id, lot_id):
            raise AlreadyOrdered
        item.delete()
        log.info("lineup_lot_removed", sale=sale_id, lot=lot_id, by=by.pk)
        bus.notify_sale(connection.cursor(), sale_id)


def pin(sale_id: int, lot_id: int, by: Person | None) -> Pin:
    """Show a lot as the one being explained; the one before is taken down with it.

    Raises:
        NotInLineup: it is not this sale's.
        WrongMove: the sale does not run.
    """
    with transaction.atomic():
        sale = _locked(sale_id)
        if sale.state not in rules.RUNNING:
            raise WrongMove
        _item(sale_id, lot_id)
        current = Pin.objects.filter(sale=sale, until=None).first()
        if current is not None and current.lot_id == lot_id:
            return current
        at = now()
        _take_down(sale_id, at)
        made = Pin.objects.create(sale=sale, lot_id=lot_id, at=at, by=by)
        bus.notify_sale(connection.cursor(), sale_id)
        return made


def unpin(sale_id: int, by: Person | None) -> None:
    """Take the pin down; without one nothing changes."""
    with transaction.atomic():
        _locked(sale_id)
        if _take_down(sale_id, now()):
            log.info("pin_taken_down", sale=sale_id, by=by.pk if by else None)
            bus.notify_sale(connection.cursor(), sale_id)


def open_lot(sale_id: int, lot_id: int, by: Person) -> None:
    """Open a lot of the lineup for orders."""
    with transaction.atomic():
        _locked(sale_id)
        _item(sale_id, lot_id)
        trade.open_lot(lot_id, by)
        bus.notify_sale(connection.cursor(), sale_id)


def close_lot(sale_id: int, lot_id: int, by: Person) -> None:
    """Close a lot of the lineup; what is held or sold stays."""
    with transaction.atomic():
        _locked(sale_id)
        _item(sale_id, lot_id)
        trade.close_lot(lot_id, by)
        bus.notify_sale(connection.cursor(), sale_id)


def add_units(sale_id: int, lot_id: int, units: int, by: Person) -> None:
    """Add units to a lot of the lineup; its sold-out mark goes with that."""
    with transaction.atomic():
        _locked(sale_id)
        _item(sale_id, lot_id)
        trade.add_units(lot_id, units, by)
        bus.notify_sale(connection.cursor(), sale_id)


def hide_message(sale_id: int, message_id: int, by: Person, reason: str) -> None:
    """Hide a line of chat from everybody; the row stays, with who hid it and why.

    Raises:
        NoReason, NotFound.
    """
    why = _reason(reason)
    with transaction.atomic():
        message = Message.objects.select_for_update().filter(sale_id=sale_id, pk=message_id).first()
        if message is None:
            raise NotFound
        if message.hidden_at is not None:
            return
        message.hidden_at, message.hidden_by, message.hidden_reason = now(), by, why
        message.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])
        bus.notify_sale(connection.cursor(), sale_id)


def mute(sale_id: int, person_id: int, by: Person, reason: str) -> Mute:
    """Keep a person from writing in this sale; muted already, nothing changes.

    Raises:
        NoReason: none is given.
        NotFound: they never wrote here.
    """
    why = _reason(reason)
    with transaction.atomic():
        sale = _locked(sale_id)
        if not Message.objects.filter(sale=sale, person_id=person_id).exists():
            raise NotFound
        known = Mute.objects.filter(sale=sale, person_id=person_id, lifted_at=None).first()
        if known is not None:
            return known
        made = Mute.objects.create(sale=sale, person_id=person_id, at=now(), by=by, reason=why)
        bus.notify_sale(connection.cursor(), sale_id)
        return made


def unmute(sale_id: int, person_id: int, by: Person) -> None:
    """Let a person write again."""
    with transaction.atomic():
        _locked(sale_id)
        lifted = Mute.objects.filter(sale_id=sale_id, person_id=person_id, lifted_at=None).update(
            lifted_at=now()
        )
        if lifted:
            log.info("mute_lifted", sale=sale_id, person=person_id, by=by.pk)
            bus.notify_sale(connection.cursor(), sale_id)


def add_helper(sale_id: int, person: Person, role: str, by: Person) -> Helper:
    """Let a person help in this sale; asked twice, it is one helper."""
    with transaction.atomic():
        sale = _locked(sale_id)
        helper, _made = Helper.objects.get_or_create(sale=sale, person=person, role=role)
        log.info("helper_added", sale=sale_id, person=person.pk, role=role, by=by.pk)
        return helper


def remove_helper(sale_id: int, person_id: int, role: str, by: Person) -> None:
    """End a person's help in this sale."""
    Helper.objects.filter(sale_id=sale_id, person_id=person_id, role=role).delete()
    log.info("helper_removed", sale=sale_id, person=person_id, role=role, by=by.pk)


def _locked(sale_id: int) -> Sale:
    """Return the sale with its row locked: whatever changes a sale queues here.

    Not its key: chat and viewings, which only point at the sale, need not wait.
    """
    sale = Sale.objects.select_for_update(no_key=True).filter(pk=sale_id).first()
    if sale is None:
        raise NotFound
    return sale


def _item(sale_id: int, lot_id: int) -> LineupItem:
    item = LineupItem.objects.filter(sale_id=sale_id, lot_id=lot_id).first()
    if item is None:
        raise NotInLineup
    return item


def _untouched(sale_id: int, lot_id: int) -> bool:
    """Tell whether nobody has ordered from the lot and it was never shown."""
    (view,) = lot_views([lot_id])
    shown = Pin.objects.filter(sale_id=sale_id, lot_id=lot_id).exists()
    return not (view.held or view.sold or shown)


def _take_down(sale_id: int, at: datetime) -> int:
    return Pin.objects.filter(sale_id=sale_id, until=None).update(until=at)


def _end(sale: Sale, at: datetime, by: Person | None, *, keep_selling: bool) -> None:
    _take_down(sale.pk, at)
    if keep_selling:
        return
    # Orders lock lots by their ids; in the lineup's order the two would wait for each other.
    on_offer = LineupItem.objects.filter(sale=sale, lot__state="open").order_by("lot_id")
    for lot in on_offer.values_list("lot", flat=True):
        trade.close_lot(lot, by)


def _check_ready(sale: Sale) -> None:
    missing = queries.readiness(sale).missing
    if missing:
        raise NotReady(
            zh_missing="、".join(_MISSING_ZH[name] for name in missing),
            en_missing=", ".join(_MISSING_EN[name] for name in missing),
        )


def _county_codes(codes: Sequence[str]) -> list[str]:
    if not codes:
        raise NoCounty
    return [places.check_code(code, Level.COUNTY) for code in dict.fromkeys(codes)]


def _reason(text: str) -> str:
    reason = one_line(text)[: rules.REASON_LENGTH_MAX]
    if not reason:
        raise NoReason
    return reason
