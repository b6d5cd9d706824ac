"""What programmes spend: the door through which other rooms take a programme's money."""

from datetime import datetime

from django.db import IntegrityError, transaction

from yutang.kernel.clock import now
from yutang.ledger import actions as ledger
from yutang.ledger.rules import PAYABLE, PROGRAMME, Cause, Line
from yutang.people.access import Person
from yutang.programmes.actions import guards
from yutang.programmes.errors import KeyTaken, NotNow, NotSpent
from yutang.programmes.models import Programme, ProgrammeState, Spending
from yutang.programmes.rules import kinds, steps

_UNDONE = ":undone"
KEY_MOST = 60 - len(_UNDONE)


def spend(
    programme_id: int,
    amount_fen: int,
    *,
    purpose: kinds.Purpose,
    owner: str,
    cause: str,
    key: str,
    about: str,
    by: Person | None = None,
    at: datetime | None = None,
) -> int:
    """Spend a programme's money on what is owed to `owner`; return the spending's id.

    Part of the caller's transaction, and the same (cause, key) only once: asked again, the first
    one's id. Who may is the caller's business: it has asked its own doors.

    `purpose`: the budget's line. `owner`: ``payee:<id>`` as in the ledger; ordinary payouts pay
    it. `cause`: the calling room's word for it (24 letters at most), `key` names the case within
    it (53 at most). `about`: what for, without a person's name, since it may be shown in public.

    Raises:
        AmountWrong
        NotNow: the programme is closed.
        ProgrammeShort: not so much has arrived. BudgetShort: not so much is planned for this.
        KeyTaken: this (cause, key) was spent with other contents.
    """
    steps.check_amount(amount_fen)
    what = (programme_id, purpose, amount_fen, owner)
    known = Spending.objects.filter(cause=cause, key=key).first()
    if known is not None:
        return _same(known, what)
    programme = Programme.objects.get(pk=programme_id)
    if programme.state != ProgrammeState.RUNNING:
        raise NotNow
    try:
        with guards.refused(programme_id, purpose):
            row = Spending.objects.create(
                programme=programme,
                purpose=purpose,
                amount_fen=amount_fen,
                owner=owner,
                cause=cause,
                key=key[:KEY_MOST],
                about=about[: steps.ABOUT_MOST],
                at=at or now(),
                by=by,
            )
            _post(row)
    except IntegrityError:
        known = Spending.objects.filter(cause=cause, key=key).first()
        if known is None:
            raise
        return _same(known, what)
    return row.pk


def unspend(cause: str, key: str, *, by: Person | None = None, at: datetime | None = None) -> int:
    """Take back what was spent under this (cause, key): all of it, once; return the new row's id.

    What was paid out by then is owed by its payee; ordinary payouts net it.

    Raises:
        NotSpent: nothing was.
    """
    with transaction.atomic():
        spent = Spending.objects.filter(cause=cause, key=key).first()
        if spent is None:
            raise NotSpent
        Programme.objects.select_for_update().get(pk=spent.programme_id)
        known = Spending.objects.filter(undoes=spent).first()
        if known is not None:
            return known.pk
        row = Spending.objects.create(
            programme_id=spent.programme_id,
            purpose=spent.purpose,
            amount_fen=-spent.amount_fen,
            owner=spent.owner,
            cause=cause,
            key=f"{key}{_UNDONE}",
            about=spent.about,
            at=at or now(),
            by=by,
            undoes=spent,
        )
        _post(row)
    return row.pk


def _post(row: Spending) -> None:
    whence = kinds.programme_owner(row.programme_id)
    lines = [Line(PROGRAMME, whence, row.amount_fen), Line(PAYABLE, row.owner, -row.amount_fen)]
    cause: Cause = "spending" if row.undoes_id is None else "spending_undone"
    ledger.post(cause, str(row.pk), lines, at=row.at, by=row.by, note=row.about)


def _same(known: Spending, what: tuple[int, str, int, str]) -> int:
    if (known.programme_id, known.purpose, known.amount_fen, known.owner) != what:
        raise KeyTaken
    return known.pk
