"""Reads of the yearbook: what stands of a place, and the facts it stands on; all public."""

from yutang.yearbook.queries.exporting import fact_rows
from yutang.yearbook.queries.facts import (
    BelowView,
    ChoiceView,
    FactView,
    LineView,
    Newest,
    Table,
    below,
    choices_of,
    definitions,
    lines_of,
    newest,
    reports_of,
    table_of,
    title_of,
    unit_of,
    villages_in,
    villages_of,
)
from yutang.yearbook.queries.kinds import kind_named, kinds
from yutang.yearbook.queries.values import Each, Every, each, every, series, value, values

__all__ = [
    "BelowView",
    "ChoiceView",
    "Each",
    "Every",
    "FactView",
    "LineView",
    "Newest",
    "Table",
    "below",
    "choices_of",
    "definitions",
    "each",
    "every",
    "fact_rows",
    "kind_named",
    "kinds",
    "lines_of",
    "newest",
    "reports_of",
    "series",
    "table_of",
    "title_of",
    "unit_of",
    "value",
    "values",
    "villages_in",
    "villages_of",
]
