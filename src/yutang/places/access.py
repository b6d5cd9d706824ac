"""Doors through which other rooms fetch a place and check a code that somebody gave."""

from django.db.models import QuerySet

from yutang.kernel.errors import NotFound
from yutang.people import access as people
from yutang.people.access import Person
from yutang.places import rules
from yutang.places.errors import UnknownPlace, WrongLevel
from yutang.places.models import MatchList, MatchRow, Place
from yutang.places.queries import places
from yutang.places.rules import Level


def place(code: str) -> Place:
    """Return the place of this code; codes filled with zeros (``130827000000``) are understood.

    Raises:
        BadCode: the text is no code at all.
        UnknownPlace: no such place is loaded.
    """
    spellings = rules.spellings(rules.parse_code(code))
    found = {place.code: place for place in places().filter(code__in=spellings)}
    for spelling in spellings:
        if spelling in found:
            return found[spelling]
    raise UnknownPlace(text=code)


def check_code(code: str, *levels: Level) -> str:
    """Return the code of an existing place, as the tree spells it, fit to be stored.

    `levels`, when given, are those allowed.

    Raises:
        BadCode, UnknownPlace: as `place`.
        WrongLevel: the place is of another level.
    """
    found = place(code)
    if levels and found.level not in levels:
        raise WrongLevel(text=found.name)
    return found.code


def brings_lists(person: Person | None) -> bool:
    """Tell whether the person may bring old lists: clerks and operators."""
    return bool(people.places_of(person, "clerk"))


def lists_of(person: Person) -> "QuerySet[MatchList]":
    """Return the lists that the person brought; an operator of the country sees all.

    Raises:
        NotFound: they bring none.
    """
    if not brings_lists(person):
        raise NotFound
    found = MatchList.objects.select_related("by").order_by("-at", "-pk")
    return found if people.may(person, "operator", "") else found.filter(by=person)


def list_for(person: Person, list_id: int) -> MatchList:
    """Return a list of the person's; raises `NotFound` as `lists_of`."""
    found = lists_of(person).filter(pk=list_id).first()
    if found is None:
        raise NotFound
    return found


def row_for(person: Person, list_id: int, row_id: int) -> MatchRow:
    """Return a row of a list of the person's; raises `NotFound` as `lists_of`."""
    found = list_for(person, list_id).rows.filter(pk=row_id).first()
    if found is None:
        raise NotFound
    return found


def decides_for_all(person: Person, code: str) -> bool:
    """Tell whether what the person says of this place holds for the next lists too.

    Who is clerk of it; of an empty code, who is operator of the country.
    """
    return people.may(person, "clerk", code)


def ways_of(person: Person | None) -> tuple[str, ...]:
    """Return the names of the pages for offices that the person may open."""
    if not brings_lists(person):
        return ()
    return ("lists", "successors") if people.may(person, "operator", "") else ("lists",)
