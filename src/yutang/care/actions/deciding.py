"""The county's word, and what time ends by itself."""

from datetime import datetime

from django.db import transaction

from yutang.care.actions.moving import end, pay_back, taking
from yutang.care.models import Claim, Complaint, ComplaintState, Finding, Outcome, Remark
from yutang.care.rules import asking, steps
from yutang.people.access import Person

TIDIED_MOST = 200


def decide(claim_id: int, by: Person, amount_fen: int, reason: str) -> Claim:
    """The county decides how much goes back, which may be nothing; it is final.

    Raises:
        NotFound, OwnCase, WrongMoment, BadAmount, WordsNeeded
    """
    said = asking.check_text(reason, asking.WORDS_MAX)
    with taking(claim_id, by, "decide") as taken:
        if not taken.is_done:
            order = taken.claim.order
            most = order.amount_fen + order.freight_fen
            fen = asking.check_amount(amount_fen, most, least_fen=0)
            outcome = Outcome.REFUNDED if fen else Outcome.REFUSED
            taken.settle(outcome, said, refund_fen=fen)
    return taken.claim


def tidy_up(now: datetime) -> int:
    """End what its buyer did not pursue in time; return how many claims and complaints.

    A refusal that was let stand, goods that were never sent back, an answer nobody objected to.
    Until this has run the money is still held; nobody gains or loses by the wait.
    """
    ended = 0
    overdue = Claim.objects.filter(state__in=steps.LAPSES, due_at__lte=now)
    for claim_id in list(overdue.order_by("due_at").values_list("pk", flat=True)[:TIDIED_MOST]):
        with transaction.atomic():
            claim = Claim.objects.select_for_update(skip_locked=True).filter(pk=claim_id).first()
            if claim is None or not steps.has_lapsed(claim.state, claim.due_at, now):
                continue
            refused = claim.state == "refused"
            end(claim, Outcome.REFUSED if refused else Outcome.LAPSED, now)
            claim.save()
            Remark.objects.create(claim=claim, at=now, side="time", step="lapse")
            pay_back(claim, None)
            ended += 1
    return ended + _tidy_complaints(now)


def _tidy_complaints(now: datetime) -> int:
    over = Complaint.objects.filter(state=ComplaintState.ANSWERED, due_at__lte=now)
    ended = 0
    for complaint_id in list(over.values_list("pk", flat=True)[:TIDIED_MOST]):
        with transaction.atomic():
            found = over.select_for_update(skip_locked=True).filter(pk=complaint_id).first()
            if found is None:
                continue
            found.state, found.finding = ComplaintState.CLOSED, Finding.CONTENT
            found.closed_at, found.due_at, found.county_due_at = now, None, None
            found.save()
            Remark.objects.create(complaint=found, at=now, side="time", step="lapse")
            ended += 1
    return ended
