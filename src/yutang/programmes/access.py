"""Doors of the programmes room: a programme is run by its owner and by clerks of its place.

Money of a fund is moved by clerks of the fund's place; operators are clerks everywhere. Who noted
something never confirms it: that is the actions' business and the database's.
"""

from django.db.models import Q, QuerySet

from yutang.kernel.errors import NotFound
from yutang.people import access as people
from yutang.people.access import Person
from yutang.programmes.models import Bill, Donation, Donor, Fund, GivenBack, Grant, Paper, Programme

# Other rooms take the names of the types from here; the tables stay this room's own.
__all__ = [
    "Bill",
    "Donation",
    "Fund",
    "Grant",
    "Programme",
    "bill_for",
    "bill_to_decide",
    "decides",
    "donation_for",
    "donations_of",
    "donors_at",
    "fund_for",
    "funds_at",
    "given_back_for",
    "grant_for",
    "need_clerk",
    "paper_for",
    "programme_for",
    "programmes_at",
    "programmes_decided_at",
    "runs",
    "works",
]


def programmes_at(person: Person | None) -> QuerySet[Programme]:
    """Return the programmes that the person runs, or that lie in places whose clerk they are."""
    if person is None:
        return Programme.objects.none()
    ours = Q(owner=person) | _within(people.places_of(person, "clerk"))
    return Programme.objects.select_related("kind", "scheme").filter(ours)


def works(person: Person | None) -> bool:
    """Tell whether the person has any work with programmes: as a clerk, or because they run one."""
    return bool(people.places_of(person, "clerk")) or (
        person is not None and Programme.objects.filter(owner=person).exists()
    )


def programmes_decided_at(person: Person | None) -> QuerySet[Programme]:
    """Return the programmes whose bills the person may confirm: those of a clerk's places."""
    return Programme.objects.filter(_within(people.places_of(person, "clerk")))


def runs(person: Person | None, programme: Programme) -> bool:
    """Tell whether the person may write for the programme."""
    if person is None:
        return False
    return programme.owner_id == person.pk or decides(person, programme.place_code)


def decides(person: Person | None, place_code: str) -> bool:
    """Tell whether the person is a clerk of the place, and so may confirm what others noted."""
    return people.may(person, "clerk", place_code)


def need_clerk(person: Person, place_code: str) -> None:
    """Go on only for a clerk of the place; raises `NotFound`."""
    people.require(person, "clerk", place_code)


def programme_for(person: Person | None, programme_id: int) -> Programme:
    """Return a programme that the person may write for; raises `NotFound`."""
    found = Programme.objects.select_related("kind", "scheme").filter(pk=programme_id).first()
    if found is None or not runs(person, found):
        raise NotFound
    return found


def funds_at(person: Person | None) -> QuerySet[Fund]:
    """Return the funds of the places whose clerk the person is."""
    return Fund.objects.select_related("scheme").filter(_within(people.places_of(person, "clerk")))


def fund_for(person: Person | None, fund_id: int) -> Fund:
    """Return a fund to a clerk of its place; raises `NotFound`."""
    found = Fund.objects.select_related("scheme").filter(pk=fund_id).first()
    if found is None or not decides(person, found.place_code):
        raise NotFound
    return found


def donors_at(person: Person, place_code: str) -> QuerySet[Donor]:
    """Return the donors that clerks of this place have written down; raises `NotFound`."""
    need_clerk(person, place_code)
    return Donor.objects.filter(place_code=place_code).order_by("public_name", "pk")


def donations_of(person: Person) -> QuerySet[Donation]:
    """Return what the person has given, the newest first."""
    found = Donation.objects.select_related("fund", "donor").filter(donor__account=person)
    return found.order_by("-received_on", "-pk")


def donation_for(person: Person | None, donation_id: int) -> Donation:
    """Return a donation to its donor and to clerks of the fund's place; raises `NotFound`."""
    found = Donation.objects.select_related("fund", "donor").filter(pk=donation_id).first()
    if found is None or person is None:
        raise NotFound
    if found.donor.account_id != person.pk and not decides(person, found.fund.place_code):
        raise NotFound
    return found


def given_back_for(person: Person, given_back_id: int) -> GivenBack:
    """Return what shall go back of a donation, to a clerk of the fund's place; `NotFound`."""
    found = GivenBack.objects.select_related("donation__fund").filter(pk=given_back_id).first()
    if found is None or not decides(person, found.donation.fund.place_code):
        raise NotFound
    return found


def grant_for(person: Person, grant_id: int) -> Grant:
    """Return a grant to a clerk of the fund's place; raises `NotFound`."""
    found = Grant.objects.select_related("fund", "programme").filter(pk=grant_id).first()
    if found is None or not decides(person, found.fund.place_code):
        raise NotFound
    return found


def bill_for(person: Person, bill_id: int) -> Bill:
    """Return a bill to whoever may write for its programme; raises `NotFound`."""
    found = Bill.objects.select_related("programme").filter(pk=bill_id).first()
    if found is None or not runs(person, found.programme):
        raise NotFound
    return found


def bill_to_decide(person: Person, bill_id: int) -> Bill:
    """Return a bill to a clerk of its programme's place; raises `NotFound`."""
    found = bill_for(person, bill_id)
    need_clerk(person, found.programme.place_code)
    return found


def paper_for(person: Person, bill_id: int, paper_id: int) -> Paper:
    """Return a paper of a bill that the person may see; raises `NotFound`."""
    found = bill_for(person, bill_id).papers.filter(pk=paper_id).first()
    if found is None:
        raise NotFound
    return found


def _within(codes: tuple[str, ...]) -> Q:
    there = Q(pk__in=[])
    for code in codes:
        there |= Q(place_code__startswith=code)
    return there
