"""Who writes agreements, promises and decisions; what was promised is public."""

from django.db.models import Q, QuerySet

from yutang.kernel.errors import NotFound
from yutang.people import access as people
from yutang.people.access import Person
from yutang.promises.models import Agreement, Evidence, Promise

# Other rooms take the names of the types from here; the tables stay this room's own.
__all__ = [
    "Agreement",
    "Promise",
    "agreement",
    "agreement_to_write",
    "answers_for",
    "evidence_for",
    "need_writer",
    "promise",
    "promise_to_hand_over",
    "promise_to_write",
    "promises_of",
    "writes",
    "writes_at",
]


def writes_at(person: Person | None) -> tuple[str, ...]:
    """Return the places whose agreements the person writes: clerks and programme officers."""
    held = {*people.places_of(person, "clerk"), *people.places_of(person, "officer")}
    return ("",) if "" in held else tuple(sorted(held))


def writes(person: Person | None, place_code: str) -> bool:
    """Tell whether the person writes agreements of this place."""
    return any(place_code.startswith(code) for code in writes_at(person))


def need_writer(person: Person) -> tuple[str, ...]:
    """Return `writes_at`; raises `NotFound` when there are none."""
    codes = writes_at(person)
    if not codes:
        raise NotFound
    return codes


def agreement(agreement_id: int) -> Agreement:
    """Return an agreement; what was signed is public. Raises `NotFound`."""
    found = Agreement.objects.filter(pk=agreement_id).first()
    if found is None:
        raise NotFound
    return found


def agreement_to_write(person: Person, agreement_id: int) -> Agreement:
    """Return an agreement of the person's places; raises `NotFound`."""
    found = agreement(agreement_id)
    if not writes(person, found.place_code):
        raise NotFound
    return found


def promise(promise_id: int) -> Promise:
    """Return a promise; promises are public. Raises `NotFound`."""
    found = Promise.objects.select_related("clause__agreement", "owner").filter(pk=promise_id)
    first = found.first()
    if first is None:
        raise NotFound
    return first


def answers_for(person: Person | None, found: Promise) -> bool:
    """Tell whether the person writes for this promise: its owner, or a writer of its place."""
    if person is None:
        return False
    return found.owner_id == person.pk or writes(person, found.clause.agreement.place_code)


def promise_to_write(person: Person, promise_id: int) -> Promise:
    """Return a promise that the person writes for; raises `NotFound`."""
    found = promise(promise_id)
    if not answers_for(person, found):
        raise NotFound
    return found


def promise_to_hand_over(person: Person, promise_id: int) -> Promise:
    """Return a promise of the person's places, whoever answers for it; raises `NotFound`."""
    found = promise(promise_id)
    if not writes(person, found.clause.agreement.place_code):
        raise NotFound
    return found


def promises_of(person: Person) -> "QuerySet[Promise]":
    """Return the promises that the person writes for."""
    ours = Q(owner=person)
    for code in writes_at(person):
        ours |= Q(clause__agreement__place_code__startswith=code)
    found = Promise.objects.filter(ours).select_related("clause__agreement", "owner")
    return found.order_by("due_on", "pk")


def evidence_for(person: Person, evidence_id: int) -> Evidence:
    """Return an entry whose file the person may open; raises `NotFound`."""
    found = Evidence.objects.select_related("promise__clause__agreement").filter(pk=evidence_id)
    first = found.first()
    if first is None or not first.file_digest or not answers_for(person, first.promise):
        raise NotFound
    return first
