"""Writes on a sale itself: plan it, run it through its states, say who helps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

import structlog
from django.db import connection, transaction

from yutang.kernel.clock import now
from yutang.live import queries, rules
from yutang.live.actions.lineups import take_down
from yutang.live.actions.locks import locked
from yutang.live.actions.terms import start_waves
from yutang.live.errors import NoCounty, NotReady, SaleOver, WrongMove
from yutang.live.models import Helper, Sale, StateChange
from yutang.live.video.folder import finish
from yutang.people.access import Person
from yutang.places import access as places
from yutang.places.rules import Level
from yutang.plumbing import bus
from yutang.trade import actions as trade

log = structlog.get_logger()

_MISSING_ZH = {
    "lineup": "小黄车是空的",
    "open": "没有上架的货",
    "units": "上架的货都没有库存",
    "host": "主播的账号不能登录",
    "role": "主播现在没有这些县的主播资格",
}
_MISSING_EN = {
    "lineup": "the lineup is empty",
    "open": "no lot is open",
    "units": "the open lots have no units",
    "host": "the host's account cannot sign in",
    "role": "the host holds no role for its counties now",
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
        sale = locked(sale_id)
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

    An end takes the pin down; it closes the lots and ends their lines, unless they keep selling in
    the replay.

    Raises:
        WrongMove: no arrow leads there; the same state again changes nothing and is no error.
        NotReady: it is to go live for the first time and something is missing.
    """
    with transaction.atomic():
        sale = locked(sale_id)
        before = cast("rules.State", sale.state)
        if before == to:
            return sale
        if not rules.may_move(before, to):
            raise WrongMove
        at = now()
        if before == "planned" and to == "live":
            _check_ready(sale)
            sale.live_at = at
            start_waves(sale, queries.lineup_lots(sale_id))
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


def add_helper(sale_id: int, person: Person, role: str, by: Person) -> Helper:
    """Let a person help in this sale; asked twice, it is one helper."""
    with transaction.atomic():
        sale = locked(sale_id)
        helper, _made = Helper.objects.get_or_create(sale=sale, person=person, role=role)
        log.info("helper_added", sale=sale_id, person=person.pk, role=role, by=by.pk)
        return helper


def remove_helper(sale_id: int, person_id: int, role: str, by: Person) -> None:
    """End a person's help in this sale."""
    Helper.objects.filter(sale_id=sale_id, person_id=person_id, role=role).delete()
    log.info("helper_removed", sale=sale_id, person=person_id, role=role, by=by.pk)


def _end(sale: Sale, at: datetime, by: Person | None, *, keep_selling: bool) -> None:
    take_down(sale.pk, at)
    if keep_selling:
        return
    trade.end_selling(queries.lineup_lots(sale.pk), by)


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
