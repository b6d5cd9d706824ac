"""Somebody joins a class: written down on the roster with their consent, then enrolled; in one go.

By themselves with their account, or by a clerk or helper with a paper that they, and for minors a
guardian, signed.
"""

from dataclasses import replace

from django.db import transaction

from yutang.kernel.clock import today
from yutang.people.access import Person
from yutang.roster import access as roster
from yutang.roster import actions as rolls
from yutang.roster.access import Member
from yutang.roster.actions import Agreed, Entry
from yutang.roster.errors import GuardianNeeded
from yutang.roster.queries import has_consent
from yutang.roster.rules import age
from yutang.training import access
from yutang.training.actions.enrolling import enrol
from yutang.training.errors import BirthNeeded, ComeWithGuardian, SayYes
from yutang.training.models import Cohort, Enrolment, ListImport
from yutang.training.rules.enrolling import needs_guardian

PURPOSE = "training"
SPOTCHECK = "spotcheck"


def join(
    cohort_id: int, by: Person, entry: Entry | None, *, agrees: bool, may_be_called: bool = False
) -> Enrolment:
    """Enrol oneself. `entry` may be left out by who is on the roster with their date of birth.

    `may_be_called`: also agrees to be called when inspectors draw a sample.

    Raises:
        SayYes: no consent, given now or before. ComeWithGuardian: under 18 without a guardian's.
        BirthNeeded. What `enrol` and the roster refuse.
    """
    cohort = access.public_cohort(cohort_id)
    with transaction.atomic():
        known = roster.of_account(by)
        if known is not None and has_consent(known.pk, PURPOSE) and entry is None:
            return _enrol(cohort, known, by, how="self")
        if not agrees:
            raise SayYes
        born_on = entry.birth_on if entry else None
        told = entry or (_entry_of(known, by) if known else None)
        if told is None:
            raise BirthNeeded
        try:
            member = rolls.enter(told, by, purpose=PURPOSE, agreed=Agreed("account"), account=by)
            if not member.place_code.startswith(cohort.place_code):
                here = replace(told, place_code=cohort.place_code)
                rolls.enter(here, by, purpose=PURPOSE, account=by)
        except GuardianNeeded as error:
            raise ComeWithGuardian from error
        if member.birth_on is None and born_on is None:
            raise BirthNeeded
        if may_be_called:
            rolls.consent(member, SPOTCHECK, by, Agreed("account"))
        return _enrol(cohort, member, by, how="self")


def bring(
    cohort_id: int,
    entry: Entry,
    by: Person,
    *,
    agreed: Agreed,
    may_be_called: bool = False,
    joins_as: str = "student",
    brought: ListImport | None = None,
    is_demo: bool = False,
) -> Enrolment:
    """Enrol somebody on their behalf, with the paper that they signed.

    Raises:
        NotFound: the person is not of a place they work for, or the class is none of theirs.
        BirthNeeded. What `enrol` and the roster refuse.
    """
    cohort = access.cohort_to_enrol(by, cohort_id)
    with transaction.atomic():
        member = rolls.enter(entry, by, purpose=PURPOSE, agreed=agreed, is_demo=is_demo)
        if may_be_called:
            rolls.consent(member, SPOTCHECK, by, agreed)
        how = "list" if brought else "helper"
        return _enrol(cohort, member, by, how=how, joins_as=joins_as, brought=brought)


def _enrol(
    cohort: Cohort,
    member: Member,
    by: Person,
    *,
    how: str,
    joins_as: str = "student",
    brought: ListImport | None = None,
) -> Enrolment:
    if member.birth_on is None:
        raise BirthNeeded
    years = age(member.birth_on, max(cohort.begins_on, today()))
    if needs_guardian(years) and not has_consent(member.pk, PURPOSE):
        raise ComeWithGuardian
    return enrol(
        cohort.pk,
        member.pk,
        by,
        how=how,
        age=years,
        gender=member.gender,
        joins_as=joins_as,
        brought=brought,
    )


def _entry_of(member: Member, by: Person) -> Entry:
    """Return who is on the roster already, as they would write themselves down."""
    return Entry(name=roster.names(by, [member.pk])[member.pk], place_code=member.place_code)
