"""Doors of the stations room: a station is its keeper's, and the clerk's of its place."""

from django.db.models import Q, QuerySet

from yutang.kernel.errors import NotFound
from yutang.people import access as people
from yutang.people.access import Person
from yutang.stations.models import Shelf, Station


def stations_of(person: Person) -> QuerySet[Station]:
    """Return the stations that the person keeps, or that lie in places where they are clerk."""
    ours = Q(keeper=person, closed_at=None)
    for code in people.places_of(person, "clerk"):
        ours |= Q(place_code__startswith=code)
    return Station.objects.filter(ours).select_related("keeper").order_by("place_code", "name")


def need_stations(person: Person) -> QuerySet[Station]:
    """Return the person's stations.

    Raises:
        NotFound: they keep none and register none.
    """
    found = stations_of(person)
    if not registers(person) and not found.exists():
        raise NotFound
    return found


def registers(person: Person) -> tuple[str, ...]:
    """Return the codes of the places whose stations the person registers; ``""`` is all."""
    return people.places_of(person, "clerk")


def station_for(person: Person, station_id: int) -> Station:
    """Return a station that the person keeps or registers.

    Raises:
        NotFound: there is none, or it is not theirs.
    """
    found = stations_of(person).filter(pk=station_id).first()
    if found is None:
        raise NotFound
    return found


def station_to_register(person: Person, station_id: int) -> Station:
    """Return a station of the clerk's places; raises `NotFound` as `station_for`."""
    found = Station.objects.select_related("keeper").filter(pk=station_id).first()
    if found is None:
        raise NotFound
    people.require(person, "clerk", found.place_code)
    return found


def shelf_for(person: Person, shelf_id: int) -> Shelf:
    """Return a shelf of a station that is the person's; raises `NotFound` as `station_for`."""
    found = Shelf.objects.select_related("station").filter(pk=shelf_id).first()
    if found is None:
        raise NotFound
    station_for(person, found.station_id)
    return found
