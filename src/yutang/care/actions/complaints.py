"""Complaints: anybody's, to the seller or straight to the county, with a clock."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from yutang.care import access
from yutang.care.errors import NoSuchKind, TooManyComplaints, WrongMoment
from yutang.care.models import Complaint, ComplaintState, Finding, Remark
from yutang.care.queries import rule
from yutang.care.rules import asking, complaining
from yutang.care.rules.complaining import Step
from yutang.kernel.clock import now
from yutang.kernel.errors import NotFound
from yutang.kernel.text import one_line
from yutang.people import actions as people
from yutang.people import rules as limits
from yutang.people.access import Person
from yutang.plumbing.seal import digest, seal, unseal

_LIMITS = (limits.Limit(10, 3600), limits.Limit(40, 24 * 3600))
"""Complaints of one network; a village may stand behind one address."""
_CONTACT_MAX = 120


@dataclass(frozen=True, kw_only=True)
class About:
    """What a complaint is about: an order, a batch as its trace page shows it, or a programme."""

    place_code: str
    producer_id: int | None = None
    order_id: UUID | None = None
    batch_id: int | None = None
    programme_id: int | None = None


def complain(
    about: About,
    kind: str,
    text: str,
    key: UUID,
    *,
    by: Person | None,
    contact: str = "",
    address: str = "",
) -> Complaint:
    """Keep a complaint; the same key again is the same one.

    Without an account a way to answer may be left (`contact`, sealed); `address` is the network
    that asks, for its limit. The caller has asked whether the person may see the order.

    Raises:
        NoSuchKind, WordsNeeded, TooManyComplaints
    """
    first = complaining.is_sellers(kind) and about.producer_id is not None
    said, reach = asking.check_text(text), one_line(contact)[:_CONTACT_MAX]
    known = Complaint.objects.filter(key=key, person=by).first()
    if known is not None:
        return known
    at, mark = now(), digest(f"complaint:{address}") if address else None
    _check_pace(mark, at)
    terms = rule.terms_at(about.place_code, at)
    given = terms.to_answer_complaint if first else terms.to_decide
    with transaction.atomic():
        complaint, is_new = Complaint.objects.get_or_create(
            key=key,
            defaults={
                "person": by,
                "order_id": about.order_id,
                "batch_id": about.batch_id,
                "producer_id": about.producer_id,
                "programme_id": about.programme_id,
                "policy_id": terms.id,
                "place_code": about.place_code,
                "kind": kind,
                "contact_sealed": seal(reach) if reach and by is None else None,
                "address_digest": mark,
                "state": ComplaintState.SELLER if first else ComplaintState.COUNTY,
                "opened_at": at,
                "promised_at": at + given,
                "due_at": at + given,
                "county_due_at": at + given + (terms.to_decide if first else timedelta(0)),
            },
        )
        if is_new:
            _write(complaint, "buyer", by, "ask", said)
    return complaint


def answer_complaint(complaint_id: UUID, by: Person, text: str) -> Complaint:
    """The seller answers; whoever complained may still ask the county.

    Raises:
        NotFound, WrongMoment, WordsNeeded
    """
    said = asking.check_text(text)
    with _taking(complaint_id, by, "answer") as (complaint, at, is_done):
        if not is_done:
            to_choose = rule.terms_of(complaint.policy).to_choose
            complaint.state, complaint.due_at = ComplaintState.ANSWERED, at + to_choose
            complaint.answered_at = at
            complaint.save()
            _write(complaint, "seller", by, "answer", said)
    return complaint


def appeal_complaint(complaint_id: UUID, by: Person | None, text: str) -> Complaint:
    """The answer was not enough: the county is asked.

    Raises:
        NotFound, WrongMoment, WordsNeeded
    """
    said = asking.check_text(text)
    with _taking(complaint_id, by, "appeal") as (complaint, at, is_done):
        if not is_done:
            due_at = at + rule.terms_of(complaint.policy).to_decide
            complaint.state = ComplaintState.COUNTY
            complaint.due_at = complaint.county_due_at = due_at
            complaint.escalated_at = at
            complaint.save()
            _write(complaint, "buyer", by, "appeal", said)
    return complaint


def be_content(complaint_id: UUID, by: Person | None) -> Complaint:
    """Whoever complained needs no more: withdrawn, or the answer was enough.

    Raises:
        NotFound, WrongMoment
    """
    with _taking(complaint_id, by, "content") as (complaint, at, is_done):
        if not is_done:
            answered = complaint.state == ComplaintState.ANSWERED
            _close(complaint, Finding.CONTENT if answered else Finding.WITHDRAWN, at)
            _write(complaint, "buyer", by, "content")
    return complaint


def settle_complaint(complaint_id: UUID, by: Person, finding: str, text: str) -> Complaint:
    """The county says what it found and did; it is final. Who runs a programme never does.

    Raises:
        OwnCase, NotFound, WrongMoment, WordsNeeded, NoSuchKind: no such finding.
    """
    said = asking.check_text(text)
    if finding not in complaining.FINDINGS:
        raise NoSuchKind
    with _taking(complaint_id, by, "settle") as (complaint, at, is_done):
        if not is_done:
            complaint.answered_at = complaint.answered_at or at
            _close(complaint, Finding(finding), at)
            _write(complaint, "county", by, "settle", said)
    return complaint


def say_to_complaint(complaint_id: UUID, by: Person | None, text: str) -> Remark:
    """Add words to the thread; the same words again at once are one line.

    Raises:
        NotFound, WordsNeeded
    """
    said = asking.check_text(text)
    with transaction.atomic():
        complaint = _locked(complaint_id)
        access.check_not_runner(by, complaint)
        sides = access.sides_of_complaint(by, complaint)
        if not sides:
            raise NotFound
        last = complaint.remarks.order_by("-id").first()
        told = (None if by is None else by.pk, "say", said)
        if last is not None and (last.by_id, last.step, last.text) == told:
            return last
        side = "county" if "county" in sides else next(iter(sides))
        return _write(complaint, side, by, "say", said)


def open_contact(complaint_id: UUID, by: Person) -> str:
    """Return how an unnamed complainer can be reached, for the county; that they looked is kept.

    Raises:
        NotFound: it is not theirs to open, or nothing was left.
    """
    complaint = access.complaint_for(by, complaint_id)
    sides = access.sides_of_complaint(by, complaint)
    if "county" not in sides or complaint.contact_sealed is None:
        raise NotFound
    subject = f"care:{complaint.pk.hex}"
    people.record_opening(by, None, "contact", subject, "complaint")
    return unseal(complaint.contact_sealed)


@contextmanager
def _taking(
    complaint_id: UUID, by: Person | None, step: Step
) -> Iterator[tuple[Complaint, datetime, bool]]:
    """Lock the complaint for one step; the last value tells that the step is taken already."""
    with transaction.atomic():
        complaint = _locked(complaint_id)
        access.check_not_runner(by, complaint)
        if complaining.SIDE[step] not in access.sides_of_complaint(by, complaint):
            raise NotFound
        at = now()
        is_done = complaint.remarks.filter(step=step, by=by).exists()
        if not is_done and not complaining.may(step, complaint.state, complaint.due_at, at):
            raise WrongMoment
        yield complaint, at, is_done


def _locked(complaint_id: UUID) -> Complaint:
    found = Complaint.objects.select_for_update(of=("self",)).select_related(
        "producer", "policy", "programme"
    )
    complaint = found.filter(pk=complaint_id).first()
    if complaint is None:
        raise NotFound
    return complaint


def _close(complaint: Complaint, finding: Finding, at: datetime) -> None:
    complaint.state, complaint.finding = ComplaintState.CLOSED, finding
    complaint.closed_at, complaint.due_at, complaint.county_due_at = at, None, None
    complaint.save()


def _write(complaint: Complaint, side: str, by: Person | None, step: str, text: str = "") -> Remark:
    return Remark.objects.create(
        complaint=complaint, at=now(), side=side, by=by, step=step, text=text
    )


def _check_pace(mark: bytes | None, at: datetime) -> None:
    if mark is None:
        return
    recent = Complaint.objects.filter(address_digest=mark, opened_at__gt=at - timedelta(days=1))
    moments = recent.values_list("opened_at", flat=True)
    if wait_s := limits.wait_s(moments, at, _LIMITS):
        raise TooManyComplaints(retry_after_s=wait_s)
