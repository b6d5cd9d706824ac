"""Reads of the training room; other rooms call these."""

from yutang.training.queries.cohorts import (
    CohortView,
    ProgrammeCounts,
    cohort,
    completed,
    counts_of_programme,
    members_of,
    of_programme,
)

__all__ = [
    "CohortView",
    "ProgrammeCounts",
    "cohort",
    "completed",
    "counts_of_programme",
    "members_of",
    "of_programme",
]
