"""Writes of the ecology room."""

from yutang.ecology.actions.planting import confirm, plant, refuse
from yutang.ecology.actions.plots import PlotFacts, outline, register
from yutang.ecology.actions.surveying import look
from yutang.ecology.actions.wages import agree, make_sheet, refuse_sheet
from yutang.ecology.actions.working import note_work, take_back

__all__ = [
    "PlotFacts",
    "agree",
    "confirm",
    "look",
    "make_sheet",
    "note_work",
    "outline",
    "plant",
    "refuse",
    "refuse_sheet",
    "register",
    "take_back",
]
