"""Doors of the channel room: who recommends, who checks, who runs a channel.

A city recommends: whoever is clerk of a whole prefecture, or of more. The province checks: clerks
of a whole province, and operators. Nobody decides about what they recommended themselves (the
actions see to it). Channels and what they list are public.
"""

from django.db.models import Q, QuerySet

from yutang.channel.models import Candidate, Channel, Listing, Recommendation
from yutang.channel.rules.recommending import CITY_DIGITS, PROVINCE_DIGITS
from yutang.kernel.errors import NotFound
from yutang.people import access as people
from yutang.people.access import Person


def cities_of(person: Person) -> tuple[str, ...]:
    """Return codes of at most four digits under which the person recommends; ``""`` is all."""
    return tuple(c for c in people.places_of(person, "clerk") if len(c) <= CITY_DIGITS)


def provinces_of(person: Person) -> tuple[str, ...]:
    """Return codes of provinces where the person checks; ``""`` is all."""
    return tuple(c for c in people.places_of(person, "clerk") if len(c) <= PROVINCE_DIGITS)


def need_desk(person: Person) -> tuple[str, ...]:
    """Return where the person recommends or checks.

    Raises:
        NotFound: nowhere.
    """
    codes = cities_of(person)
    if not codes:
        raise NotFound
    return codes


def recommends_for(person: Person, city_code: str) -> bool:
    return any(city_code.startswith(code) for code in cities_of(person))


def checks(person: Person, city_code: str) -> bool:
    return any(city_code.startswith(code) for code in provinces_of(person))


def runs_channels(person: Person | None) -> bool:
    """Tell whether the person makes channels, their checklists, and brings county lists."""
    return people.may(person, "operator", "")


def channel_to_run(person: Person, channel_id: int) -> Channel:
    """Return a channel for an operator; raises `NotFound` for others."""
    people.require_operator(person)
    return channel(channel_id)


def channel(channel_id: int) -> Channel:
    """Return a channel; they are public. Raises `NotFound`: there is none."""
    found = Channel.objects.filter(pk=channel_id).first()
    if found is None:
        raise NotFound
    return found


def recommendations_of(person: Person) -> "QuerySet[Recommendation]":
    """Return the recommendations of the person's cities, those of a province's for who checks."""
    ours = Q(pk__in=[])
    for code in cities_of(person):
        ours |= Q(city_code__startswith=code)
    return Recommendation.objects.filter(ours).select_related("channel", "made_by")


def recommendation_for(person: Person, recommendation_id: int) -> Recommendation:
    """Return a recommendation that the person's city made, or that they check.

    Raises:
        NotFound: there is none, or it is neither.
    """
    found = recommendations_of(person).filter(pk=recommendation_id).first()
    if found is None:
        raise NotFound
    return found


def candidate_for(person: Person, candidate_id: int) -> Candidate:
    """Return a recommended good; raises `NotFound` as `recommendation_for`."""
    rows = Candidate.objects.select_related("recommendation__checklist", "channel", "decided_by")
    found = rows.filter(pk=candidate_id).first()
    if found is None or not recommends_for(person, found.recommendation.city_code):
        raise NotFound
    return found


def candidate_to_check(person: Person, candidate_id: int) -> Candidate:
    """Return a recommended good of the person's provinces; raises `NotFound` for others."""
    found = candidate_for(person, candidate_id)
    if not checks(person, found.recommendation.city_code):
        raise NotFound
    return found


def listing_to_keep(person: Person, listing_id: int) -> Listing:
    """Return a listing whose good the person checks; raises `NotFound` for others."""
    rows = Listing.objects.select_related("candidate__recommendation")
    found = rows.filter(pk=listing_id).first()
    if found is None or not checks(person, found.candidate.recommendation.city_code):
        raise NotFound
    return found
