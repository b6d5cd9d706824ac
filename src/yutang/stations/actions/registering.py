"""Stations are registered by the clerk of their place."""

from django.db import IntegrityError, transaction

from yutang.kernel.clock import now
from yutang.people import access as people
from yutang.people import actions as accounts
from yutang.people import queries as everybody
from yutang.people.access import Person
from yutang.places import queries as places
from yutang.plumbing.seal import seal
from yutang.stations import rules
from yutang.stations.errors import BadStationPlace, StationTwice
from yutang.stations.models import Station
from yutang.stations.rules import StationFacts

_FOUND_MOST = 5


def register(facts: StationFacts, by: Person) -> Station:
    """Write a station down; its keeper gets an account when the number has none.

    Raises:
        NotFound: the place is not the clerk's.
        BadStation, BadStationPlace, BadMobile, StationTwice: what was given.
    """
    return _keep(Station(made_at=now(), made_by=by), facts, by)


def edit(station_id: int, facts: StationFacts, by: Person) -> Station:
    """Change what is written about a station; raises as `register`."""
    return _keep(Station.objects.get(pk=station_id), facts, by)


def close(station_id: int, by: Person) -> Station:
    """Take a station out of use; what waits there can still be handed over by the clerk."""
    with transaction.atomic():
        station = Station.objects.select_for_update().get(pk=station_id)
        people.require(by, "clerk", station.place_code)
        station.closed_at = station.closed_at or now()
        station.save(update_fields=["closed_at"])
    return station


def _keep(station: Station, facts: StationFacts, by: Person) -> Station:
    said = rules.checked(facts)
    station.place_code = _place(said.place)
    people.require(by, "clerk", station.place_code)
    station.kind, station.name = said.kind, said.name
    station.address, station.hours = said.address, said.hours
    try:
        with transaction.atomic():
            if said.keeper_mobile:
                known = everybody.by_mobile(said.keeper_mobile)
                station.keeper = known or accounts.enrol(said.keeper_mobile, said.name)
            if said.phone:
                station.phone_sealed, station.phone_tail = seal(said.phone), said.phone[-4:]
            station.save()
    except IntegrityError as error:
        raise StationTwice from error
    return station


def _place(said: str) -> str:
    """Return the code of the one place meant. Raises `BadStationPlace`."""
    head = said.split(" ", maxsplit=1)[0]
    found = places.find(head if head.isdigit() else said, _FOUND_MOST)
    if len(found) == 1 or (found and found[0].code == head):
        return found[0].code
    names = places.full_names([place.code for place in found])
    raise BadStationPlace(found="; ".join(f"{code} {name}" for code, name in names.items()) or "–")
