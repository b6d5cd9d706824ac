"""Payees are made when they are first needed; asked again, the same one is returned."""

from yutang.people.access import Person
from yutang.roster import queries as roster
from yutang.roster.access import Member
from yutang.shares.models import Payee


def payee_of_producer(producer_id: int) -> Payee:
    """Return the payee of a producer."""
    payee, _made = Payee.objects.get_or_create(
        producer_id=producer_id, defaults={"kind": Payee.Kind.PRODUCER}
    )
    return payee


def payee_of_person(person: Person) -> Payee:
    """Return the payee of a person: a host, mostly."""
    payee, _made = Payee.objects.get_or_create(person=person, defaults={"kind": Payee.Kind.PERSON})
    return payee


def payee_of_member(member: Member) -> Payee:
    """Return the payee of somebody of the roster: wages, stipends, insurance money.

    A row that was merged leads to the one it went into. Asked at once twice, it is one payee.
    """
    stands = roster.kept([member.pk]).get(member.pk, member.pk)
    payee, _made = Payee.objects.get_or_create(
        member_id=stands, defaults={"kind": Payee.Kind.MEMBER}
    )
    return payee


def payee_of_organisation(name: str, place_code: str) -> Payee:
    """Return the payee of this name in a county: a carrier, an agency, the county's fund."""
    payee, _made = Payee.objects.get_or_create(
        kind=Payee.Kind.ORGANISATION, name=" ".join(name.split()), place_code=place_code[:6]
    )
    return payee
