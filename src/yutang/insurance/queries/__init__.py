"""Reads of the insurance room: `covers` for whoever settles cases, `plans` public, `rolls` and
`insured` for clerks, `counting` persons and person-times by place and year.
"""

from yutang.insurance.queries.covers import Cover, cover, covered, covers, documents
from yutang.insurance.queries.plans import (
    PlanView,
    VersionView,
    plan_view,
    plan_views,
    rule,
    rule_on,
    version_view,
)

__all__ = [
    "Cover",
    "PlanView",
    "VersionView",
    "cover",
    "covered",
    "covers",
    "documents",
    "plan_view",
    "plan_views",
    "rule",
    "rule_on",
    "version_view",
]
