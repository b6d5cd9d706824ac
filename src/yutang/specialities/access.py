"""Doors of the specialities room: what is counted is public, plans are once they are agreed.

A village's side is whoever is clerk of the village, its town or above; the county's side is
whoever is clerk of the county or above. So a county's clerk may write for a village that has
nobody, and the diary says who did.
"""

from django.db.models import Q, QuerySet

from yutang.kernel.errors import NotFound
from yutang.people import access as people
from yutang.people.access import Person
from yutang.people.rules import covers
from yutang.specialities.models import Plan, Task
from yutang.specialities.rules.plans import PUBLIC, Side

_COUNTY_DIGITS = 6


def sides(person: Person | None, place_code: str) -> frozenset[Side]:
    """Return for whom the person speaks at a village or town."""
    held = people.grants(person)
    spoken: set[Side] = set()
    if covers(held, "clerk", place_code):
        spoken.add("village")
    if covers(held, "clerk", place_code[:_COUNTY_DIGITS]):
        spoken.add("county")
    return frozenset(spoken)


def works_at(person: Person | None, code: str) -> bool:
    """Tell whether the person is clerk of a place: they see drafts and every product's rows."""
    return people.may(person, "clerk", code)


def plans_of(person: Person | None) -> QuerySet[Plan]:
    """Return the plans that a reader may see: public ones, and all of the places they work at."""
    seen = Q(state__in=PUBLIC)
    for code in people.places_of(person, "clerk"):
        seen |= Q(place_code__startswith=code)
    return Plan.objects.filter(seen).order_by("place_code", "-id")


def plan_for(person: Person | None, plan_id: int) -> Plan:
    """Return a plan that the reader may see.

    Raises:
        NotFound: there is none, or it is not public and not theirs.
    """
    found = plans_of(person).filter(pk=plan_id).first()
    if found is None:
        raise NotFound
    return found


def plan_to_write(person: Person | None, plan_id: int) -> Plan:
    """Return a plan of a place where the person speaks for the village; raises `NotFound`."""
    found = Plan.objects.filter(pk=plan_id).first()
    if found is None or "village" not in sides(person, found.place_code):
        raise NotFound
    return found


def task_to_work(person: Person | None, task_id: int) -> Task:
    """Return a task of a plan that the person may write; raises `NotFound`."""
    found = Task.objects.select_related("plan").filter(pk=task_id).first()
    if found is None or "village" not in sides(person, found.plan.place_code):
        raise NotFound
    return found


def writes(person: Person | None) -> bool:
    """Tell whether the person writes plans anywhere."""
    return bool(people.places_of(person, "clerk"))


def need_writer(person: Person | None) -> tuple[str, ...]:
    """Return the places for which the person may write plans; raises `NotFound` for none."""
    codes = people.places_of(person, "clerk")
    if not codes:
        raise NotFound
    return codes
