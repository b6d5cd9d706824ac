"""Reads of the programmes room. Other rooms call `view`, `views`, `choices` and `running_at`."""

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
    "ProgrammeView",
    "choices",
    "fund_has",
    "has",
    "listed",
    "planned",
    "purpose_has",
    "running_at",
    "seen",
    "spent",
    "view",
    "views",
    "word",
]
