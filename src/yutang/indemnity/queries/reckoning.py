"""What the plan's rule pays for a case, with every step, as it stands at this moment."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet, Sum

from yutang.indemnity.models import Case, State
from yutang.indemnity.rules.filing import Figures
from yutang.insurance import queries as insurance
from yutang.insurance import rules
from yutang.insurance.rules import Bill, Breakdown
from yutang.roster import queries as roster

PAID_OUT = (State.APPROVED, State.PAID)


def reckon(case: Case, figures: Figures) -> Breakdown:
    """Return what the rule pays for these figures, less what the person had in the period.

    Whoever approves has locked the person's cases before (`actions.deciding`).

    Raises:
        BadBill
    """
    return rules.benefit(rule_of(case), bill_of(case, figures))


def rule_of(case: Case) -> rules.Rule:
    """Return the version of the rule by which the person is insured."""
    return insurance.cover(case.enrolment_id).rule


def bill_of(case: Case, figures: Figures) -> Bill:
    """Return the case as the rule reads it."""
    cover, before = insurance.cover(case.enrolment_id), same_period(case)
    return Bill(
        event=case.event,
        total_fen=figures.total_fen,
        public_paid_fen=figures.public_paid_fen,
        others_paid_fen=figures.others_paid_fen,
        on=case.happened_on,
        covered_from=cover.from_on,
        covered_to=cover.to_on,
        paid_before_fen=before.aggregate(sum=Sum("approved_fen"))["sum"] or 0,
        sums_before=frozenset(before.values_list("event", flat=True)),
    )


def same_period(case: Case) -> QuerySet[Case]:
    """Return the person's other approved cases of the same plan and period."""
    return Case.objects.filter(
        member_id__in=roster.faces(case.member_id),
        policy_id=case.policy_id,
        state__in=PAID_OUT,
    ).exclude(pk=case.pk)


def steps_of(found: Breakdown) -> list[Mapping[str, Any]]:
    """Return a reckoning as a stage keeps it."""
    return [
        {
            "code": str(step.code),
            "fen": step.fen,
            "left_fen": step.left_fen,
            "percent": None if step.percent is None else str(step.percent),
            "above_fen": step.above_fen,
            "part_fen": step.part_fen,
            "days": step.days,
        }
        for step in found.steps
    ]


def figures_of(bill: Bill) -> dict[str, Any]:
    """Return the inputs of a reckoning as a stage keeps them: enough to reckon again."""
    return {
        "event": bill.event,
        "on": bill.on.isoformat(),
        "covered_from": bill.covered_from.isoformat(),
        "covered_to": bill.covered_to.isoformat(),
        "total_fen": bill.total_fen,
        "public_paid_fen": bill.public_paid_fen,
        "others_paid_fen": bill.others_paid_fen,
        "paid_before_fen": bill.paid_before_fen,
        "sums_before": sorted(bill.sums_before),
    }
