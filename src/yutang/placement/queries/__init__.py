"""Reads of the placement room: the board, and what became of people."""

from yutang.placement.queries.board import OfferView, cards, counts_by_kind, has_demo, offer_view
from yutang.placement.queries.outcomes import (
    Outcome,
    PlacedCount,
    count_of,
    outcomes,
    placed,
    placed_in,
)

__all__ = [
    "OfferView",
    "Outcome",
    "PlacedCount",
    "cards",
    "count_of",
    "counts_by_kind",
    "has_demo",
    "offer_view",
    "outcomes",
    "placed",
    "placed_in",
]
