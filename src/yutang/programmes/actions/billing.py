"""Bills of organisations: noted with the invoice, approved by another, paid by transfer."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from yutang.kernel.clock import now, today
from yutang.kernel.text import one_line
from yutang.ledger import actions as ledger
from yutang.ledger.rules import BANK, PAYABLE, Line
from yutang.people import actions as people
from yutang.people.access import Person
from yutang.plumbing import kept
from yutang.programmes import access
from yutang.programmes.actions import guards, hands
from yutang.programmes.actions.spending import spend
from yutang.programmes.errors import DaysWrong, KeyTaken, NotNow, PaperNeeded
from yutang.programmes.models import Bill, HandState, Paper, ProgrammeState
from yutang.programmes.rules import kinds, papers, steps

FOLDER = "programmes"
_CAUSE = "bill"


@dataclass(frozen=True)
class BillFacts:
    """What the invoice says; `what`: which activity, without a person's name."""

    purpose: kinds.Purpose
    amount_fen: int
    organisation: str
    invoice_number: str
    what: str


def note_bill(
    programme_id: int,
    facts: BillFacts,
    files: list[tuple[str, bytes]],
    by: Person,
    *,
    key: UUID,
) -> Bill:
    """Note a bill with its invoice, sealed; it counts as spent once another has approved it.

    `files`: (name, content), at least one.

    Raises:
        NotFound, NotNow, AmountWrong, WordsNeeded, PaperNeeded, InvoiceKnown, KeyTaken
    """
    programme = access.programme_for(by, programme_id)
    steps.check_amount(facts.amount_fen)
    known = Bill.objects.filter(key=key).first()
    if known is not None:
        if (known.programme_id, known.amount_fen) != (programme.pk, facts.amount_fen):
            raise KeyTaken
        return known
    if programme.state != ProgrammeState.RUNNING:
        raise NotNow
    if not 0 < len(files) <= papers.PAPERS_MOST:
        raise PaperNeeded
    typed = [(name, data, papers.media_type_of(data)) for name, data in files]
    with guards.refused(programme.pk, facts.purpose):
        bill = Bill.objects.create(
            key=key,
            programme=programme,
            purpose=facts.purpose,
            amount_fen=facts.amount_fen,
            organisation=steps.check_words(facts.organisation, steps.NAME_LEAST)[:80],
            invoice_number=steps.check_words(facts.invoice_number)[:40],
            what=steps.check_words(facts.what),
            noted_at=now(),
            noted_by=by,
        )
        for name, data, media_type in typed:
            _keep(bill, name, data, media_type, by)
    return bill


def decide_bill(
    bill_id: int,
    by: Person,
    *,
    confirms: bool,
    reason: str = "",
    at: datetime | None = None,
) -> Bill:
    """Approve a bill: what it asks is spent, and owed; or drop it, with a reason.

    Raises:
        NotFound, NotNow, OwnHand, WordsNeeded, ProgrammeShort, BudgetShort
    """
    bill = access.bill_to_decide(by, bill_id)
    with transaction.atomic():
        bill = hands.waiting(bill, by, confirms=confirms)
        hands.decide(bill, by, confirms=confirms, reason=reason, at=at)
        if confirms:
            spend(
                bill.programme_id,
                bill.amount_fen,
                purpose=_purpose(bill),
                owner=kinds.bill_owner(bill.pk),
                cause=_CAUSE,
                key=str(bill.pk),
                about=bill.what,
                by=by,
                at=at,
            )
    return bill


def mark_paid(
    bill_id: int, paid_on: date, bank_reference: str, by: Person, *, at: datetime | None = None
) -> Bill:
    """Note that an approved bill was paid by transfer; the same again changes nothing.

    Raises:
        NotFound, NotNow: not approved, or paid. DaysWrong, WordsNeeded
    """
    bill = access.bill_to_decide(by, bill_id)
    reference = steps.check_words(bank_reference)[:40]
    if paid_on > today():
        raise DaysWrong(most=0)
    with transaction.atomic():
        bill = Bill.objects.select_for_update().get(pk=bill.pk)
        if bill.paid_on is not None and bill.bank_reference == reference:
            return bill
        if bill.state != HandState.CONFIRMED or bill.paid_on is not None:
            raise NotNow
        bill.paid_on, bill.bank_reference, bill.paid_by = paid_on, reference, by
        bill.save(update_fields=["paid_on", "bank_reference", "paid_by"])
        fen = bill.amount_fen
        lines = [Line(PAYABLE, kinds.bill_owner(bill.pk), fen), Line(BANK, "", -fen)]
        ledger.post("bill_paid", str(bill.pk), lines, at=at, by=by)
    return bill


def open_paper(bill_id: int, paper_id: int, by: Person) -> tuple[Paper, bytes]:
    """Return a paper and its content to whoever runs the programme; that it was is kept.

    Raises:
        NotFound
    """
    paper = access.paper_for(by, bill_id, paper_id)
    if paper.added_by_id != by.pk:
        subject = f"programmes:{bill_id}:{paper.sha256[:12]}"
        people.record_opening(by, None, "invoice", subject, "programme bill")
    return paper, kept.content(FOLDER, paper.sha256)


def _keep(bill: Bill, name: str, data: bytes, media_type: str, by: Person) -> None:
    mark = kept.keep(FOLDER, data)
    Paper.objects.get_or_create(
        bill=bill,
        sha256=mark,
        defaults={
            "name": one_line(name)[-papers.NAME_MOST :] or mark[:8],
            "media_type": media_type,
            "size": len(data),
            "added_at": now(),
            "added_by": by,
        },
    )


def _purpose(bill: Bill) -> kinds.Purpose:
    purpose = kinds.purpose_of(bill.purpose)
    assert purpose is not None
    return purpose
