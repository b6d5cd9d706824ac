"""Writes of the forecasts room: forecasts made, what came written beside them, sales rehearsed."""

from yutang.forecasts.actions.making import Made, make_all
from yutang.forecasts.actions.rehearsing import Assumed, compare, rehearse, rehearse_all

__all__ = ["Assumed", "Made", "compare", "make_all", "rehearse", "rehearse_all"]
