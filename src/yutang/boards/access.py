"""Who sees how much of a board: everybody what is public; who works there, small groups too."""

from yutang.kernel.errors import NotFound
from yutang.people import access as people
from yutang.people.access import Person
from yutang.places import access as places
from yutang.places.errors import BadCode, UnknownPlace

ROLES = ("clerk", "officer")


def place(code: str) -> str:
    """Return the code of a place as the tree spells it; empty is the whole country.

    Raises:
        NotFound: there is no such place.
    """
    if not code:
        return ""
    try:
        return places.place(code).code
    except (BadCode, UnknownPlace) as error:
        raise NotFound from error


def sees_all(person: Person | None, code: str) -> bool:
    """Tell whether the person works for the place: its clerks and officers, operators."""
    return any(people.may(person, role, code) for role in ROLES)
