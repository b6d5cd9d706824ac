"""Doors of the insurance room: plans are public; periods and registers are for clerks.

A plan is its programme's: who runs that publishes rules. A policy period and its
registers are for clerks of the county; who is insured is shown to them masked.
"""

from django.db.models import Q, QuerySet

from yutang.insurance.models import Enrolment, Plan, PlanVersion, Policy, Roll
from yutang.kernel.errors import NotFound
from yutang.people import access as people
from yutang.people.access import Person
from yutang.programmes import access as programmes

# Other rooms take the names of the types from here; the tables stay this room's own.
__all__ = [
    "Enrolment",
    "Plan",
    "PlanVersion",
    "Policy",
    "Roll",
    "counties_of",
    "insures",
    "insures_at",
    "plan",
    "plan_to_run",
    "plans",
    "policies_for",
    "policy_for",
    "roll_for",
    "runs",
]


def plans() -> QuerySet[Plan]:
    """Return all plans, by name; public."""
    return Plan.objects.select_related("programme").order_by("kind", "name", "pk")


def plan(plan_id: int) -> Plan:
    """Return a plan; public.

    Raises:
        NotFound: there is none.
    """
    found = plans().filter(pk=plan_id).first()
    if found is None:
        raise NotFound
    return found


def runs(person: Person | None, found: Plan) -> bool:
    """Tell whether the person publishes rules of this plan."""
    return programmes.runs(person, found.programme)


def plan_to_run(person: Person, plan_id: int) -> Plan:
    """Return a plan of a programme that the person runs; raises `NotFound` as `plan`."""
    found = plan(plan_id)
    if not runs(person, found):
        raise NotFound
    return found


def counties_of(person: Person | None) -> tuple[str, ...]:
    """Return the codes of the places that the person insures; ``""`` is all."""
    return people.places_of(person, "clerk")


def insures(person: Person | None) -> bool:
    """Tell whether the person insures the people of any place."""
    return bool(counties_of(person))


def insures_at(person: Person | None, code: str) -> bool:
    """Tell whether the person insures the people of this place."""
    return any(code.startswith(held) for held in counties_of(person))


def policies_for(person: Person, found: Plan) -> QuerySet[Policy]:
    """Return the plan's policy periods in the clerk's places, newest first.

    Raises:
        NotFound: the person insures nobody anywhere.
    """
    codes = counties_of(person)
    if not codes:
        raise NotFound
    ours = Q(pk__in=[])
    for code in codes:
        ours |= Q(place_code__startswith=code)
    return found.policies.filter(ours).select_related("version").order_by("-from_on", "place_code")


def policy_for(person: Person, policy_id: int) -> Policy:
    """Return a policy period of the clerk's county.

    Raises:
        NotFound: there is none, or it is not theirs.
    """
    found = Policy.objects.select_related("plan__programme", "version").filter(pk=policy_id).first()
    if found is None or not insures_at(person, found.place_code):
        raise NotFound
    return found


def roll_for(person: Person, roll_id: int) -> Roll:
    """Return a register of the clerk's county; raises `NotFound` as `policy_for`."""
    found = (
        Roll.objects.select_related("policy__plan__programme", "policy__version", "made_by")
        .filter(pk=roll_id)
        .first()
    )
    if found is None or not insures_at(person, found.policy.place_code):
        raise NotFound
    return found
