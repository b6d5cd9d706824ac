"""Reads of the programmes room. Other rooms call `view`, `views`, `choices` and `running_at`."""

from yutang.programmes.queries.checks import checks, rules
from yutang.programmes.queries.money import (
    FundView,
    MoneyView,
    arrived_by_fund,
    fund_view,
    fund_views,
    funds,
    granted_by_programme,
    money,
)
from yutang.programmes.queries.tracing import followed, left_of_fund, with_programmes
from yutang.programmes.queries.views import (
    ProgrammeView,
    choices,
    fund_has,
    has,
    listed,
    planned,
    purpose_has,
    running_at,
    seen,
    spent,
    view,
    views,
    word,
)

__all__ = [
    "FundView",
    "MoneyView",
    "ProgrammeView",
    "arrived_by_fund",
    "checks",
    "choices",
    "followed",
    "fund_has",
    "fund_view",
    "fund_views",
    "funds",
    "granted_by_programme",
    "has",
    "left_of_fund",
    "listed",
    "money",
    "planned",
    "purpose_has",
    "rules",
    "running_at",
    "seen",
    "spent",
    "view",
    "views",
    "with_programmes",
    "word",
]
