"""What is asked of one grouping of a fact's rows: columns by name, each expression once.

Columns are made of a table when it is known: a month of the whole country, or the rows of some
places and periods.
"""

from collections.abc import Callable
from typing import Any, Literal

from yutang.facts import queries as facts
from yutang.indicators import catalogue
from yutang.indicators.queries.slicing import PROVINCE_DIGITS, condition
from yutang.indicators.rules.shape import Distinct, Indicator, Largest, Passing, Sum


def exact(table: Any, column: str) -> Any:
    """Return a column in a type whose sums do not depend on the order of the rows."""
    values = table[column]
    return values.cast("decimal(18, 4)") if values.type().is_floating() else values


class Columns:
    """Names of the columns of one grouping; the same expression stands once."""

    def __init__(self) -> None:
        self.together: dict[str, facts.How] = {}
        self._make: dict[str, Callable[[Any], Any]] = {}
        self._names: dict[object, str] = {}

    def named(self, same: object, make: Callable[[Any], Any], together: facts.How = "sum") -> str:
        if same not in self._names:
            name = f"n{len(self._names)}"
            self._names[same] = name
            self._make[name], self.together[name] = make, together
        return self._names[same]

    def of(self, table: Any) -> dict[str, Any]:
        """Return the expressions over a table."""
        return {name: make(table) for name, make in self._make.items()}


def same_rows(indicator: Indicator) -> object:
    """Return what two indicators share whose rows are the same."""
    return (indicator.where, indicator.above, indicator.among)


def mergeable(indicator: Indicator) -> bool:
    """Tell whether what months of the whole country come to can be put together to it.

    Not where a list of counties, a threshold of the period's, or the period's end decides.
    """
    return not (indicator.above or indicator.among or indicator.standing)


def mergeable_of(fact: str) -> list[Indicator]:
    every = catalogue.by_name().values()
    return [each for each in every if each.fact == fact and mergeable(each)]


def piece(what: str, *, speaks: bool = False) -> str:
    """Return what a kept piece holds, and by which definitions."""
    return f"{catalogue.mark()} {what} {speaks}"


def named_in(columns: Columns, each: Indicator, where: Callable[[Any], Any]) -> tuple[str, str]:
    """Return the columns of an indicator's rows and of what they add up to, if they do."""
    rows = columns.named(("rows", same_rows(each)), lambda table: table.count(where=where(table)))
    if not isinstance(each.measure, Sum | Passing | Largest):
        return rows, ""
    how: Literal["sum", "max"] = "max" if isinstance(each.measure, Largest) else "sum"
    column = each.column

    def value(table: Any) -> Any:
        return getattr(exact(table, column), how)(where=where(table))

    return rows, columns.named((how, column, same_rows(each)), value, how)


def by_village(columns: Columns) -> Callable[[Any], Any]:
    return lambda table: table.group_by("place").aggregate(**columns.of(table))


def flag_of(column: str, where: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def flag(table: Any) -> Any:
        holds = where(table)
        return (table[column].notnull() if holds is None else holds).ifelse(1, 0).max()

    return flag


def quantile(table: Any, column: str, share: float, where: Callable[[Any], Any]) -> Any:
    return table[column].cast("float64").quantile(share, where=where(table))


def is_id(table: Any, column: str) -> bool:
    return bool(table[column].type().is_integer())


def words_of(fact: str, column: str, *, speaks: bool) -> tuple[Columns, dict[str, str]]:
    """Return the bits of different ids for each indicator that counts them, by its name."""
    flags, names = Columns(), {}
    for each in mergeable_of(fact):
        counts = isinstance(each.measure, Distinct) and each.column == column
        if counts or (speaks and column == "person"):
            holds = condition(each, (), {})
            names[each.name] = flags.named(same_rows(each), _bit(column, holds), "bit_or")
    return flags, names


def _bit(column: str, holds: Callable[[Any], Any] | None) -> Callable[[Any], Any]:
    def bit(table: Any) -> Any:
        one = (1 << (table[column] & 31)).cast("int64")
        return one.bit_or(where=holds(table)) if holds else one.bit_or()

    return bit


def by_word(column: str, flags: Columns) -> Callable[[Any], Any]:
    def by_word(table: Any) -> Any:
        rows = table.filter(table[column].notnull())
        rows = rows.mutate(level=rows.place.substr(0, PROVINCE_DIGITS), ids=rows[column] & -32)
        return rows.group_by(["level", "ids"]).aggregate(**flags.of(rows))

    return by_word
