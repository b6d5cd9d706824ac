"""Reads of the people room that need no asker: names, demo accounts, what was opened."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from yutang.kernel.errors import NotFound
from yutang.people import rules
from yutang.people.models import Grant, InboxMessage, Opening, Person
from yutang.plumbing.seal import digest, unseal


class InboxView(NamedTuple):
    """A text message of the development inbox."""

    at: datetime
    mobile_tail: str
    text: str


def names(ids: Collection[int]) -> dict[int, str]:
    """Return the names shown of these people, by id."""
    return dict(Person.objects.filter(pk__in=ids).values_list("pk", "name"))


def person(person_id: int) -> Person:
    """Return the person of that id.

    Raises:
        NotFound: there is none.
    """
    found = Person.objects.filter(pk=person_id).first()
    if found is None:
        raise NotFound
    return found


def by_mobile(mobile: str) -> Person | None:
    """Return who has this number, as somebody typed it.

    Raises:
        BadMobile: it is no number.
    """
    return Person.objects.filter(mobile_digest=digest(rules.normal_mobile(mobile))).first()


def holders(role: str, place_code: str) -> list[Person]:
    """Return who holds the role for the place or for one under it, by name."""
    held = Grant.objects.filter(role=role, place_code__startswith=place_code, ended_at=None)
    return list(
        Person.objects.filter(pk__in=held.values("person_id"), is_active=True).order_by(
            "name", "pk"
        )
    )


def holds_demo() -> bool:
    """Return whether this installation has demo accounts."""
    return Person.objects.filter(is_demo=True).exists()


def openings_of(person_id: int, most: int = 20) -> list[Opening]:
    """Return who last opened this person's sealed data, newest first."""
    found = Opening.objects.filter(of_id=person_id).select_related("by")
    return list(found.order_by("-at")[:most])


def openings_about(subjects: Collection[str], most: int = 20) -> list[Opening]:
    """Return who last opened sealed data in these records (``roster:17``), newest first."""
    found = Opening.objects.filter(subject__in=subjects).select_related("by")
    return list(found.order_by("-at")[:most])


def inbox(limit: int = 30) -> list[InboxView]:
    """Return the newest messages of the development inbox; who may read them is the page's rule."""
    rows = InboxMessage.objects.order_by("-pk")[:limit]
    return [InboxView(row.at, row.mobile_tail, unseal(row.text_sealed)) for row in rows]
