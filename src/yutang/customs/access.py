"""Doors of the customs room: clerks write rates and lists; who runs a register, declarations."""

from yutang.kernel.errors import NotFound
from yutang.people import access as people
from yutang.people.access import Person


def need_clerk(person: Person) -> tuple[str, ...]:
    """Return the places whose clerk the person is; ``""`` is all.

    Raises:
        NotFound: of none.
    """
    places = people.places_of(person, "clerk")
    if not places:
        raise NotFound
    return places
