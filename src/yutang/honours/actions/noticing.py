"""The public notice: objections from anybody, the award at its end."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from yutang.honours import access
from yutang.honours.actions import locking
from yutang.honours.actions.tidying import end_notice
from yutang.honours.errors import (
    ContactNeeded,
    NoticeOver,
    NoticeRuns,
    NotNow,
    ObjectionsOpen,
    TooManyObjections,
    WordsNeeded,
)
from yutang.honours.models import Application, Change, Honour, Objection, Serial, State
from yutang.honours.rules import life, notices, plaques, steps
from yutang.kernel.clock import now, wall
from yutang.kernel.errors import NotFound
from yutang.kernel.text import one_line
from yutang.people import actions as people
from yutang.people import rules as limits
from yutang.people.access import Person
from yutang.plumbing.seal import digest, seal, unseal

_LIMITS = (limits.Limit(5, 3600), limits.Limit(20, 24 * 3600))
"""Objections of one network; a village may stand behind one address."""


def object_to(
    application_id: int, text: str, contact: str, key: UUID, *, by: Person | None, address: str = ""
) -> Objection:
    """Keep an objection to an award under notice; the same key again is the same one.

    Anybody may object, with a way to be reached, which is sealed. `address` is the network that
    asks, for its limit.

    Raises:
        NotFound: nothing is under notice there, or the key is another notice's.
        NoticeOver: its last day is past.
        WordsNeeded, ContactNeeded, TooManyObjections
    """
    said, reach = text.strip()[: notices.OBJECTION_MOST], one_line(contact)[: notices.CONTACT_MAX]
    if len(said) < notices.OBJECTION_LEAST:
        raise WordsNeeded(least=notices.OBJECTION_LEAST)
    if not reach:
        raise ContactNeeded
    known = Objection.objects.filter(key=key).first()
    if known is not None:
        if known.application_id != application_id:
            raise NotFound
        return known
    at, mark = now(), digest(f"objection:{address}") if address else None
    _check_pace(mark, at)
    with transaction.atomic():
        application = locking.application(application_id)
        notice = getattr(application, "notice", None)
        if notice is None:
            raise NotFound
        if application.state != State.NOTICE or notices.is_over(notice.until, wall(at).date()):
            raise NoticeOver
        return Objection.objects.get_or_create(
            key=key,
            defaults={
                "application": application,
                "text": said,
                "contact_sealed": seal(reach),
                "address_digest": mark,
                "person": by,
                "at": at,
            },
        )[0]


def decide_objection(objection_id: int, finding: str, answer: str, by: Person) -> Objection:
    """Say what came of an objection; one that is upheld ends the application.

    Raises:
        NotFound: not of the office that awards. OwnCase: a party, or who objected.
        NotNow: it is decided. WordsNeeded
    """
    if finding not in Objection.Finding.values:
        raise NotFound
    said = steps.checked_reason(answer, is_needed=True)
    access.objection_for(by, objection_id)
    with transaction.atomic():
        application = locking.application(
            Objection.objects.values_list("application", flat=True).get(pk=objection_id)
        )
        objection = Objection.objects.get(pk=objection_id)
        if objection.finding or State.REFUSED not in steps.ARROWS[application.state]:
            raise NotNow
        at = now()
        objection.finding, objection.answer = finding, said
        objection.decided_at, objection.decided_by = at, by
        objection.save()
        if finding == Objection.Finding.UPHELD:
            application.state, application.since = State.REFUSED, at
            application.save(update_fields=["state", "since"])
    return objection


def open_contact(objection_id: int, by: Person) -> str:
    """Return how who objected can be reached; that somebody looked is kept.

    Raises:
        NotFound, OwnCase: as `access.objection_for`.
    """
    objection = access.objection_for(by, objection_id)
    subject = f"honours:objection:{objection_id}"
    people.record_opening(by, objection.person, "contact", subject, "objection to an honour")
    return unseal(objection.contact_sealed)


def award(application_id: int, by: Person, at: datetime | None = None) -> Honour:
    """Award the honour: its notice is over and no objection is open or upheld.

    The plaque's number has no gap in its kind and year: the serial's row is locked until all is
    written. `at` is the moment, now unless said otherwise.

    Raises:
        NotFound, OwnCase: not theirs to award.
        NoticeRuns, ObjectionsOpen, NotNow: not yet, or not any more.
    """
    at = at or now()
    today = wall(at).date()
    with transaction.atomic():
        application = locking.application(application_id)
        if not access.looks_at(by, application):
            raise NotFound
        access.need_office(by, access.levels(application)[-1], application)
        _check_ready(application, at)
        version = application.version
        assert version is not None, "what was handed in has its rule"
        serial = _next_serial(application.kind, today.year)
        honour = Honour.objects.create(
            application=application,
            number=plaques.number(application.kind, today.year, serial),
            kind=application.kind,
            year=today.year,
            serial=serial,
            place_code=application.place_code,
            name=application.name,
            awarded_on=today,
            valid_until=life.months_later(today, version.valid_months),
            review_due=life.months_later(today, version.review_months),
            is_demo=application.is_demo,
        )
        application.state, application.since = State.AWARDED, at
        application.save(update_fields=["state", "since"])
        Change.objects.create(
            honour=honour, what=Change.What.AWARDED, at=at, by=by, until=honour.valid_until
        )
    return honour


def _check_ready(application: Application, at: datetime) -> None:
    if application.state == State.NOTICE:
        notice = application.notice
        if not notices.is_over(notice.until, wall(at).date()):
            raise NoticeRuns(until=notice.until)
        if open_ones := application.objections.filter(finding="").count():
            raise ObjectionsOpen(count=open_ones)
        end_notice(application, at)
    if application.state != State.READY:
        raise NotNow


def _next_serial(kind: str, year: int) -> int:
    Serial.objects.get_or_create(kind=kind, year=year)
    serial = locked_serial(kind, year)
    serial.last += 1
    serial.save(update_fields=["last"])
    return serial.last


def locked_serial(kind: str, year: int) -> Serial:
    """Return the last number given, its row locked: the next award waits for this one."""
    return Serial.objects.select_for_update().get(kind=kind, year=year)


def _check_pace(mark: bytes | None, at: datetime) -> None:
    if mark is None:
        return
    recent = Objection.objects.filter(address_digest=mark, at__gt=at - timedelta(days=1))
    if wait_s := limits.wait_s(recent.values_list("at", flat=True), at, _LIMITS):
        raise TooManyObjections(retry_after_s=wait_s)
