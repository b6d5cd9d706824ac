"""Who is insured, for clerks: counted, listed masked, found by identity number."""

from collections.abc import Collection

from django.db import connection

from yutang.insurance.models import Policy
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
