"""Doors of the placement room: offers on the board are public, persons never.

An offer is run by who made it, by the producer whose it is, and by clerks of its place; a clerk of
the place who made it not, and does not speak for its producer, checks it. An application is its
member's, of who works for the member's places (they help), and of who runs the offer.
"""

from django.db.models import Q, QuerySet

from yutang.goods import access as goods
from yutang.kernel.clock import today
from yutang.kernel.errors import NotFound
from yutang.people import access as people
from yutang.people.access import Person
from yutang.placement.models import Application, Offer, OfferState, Placement
from yutang.roster import access as roster
from yutang.roster.access import Member

# Other rooms take the names of the types from here; the tables stay this room's own.
__all__ = [
    "Application",
    "Offer",
    "Placement",
    "application_for",
    "application_to_decide",
    "applications_of",
    "checks",
    "is_own_offer",
    "may_offer",
    "member_for",
    "offer_for",
    "offer_on_board",
    "offered_at",
    "offers_of",
    "offers_to_check",
    "on_board",
    "placement_for",
    "placements_of",
    "runs",
    "works_at",
]


def may_offer(person: Person) -> bool:
    """Tell whether the person may offer work: clerks, teachers and officers, and producers."""
    return bool(offered_at(person)) or goods.producers_of(person).exists()


def offered_at(person: Person) -> tuple[str, ...]:
    """Return the codes of the places for which the person offers work as an office."""
    codes = {
        grant.place_code
        for grant in people.grants(person)
        if grant.role in {"clerk", "officer", "teacher", "operator"}
    }
    return tuple(sorted(codes))


def on_board() -> QuerySet[Offer]:
    """Return the offers that anybody reads: on the board and not over."""
    return Offer.objects.filter(state=OfferState.PUBLIC, until__gte=today())


def offer_on_board(offer_id: int) -> Offer:
    """Return an offer that anybody reads; raises `NotFound`."""
    found = on_board().filter(pk=offer_id).first()
    if found is None:
        raise NotFound
    return found


def offers_of(person: Person) -> QuerySet[Offer]:
    """Return the offers that the person runs."""
    ours = Q(made_by=person) | Q(producer__person=person)
    for code in people.places_of(person, "clerk"):
        ours |= Q(place_code__startswith=code)
    return Offer.objects.filter(ours)


def offers_to_check(person: Person) -> QuerySet[Offer]:
    """Return the offers that wait for this clerk; raises `NotFound` to others."""
    codes = people.places_of(person, "clerk")
    if not codes:
        raise NotFound
    there = Q(pk__in=[])
    for code in codes:
        there |= Q(place_code__startswith=code)
    waiting = Offer.objects.filter(there, state=OfferState.CHECK)
    return waiting.exclude(made_by=person).exclude(producer__person=person)


def runs(person: Person | None, offer: Offer) -> bool:
    """Tell whether the person runs this offer."""
    if person is None:
        return False
    own = offer.made_by_id == person.pk or _speaks_for(person, offer)
    return own or people.may(person, "clerk", offer.place_code)


def is_own_offer(person: Person, offer: Offer) -> bool:
    """Tell whether the person made the offer or it is their producer's."""
    return offer.made_by_id == person.pk or _speaks_for(person, offer)


def checks(person: Person | None, offer: Offer) -> bool:
    """Tell whether the person may put this offer on the board."""
    if person is None or is_own_offer(person, offer):
        return False
    return people.may(person, "clerk", offer.place_code)


def offer_for(person: Person, offer_id: int) -> Offer:
    """Return an offer to who runs it; raises `NotFound`."""
    found = Offer.objects.select_related("producer", "programme").filter(pk=offer_id).first()
    if found is None or not runs(person, found):
        raise NotFound
    return found


def works_at(person: Person) -> tuple[str, ...]:
    """Return the places whose persons this one helps and follows; raises `NotFound`."""
    return roster.need_lists(person)


def member_for(person: Person, member_id: int) -> Member:
    """Return somebody whom the person may help, or themself; raises `NotFound`."""
    return roster.member_for(person, member_id)


def applications_of(person: Person) -> QuerySet[Application]:
    """Return the person's own applications, and those they sent for others; the latest first."""
    member = roster.of_account(person)
    ours = Q(by=person) if member is None else Q(by=person) | Q(member=member)
    found = Application.objects.filter(ours)
    return found.select_related("offer", "member").order_by("-at")


def application_for(person: Person, application_id: int) -> Application:
    """Return an application to its member and their helpers, and to who runs the offer."""
    found = (
        Application.objects.select_related("offer__producer", "member")
        .filter(pk=application_id)
        .first()
    )
    if found is None:
        raise NotFound
    if not runs(person, found.offer):
        roster.member_for(person, found.member_id)
    return found


def application_to_decide(person: Person, application_id: int) -> Application:
    """Return an application to who runs its offer; raises `NotFound`."""
    found = application_for(person, application_id)
    if not runs(person, found.offer):
        raise NotFound
    return found


def placements_of(person: Person) -> QuerySet[Placement]:
    """Return the placements of members whom the person follows; raises `NotFound`."""
    codes = works_at(person)
    found = Placement.objects.select_related("member")
    if "" in codes:
        return found
    return found.filter(member__in=roster.members(person))


def placement_for(person: Person, placement_id: int) -> Placement:
    """Return a placement to who follows its member; raises `NotFound`."""
    works_at(person)
    found = Placement.objects.select_related("member").filter(pk=placement_id).first()
    if found is None:
        raise NotFound
    roster.member_for(person, found.member_id)
    return found


def _speaks_for(person: Person, offer: Offer) -> bool:
    return offer.producer is not None and offer.producer.person_id == person.pk
