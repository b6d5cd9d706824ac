"""An indicator for each value of a column of its fact, in one scan."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from yutang.facts import queries as facts
from yutang.indicators.queries import reporting
from yutang.indicators.queries.columns import exact
from yutang.indicators.queries.counting import in_unit
from yutang.indicators.queries.slicing import chosen
from yutang.indicators.queries.valuing import by_name, value
from yutang.indicators.rules.masking import is_sensitive
from yutang.indicators.rules.periods import Period
from yutang.indicators.rules.shape import Count, Distinct, Indicator, Largest, Quantile, Sum
from yutang.indicators.rules.values import NO_ROWS, Value

Cell = str | int | bool | None


def by(
    name: str, place: str, period: Period, column: str, *, manifest: int | None = None
) -> list[tuple[Cell, Value]]:
    """Return an indicator for each value of a column of its fact, largest first.

    How complete each is, is how complete the whole is.

    Raises:
        UnknownIndicator: there is none of this name.
        ValueError: it has no rows of its own that can be grouped, or no such column.
    """
    indicator = by_name(name)
    if not isinstance(indicator.measure, Count | Sum | Largest | Distinct | Quantile):
        raise ValueError(f"{name} cannot be grouped by {column}")  # noqa: TRY004 - a wrong name, not a type
    kind = facts.kind(indicator.fact)
    if column not in {each.name for each in kind.columns}:
        raise ValueError(f"{indicator.fact} has no column {column}")
    whole = value(name, place, period, manifest=manifest)
    among = reporting.on_lists([indicator.among] if indicator.among else [])
    rows = chosen(facts.table(kind.name, manifest), indicator, place, period, among)
    columns = {"number": _measured(rows, indicator), "rows": rows.count()}
    if is_sensitive(kind.name, kind.person):
        columns["persons"] = rows.person.nunique()
    grouped = facts.arrow(rows.group_by(column).aggregate(**columns)).to_pylist()
    found = [(row[column], _filled(whole, indicator, row)) for row in grouped]
    return sorted(found, key=lambda pair: (-(pair[1].number or Decimal(0)), str(pair[0])))


def _measured(rows: Any, indicator: Indicator) -> Any:
    match indicator.measure:
        case Sum(column=column):
            return exact(rows, column).sum()
        case Largest(column=column):
            return exact(rows, column).max()
        case Distinct(column=column):
            return rows[column].nunique()
        case Quantile(column=column, share=share):
            return rows[column].cast("float64").quantile(share)
        case _:
            return rows.count()


def _filled(whole: Value, indicator: Indicator, row: dict[str, Any]) -> Value:
    number = None if row["number"] is None else in_unit(row["number"], indicator.per)
    persons = row.get("persons")
    if persons is None and indicator.counts == "persons" and number is not None:
        persons = int(number)
    return replace(
        whole,
        number=number,
        why_none=NO_ROWS if number is None else None,
        rows=row["rows"],
        persons=persons,
    )
