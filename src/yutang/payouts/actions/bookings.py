"""What payouts move in the ledger, written together with the payouts' own state.

Approved, a payout leaves the balance and is on its way (transit); confirmed by the bank, it leaves
the bank; come back, it is owed again, and so is what it repaid of an advance.
"""

from collections.abc import Iterable, Sequence

from django.db import connection

from yutang.kernel.clock import now
from yutang.ledger import actions as ledger
from yutang.ledger import hauls
from yutang.ledger import queries as books
from yutang.ledger.rules import (
    ADVANCE,
    BANK,
    PAYABLE,
    TRANSIT,
    Cause,
    Kind,
    Line,
    Posting,
    owner_of,
)
from yutang.payouts.models import Advance, AdvanceState, Payout, PayoutKind, PayoutState
from yutang.people.access import Person
from yutang.plumbing import rounds


def leave(payouts: Sequence[Payout], by: Person) -> None:
    """Take approved payouts from the balances; the run's approval is in the same transaction."""
    at, postings = now(), []
    for payout in payouts:
        owner, key = owner_of(payout.payee_id), payout.reference
        is_advance = payout.kind == PayoutKind.ADVANCE
        cause: Cause = "advance" if is_advance else "payout"
        whence = Line(_side(payout), owner, payout.amount_fen)
        postings.append(Posting(cause, key, at, (whence, Line(TRANSIT, "", -payout.amount_fen))))
        if payout.repaid_fen:
            lines = (
                Line(PAYABLE, owner, payout.repaid_fen),
                Line(ADVANCE, owner, -payout.repaid_fen),
            )
            postings.append(Posting("repayment", key, at, lines))
    rounds.run(connection.connection, hauls.post(postings, by=by.pk))
    given = {
        each.advance_id
        for each in payouts
        if each.advance_id is not None and each.kind == PayoutKind.ADVANCE
    }
    Advance.objects.filter(pk__in=given).update(state=AdvanceState.GIVEN)


def arrive(payouts: Iterable[Payout], by: Person) -> None:
    """The bank paid these: they are paid, and an advance that owes nothing any more is repaid."""
    at, listed = now(), list(payouts)
    postings = [
        Posting(
            "payout",
            f"{payout.reference}:bank",
            at,
            (Line(TRANSIT, "", payout.amount_fen), Line(BANK, "", -payout.amount_fen)),
        )
        for payout in listed
    ]
    rounds.run(connection.connection, hauls.post(postings, by=by.pk))
    for payout in listed:
        payout.state, payout.ended_at = PayoutState.PAID, at
    Payout.objects.bulk_update(listed, ["state", "ended_at", "serial"], batch_size=500)
    _end_repaid({each.advance_id for each in listed if each.repaid_fen and each.advance_id})


def come_back(payout: Payout, by: Person, note: str = "", *, dropped: bool = False) -> None:
    """The money is ours again: it is owed to the payee again, and what it repaid is owed to us."""
    owner = owner_of(payout.payee_id)
    whence: Kind = BANK if payout.state == PayoutState.PAID else TRANSIT
    lines = [Line(whence, "", payout.amount_fen), Line(_side(payout), owner, -payout.amount_fen)]
    if payout.repaid_fen:
        advance = payout.advance
        payout.keeps_repayment = advance is not None and advance.state == AdvanceState.REPAID
        if not payout.keeps_repayment:
            lines[1] = Line(PAYABLE, owner, -payout.gross_fen)
            lines.append(Line(ADVANCE, owner, payout.repaid_fen))
    ledger.post("payout_returned", payout.reference, lines, by=by, note=note[:200])
    if payout.kind == PayoutKind.ADVANCE and payout.advance is not None:
        payout.advance.state = AdvanceState.AGREED
        payout.advance.save(update_fields=["state"])
    payout.state = PayoutState.DROPPED if dropped else PayoutState.RETURNED
    payout.ended_at = now()
    payout.save(update_fields=["state", "ended_at", "serial", "keeps_repayment"])


def correct(payout: Payout, key: str, more_fen: int, by: Person, note: str) -> None:
    """The bank paid so much more than we asked (less when negative); the payee's side takes it."""
    if more_fen:
        side = Line(_side(payout), owner_of(payout.payee_id), more_fen)
        lines = (side, Line(BANK, "", -more_fen))
        ledger.post("correction", key, lines, by=by, note=note[:200])


def _side(payout: Payout) -> Kind:
    """The payee's account that the money leaves: what we owe, or what we advance."""
    return ADVANCE if payout.kind == PayoutKind.ADVANCE else PAYABLE


def _end_repaid(advance_ids: set[int]) -> None:
    for advance in Advance.objects.filter(pk__in=advance_ids, state=AdvanceState.GIVEN):
        is_under_way = advance.payouts.filter(state=PayoutState.OPEN).exists()
        if not is_under_way and books.balance(ADVANCE, owner_of(advance.payee_id)) == 0:
            advance.state = AdvanceState.REPAID
            advance.save(update_fields=["state"])
