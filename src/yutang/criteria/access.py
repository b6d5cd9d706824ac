"""Doors of the criteria room.

Criteria, national counts and whether a place was identified are for everybody. The numbers that a
verdict came from are not: what one shop in a village sold is its keeper's business. They are for
clerks and officers of the place.
"""

from django.db.models import Q, QuerySet

from yutang.criteria.models import Identification
from yutang.kernel.errors import NotFound
from yutang.people import access as people
from yutang.people.access import Person

_READERS = ("clerk", "officer")


def need_identifier(person: Person, place_code: str) -> None:
    """Go on only for a clerk of the place; raises `NotFound`."""
    people.require(person, "clerk", place_code)


def identifies(person: Person | None) -> tuple[str, ...]:
    """Return the codes of the places that the person may identify; ``""`` is all."""
    return people.places_of(person, "clerk")


def reads(person: Person | None, place_code: str) -> bool:
    """Return whether the person may see the numbers behind verdicts there."""
    return any(place_code.startswith(code) for code in _codes(person))


def need_reader(person: Person | None, place_code: str) -> None:
    """Go on only for whoever may see the numbers behind verdicts there; raises `NotFound`."""
    if not reads(person, place_code):
        raise NotFound


def identifications_of(person: Person) -> QuerySet[Identification]:
    """Return the identifications of the person's places, the newest first.

    Raises:
        NotFound: they are clerk or officer of none.
    """
    codes = _codes(person)
    if not codes:
        raise NotFound
    there = Q(pk__in=[])
    for code in codes:
        there |= Q(place_code__startswith=code)
    return Identification.objects.filter(there).select_related("wording").order_by("-pk")


def identification_for(person: Person | None, identification_id: int) -> Identification:
    """Return an identification of the person's places; raises `NotFound` to others."""
    found = Identification.objects.select_related("wording", "by").filter(pk=identification_id)
    row = found.first()
    if row is None:
        raise NotFound
    need_reader(person, row.place_code)
    return row


def _codes(person: Person | None) -> set[str]:
    return {code for role in _READERS for code in people.places_of(person, role)}


def reads_any(person: Person | None) -> bool:
    """Return whether the person is clerk or officer anywhere."""
    return bool(_codes(person))
