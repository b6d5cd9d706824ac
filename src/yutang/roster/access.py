"""Who sees which person. A stranger gets `NotFound`, as if nobody were there.

Whoever works for a place sees the persons who live or take part there; each person sees
themself. What is sealed opens only through `actions.open_field`.
"""

from collections.abc import Collection, Iterable

from django.db.models import Q, QuerySet

from yutang.kernel.clock import today
from yutang.kernel.errors import NotFound
from yutang.people import access as people
from yutang.people.access import Person
from yutang.people.rules import OPERATOR
from yutang.plumbing.seal import unseal
from yutang.roster import rules
from yutang.roster.models import Consent, Double, Member, RosterImport, Stay
from yutang.roster.queries.following import kept, kept_of
from yutang.roster.rules.persons import CHILD

# Other rooms take the names of the types from here; the tables stay this room's own.
__all__ = [
    "Consent",
    "Double",
    "Member",
    "RosterImport",
    "counts_at",
    "import_for",
    "imports_of",
    "is_child",
    "may_enter",
    "may_open",
    "member_for",
    "members",
    "names",
    "need_lists",
    "of_account",
    "places_of",
    "works_at",
]


def works_at(person: Person | None) -> tuple[str, ...]:
    """Return the places whose persons this one sees and enters; ``""`` is all of them."""
    held = people.grants(person)
    return tuple(
        sorted({each.place_code for each in held if each.role in {*rules.LISTS, OPERATOR}})
    )


def need_lists(person: Person) -> tuple[str, ...]:
    """Return `works_at`; raises `NotFound` when the person works for no place."""
    codes = works_at(person)
    if not codes:
        raise NotFound
    return codes


def counts_at(person: Person) -> tuple[str, ...]:
    """Return the places whose persons this one may count: those who work there, and officers.

    Raises:
        NotFound: there are none.
    """
    codes = {*works_at(person), *people.places_of(person, "officer")}
    if not codes:
        raise NotFound
    return ("",) if "" in codes else tuple(sorted(codes))


def may_enter(person: Person | None, place_code: str) -> bool:
    """Tell whether the person enters others of this place: clerks, helpers and doctors."""
    return any(place_code.startswith(code) for code in works_at(person))


def members(person: Person) -> "QuerySet[Member]":
    """Return the persons of the places that this one works for; merged rows stand for nobody."""
    codes = works_at(person)
    if "" in codes:
        return Member.objects.filter(merged_into=None)
    lives, stays = Q(pk__in=[]), Q(pk__in=[])
    for code in codes:
        lives |= Q(place_code__startswith=code)
        stays |= Q(place_code__startswith=code)
    there = Stay.objects.filter(stays).values("member_id")
    return Member.objects.filter(lives | Q(pk__in=there), merged_into=None)


def member_for(person: Person, member_id: int) -> Member:
    """Return a person of the places that this one works for, or their own row.

    A row that was merged leads to the one it went into.

    Raises:
        NotFound: there is none, or it is none of their business.
    """
    found = kept_of(member_id)
    if found is None:
        raise NotFound
    own = found.account_id is not None and found.account_id == person.pk
    if not own and not _covered(works_at(person), places_of(found)):
        raise NotFound
    return found


def of_account(person: Person | None) -> Member | None:
    """Return the row of this account's owner, if they are on the roster."""
    if person is None:
        return None
    return Member.objects.filter(account_id=person.pk, merged_into=None).first()


def places_of(member: Member) -> tuple[str, ...]:
    """Return where the person lives, and where else they take part."""
    stays = Stay.objects.filter(member_id=member.pk).order_by("place_code")
    return (member.place_code, *stays.values_list("place_code", flat=True))


def is_child(member: Member) -> bool:
    """Tell whether the person is under 14: then all about them is sensitive."""
    return member.birth_on is not None and rules.age(member.birth_on, today()) < CHILD


def names(person: Person | None, ids: Collection[int]) -> dict[int, str]:
    """Return by id the names of these persons: whole to who may see them, else ``王*``.

    A clerk, helper, doctor, teacher or assessor of their place sees whole names; of children under
    14 only the clerk and the teacher do. Everybody sees their own.
    """
    held = people.grants(person)
    into = kept(ids)
    rows = {row.pk: row for row in Member.objects.filter(pk__in=set(into.values()))}
    stays: dict[int, list[str]] = {}
    for member_id, code in Stay.objects.filter(member_id__in=rows).values_list(
        "member_id", "place_code"
    ):
        stays.setdefault(member_id, []).append(code)
    shown = {}
    for pk, row in rows.items():
        places = [row.place_code, *stays.get(pk, [])]
        own = person is not None and row.account_id == person.pk
        may = own or rules.sees_name(held, places, is_child=is_child(row))
        shown[pk] = unseal(row.name_sealed) if may else row.name_masked
    return {asked: shown[pk] for asked, pk in into.items()}


def may_open(person: Person | None, field: str, member: Member) -> bool:
    """Tell whether one of the person's roles opens this field, given a reason and a consent."""
    held = people.grants(person)
    found = rules.purposes_to_open(held, field, places_of(member), is_child=is_child(member))
    return bool(found)


def imports_of(person: Person) -> "QuerySet[RosterImport]":
    """Return the lists that the person brought in, newest first; raises `NotFound`."""
    codes = need_lists(person)
    found = RosterImport.objects.select_related("by").order_by("-at")
    return found if "" in codes else found.filter(by=person)


def import_for(person: Person, import_id: int) -> RosterImport:
    """Return an import of the person's own; raises `NotFound`."""
    found = imports_of(person).filter(pk=import_id).first()
    if found is None:
        raise NotFound
    return found


def _covered(codes: Iterable[str], places: Iterable[str]) -> bool:
    return any(place.startswith(code) for code in codes for place in places)
