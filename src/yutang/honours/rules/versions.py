"""Which version of a kind's rule holds for a place on a day, and what a version may say. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from yutang.honours.errors import BadTerms
from yutang.honours.rules import kinds
from yutang.honours.rules.demands import Demand

BOUNDS: dict[str, tuple[int, int]] = {
    "notice_days": (3, 30),
    "valid_months": (6, 120),
    "review_months": (3, 36),
    "warning_days": (7, 365),
    "hearing_days": (3, 60),
}
"""What a version may say; `notice_days` are working days, the other days are of the calendar."""
SOURCE_MIN = 4


@dataclass(frozen=True, kw_only=True)
class Terms:
    """One version of the rule of a kind, for a place and all that lies under it."""

    id: int
    kind: str
    place_code: str
    valid_from: date
    valid_to: date | None
    applicants: tuple[str, ...]
    last_level: str
    notice_days: int
    valid_months: int
    review_months: int
    warning_days: int
    hearing_days: int
    source: str
    is_unverified: bool
    demands: tuple[Demand, ...] = field(default=())

    def holds(self, place_code: str, on: date) -> bool:
        """Tell whether the version holds on a day for a place, if no nearer one does."""
        is_here = place_code.startswith(self.place_code)
        return is_here and self.valid_from <= on <= (self.valid_to or on)


def check_terms(terms: Terms, today: date) -> None:
    """Go on only with a version that may be set today: none changes what is past.

    Raises:
        BadTerms: a number outside `BOUNDS`, an applicant that the kind is not for, a last level
            below the first, a beginning in the past, no source.
    """
    for name, (least, most) in BOUNDS.items():
        if not least <= getattr(terms, name) <= most:
            raise BadTerms(name)
    if terms.kind not in kinds.MAY:
        raise BadTerms("kind")
    if not terms.applicants or not set(terms.applicants) <= set(kinds.MAY[terms.kind]):
        raise BadTerms("applicants")
    if not all(kinds.levels(applicant, terms.last_level) for applicant in terms.applicants):
        raise BadTerms("last_level")
    if terms.valid_from < today:
        raise BadTerms("valid_from")
    if terms.valid_to is not None and terms.valid_to < terms.valid_from:
        raise BadTerms("valid_to")
    if len(terms.source.strip()) < SOURCE_MIN:
        raise BadTerms("source")


def in_force(versions: Iterable[Terms], kind: str, place_code: str, on: date) -> Terms | None:
    """Return the version that holds: the nearest place's, and of these the latest to begin."""
    holding = [terms for terms in versions if terms.kind == kind and terms.holds(place_code, on)]
    return max(holding, key=lambda held: (len(held.place_code), held.valid_from), default=None)
