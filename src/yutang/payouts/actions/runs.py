"""Payout runs: made from balances, approved by a second person, handed to the bank.

A balance cannot be paid twice: one open payout a payee (unique in the database), and approving
locks the accounts of all its payees, in their order, before it counts the balances again.
"""

from collections.abc import Iterable, Sequence

from django.db import IntegrityError, transaction
from psycopg.errors import UniqueViolation

from yutang.kernel.clock import now
from yutang.ledger import queries as books
from yutang.ledger.rules import ADVANCE, PAYABLE, owner_of
from yutang.payouts import access, files, queries
from yutang.payouts.actions import bookings
from yutang.payouts.actions.accounts import facts_of
from yutang.payouts.errors import (
    AccountChanged,
    BadLeast,
    BalanceFell,
    NobodyToPay,
    RunElsewhere,
    RunReasonNeeded,
    SamePerson,
)
from yutang.payouts.models import (
    BankAccount,
    Payout,
    PayoutKind,
    PayoutState,
    Run,
    RunState,
)
from yutang.payouts.rules import runs as rules
from yutang.people.access import Person


def make_run(place_code: str, profile_id: int, least_fen: int, by: Person) -> Run:
    """Draft a run of all positive balances of the place's payees, and of advances agreed to.

    Raises:
        NotFound: the place is not theirs, or there is no such profile.
        BadLeast: an amount below one fen.
        NobodyToPay: nothing can be paid now.
        RunElsewhere: another run took some of these balances in the same moment.
    """
    access.require_place(by, place_code)
    if least_fen < 1:
        raise BadLeast
    try:
        with transaction.atomic():
            return _draft(place_code, profile_id, least_fen, by)
    except IntegrityError as error:
        if isinstance(error.__cause__, UniqueViolation):
            raise RunElsewhere from error
        raise


@transaction.atomic
def approve(run_id: int, by: Person) -> Run:
    """Approve a draft: from now on the bank may pay it, so its money leaves the balances.

    Raises:
        NotFound: not of their place.
        RunElsewhere: it is no draft any more.
        SamePerson: they made it.
        BalanceFell: a balance no longer covers its payout.
        AccountChanged: an account is no longer the one it was made with.
    """
    run = _locked(run_id, by, RunState.APPROVED)
    if run.made_by_id == by.pk:
        raise SamePerson
    payouts = _payouts(run)
    _check_accounts(payouts, locked_accounts(payouts))
    _check_balances(payouts)
    bookings.leave(payouts, by)
    run.payouts.update(state=PayoutState.OPEN)
    run.state, run.approved_by, run.approved_at = RunState.APPROVED, by, now()
    run.save(update_fields=["state", "approved_by", "approved_at"])
    return run


@transaction.atomic
def mark_sent(run_id: int, by: Person) -> Run:
    """The file was handed to the bank.

    Raises:
        NotFound, RunElsewhere
    """
    run = _locked(run_id, by, RunState.SENT)
    run.state, run.sent_at = RunState.SENT, now()
    run.save(update_fields=["state", "sent_at"])
    return run


@transaction.atomic
def drop(run_id: int, by: Person, reason: str) -> Run:
    """Give a run up before the bank has it; what was taken goes back to the balances.

    Raises:
        NotFound, RunElsewhere
        RunReasonNeeded
    """
    run = _locked(run_id, by, RunState.DROPPED)
    if not reason.strip():
        raise RunReasonNeeded
    if run.state == RunState.APPROVED:
        for payout in _payouts(run):
            bookings.come_back(payout, by, reason.strip(), dropped=True)
    run.payouts.update(state=PayoutState.DROPPED, ended_at=now())
    run.state, run.dropped_by, run.dropped_reason = RunState.DROPPED, by, reason.strip()[:300]
    run.save(update_fields=["state", "dropped_by", "dropped_reason"])
    return run


@transaction.atomic
def bank_file(run_id: int, by: Person) -> tuple[str, str, bytes]:
    """Return (name, type, bytes) of the file for the bank; that it was written is kept.

    Raises:
        NotFound: not of their place.
        RunElsewhere: not approved, or given up.
    """
    run = access.run_for(by, run_id)
    if run.state not in {RunState.APPROVED, RunState.SENT, RunState.DONE}:
        raise RunElsewhere
    profile = queries.profile_facts(run.profile)
    rows = []
    for payout in _payouts(run):
        account = facts_of(payout.account)
        said: dict[str, files.Cell] = {
            "position": str(payout.position),
            "reference": payout.reference,
            "holder": account.holder,
            "number": account.number,
            "bank": account.bank,
            "branch": account.branch,
            "amount": files.yuan(payout.amount_fen),
            "note": run.profile.note,
        }
        rows.append([said[column.field] for column in profile.sent])
    access.note_file(run, by)
    name = f"yutang-{queries.run_number(run.pk)}.{profile.form}"
    return name, files.TYPES[profile.form], files.written(profile, rows)


def locked_accounts(payouts: Iterable[Payout]) -> dict[int, int]:
    """Lock the accounts in use of these payees, in order; return the account's id by payee."""
    payees = {payout.payee_id for payout in payouts}
    found = BankAccount.objects.select_for_update().filter(payee_id__in=payees, ended_at=None)
    return dict(found.order_by("payee_id").values_list("payee_id", "pk"))


def _draft(place_code: str, profile_id: int, least_fen: int, by: Person) -> Run:
    profile = queries.profile(profile_id)
    at = now()
    planned = queries.planned(place_code, least_fen)
    if not planned.plan.lines and not planned.advances:
        raise NobodyToPay
    run = Run.objects.create(
        place_code=place_code, profile=profile, least_fen=least_fen, made_by=by, made_at=at
    )
    payouts = [
        Payout(
            run=run,
            kind=PayoutKind.BALANCE,
            payee_id=line.payee,
            account_id=planned.accounts[line.payee],
            advance_id=planned.owing.get(line.payee) if line.repaid_fen else None,
            gross_fen=line.gross_fen,
            repaid_fen=line.repaid_fen,
            amount_fen=line.paid_fen,
            counted_at=at,
        )
        for line in planned.plan.lines
    ]
    payouts += [
        Payout(
            run=run,
            kind=PayoutKind.ADVANCE,
            payee_id=advance.payee_id,
            account_id=planned.accounts[advance.payee_id],
            advance=advance,
            gross_fen=advance.amount_fen,
            amount_fen=advance.amount_fen,
            counted_at=at,
        )
        for advance in planned.advances
    ]
    for position, payout in enumerate(payouts, start=1):
        payout.position, payout.reference = position, rules.reference(run.pk, position)
    Payout.objects.bulk_create(payouts, batch_size=1000)
    return run


def _locked(run_id: int, by: Person, after: str) -> Run:
    """Lock the run, if it may go to the state `after`."""
    access.run_for(by, run_id)
    run = Run.objects.select_for_update().get(pk=run_id)
    if not rules.may_move(run.state, after):
        raise RunElsewhere
    return run


def _payouts(run: Run) -> list[Payout]:
    found = run.payouts.select_related("account", "advance", "payee")
    return list(found.order_by("position"))


def _check_accounts(payouts: Sequence[Payout], in_use: dict[int, int]) -> None:
    changed = [each for each in payouts if in_use.get(each.payee_id) != each.account_id]
    if changed:
        raise AccountChanged(names=_names(changed))


def _check_balances(payouts: Sequence[Payout]) -> None:
    """Count again: since the draft a buyer's refund may have taken from a balance."""
    owners = {each.payee_id: owner_of(each.payee_id) for each in payouts}
    payable = books.balances(PAYABLE, list(owners.values()))
    owed = books.balances(ADVANCE, list(owners.values()))
    fallen = [
        each
        for each in payouts
        if each.kind == PayoutKind.BALANCE
        and (
            -payable.get(owners[each.payee_id], 0) < each.gross_fen
            or owed.get(owners[each.payee_id], 0) < each.repaid_fen
        )
    ]
    if fallen:
        raise BalanceFell(names=_names(fallen))


def _names(payouts: Sequence[Payout]) -> str:
    return queries.names_of([each.payee_id for each in payouts])
