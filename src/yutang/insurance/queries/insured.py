"""Who is insured, for clerks: counted, listed masked, found by identity number."""

from collections.abc import Collection

from django.db import connection

from yutang.insurance.models import Enrolment, Policy
from yutang.plumbing.statements import load


def insured_among(policy: Policy, ids: Collection[int]) -> tuple[set[int], set[int]]:
    """Return who of these is insured in this period, and who elsewhere in a part of its days.

    Elsewhere: by another period of a plan of the same kind.
    """
    if not ids:
        return set(), set()
    with connection.cursor() as cursor:
        cursor.execute(
            load("insurance", "insured_among"),
            {
                "ids": list(ids),
                "policy": policy.pk,
                "kind": policy.plan.kind,
                "from_on": policy.from_on,
                "to_on": policy.to_on,
            },
        )
        rows = cursor.fetchall()
    here = {member for member, is_here in rows if is_here}
    return here, {member for member, is_here in rows if not is_here} - here


def policy_before(policy: Policy) -> Policy | None:
    """Return the county's period of the same plan before this one."""
    found = Policy.objects.filter(plan_id=policy.plan_id, place_code=policy.place_code)
    return found.filter(to_on__lt=policy.from_on).order_by("-from_on").first()


def left_from(before: Policy | None, policy: Policy) -> int:
    """Return how many of the period before are not insured in this one."""
    if before is None:
        return 0
    again = Enrolment.objects.filter(policy=policy).values("member_id")
    return Enrolment.objects.filter(policy=before).exclude(member_id__in=again).count()


def count_in(policy: Policy | None, ids: Collection[int]) -> int:
    """Return how many of these are insured in a period."""
    if policy is None or not ids:
        return 0
    return Enrolment.objects.filter(policy=policy, member_id__in=ids).count()
