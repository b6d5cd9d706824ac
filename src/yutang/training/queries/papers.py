"""Diplomas of classes, as the diplomas room keeps them: by class and enrolment."""

from collections.abc import Iterable

from yutang.diplomas import queries as diplomas
from yutang.diplomas.queries import DiplomaView
from yutang.training.models import Enrolment

CAUSE = "training.class"


def diploma_key(enrolment: Enrolment) -> str:
    """Return the key under which the diploma of this enrolment is issued: once."""
    return f"{enrolment.cohort_id}:{enrolment.pk}"


def diplomas_of(enrolments: Iterable[Enrolment]) -> dict[int, DiplomaView]:
    """Return by enrolment the diploma that was issued for it; none for who has none."""
    keys = {diploma_key(row): row.pk for row in enrolments}
    if not keys:
        return {}
    return {keys[key]: view for key, view in diplomas.by_cause(CAUSE, list(keys)).items()}
