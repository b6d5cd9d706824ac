"""Advances: asked for, agreed to by two, refused with a reason, withdrawn."""

from dataclasses import asdict

from django.db import IntegrityError, transaction

from yutang.kernel.clock import now
from yutang.kernel.money import yuan
from yutang.payouts import access, credit
from yutang.payouts.errors import (
    AdvanceElsewhere,
    BadAmount,
    NotForAdvance,
    OverLimit,
    SamePerson,
    WhyNeeded,
)
from yutang.payouts.models import Advance, AdvanceState
from yutang.payouts.rules import advances as rules
from yutang.people.access import Person


def ask(payee_id: int, amount_fen: int, purpose: str, by: Person) -> Advance:
    """Ask for an advance; the figures of its limit are kept with it.

    Raises:
        NotFound: not theirs to ask for.
        NotForAdvance: no producer, or one is open already.
        BadAmount, OverLimit, WhyNeeded: what was given.
    """
    payee = access.payee_of_asker(by, payee_id)
    limit = credit.credit_of(payee).limit
    if not credit.may_have_advance(payee) or credit.open_advance(payee.pk) is not None:
        raise NotForAdvance
    if amount_fen < rules.LEAST_FEN:
        raise BadAmount(least=yuan(rules.LEAST_FEN))
    if amount_fen > limit.fen:
        raise OverLimit(most=yuan(limit.fen))
    if not purpose.strip():
        raise WhyNeeded
    try:
        with transaction.atomic():
            return Advance.objects.create(
                payee=payee,
                amount_fen=amount_fen,
                purpose=purpose.strip()[: rules.REASON_MAX],
                asked_by=by,
                asked_at=now(),
                rule_version=limit.version,
                figures=asdict(limit),
                repay_percent=rules.REPAY_PERCENT,
            )
    except IntegrityError as error:
        raise NotForAdvance from error


@transaction.atomic
def agree(advance_id: int, by: Person) -> Advance:
    """Agree to an advance; with the second person's word it is paid with the next run.

    Raises:
        NotFound: not of their place.
        AdvanceElsewhere: answered already.
        SamePerson: they asked for it, or agreed already.
    """
    advance = _locked(advance_id, by)
    if by.pk in {advance.asked_by_id, advance.agreed_first_id}:
        raise SamePerson
    if advance.agreed_first_id is None:
        advance.agreed_first = by
    else:
        advance.agreed_second, advance.state = by, AdvanceState.AGREED
        advance.answered_at = now()
    advance.save(update_fields=["agreed_first", "agreed_second", "state", "answered_at"])
    return advance


@transaction.atomic
def refuse(advance_id: int, by: Person, reason: str) -> Advance:
    """Refuse an advance; the asker reads why.

    Raises:
        NotFound, AdvanceElsewhere
        WhyNeeded: no reason is given.
    """
    advance = _locked(advance_id, by)
    if not reason.strip():
        raise WhyNeeded
    advance.state, advance.answer = AdvanceState.REFUSED, reason.strip()[: rules.REASON_MAX]
    advance.answered_by, advance.answered_at = by, now()
    advance.save(update_fields=["state", "answer", "answered_by", "answered_at"])
    return advance


@transaction.atomic
def withdraw(advance_id: int, by: Person) -> Advance:
    """The asker no longer wants it.

    Raises:
        NotFound: not theirs.
        AdvanceElsewhere: answered already.
    """
    found = access.advance_for(by, advance_id)
    access.payee_of_asker(by, found.payee_id)
    advance = Advance.objects.select_for_update().get(pk=advance_id)
    if advance.state != AdvanceState.ASKED:
        raise AdvanceElsewhere
    advance.state, advance.answered_at = AdvanceState.WITHDRAWN, now()
    advance.save(update_fields=["state", "answered_at"])
    return advance


def _locked(advance_id: int, by: Person) -> Advance:
    access.advance_to_answer(by, advance_id)
    advance = Advance.objects.select_for_update().get(pk=advance_id)
    if advance.state != AdvanceState.ASKED:
        raise AdvanceElsewhere
    return advance
