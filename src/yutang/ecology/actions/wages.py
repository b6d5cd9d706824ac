"""Wage sheets: made by one, agreed by another, spent from the programme's money to each person."""

from collections import Counter
from datetime import date

from django.db import transaction

from yutang.ecology import access
from yutang.ecology.errors import (
    BadSheet,
    NoDays,
    ReasonMissing,
    SecondAgreeNeeded,
    SheetDecided,
)
from yutang.ecology.models import WageSheet, WorkDay
from yutang.kernel.clock import now, today
from yutang.kernel.text import one_line
from yutang.ledger.rules import owner_of
from yutang.people.access import Person
from yutang.programmes import access as programmes
from yutang.programmes import actions as money
from yutang.roster import access as roster_access
from yutang.roster import queries as roster
from yutang.shares import actions as shares

CAUSE = "ecology.wage"
_DAY_FEN_MOST = 100_000
_REASON_MOST = 200
_REASON_LEAST = 2


def make_sheet(programme_id: int, since: date, until: date, day_fen: int, by: Person) -> WageSheet:
    """Put the unpaid work days of a programme on a sheet, at one wage a day.

    Raises:
        NotFound: not the person's programme.
        BadSheet: the days or the wage.
        NoDays: nothing unpaid in this time.
    """
    programme = programmes.programme_for(by, programme_id)
    if since > until or until > today() or not 0 < day_fen <= _DAY_FEN_MOST:
        raise BadSheet
    with transaction.atomic():
        sheet = WageSheet.objects.create(
            programme=programme,
            since=since,
            until=until,
            day_fen=day_fen,
            made_at=now(),
            made_by=by,
        )
        days = WorkDay.objects.select_for_update().filter(
            plot__programme=programme, on__range=(since, until), sheet=None
        )
        ids = list(days.order_by("pk").values_list("pk", flat=True))
        if not ids:
            raise NoDays
        WorkDay.objects.filter(pk__in=ids).update(sheet=sheet, wage_fen=day_fen)
    return sheet


def agree(sheet_id: int, by: Person) -> WageSheet:
    """Agree to a sheet: each person's wage is spent, and ordinary payouts pay it.

    Raises:
        NotFound, SheetDecided
        SecondAgreeNeeded: the person made it themselves.
        ProgrammeShort, BudgetShort, NotNow: the programme has not so much.
    """
    access.sheet_to_decide(by, sheet_id)
    with transaction.atomic():
        sheet = _locked(sheet_id)
        if sheet.made_by_id == by.pk:
            raise SecondAgreeNeeded
        _decide(sheet, WageSheet.State.AGREED, by)
        for member_id, amount_fen in sorted(owed(sheet).items()):
            _pay(sheet, member_id, amount_fen, by)
    return sheet


def refuse_sheet(sheet_id: int, reason: str, by: Person) -> WageSheet:
    """Refuse a sheet, and say why; its days may be put on another. Its maker may do so too.

    Raises:
        NotFound, SheetDecided, ReasonMissing
    """
    said = one_line(reason)[:_REASON_MOST]
    if len(said) < _REASON_LEAST:
        raise ReasonMissing
    if access.sheet_for(by, sheet_id).made_by_id != by.pk:
        access.sheet_to_decide(by, sheet_id)
    with transaction.atomic():
        sheet = _locked(sheet_id)
        sheet.reason = said
        _decide(sheet, WageSheet.State.REFUSED, by)
        sheet.work_days.update(sheet=None, wage_fen=None)
    return sheet


def owed(sheet: WageSheet) -> dict[int, int]:
    """Return what the sheet gives each person, in fen, by the row that stands for them today."""
    days = list(sheet.work_days.values_list("member_id", "wage_fen"))
    stands = roster.kept({member for member, _fen in days})
    sums: Counter[int] = Counter()
    for member, fen in days:
        sums[stands[member]] += fen or 0
    return dict(sums)


def _pay(sheet: WageSheet, member_id: int, amount_fen: int, by: Person) -> None:
    payee = shares.payee_of_member(roster_access.Member.objects.get(pk=member_id))
    money.spend(
        sheet.programme_id,
        amount_fen,
        purpose="wage",
        owner=owner_of(payee.pk),
        cause=CAUSE,
        key=f"{sheet.pk}:{member_id}",
        about=f"生态岗位工资表 {sheet.pk} 号",
        by=by,
    )


def _locked(sheet_id: int) -> WageSheet:
    """Return a sheet that waits, its row locked: of two who decide at once one is heard."""
    sheet = WageSheet.objects.select_for_update(of=("self",)).get(pk=sheet_id)
    if sheet.state != WageSheet.State.MADE:
        raise SheetDecided
    return sheet


def _decide(sheet: WageSheet, state: WageSheet.State, by: Person) -> None:
    sheet.state, sheet.decided_at, sheet.decided_by = state, now(), by
    sheet.save(update_fields=["state", "reason", "decided_at", "decided_by"])
