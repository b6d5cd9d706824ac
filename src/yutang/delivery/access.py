"""Doors of the delivery room: an address is its owner's; a tariff its producer's or county's.

Who runs a producer's register runs its tariffs; a county's default is the clerks' of that county.
"""

from django.db.models import Q, QuerySet

from yutang.delivery.models import SavedAddress, Tariff
from yutang.goods import access as goods
from yutang.kernel.errors import NotFound
from yutang.people import access as people
from yutang.people.access import Person
from yutang.people.rules import covers


def saved_for(person: Person, saved_id: int) -> SavedAddress:
    """Return an address of the person's own book; anybody else's is not found."""
    saved = SavedAddress.objects.filter(pk=saved_id, person=person).first()
    if saved is None:
        raise NotFound
    return saved


def tariffs_of(person: Person) -> QuerySet[Tariff]:
    """Return the tariffs that the person runs.

    Raises:
        NotFound: neither a producer nor a clerk.
    """
    producers = goods.need_register(person)
    ours = Q(producer__in=producers)
    for code in people.places_of(person, "clerk"):
        ours |= Q(producer=None, county_code__startswith=code)
    return Tariff.objects.filter(ours).select_related("producer").prefetch_related("zones")


def tariff_for(person: Person, tariff_id: int) -> Tariff:
    """Return a tariff that the person runs; raises `NotFound` as `tariffs_of`."""
    tariff = tariffs_of(person).filter(pk=tariff_id).first()
    if tariff is None:
        raise NotFound
    return tariff


def counties_of(person: Person) -> list[str]:
    """Return the counties whose default the person writes: those of the producers they register."""
    codes = goods.producers_of(person).values_list("village_code", flat=True)
    counties = sorted({code[:6] for code in codes})
    held = people.grants(person)
    return [code for code in counties if covers(held, "clerk", code)]


def owner_of(person: Person, producer_id: int | None, county_code: str) -> tuple[int | None, str]:
    """Return the producer and county that a new tariff is of; no producer: the county's own.

    Raises:
        NotFound: neither is the person's to run.
    """
    if producer_id is not None:
        return producer_id, goods.producer_for(person, producer_id).village_code[:6]
    people.require(person, "clerk", county_code)
    return None, county_code
