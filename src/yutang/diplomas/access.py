"""Doors of the diplomas room: a diploma is its holder's, its office's and whoever issued it."""

from django.db.models import Q, QuerySet

from yutang.diplomas.models import Diploma, SigningKey
from yutang.kernel.errors import NotFound
from yutang.people import access as people
from yutang.people.access import Person
from yutang.roster import access as roster
from yutang.roster.queries import faces


def mine(person: Person) -> QuerySet[Diploma]:
    """Return the diplomas that the person holds."""
    return Diploma.objects.filter(member_id__in=_own_rows(person)).order_by("-on", "-pk")


def offices(person: Person | None) -> tuple[str, ...]:
    """Return the codes of the places in whose name the person issues; ``""`` is all."""
    return people.places_of(person, "clerk")


def issued_under(person: Person) -> QuerySet[Diploma]:
    """Return the diplomas that the person's offices issued.

    Raises:
        NotFound: they have no office.
    """
    codes = offices(person)
    if not codes:
        raise NotFound
    ours = Q(pk__in=[])
    for code in codes:
        ours |= Q(place_code__startswith=code)
    return Diploma.objects.filter(ours).order_by("-pk")


def holds(person: Person, diploma: Diploma) -> bool:
    """Return whether the diploma is the person's own."""
    return diploma.member_id is not None and diploma.member_id in _own_rows(person)


def decides(person: Person, diploma: Diploma) -> bool:
    """Return whether the person may take the diploma back: a clerk of its office."""
    return people.may(person, "clerk", diploma.place_code)


def diploma_for(person: Person, number: str) -> Diploma:
    """Return a diploma that the person holds, whose office is theirs, or that they issued.

    Raises:
        NotFound: there is none, or it is none of their business.
    """
    found = Diploma.objects.select_related("member", "issued_by").filter(number=number).first()
    if found is None:
        raise NotFound
    if not (holds(person, found) or decides(person, found) or found.issued_by_id == person.pk):
        raise NotFound
    return found


def diploma_to_revoke(person: Person, number: str) -> Diploma:
    """Return a diploma of the person's office, which is not their own; raises `NotFound`."""
    found = diploma_for(person, number)
    if holds(person, found) or not decides(person, found):
        raise NotFound
    return found


def need_operator(person: Person) -> None:
    """Go on only for who makes and withdraws keys. Raises `NotFound`."""
    people.require_operator(person)


def signing_key(kid: str) -> SigningKey:
    """Return the key of this id, its row locked; raises `NotFound`."""
    found = SigningKey.objects.select_for_update().filter(kid=kid).first()
    if found is None:
        raise NotFound
    return found


def _own_rows(person: Person) -> list[int]:
    """Return the rows of the roster that stand for the person, merged ones among them."""
    own = roster.of_account(person)
    return [] if own is None else faces(own.pk)
