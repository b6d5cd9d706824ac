"""What registers enrolled, in totals; for the public ledger, which names nobody."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import Count

from yutang.insurance.models import Roll, RollState


class EnrolledRoll(NamedTuple):
    """A register that was enrolled: how many persons, and their premiums together, in fen."""

    id: int
    county_code: str
    at: datetime
    persons: int
    premium_fen: int


def enrolled_rolls() -> list[EnrolledRoll]:
    """Return the registers that enrolled anybody, the oldest first: one query."""
    found = Roll.objects.filter(state=RollState.ENROLLED).select_related("policy")
    rows = found.annotate(persons=Count("enrolments")).filter(persons__gt=0).order_by("pk")
    return [
        EnrolledRoll(
            row.pk,
            row.policy.place_code,
            row.enrolled_at,
            row.persons,
            row.persons * row.policy.premium_fen,
        )
        for row in rows
        if row.enrolled_at is not None
    ]
