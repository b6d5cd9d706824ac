"""What two agreed on is approved and owed, or refused; a refusal is heard again once.

Approving locks all cases of the person, in their order, before it reckons: of two at once the
second sees what the first took of the year's cap. What is owed is spent in the same transaction.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from yutang.indemnity import access
from yutang.indemnity.actions.assessing import parties
from yutang.indemnity.actions.writing import locked, move, reason_of, write
from yutang.indemnity.errors import (
    AccountNeeded,
    AppealTooLate,
    CaseElsewhere,
    NothingToPay,
    NotIndependent,
)
from yutang.indemnity.models import Case, Outcome, Refusal, Stage, State
from yutang.indemnity.queries import reckoning, stages
from yutang.indemnity.rules import life
from yutang.indemnity.rules.filing import Figures
from yutang.kernel.clock import now, wall
from yutang.kernel.errors import NotFound
from yutang.payouts import queries as payouts
from yutang.people.access import Person
from yutang.programmes import actions as programmes
from yutang.roster import queries as roster
from yutang.shares import actions as shares

_CAUSE = "case"


def approve(case_id: int, by: Person, *, at: datetime | None = None) -> Stage:
    """Approve what was agreed: what the year's cap leaves of it is owed to the person from now on.

    Raises:
        NotFound: not a clerk there. NotIndependent: a party to the case, or had a word in it.
        CaseElsewhere: nothing to pay was agreed, or it moved on.
        AccountNeeded: nobody knows where the money goes. NothingToPay: the cap leaves nothing.
        ProgrammeShort, BudgetShort: the programme's money.
    """
    at = at or now()
    with transaction.atomic():
        _lock_person(case_id)
        case = locked(case_id, State.AGREED)
        _need_other_clerk(case, by)
        if case.outcome != Outcome.PAY or case.agreed_fen is None:
            raise CaseElsewhere
        payee = shares.payee_of_member(case.member)
        if payouts.account_in_use(payee.pk) is None:
            raise AccountNeeded
        bill = reckoning.bill_of(case, _agreed_figures(case))
        found = reckoning.reckon(case, _agreed_figures(case))
        amount_fen = min(case.agreed_fen, found.paid_fen)
        if amount_fen <= 0:
            raise NothingToPay
        case.payee, case.approved_fen = payee, amount_fen
        said = write(
            case,
            life.STAGE_APPROVED,
            by,
            at,
            amount_fen=amount_fen,
            outcome=life.PAY,
            figures={**reckoning.figures_of(bill), "agreed_fen": case.agreed_fen},
            steps=reckoning.steps_of(found),
        )
        move(case, life.APPROVED, at, "payee", "approved_fen")
        _spend(case, by, at)
    return said


def refuse(case_id: int, by: Person, *, at: datetime | None = None) -> Stage:
    """Confirm the refusal that two agreed on; the person may appeal within the term.

    Raises:
        NotFound, NotIndependent, CaseElsewhere
    """
    at = at or now()
    with transaction.atomic():
        case = locked(case_id, State.AGREED)
        _need_other_clerk(case, by)
        if case.outcome != Outcome.REFUSE:
            raise CaseElsewhere
        word = _agreed_word(case)
        said = write(case, life.STAGE_REFUSED, by, at, outcome=life.REFUSE, codes=word.codes)
        move(case, life.REFUSED, at)
    return said


def appeal(case_id: int, by: Person, reason: str, *, at: datetime | None = None) -> Stage:
    """Appeal against a refusal: the insured, who filed it, or a clerk for them.

    Raises:
        NotFound, CaseElsewhere, ReasonNeeded
        AppealTooLate: the term is over.
    """
    why, at = reason_of(reason), at or now()
    with transaction.atomic():
        case = locked(case_id, State.REFUSED)
        if not access.parts(by, case) & {"insured", "filer", "clerk"}:
            raise NotFound
        refused = stages.refused_on(case)
        until = life.appeal_until(refused) if refused else None
        if until is None or wall(at).date() > until:
            raise AppealTooLate(until=until)
        said = write(case, life.STAGE_APPEALED, by, at, note=why)
        move(case, life.APPEALED, at)
    return said


def hear(
    case_id: int,
    by: Person,
    reason: str,
    figures: Figures | None,
    *,
    codes: Sequence[str] = (),
    at: datetime | None = None,
) -> Stage:
    """Decide on an appeal, once, by somebody who had no word in the case before.

    `figures`: what is to be paid follows from them by the rule, and a clerk approves it; None: the
    refusal stands, for `codes`.

    Raises:
        NotFound: neither an assessor nor a clerk there. NotIndependent, ReasonNeeded
        CaseElsewhere, BadBill, NothingToPay: the rule gives nothing for these figures.
    """
    why, at = reason_of(reason), at or now()
    if any(code not in Refusal.values for code in codes):
        raise NotFound
    with transaction.atomic():
        case = locked(case_id, State.APPEALED)
        if not access.parts(by, case) & {"assessor", "clerk"}:
            raise NotFound
        if by.pk in parties(case) or by.pk in stages.touched(case):
            raise NotIndependent
        if figures is None:
            kept = tuple(codes) or _agreed_word(case).codes
            said = write(case, life.DECIDED, by, at, outcome=life.REFUSE, codes=kept, note=why)
            move(case, life.CLOSED, at)
            return said
        bill, found = reckoning.bill_of(case, figures), reckoning.reckon(case, figures)
        if not found.paid_fen:
            raise NothingToPay
        said = write(
            case,
            life.DECIDED,
            by,
            at,
            outcome=life.PAY,
            amount_fen=found.paid_fen,
            figures=reckoning.figures_of(bill),
            steps=reckoning.steps_of(found),
            note=why,
        )
        case.outcome, case.agreed_fen = Outcome.PAY, found.paid_fen
        move(case, life.AGREED, at, "outcome", "agreed_fen")
    return said


def _lock_person(case_id: int) -> None:
    """Lock all cases of the person, in their order: one cap is not used twice."""
    member = Case.objects.filter(pk=case_id).values_list("member_id", flat=True).first()
    if member is None:
        raise NotFound
    theirs = Case.objects.select_for_update().filter(member_id__in=roster.faces(member))
    list(theirs.order_by("pk").values_list("pk", flat=True))


def _need_other_clerk(case: Case, by: Person) -> None:
    """Go on only for a clerk of the place who had no word in the case."""
    if by.pk in parties(case):
        raise NotIndependent
    if "clerk" not in access.parts(by, case):
        raise NotFound
    words = case.stages.filter(name__in=[life.ASSESSED, life.RECONCILED, life.DECIDED])
    if words.filter(by=by).exists():
        raise NotIndependent


def _agreed_word(case: Case) -> Stage:
    """Return the stage in which the outcome that stands was said."""
    said = case.stages.filter(name__in=[life.ASSESSED, life.RECONCILED, life.DECIDED])
    found = said.order_by("-position").first()
    assert found is not None, "what is agreed was said"
    return found


def _agreed_figures(case: Case) -> Figures:
    said = _agreed_word(case).figures
    return Figures(said["total_fen"], said["public_paid_fen"], said["others_paid_fen"])


def _spend(case: Case, by: Person, at: datetime) -> None:
    assert case.payee is not None, "set by the caller"
    assert case.approved_fen is not None, "set by the caller"
    programmes.spend(
        case.programme_id,
        case.approved_fen,
        purpose="benefit",
        owner=f"payee:{case.payee.pk}",
        cause=_CAUSE,
        key=str(case.pk),
        about="理赔 / insurance case",
        by=by,
        at=at,
    )
