"""An application: sent by a member or on their behalf, answered by who offers the work."""

import json
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from yutang.kernel.clock import now, today
from yutang.kernel.errors import NotFound
from yutang.people import actions as people
from yutang.people.access import Person
from yutang.placement import access
from yutang.placement.actions import locking
from yutang.placement.actions.offering import close_filled
from yutang.placement.errors import (
    AgeUnknown,
    AllTaken,
    AlreadyPlaced,
    ConsentMissing,
    GuardianMissing,
    NoLongerOpen,
    NotNow,
    ReasonNeeded,
    TooYoung,
)
from yutang.placement.models import (
    Application,
    ApplicationState,
    ApplicationStep,
    Offer,
    OfferState,
    Placement,
)
from yutang.placement.rules import applying, offers
from yutang.plumbing.seal import seal, unseal
from yutang.roster import access as roster
from yutang.roster import actions as members
from yutang.roster import queries as roster_queries
from yutang.roster import rules as roster_rules
from yutang.roster.access import Member
from yutang.roster.rules import Agreed

PURPOSE = "placement"


def apply(
    offer_id: int,
    member: Member,
    by: Person,
    *,
    words: str,
    mobile: str,
    shows_diplomas: bool,
    key: UUID,
    guardian_agrees: bool = False,
    agreed: Agreed | None = None,
) -> Application:
    """Ask for an offer's work, for oneself or for a member; the same asks once.

    The caller has fetched the member by `access.member_for` or as their own. With `agreed` the
    consent to be named to employers is recorded in the same transaction.

    Raises:
        NoLongerOpen; AgeUnknown, TooYoung, GuardianMissing; ConsentMissing
    """
    with transaction.atomic():
        offer = locking.offer(offer_id)
        known = Application.objects.filter(offer=offer, member=member).first()
        if known is not None:
            return known
        _check_open(offer)
        _check_age(member, offer, guardian_agrees=guardian_agrees)
        if agreed is not None:
            members.consent(member, PURPOSE, by, agreed)
        if not roster_queries.has_consent(member.pk, PURPOSE):
            raise ConsentMissing
        name = roster.names(by, [member.pk]).get(member.pk, "")
        try:
            with transaction.atomic():
                made = Application.objects.create(
                    offer=offer,
                    member=member,
                    key=key,
                    words=words.strip()[: applying.WORDS_MOST],
                    contact_sealed=seal(json.dumps({"name": name, "mobile": mobile})),
                    shows_diplomas=shows_diplomas,
                    guardian_agrees=guardian_agrees,
                    since=now(),
                    at=now(),
                    by=by,
                )
        except IntegrityError:  # the key was taken for another offer
            raise NotNow from None
        _step(made, "", by)
    return made


def withdraw(application_id: int, by: Person) -> Application:
    """The applicant no longer wants it; raises `NotFound`, `NotNow`."""
    with transaction.atomic():
        application = locking.application(application_id)
        access.member_for(by, application.member_id)
        return _move(application, ApplicationState.WITHDRAWN, "", by)


def decide(
    application_id: int,
    outcome: str,
    reason: str,
    by: Person,
    *,
    starts_on: date | None = None,
) -> Application:
    """Invite, refuse or take an applicant. Who is taken begins to work: a placement is written.

    Of the number wanted nobody is taken beyond: the offer's row is locked for it.

    Raises:
        NotFound: not who runs the offer. NotNow, ReasonNeeded, AllTaken, AlreadyPlaced
    """
    said = reason.strip()[: offers.REASON_MOST]
    if outcome not in {applying.INVITED, applying.REFUSED, applying.HIRED}:
        raise NotFound
    with transaction.atomic():
        asked = Application.objects.filter(pk=application_id).values_list("offer", flat=True)
        offer = locking.offer(asked.first() or 0)
        application = locking.application(application_id)
        if not access.runs(by, offer):
            raise NotFound
        if outcome == applying.REFUSED and len(said) < offers.REASON_LEAST:
            raise ReasonNeeded(least=offers.REASON_LEAST)
        if outcome == applying.HIRED:
            _take(offer, application, starts_on or today(), by)
        return _move(application, ApplicationState(outcome), said, by)


def open_contact(application_id: int, reason: str, by: Person) -> tuple[str, str]:
    """Return name and number of an applicant to who runs the offer; that they looked is kept.

    Raises:
        NotFound. ConsentMissing: the consent is withdrawn or over. NotNow: it is no longer open.
        people's ReasonNeeded
    """
    application = access.application_to_decide(by, application_id)
    if application.state not in applying.OPEN | {applying.HIRED}:
        raise NotNow
    if not roster_queries.has_consent(application.member_id, PURPOSE):
        raise ConsentMissing
    account = application.member.account
    people.record_opening(by, account, "applicant", f"placement:{application.pk}", reason)
    said = json.loads(unseal(application.contact_sealed))
    return said["name"], said["mobile"]


def _take(offer: Offer, application: Application, starts_on: date, by: Person) -> None:
    if application.state not in applying.OPEN:
        raise NotNow
    if offer.hired >= offer.wanted:
        raise AllTaken(wanted=offer.wanted)
    if Placement.objects.filter(
        member=application.member, employer=offer.offered_by, starts_on=starts_on
    ).exists():
        raise AlreadyPlaced
    offer.hired += 1
    offer.save(update_fields=["hired"])
    Placement.objects.create(
        key=application.key,
        member=application.member,
        application=application,
        programme_id=offer.programme_id,
        kind=offer.kind,
        employer=offer.offered_by,
        place_code=offer.place_code,
        starts_on=starts_on,
        recorded_at=now(),
        by=by,
        is_demo=offer.is_demo,
    )
    close_filled(offer, by)


def _check_open(offer: Offer) -> None:
    if offer.state != OfferState.PUBLIC or offer.until < today():
        raise NoLongerOpen


def _check_age(member: Member, offer: Offer, *, guardian_agrees: bool) -> None:
    age = roster_rules.age(member.birth_on, today()) if member.birth_on else None
    why = applying.hindrance(age, offer.age_least, guardian_agrees=guardian_agrees)
    if why == "age_unknown":
        raise AgeUnknown
    if why == "too_young":
        raise TooYoung(age=offer.age_least)
    if why == "guardian":
        raise GuardianMissing


def _move(application: Application, to: ApplicationState, reason: str, by: Person) -> Application:
    if to not in applying.ARROWS[application.state]:
        raise NotNow
    application.state, application.since = to, now()
    application.save(update_fields=["state", "since"])
    _step(application, reason, by)
    return application


def _step(application: Application, reason: str, by: Person) -> None:
    ApplicationStep.objects.create(
        application=application,
        state=ApplicationState(application.state),
        reason=reason,
        at=now(),
        by=by,
    )
