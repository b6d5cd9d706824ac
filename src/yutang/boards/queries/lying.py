"""How values lie: buckets and boxes, as expressions over a column of a fact."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from yutang.boards.rules import spreads
from yutang.boards.rules.charts import FEW, Cell, Column, Role
from yutang.kernel.told import Told

BOX: Final = (("low", 0.1), ("q1", 0.25), ("median", 0.5), ("q3", 0.75), ("high", 0.9))
"""The ends of a box's lines leave out the tenth lowest and highest: they are nobody's own value."""
_TITLES: Final = {
    "low": Told("十分之一低于", "a tenth below"),
    "q1": Told("四分之一低于", "a quarter below"),
    "median": Told("中位数", "median"),
    "q3": Told("四分之一高于", "a quarter above"),
    "high": Told("十分之一高于", "a tenth above"),
}
BOX_TOLD: Final = Told(
    "盒子里是中间一半，线到最低和最高的十分之一，盒子里的横线是中位数。",
    "The box holds the middle half, its line is the median; the ends leave out the lowest and "
    "highest tenth.",
)


def bucket(column: Any, edges: Sequence[float]) -> Any:
    """Return in which bucket each value of a column lies, as `rules.spreads.bucket`."""
    found = (column >= edges[0]).cast("int64")
    for edge in edges[1:]:
        found = found + (column >= edge).cast("int64")
    return found


def five(column: Any, per: int = 1) -> dict[str, Any]:
    """Return what to count for a box, divided by `per`."""
    return {name: column.quantile(share) / per for name, share in BOX}


def box_columns(unit: Told, digits: int) -> tuple[Column, ...]:
    """Return the columns of a box's five values."""
    roles: tuple[Role, ...] = ("low", "q1", "median", "q3", "high")
    return tuple(Column(_TITLES[role], role, unit, digits) for role in roles)


def box_cells(row: Mapping[str, Any], *, is_told: bool) -> tuple[Cell, ...]:
    """Return a box's five cells; hidden where too few persons are behind them."""
    if not is_told:
        return (FEW,) * len(BOX)
    return tuple(None if row[name] is None else float(row[name]) for name, _share in BOX)


def lines_of(
    found: Mapping[int, int | None], edges: Sequence[float]
) -> tuple[tuple[Cell, ...], ...]:
    """Return a histogram's rows, empty buckets too; None is hidden, a bucket not found is 0."""
    names = spreads.bucket_names(edges)
    first = 0 if found.get(0, 0) != 0 else 1
    return tuple(
        (names[at], FEW if (count := found.get(at, 0)) is None else count)
        for at in range(first, len(names))
    )
