"""Doors of the payouts room: a payee sees what is theirs, clerks of its place run the payouts.

A producer lies in its village, an organisation in its county, a person of the roster where they
live; any other person (a host) belongs to each county in which they hold a role, and else to
operators of the whole country.
"""

from django.db.models import Q, QuerySet

from yutang.kernel.errors import NotFound
from yutang.payouts.models import Advance, BankProfile, Reply, ReplyLine, Run
from yutang.people import access as people
from yutang.people import actions as openings
from yutang.people import queries as persons
from yutang.people.access import Person
from yutang.shares.payees import Payee, payees

_CLERK = "clerk"
_HELPERS = ("doctor", "helper", "clerk")
_ROLES_WITH_SHARES = ("host", "producer", "clerk")


def places_of(person: Person) -> tuple[str, ...]:
    """Return the places whose payouts the person runs; ``""`` is the whole country."""
    return people.places_of(person, _CLERK)


def need_place(person: Person) -> tuple[str, ...]:
    """Return the places whose payouts the person runs.

    Raises:
        NotFound: they run none.
    """
    found = places_of(person)
    if not found:
        raise NotFound
    return found


def require_place(person: Person, place_code: str) -> None:
    """Go on only when the person runs the payouts of this place.

    Raises:
        NotFound
    """
    people.require(person, _CLERK, place_code)


def payees_of_place(place_code: str) -> QuerySet[Payee]:
    """Return the payees that a place's clerks pay; ``""`` is everybody."""
    found = payees()
    if not place_code:
        return found
    held: set[int] = set()
    for role in _ROLES_WITH_SHARES:
        held |= {person.pk for person in persons.holders(role, place_code)}
    return found.filter(
        Q(producer__village_code__startswith=place_code)
        | Q(kind="organisation", place_code__startswith=place_code)
        | Q(member__place_code__startswith=place_code)
        | Q(person_id__in=held)
    )


def payees_of(person: Person) -> QuerySet[Payee]:
    """Return the payees that are this person, on the roster too, or a producer of theirs."""
    mine = Q(person=person) | Q(producer__person=person) | Q(member__account=person)
    return payees().filter(mine).order_by("pk")


def is_own(person: Person, payee: Payee) -> bool:
    """Tell whether the payee is the person, or a producer of theirs."""
    owner = person_of_payee(payee)
    return owner is not None and owner.pk == person.pk


def person_of_payee(payee: Payee) -> Person | None:
    """Return whom a payee's data are about; an organisation's are nobody's own."""
    if payee.producer is not None:
        return payee.producer.person
    if payee.member is not None:
        return payee.member.account
    return payee.person


def payee_for(person: Person, payee_id: int) -> Payee:
    """Return a payee whose statement the person may read: their own, or of their place.

    Raises:
        NotFound
    """
    found = payees().filter(pk=payee_id).first()
    if found is None or not (is_own(person, found) or runs_payee(person, found)):
        raise NotFound
    return found


payee_to_change = payee_for
"""Whoever may read a payee's statement may change where its money goes, a clerk with a reason."""


def payee_to_help(person: Person, payee_id: int) -> Payee:
    """Return a person of the roster whom somebody helps with a first account.

    Raises:
        NotFound
    """
    found = payees().filter(pk=payee_id).first()
    home = found.member.place_code if found is not None and found.member is not None else ""
    if found is None or not any(people.may(person, role, home) for role in _HELPERS if home):
        raise NotFound
    return found


def payee_of_asker(person: Person, payee_id: int) -> Payee:
    """Return the person's own payee, to ask for an advance; nobody asks for somebody else.

    Raises:
        NotFound
    """
    found = payee_for(person, payee_id)
    if not is_own(person, found):
        raise NotFound
    return found


def runs_payee(person: Person, payee: Payee) -> bool:
    """Tell whether the person runs the payouts of this payee's place."""
    codes = places_of(person)
    if payee.producer is not None:
        return any(payee.producer.village_code.startswith(code) for code in codes)
    if payee.member is not None:
        return any(payee.member.place_code.startswith(code) for code in codes)
    if payee.kind == "organisation":
        return any(payee.place_code.startswith(code) for code in codes)
    return any(not code or payees_of_place(code).filter(pk=payee.pk).exists() for code in codes)


def runs_of(person: Person) -> QuerySet[Run]:
    """Return the payout runs of the person's places, the latest first.

    Raises:
        NotFound: they run none.
    """
    found = Run.objects.select_related("made_by", "approved_by", "dropped_by", "profile")
    return found.filter(_within(need_place(person), "place_code")).order_by("-made_at", "-pk")


def run_for(person: Person, run_id: int) -> Run:
    """Return a run of the person's places.

    Raises:
        NotFound
    """
    found = runs_of(person).filter(pk=run_id).first()
    if found is None:
        raise NotFound
    return found


def reply_for(person: Person, reply_id: int) -> Reply:
    """Return a bank's reply about a run of the person's places.

    Raises:
        NotFound
    """
    found = Reply.objects.select_related("run__profile", "by", "confirmed_by")
    mine = found.filter(_within(need_place(person), "run__place_code"), pk=reply_id).first()
    if mine is None:
        raise NotFound
    return mine


def reply_lines_of(person: Person) -> QuerySet[ReplyLine]:
    """Return the confirmed replies' lines of the person's places.

    Raises:
        NotFound: they run none.
    """
    found = ReplyLine.objects.filter(
        _within(need_place(person), "reply__run__place_code"), reply__confirmed_at__isnull=False
    )
    return found.select_related("reply__run", "payout__payee__producer", "payout__payee__person")


def reply_line_for(person: Person, line_id: int) -> ReplyLine:
    """Return a line of a bank's reply of the person's places.

    Raises:
        NotFound
    """
    found = reply_lines_of(person).filter(pk=line_id).first()
    if found is None:
        raise NotFound
    return found


def advances_of(person: Person) -> QuerySet[Advance]:
    """Return the advances that the person asked for as a payee, or answers as a clerk."""
    mine = Q(payee__in=payees_of(person))
    for code in places_of(person):
        mine |= Q(payee__in=payees_of_place(code))
    found = Advance.objects.select_related(
        "payee__producer", "payee__person", "agreed_first", "agreed_second", "answered_by"
    )
    return found.filter(mine).order_by("-asked_at", "-pk")


def advance_for(person: Person, advance_id: int) -> Advance:
    """Return an advance that is the person's own, or of their place.

    Raises:
        NotFound
    """
    found = advances_of(person).filter(pk=advance_id).first()
    if found is None:
        raise NotFound
    return found


def advance_to_answer(person: Person, advance_id: int) -> Advance:
    """Return an advance of the person's place.

    Raises:
        NotFound
    """
    found = advance_for(person, advance_id)
    if not runs_payee(person, found.payee):
        raise NotFound
    return found


def profile_for(person: Person, profile_id: int) -> BankProfile:
    """Return a bank's profile, for operators of the whole country.

    Raises:
        NotFound
    """
    people.require_operator(person)
    found = BankProfile.objects.filter(pk=profile_id).first()
    if found is None:
        raise NotFound
    return found


def note_file(run: Run, by: Person) -> None:
    """Keep that all accounts of a run were opened for the bank's file."""
    openings.record_opening(by, None, "bank accounts", f"payouts:run:{run.pk}", "payout file")


def _within(codes: tuple[str, ...], path: str) -> Q:
    """A run of a place is run by its clerks and by those of places above."""
    found = Q(pk__in=[])
    for code in codes:
        found |= Q(**{f"{path}__startswith": code})
    return found
