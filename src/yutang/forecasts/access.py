"""Who sees which forecast: market prices are public, a county's sales are for who works for it."""

from django.db.models import Q, QuerySet

from yutang.forecasts.models import SalePlan, Subject, SubjectKind
from yutang.kernel.errors import NotFound
from yutang.live import access as live
from yutang.live.access import Sale
from yutang.people import access as people
from yutang.people.access import Person


def works_at(person: Person | None) -> tuple[str, ...]:
    """Return the places whose sales forecasts the person sees: clerks and programme officers."""
    held = {*people.places_of(person, "clerk"), *people.places_of(person, "officer")}
    return ("",) if "" in held else tuple(sorted(held))


def subjects(person: Person | None) -> "QuerySet[Subject]":
    """Return what the person may see forecasts of."""
    seen = Q(kind=SubjectKind.PRICE)
    for code in works_at(person):
        seen |= Q(kind=SubjectKind.SALES, place_code__startswith=code)
    return Subject.objects.filter(seen)


def subject(person: Person | None, subject_id: int) -> Subject:
    """Return a subject. Raises `NotFound` where there is none for this person."""
    found = subjects(person).filter(pk=subject_id).first()
    if found is None:
        raise NotFound
    return found


def sale_to_rehearse(person: Person, sale_id: int) -> Sale:
    """Return a sale whose decisions the person rehearses: who plans it. Raises `NotFound`."""
    return live.sale_for(person, sale_id, "plan")


def plan(person: Person, plan_id: int) -> SalePlan:
    """Return a rehearsed decision of a sale that the person plans. Raises `NotFound`."""
    found = SalePlan.objects.select_related("sale", "rate").filter(pk=plan_id).first()
    if found is None:
        raise NotFound
    live.sale_for(person, found.sale_id, "plan")
    return found
