"""What is written down of a case when it is filed, and what cannot be. Pure."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from yutang.indemnity.errors import BadDays, BadFigures, HealthConsentNeeded
from yutang.kernel.text import one_line

TEXT_MOST: Final = 200
AMOUNT_MOST_FEN: Final = 10_000_000_00


@dataclass(frozen=True)
class Figures:
    """What the papers say, in fen: the whole bill, what the state paid of it, what others did."""

    total_fen: int
    public_paid_fen: int
    others_paid_fen: int = 0

    @property
    def own_fen(self) -> int:
        """What is left to the family."""
        return self.total_fen - self.public_paid_fen - self.others_paid_fen


@dataclass(frozen=True)
class Filing:
    """A case as the phone's page says it. `missing_reason`: why papers are not there yet.

    `has_consent`: the person, or for a child the guardian, agreed on paper to the use of health
    papers for this case.
    """

    event: str
    happened_on: date
    ended_on: date
    figures: Figures
    hospital: str
    diagnosis: str = ""
    note: str = ""
    missing_reason: str = ""
    has_consent: bool = False
    guardian: str = ""
    relation: str = ""


def checked(said: Filing, today: date) -> Filing:
    """Return what was said, its texts in one line each.

    Raises:
        HealthConsentNeeded, BadDays, BadFigures
    """
    if not said.has_consent:
        raise HealthConsentNeeded
    if not said.happened_on <= said.ended_on <= today:
        raise BadDays
    check_figures(said.figures)
    return replace(
        said,
        hospital=one_line(said.hospital)[:TEXT_MOST],
        diagnosis=one_line(said.diagnosis)[:TEXT_MOST],
        note=one_line(said.note)[:TEXT_MOST],
        missing_reason=one_line(said.missing_reason)[:TEXT_MOST],
    )


def check_figures(figures: Figures) -> None:
    """Go on when the figures fit together; raises `BadFigures`."""
    parts = (figures.total_fen, figures.public_paid_fen, figures.others_paid_fen)
    if min(parts) < 0 or max(parts) > AMOUNT_MOST_FEN or figures.own_fen < 0:
        raise BadFigures
