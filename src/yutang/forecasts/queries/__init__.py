"""Reads of forecasts: what is foreseen, how far off earlier ones were, past cases of a sale."""

from yutang.forecasts.queries.cases import came_in, cases_for, usual_viewers
from yutang.forecasts.queries.plans import compared_plans, last_plans, rate_at
from yutang.forecasts.queries.series import price_series, sales_series
from yutang.forecasts.queries.subjects import Latest, came_of, latest

__all__ = [
    "Latest",
    "came_in",
    "came_of",
    "cases_for",
    "compared_plans",
    "last_plans",
    "latest",
    "price_series",
    "rate_at",
    "sales_series",
    "usual_viewers",
]
