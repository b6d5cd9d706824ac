"""Doors of the honours room: an application is its applicant's and of the offices over its place.

A clerk of the place acts for it (a village's clerk for the village, the county's for everybody in
it). Each level is decided by clerks of the place that decides there: the county, the city, the
province; operators are all of these. Nobody decides what they began, handed in or hold themselves.
"""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from yutang.honours.errors import OwnCase
from yutang.honours.models import Application, Honour, Objection, Paper
from yutang.honours.rules import kinds, steps
from yutang.kernel.errors import NotFound
from yutang.people import access as people
from yutang.people.access import GrantView, Person
from yutang.people.rules import OPERATOR, covers
from yutang.shops import access as shops

# Other rooms take the names of the types from here; the tables stay this room's own.
__all__ = [
    "Application",
    "Honour",
    "acts_for",
    "application_for",
    "applications_of",
    "applications_within",
    "holds",
    "honour_to_watch",
    "is_office",
    "is_own",
    "levels",
    "looks_at",
    "may_apply",
    "need_office",
    "need_offices",
    "objection_for",
    "offices",
    "paper_for",
    "turn",
    "watches",
]


def applications_of(person: Person, held: tuple[GrantView, ...]) -> QuerySet[Application]:
    """Return the applications that the person began, or that are for what they hold.

    `held` are the person's grants: a clerk of a village or town serves it.
    """
    ours = Q(made_by=person) | Q(producer__person=person) | Q(station__keeper=person)
    if not offices(held):  # else these are shops that the clerk registers, not keeps
        ours |= Q(shop__in=shops.shops_of(person))
    for grant in held:
        if grant.role == "clerk" and len(grant.place_code) > kinds.DIGITS["county"]:
            ours |= Q(place_code=grant.place_code)
    return _applications().filter(ours)


def may_apply(person: Person) -> bool:
    """Tell whether the person has something of their own to apply for."""
    return (
        person.producers.exists()
        or person.stations.filter(closed_at=None).exists()
        or shops.shops_of(person).exists()
    )


def offices(held: Iterable[GrantView]) -> tuple[str, ...]:
    """Return the codes of the places where somebody with these grants is a clerk."""
    codes = {grant.place_code for grant in held if grant.role in {"clerk", OPERATOR}}
    return tuple(sorted(codes))


def need_offices(person: Person) -> tuple[str, ...]:
    """Return the codes of the places where the person is a clerk.

    Raises:
        NotFound: they are clerk nowhere.
    """
    codes = offices(people.grants(person))
    if not codes:
        raise NotFound
    return codes


def applications_within(codes: Iterable[str]) -> QuerySet[Application]:
    """Return the applications of these places and of all that lies in them."""
    there = Q(pk__in=[])
    for code in codes:
        there |= Q(place_code__startswith=code)
    return _applications().filter(there)


def application_for(person: Person, application_id: int) -> Application:
    """Return the application with its rule; raises `NotFound` to whom it does not concern."""
    found = _applications().filter(pk=application_id).first()
    if found is None or not (acts_for(person, found) or looks_at(person, found)):
        raise NotFound
    return found


def acts_for(person: Person, application: Application) -> bool:
    """Tell whether the person may write and hand in this application."""
    if application.made_by_id == person.pk or _holds(person, application):
        return True
    return people.may(person, "clerk", application.place_code)


def looks_at(person: Person, application: Application) -> bool:
    """Tell whether the person is of an office that decides on it, at any of its levels."""
    held = people.grants(person)
    return any(
        covers(held, "clerk", kinds.decider(level, application.place_code))
        for level in levels(application)
    )


def levels(application: Application) -> tuple[kinds.Level, ...]:
    """Return the levels that decide on the application; of a draft all that could."""
    version = application.version
    last = "province" if version is None else version.last_level
    return kinds.levels(application.applicant, last)


def is_own(person: Person, application: Application) -> bool:
    """Tell whether the person is a party to the application: began, handed in, wrote, holds."""
    if application.made_by_id == person.pk or _holds(person, application):
        return True
    return (
        application.submissions.filter(by=person).exists()
        or application.papers.filter(added_by=person).exists()
    )


def is_office(person: Person, level: str, place_code: str) -> bool:
    """Tell whether the person decides at this level over this place."""
    return people.may(person, "clerk", kinds.decider(level, place_code))


def turn(application: Application) -> str:
    """Return the level whose turn it is; the last one's from the notice to the award."""
    if application.state in steps.LOOKED_AT:
        return application.state
    if application.state in {steps.NOTICE, steps.READY}:
        return levels(application)[-1]
    return ""


def need_office(person: Person, level: str, application: Application) -> None:
    """Go on only for somebody of this level's office who is no party.

    Raises:
        NotFound: the office is another's.
        OwnCase: it is their own application.
    """
    if not is_office(person, level, application.place_code):
        raise NotFound
    if is_own(person, application):
        raise OwnCase


def paper_for(person: Person, application_id: int, paper_id: int) -> Paper:
    """Return a paper of an application that the person may see; raises `NotFound`."""
    application = application_for(person, application_id)
    found = application.papers.filter(pk=paper_id).first()
    if found is None:
        raise NotFound
    return found


def objection_for(person: Person, objection_id: int) -> Objection:
    """Return an objection to somebody of the office that awards; raises `NotFound`, `OwnCase`."""
    found = Objection.objects.select_related("application__version").filter(pk=objection_id).first()
    if found is None:
        raise NotFound
    need_office(person, levels(found.application)[-1], found.application)
    return found


def honour_to_watch(person: Person, honour: Honour) -> None:
    """Go on only for somebody of the office that awarded, who is no party; as `need_office`."""
    need_office(person, levels(honour.application)[-1], honour.application)


def watches(person: Person | None, honour: Honour) -> bool:
    """Tell whether the person may review, warn and withdraw the honour."""
    if person is None:
        return False
    application = honour.application
    office = is_office(person, levels(application)[-1], application.place_code)
    return office and not is_own(person, application)


def holds(person: Person | None, honour: Honour) -> bool:
    """Tell whether the person speaks for the honour's holder."""
    return person is not None and acts_for(person, honour.application)


def _holds(person: Person, application: Application) -> bool:
    producer, station = application.producer, application.station
    if producer is not None and producer.person_id == person.pk:
        return True
    if station is not None and station.keeper_id == person.pk:
        return True
    return application.shop_id is not None and shops.keeps(person, application.shop_id)


def _applications() -> QuerySet[Application]:
    return Application.objects.select_related(
        "version", "producer", "station", "made_by", "notice", "honour"
    )
