"""Reading indicators: definitions, values, rows, series. Other rooms ask here."""

from yutang.indicators.queries.ahead import count_ahead
from yutang.indicators.queries.grouping import by
from yutang.indicators.queries.lines import Line, RowsPage
from yutang.indicators.queries.opening import all_rows, rows
from yutang.indicators.queries.reporting import Declaration, declares
from yutang.indicators.queries.valuing import by_name, every, mark, sections, series, value, values

__all__ = [
    "Declaration",
    "Line",
    "RowsPage",
    "all_rows",
    "by",
    "by_name",
    "count_ahead",
    "declares",
    "every",
    "mark",
    "rows",
    "sections",
    "series",
    "value",
    "values",
]
