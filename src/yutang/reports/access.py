"""Doors of the reports room: cards are public; who hands in, decides and corrects is asked here.

A card is handed in and corrected by clerks of its place, and of any place around it; the city's and
the province's word is their officers'. Nobody decides on what they handed in themselves.
"""

from yutang.kernel.errors import NotFound
from yutang.people import access as people
from yutang.people.access import Person
from yutang.reports.errors import NotYourOwn
from yutang.reports.models import Card, CardVersion, Submission
from yutang.reports.rules import steps

# Other rooms take the names of the types from here; the tables stay this room's own.
__all__ = [
    "Card",
    "CardVersion",
    "Submission",
    "decides",
    "decides_at",
    "hands_in",
    "need_decider",
    "need_office",
    "need_writer",
    "number_of",
    "offices",
    "own_places",
]


def hands_in(person: Person | None, place_code: str) -> bool:
    """Tell whether the person hands in and corrects this place's cards; the country's nobody."""
    return bool(place_code) and people.may(person, "clerk", place_code)


def need_writer(person: Person, place_code: str) -> None:
    """Go on only for who hands in this place's cards. Raises `NotFound`."""
    if not hands_in(person, place_code):
        raise NotFound


def decides_at(person: Person | None, level: steps.Level, place_code: str) -> bool:
    """Tell whether the person is an officer of the level's place: of the city, of the province."""
    return people.may(person, "officer", steps.office(level, place_code))


def decides(person: Person | None, version: CardVersion) -> bool:
    """Tell whether the version waits for this person's word."""
    level = steps.turn(version.state, version.card.place_code)
    if person is None or level is None:
        return False
    return decides_at(person, level, version.card.place_code) and not is_party(person, version)


def need_office(person: Person, place_code: str) -> None:
    """Go on only for officers of a place around this one. Raises `NotFound`."""
    if not place_code or not people.may(person, "officer", place_code):
        raise NotFound


def number_of(version_id: int, place_code: str, year: int) -> int:
    """Return the number of a version of this very card; raises `NotFound`."""
    found = CardVersion.objects.filter(
        pk=version_id, card__place_code=place_code, card__year=year
    ).first()
    if found is None:
        raise NotFound
    return found.number


def need_decider(person: Person, level: steps.Level, version: CardVersion) -> None:
    """Go on only for who may decide now.

    Raises:
        NotFound: they are no officer there. NotYourOwn: they handed it in, or approved it before.
    """
    if not decides_at(person, level, version.card.place_code):
        raise NotFound
    if is_party(person, version):
        raise NotYourOwn


def is_party(person: Person, version: CardVersion) -> bool:
    """Tell whether the person began, handed in or decided on the version as it stands."""
    newest = version.submissions.order_by("-number").first()
    if person.pk == version.made_by_id or newest is None:
        return person.pk == version.made_by_id
    return person.pk == newest.by_id or newest.decisions.filter(by=person).exists()


def own_places(person: Person | None) -> tuple[str, ...]:
    """Return the places whose cards the person hands in; ``""`` is the whole country."""
    return people.places_of(person, "clerk")


def offices(person: Person | None) -> tuple[str, ...]:
    """Return the places over whose cards the person decides; ``""`` is the whole country."""
    return people.places_of(person, "officer")
