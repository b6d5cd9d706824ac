"""What becomes of a month that a source says: the newest modification wins.

A source is read again and again, in windows that overlap, from its last page to its first; so the
same month comes often, and in any order. The outcome depends on values and moments only.
"""

from datetime import date, datetime
from typing import Literal, NamedTuple

Outcome = Literal["added", "changed", "same", "older"]
MOST_FEN = 10**14
MOST_ORDERS = 10**8


class Figures(NamedTuple):
    """A month's figures. Money in fen; refunds may exceed sales: they come later."""

    orders: int
    units: int
    sales_fen: int
    refunds_fen: int


class Said(NamedTuple):
    """What a source says of one listing's month."""

    listing_id: int
    month: date
    figures: Figures
    modified_at: datetime


class Known(NamedTuple):
    """What we know of it already."""

    figures: Figures
    modified_at: datetime


def outcome(said: Said, known: Known | None) -> Outcome:
    """Return what becomes of it.

    ``older``: what we know was modified later, so it stays. Of the same moment the one that comes
    later counts: a corrected file of the same day is a correction.
    """
    if known is None:
        return "added"
    if said.modified_at < known.modified_at:
        return "older" if said.figures != known.figures else "same"
    return "same" if said.figures == known.figures else "changed"


def is_written(said: Said, known: Known | None) -> bool:
    """Tell whether anything is written: new figures, or only that they were confirmed later."""
    if known is None:
        return True
    return said.modified_at >= known.modified_at and (said.figures, said.modified_at) != known
