"""A sealed field is opened: by role, for a reason, with consent; who did so is kept."""

import json

from django.utils.translation import gettext as _

from yutang.kernel.clock import today
from yutang.kernel.errors import NotFound
from yutang.people import access as people
from yutang.people import actions as openings
from yutang.people.access import Person
from yutang.people.rules import clean_reason
from yutang.plumbing.seal import unseal
from yutang.roster import access, rules
from yutang.roster.errors import ConsentNeeded, NothingThere
from yutang.roster.models import Member, PovertyClass
from yutang.roster.queries.consents import purposes_agreed
from yutang.roster.queries.following import kept_of


def open_field(member: Member, field: str, reason: str, by: Person, purpose: str = "") -> str:
    """Return what is sealed: ``id_number``, ``mobile``, ``bank_account``, ``health``, ``poverty``.

    With `purpose`, only a consent to that very purpose counts; without, one to any purpose for
    which a role of `by` opens the field. Who opened it and why is kept, and its owner reads it.

    Raises:
        NotFound: no role of theirs at the person's places opens this field, or there is none.
        ReasonNeeded: no reason is given.
        ConsentNeeded: nobody agreed to such a use, or no longer.
        NothingThere: nothing is recorded there.
    """
    found = kept_of(member.pk)
    if found is None:
        raise NotFound
    may = rules.purposes_to_open(
        people.grants(by), field, access.places_of(found), is_child=access.is_child(found)
    )
    may = may & {purpose} if purpose else may
    if not may:
        raise NotFound
    why = clean_reason(reason)
    if not may & purposes_agreed(found, today()):
        raise ConsentNeeded
    value = _value(found, field)
    openings.record_opening(by, found.account, field, subject_of(found), why)
    return value


def open_own(person: Person, field: str) -> str:
    """Return what is sealed of the person's own row, to themself.

    Raises:
        NotFound: they are not on the roster.
        NothingThere: nothing is recorded there.
    """
    found = access.of_account(person)
    if found is None or field not in rules.FIELDS:
        raise NotFound
    return _value(found, field)


def subject_of(member: Member) -> str:
    """Return under which record openings of this person are kept."""
    return f"roster:{member.pk}"


def _value(member: Member, field: str) -> str:
    sealed = {
        "id_number": member.id_sealed,
        "mobile": member.mobile_sealed,
        "bank_account": member.bank_sealed,
        "health": member.health_sealed,
        "poverty": member.poverty_sealed,
    }[field]
    if not sealed:
        raise NothingThere
    text = unseal(sealed)
    return _poverty(text) if field == "poverty" else text


def _poverty(text: str) -> str:
    name, pointer = json.loads(text)
    told = str(PovertyClass(name).label)
    return _("%(poverty)s, number %(number)s") % {"poverty": told, "number": pointer or "—"}
