"""Doors of the money room: a clerk looks after the money of orders from their places."""

from collections.abc import Sequence
from typing import TypeVar

from django.db.models import Q

from yutang.kernel.errors import NotFound
from yutang.money.models import Attempt, Mismatch, Refund
from yutang.people import access as people
from yutang.people.access import Person

_Row = TypeVar("_Row")
_PLACE = "lot__product__origin_code__startswith"


def places_of_clerk(person: Person) -> tuple[str, ...]:
    """Return the places whose orders' money the person looks after; "" is the whole country.

    Raises:
        NotFound: of none.
    """
    places = people.places_of(person, "clerk")
    if not places:
        raise NotFound
    return places


def is_clerk(person: Person | None) -> bool:
    """Tell whether the person looks after any money at all."""
    return bool(people.places_of(person, "clerk"))


def within(places: Sequence[str], path: str = "order") -> Q:
    """Return the condition for rows whose order (at `path`) comes from these places."""
    condition = Q(pk__in=[])
    for place in places:
        condition |= Q(**{f"{path}__{_PLACE}": place})
    return condition


def transfer_for(person: Person, attempt_id: int) -> Attempt:
    """Return a bank transfer that the person may confirm. Raises `NotFound`."""
    found = Attempt.objects.filter(within(places_of_clerk(person)), pk=attempt_id, provider="bank")
    return _one(found.first())


def refund_for(person: Person, refund_id: int) -> Refund:
    """Return a refund that the person looks after. Raises `NotFound`."""
    return _one(Refund.objects.filter(within(places_of_clerk(person)), pk=refund_id).first())


def mismatch_for(person: Person, mismatch_id: int) -> Mismatch:
    """Return what does not agree; without an order it is the whole country's. Raises `NotFound`."""
    places = places_of_clerk(person)
    return _one(Mismatch.objects.filter(mismatches_within(places), pk=mismatch_id).first())


def mismatches_within(places: Sequence[str]) -> Q:
    """Return the condition for mismatches of these places' orders."""
    condition = within(places, "attempt__order")
    return condition | Q(attempt=None) if "" in places else condition


def _one(found: _Row | None) -> _Row:
    if found is None:
        raise NotFound
    return found
