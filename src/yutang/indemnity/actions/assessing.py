"""Two assess, each alone; what they differ in is settled by a third or by one coming over.

A word is given under the lock of the case's row, so of two who come at once one is the first and
the other the second. Neither is shown the other's before their own is written (`queries.views`).
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from yutang.indemnity import access
from yutang.indemnity.actions.writing import locked, move, reason_of, write
from yutang.indemnity.errors import (
    CodeNeeded,
    NothingToPay,
    NotIndependent,
    PapersNeededToPay,
    RelativesAssessNot,
)
from yutang.indemnity.models import Case, Outcome, PaperCode, Refusal, Stage, State
from yutang.indemnity.queries import reckoning, stages
from yutang.indemnity.queries.words import papers_named
from yutang.indemnity.rules import life
from yutang.indemnity.rules.filing import Figures, check_figures
from yutang.indemnity.rules.life import Word
from yutang.indemnity.rules.papers import missing
from yutang.kernel.clock import now
from yutang.kernel.errors import NotFound
from yutang.kernel.text import one_line
from yutang.people.access import Person


def assess(
    case_id: int,
    by: Person,
    outcome: str,
    figures: Figures,
    *,
    codes: Sequence[str] = (),
    note: str = "",
    is_no_relative: bool = False,
    at: datetime | None = None,
) -> Stage:
    """Give one assessor's word: the figures as they read them in the papers, pay or refuse.

    What is paid follows from the figures by the rule; the word keeps the whole reckoning. With the
    second word the case is agreed, or they differ.

    Raises:
        NotFound: not an assessor there. RelativesAssessNot: they did not say they are none.
        NotIndependent: a party to the case, or their second word in this round.
        CaseElsewhere, BadFigures, CodeNeeded, PapersNeededToPay, NothingToPay
    """
    if not is_no_relative:
        raise RelativesAssessNot
    _check_word(outcome, codes, figures)
    at = at or now()
    with transaction.atomic():
        case = locked(case_id, State.FILED)
        need_assessor(case, by)
        words = stages.words(case)
        if not life.may_assess(by.pk, parties(case), words):
            raise NotIndependent
        said = _say(case, life.ASSESSED, by, at, outcome, figures, codes, note)
        to = life.after_assessing([*words, word_of(said)])
        if to is not None:
            if to == life.AGREED:
                _agree(case, said)
            move(case, to, at, "outcome", "agreed_fen")
    return said


def settle(
    case_id: int,
    by: Person,
    outcome: str,
    figures: Figures,
    reason: str,
    *,
    codes: Sequence[str] = (),
    at: datetime | None = None,
) -> Stage:
    """End a difference: one of the two comes over to the other's word, or a third says their own.

    Raises:
        NotFound: not an assessor there. ReasonNeeded
        NotIndependent: a party to the case, or somebody's own word again.
        CaseElsewhere, BadFigures, CodeNeeded, PapersNeededToPay, NothingToPay
    """
    why = reason_of(reason)
    _check_word(outcome, codes, figures)
    at = at or now()
    with transaction.atomic():
        case = locked(case_id, State.DIFFER)
        need_assessor(case, by)
        said = _say(case, life.RECONCILED, by, at, outcome, figures, codes, why)
        if not life.may_settle(by.pk, parties(case), stages.words(case), word_of(said)):
            raise NotIndependent
        _agree(case, said)
        move(case, life.AGREED, at, "outcome", "agreed_fen")
    return said


def ask_more(
    case_id: int, by: Person, codes: Sequence[str], note: str, *, at: datetime | None = None
) -> Stage:
    """Send a case back for more papers: it opens again for who filed it. An assessor or a clerk.

    Raises:
        NotFound: neither of the two there. NotIndependent: a party to the case.
        CaseElsewhere, ReasonNeeded
    """
    why = reason_of(note)
    if any(code not in PaperCode.values for code in codes):
        raise NotFound
    at = at or now()
    with transaction.atomic():
        case = locked(case_id, State.FILED, State.DIFFER, State.AGREED)
        if not access.parts(by, case) & {"assessor", "clerk"}:
            raise NotFound
        if by.pk in parties(case):
            raise NotIndependent
        said = write(case, life.MORE, by, at, codes=codes, note=why)
        case.outcome, case.agreed_fen = "", None
        move(case, life.RETURNED, at, "outcome", "agreed_fen")
    return said


def need_assessor(case: Case, by: Person) -> None:
    """Go on only for an assessor of the case's place.

    Raises:
        NotFound: they are none there. NotIndependent: a party to the case.
    """
    if by.pk in parties(case):
        raise NotIndependent
    if "assessor" not in access.parts(by, case):
        raise NotFound


def parties(case: Case) -> tuple[int | None, ...]:
    """Return who decides nothing of a case: who filed it or added papers, and the insured."""
    added = case.papers.values_list("added_by_id", flat=True).distinct()
    return (case.made_by_id, case.member.account_id, *added)


def word_of(stage: Stage) -> Word:
    """Return what a stage says, to be compared with others."""
    assert stage.by_id is not None, "a word is somebody's"
    return Word(stage.by_id, stage.outcome, stage.amount_fen, tuple(stage.codes))


def _check_word(outcome: str, codes: Sequence[str], figures: Figures) -> None:
    if outcome not in life.OUTCOMES or any(code not in Refusal.values for code in codes):
        raise NotFound
    if outcome == life.REFUSE and not codes:
        raise CodeNeeded
    check_figures(figures)


def _say(  # noqa: PLR0917 - both ways of giving a word end here
    case: Case,
    name: str,
    by: Person,
    at: datetime,
    outcome: str,
    figures: Figures,
    codes: Sequence[str],
    note: str,
) -> Stage:
    bill = reckoning.bill_of(case, figures)
    found = reckoning.reckon(case, figures)
    pays = outcome == life.PAY
    if pays:
        _check_payable(case, found.paid_fen)
    return write(
        case,
        name,
        by,
        at,
        outcome=outcome,
        amount_fen=found.paid_fen if pays else 0,
        codes=() if pays else codes,
        figures=reckoning.figures_of(bill),
        steps=reckoning.steps_of(found),
        note=one_line(note)[: life.REASON_MOST],
    )


def _check_payable(case: Case, paid_fen: int) -> None:
    if not paid_fen:
        raise NothingToPay
    event = reckoning.rule_of(case).event(case.event)
    there = set(case.papers.values_list("code", flat=True))
    gone = missing(event.documents if event else (), there)
    if gone:
        raise PapersNeededToPay(papers=papers_named(gone))


def _agree(case: Case, said: Stage) -> None:
    case.outcome, case.agreed_fen = Outcome(said.outcome), said.amount_fen
