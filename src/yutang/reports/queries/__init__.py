"""Reads of the reports room: cards, frozen or reckoned now, and what waits for whom."""

from yutang.reports.queries.cards import (
    CardView,
    card,
    corrected_keys,
    frozen_lines,
    line_in,
    of_places,
    returned_to,
    versions,
    waiting_for,
    years_of,
)
from yutang.reports.queries.declaring import (
    VILLAGE_DIGITS,
    declared,
    declared_by,
    reported_kinds,
)
from yutang.reports.queries.reckoning import Made, is_silent, line_of, reckon, whole_day

__all__ = [
    "VILLAGE_DIGITS",
    "CardView",
    "Made",
    "card",
    "corrected_keys",
    "declared",
    "declared_by",
    "frozen_lines",
    "is_silent",
    "line_in",
    "line_of",
    "of_places",
    "reckon",
    "reported_kinds",
    "returned_to",
    "versions",
    "waiting_for",
    "whole_day",
    "years_of",
]
