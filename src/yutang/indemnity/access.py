"""Doors of the indemnity room: who filed a case, whose it is, who assesses it, whose county.

A doctor or helper sees the cases they filed; an assessor and a clerk those of their places; the
insured person, by their account, their own. A stranger gets `NotFound`.
"""

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from yutang.indemnity.models import Case
from yutang.indemnity.rules import opening
from yutang.indemnity.rules.opening import Field, How, Part
from yutang.kernel.errors import NotFound
from yutang.people import access as people
from yutang.people.access import GrantView, Person
from yutang.people.rules import OPERATOR, covers

# Others take the name of the type from here; the tables stay this room's own.
__all__ = [
    "ASSESSOR",
    "CLERK",
    "Case",
    "case_for",
    "cases",
    "clerk_at",
    "filed_by",
    "files_at",
    "may_open",
    "need_filer",
    "of_account",
    "of_county",
    "parts",
    "to_assess",
    "under",
]

FILERS = ("doctor", "helper", "clerk")
ASSESSOR, CLERK = "assessor", "clerk"


def cases() -> QuerySet[Case]:
    """Return all cases with what a list shows of them, to be narrowed down."""
    return Case.objects.select_related("member", "programme")


def files_at(person: Person | None) -> tuple[str, ...]:
    """Return the places for whose people somebody may file a case."""
    held = people.grants(person)
    return tuple(sorted({each.place_code for each in held if each.role in FILERS}))


def need_filer(person: Person) -> tuple[str, ...]:
    """Return the places for whose people the person files; raises `NotFound` without any."""
    found = files_at(person)
    if not found:
        raise NotFound
    return found


def parts(
    person: Person | None, case: Case, held: Sequence[GrantView] | None = None
) -> frozenset[Part]:
    """Return what somebody is to a case. `held`: their grants, where they are at hand.

    Who filed it or is insured by it assesses nothing of it. An operator is a clerk here, but see
    `may_open`.
    """
    if person is None or not person.is_active:
        return frozenset()
    held = people.grants(person) if held is None else held
    found: set[Part] = set()
    if case.made_by_id == person.pk and any(covers(held, role, case.place_code) for role in FILERS):
        found.add("filer")
    if case.member.account_id == person.pk:
        found.add("insured")
    if covers(held, CLERK, case.place_code):
        found.add("clerk")
    if not found & {"filer", "insured"} and _is(held, ASSESSOR, case.place_code):
        found.add("assessor")
    return frozenset(found)


def case_for(person: Person, case_id: int) -> Case:
    """Return a case that somebody has a part in.

    Raises:
        NotFound
    """
    found = cases().select_related("enrolment", "made_by").filter(pk=case_id).first()
    if found is None or not parts(person, found):
        raise NotFound
    return found


def may_open(person: Person | None, field: Field, case: Case) -> How:
    """Return how somebody may open a sealed field of a case: at once, with a reason, or not.

    Nobody opens by being an operator.
    """
    held = people.grants(person)
    given = set(parts(person, case, held))
    if not _is(held, CLERK, case.place_code):
        given.discard("clerk")
    return opening.may_open(given, field)


def filed_by(person: Person) -> QuerySet[Case]:
    """Return the cases that somebody filed, as long as they work there; the latest first."""
    held = people.grants(person)
    codes = [each.place_code for each in held if each.role in {*FILERS, OPERATOR}]
    return cases().filter(under(codes), made_by=person).order_by("-filed_at")


def to_assess(person: Person) -> QuerySet[Case]:
    """Return the cases at an assessor's places that are not their own, the oldest first.

    Raises:
        NotFound: they assess nowhere.
    """
    codes = [each.place_code for each in people.grants(person) if each.role == ASSESSOR]
    if not codes:
        raise NotFound
    found = cases().filter(under(codes)).exclude(made_by=person)
    return found.exclude(member__account=person).order_by("filed_at")


def of_county(person: Person) -> QuerySet[Case]:
    """Return the cases at a clerk's places, the latest first.

    Raises:
        NotFound: they are a clerk nowhere.
    """
    codes = people.places_of(person, CLERK)
    if not codes:
        raise NotFound
    return cases().filter(under(codes)).order_by("-filed_at")


def clerk_at(person: Person | None) -> tuple[str, ...]:
    """Return the places whose cases somebody looks over as a clerk; ``""`` is all of them."""
    return people.places_of(person, CLERK)


def of_account(person: Person) -> QuerySet[Case]:
    """Return the cases of the insured person whose account this is, the latest first."""
    return cases().filter(member__account=person).order_by("-filed_at")


def under(codes: Sequence[str]) -> Q:
    """Return the condition for cases that lie at or under one of these places."""
    found = Q(pk__in=[])
    for code in codes:
        found |= Q(place_code__startswith=code)
    return found


def _is(held: Sequence[GrantView], role: str, place_code: str) -> bool:
    """Tell whether a grant of this very role covers the place; an operator's does not."""
    return any(each.role == role and place_code.startswith(each.place_code) for each in held)
