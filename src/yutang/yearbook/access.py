"""Doors of the yearbook: what is known is public; clerks of a place tell and correct it."""

from yutang.kernel.errors import NotFound
from yutang.people import access as people
from yutang.people.access import Person
from yutang.yearbook.models import Fact, Report


def may_tell(person: Person | None, place_code: str) -> bool:
    """Return whether the person tells facts of the place: its clerks, and those above them."""
    return people.may(person, "clerk", place_code)


def need_teller(person: Person | None, place_code: str) -> None:
    """Go on only for a clerk of the place.

    Raises:
        NotFound: they are not.
    """
    people.require(person, "clerk", place_code)


def office_of(person: Person, place_code: str) -> str:
    """Return the place whose office the person acts for: the nearest of their grants; or none."""
    held = people.places_of(person, "clerk")
    return max((code for code in held if place_code.startswith(code)), key=len, default="")


def fact_for(person: Person, fact_id: int) -> Fact:
    """Return a fact of a place where the person is clerk; raises `NotFound` to others."""
    found = Fact.objects.select_related("report", "source").filter(pk=fact_id).first()
    if found is None:
        raise NotFound
    need_teller(person, found.place_code)
    return found


def evidence_for(person: Person, report_id: int) -> Report:
    """Return a report with its evidence, to clerks of all places it tells of, and officers.

    Raises:
        NotFound: there is none, or it is not theirs to see.
    """
    found = Report.objects.filter(pk=report_id).exclude(evidence="").first()
    if found is None:
        raise NotFound
    first = found.facts.order_by("id").first()
    place = first.place_code if first is not None else found.office_code
    if not may_tell(person, place) and not people.may(person, "officer", place):
        raise NotFound
    return found
