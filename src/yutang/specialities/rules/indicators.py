"""The indicators a plan's goals may name: figures that rooms offer by these names.

Never typed: what stands today is read from the figure, whoever offers it.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

SALES = "specialities.sales_yuan"
PRODUCERS = "specialities.producers"
MARKS = "specialities.marks"

SUMS: dict[str, bool] = {
    SALES: True,
    PRODUCERS: True,
    MARKS: False,
    "shops.active_shops": True,
    "shops.shops": True,
    "shops.ecommerce_sales": True,
    "yearbook.leading_households": True,
    "yearbook.leading_income_yuan": True,
    "yearbook.coop_member_households": True,
    "yearbook.ecommerce_sales_yuan": True,
    "yearbook.broadband_households": True,
    "yearbook.income_per_head_yuan": False,
    "yearbook.logistics_days": False,
    "yearbook.logistics_cost_yuan": False,
}
"""Name → whether the values of villages add up to their county's. One mark may be held in several
villages; incomes, days and costs are means."""


class GoalLine(NamedTuple):
    """One goal of one village's plan, with its value of today."""

    figure: str
    baseline: Decimal
    target: Decimal
    value: Decimal | None


class GoalSum(NamedTuple):
    """Goals of several plans added. `known`: of how many of the `plans` today's value is known."""

    figure: str
    plans: int
    baseline: Decimal
    target: Decimal
    value: Decimal
    known: int


def sums(goals: Iterable[GoalLine]) -> list[GoalSum]:
    """Return the sums of goals, by figure, of those that add up; order is no matter."""
    found: dict[str, GoalSum] = {}
    for goal in goals:
        if SUMS.get(goal.figure):
            so_far = found.get(goal.figure) or GoalSum(
                goal.figure, 0, Decimal(0), Decimal(0), Decimal(0), 0
            )
            found[goal.figure] = GoalSum(
                goal.figure,
                so_far.plans + 1,
                so_far.baseline + goal.baseline,
                so_far.target + goal.target,
                so_far.value + (goal.value or Decimal(0)),
                so_far.known + (goal.value is not None),
            )
    return [found[name] for name in SUMS if name in found]
