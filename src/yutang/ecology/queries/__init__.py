"""Reads of the ecology room; what the public reads names no person."""

from yutang.ecology.queries.figured import Totals, offer, totals
from yutang.ecology.queries.labour import (
    DayView,
    SheetView,
    WageView,
    days_of,
    mine,
    sheet_view,
    sheets,
    unpaid,
    wages_of,
    work_of,
)
from yutang.ecology.queries.land import (
    LookView,
    PlantingView,
    PlotView,
    due,
    listed,
    looks_of,
    plantings_of,
    to_confirm,
    view,
    views,
)

__all__ = [
    "DayView",
    "LookView",
    "PlantingView",
    "PlotView",
    "SheetView",
    "Totals",
    "WageView",
    "days_of",
    "due",
    "listed",
    "looks_of",
    "mine",
    "offer",
    "plantings_of",
    "sheet_view",
    "sheets",
    "to_confirm",
    "totals",
    "unpaid",
    "view",
    "views",
    "wages_of",
    "work_of",
]
