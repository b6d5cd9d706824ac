"""A consent is recorded, or withdrawn; what was agreed to stays readable."""

from django.db import transaction

from yutang.kernel.clock import now, today
from yutang.kernel.errors import NotFound
from yutang.people.access import Person
from yutang.plumbing.seal import seal
from yutang.roster import access
from yutang.roster.models import Consent, Member
from yutang.roster.queries.following import faces
from yutang.roster.rules import Agreed, check_agreed, masked
from yutang.roster.rules.consents import purpose_of


def consent(
    member: Member, purpose: str, by: Person | None, agreed: Agreed | None = None
) -> Consent:
    """Record that the person, or a minor's guardian, agreed to a use; the same twice is once.

    `by` is who wrote it down: somebody who works for the person's place, the person themself, or
    None for the command line. ``how="account"`` is only for the person's own account.

    Raises:
        NotFound: the person is none of their business.
        BadPurpose, BadConsent, GuardianNeeded, BadName
    """
    asked = agreed or Agreed()
    own = by is not None and member.account_id == by.pk
    if by is not None:
        access.member_for(by, member.pk)
        asked = asked if own == (asked.how == "account") else _as_given(asked, own=own)
    said = check_agreed(asked, purpose, member.birth_on, today())
    assert said.given_on is not None
    assert said.until is not None
    with transaction.atomic():
        Member.objects.select_for_update().get(pk=member.pk)
        same = Consent.objects.filter(
            member=member,
            purpose=purpose,
            version=purpose_of(purpose).version,
            until=said.until,
            withdrawn_at=None,
        ).first()
        return same or Consent.objects.create(
            member=member,
            purpose=purpose,
            version=purpose_of(purpose).version,
            given_on=said.given_on,
            until=said.until,
            how=said.how,
            guardian_sealed=seal(said.guardian) if said.guardian else None,
            guardian_masked=masked(said.guardian) if said.guardian else "",
            relation=said.relation,
            paper=said.paper,
            recorded_at=now(),
            recorded_by=by,
        )


def withdraw_consent(member: Member, purpose: str, by: Person) -> int:
    """Withdraw every consent of the person to a use, from now on; return how many there were.

    Raises:
        NotFound: the person is none of their business.
    """
    access.member_for(by, member.pk)
    if not purpose:
        raise NotFound
    rows = Consent.objects.filter(member_id__in=faces(member.pk), purpose=purpose)
    return rows.filter(withdrawn_at=None).update(withdrawn_at=now(), withdrawn_by=by)


def _as_given(agreed: Agreed, *, own: bool) -> Agreed:
    """Say how it was given as it truly was: nobody consents by an account of somebody else."""
    return Agreed(
        "account" if own else "paper",
        agreed.until,
        agreed.given_on,
        agreed.guardian,
        agreed.relation,
        agreed.paper,
    )
