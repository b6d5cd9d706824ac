"""From the finest cell to all there is: dimensions, then time, then place are given up."""

from collections.abc import Iterator
from typing import Final

from yutang.opendata.rules.partition import Cell, Step

COUNTY, PREFECTURE, PROVINCE = 6, 4, 2
ALL: Final = ""
_QUARTER: Final = 3


def quarter_of(month: str) -> str:
    """Return the quarter of a month: 2026-05 → 2026-Q2."""
    return f"{month[:4]}-Q{(int(month[5:7]) + _QUARTER - 1) // _QUARTER}"


def steps(dims: int) -> tuple[Step, ...]:
    """Return the steps for cells of place, month and so many dimensions; each holds the next."""
    return tuple(_steps(dims))


def _steps(dims: int) -> Iterator[Step]:
    for kept in range(dims, -1, -1):
        yield (
            lambda cell, kept=kept: (  # type: ignore[misc]
                *cell[: 2 + kept],
                *(ALL for _ in range(dims - kept)),
            )
        )
    blank = (ALL,) * dims
    yield lambda cell: (cell[0], quarter_of(cell[1]), *blank)
    yield lambda cell: (cell[0], cell[1][:4], *blank)
    for digits in (PREFECTURE, PROVINCE, 0):
        yield lambda cell, digits=digits: (cell[0][:digits], cell[1][:4], *blank)  # type: ignore[misc]
    yield lambda _cell: (ALL, ALL, *blank)


def yearly() -> tuple[Step, ...]:
    """Return the steps for cells of place and year; each holds the next."""
    return (
        lambda cell: cell,
        lambda cell: (cell[0][:PREFECTURE], cell[1]),
        lambda cell: (cell[0][:PROVINCE], cell[1]),
        lambda cell: (ALL, cell[1]),
        lambda _cell: (ALL, ALL),
    )


def covers(node: tuple[str, str], cell: Cell) -> bool:
    """Tell whether a cell lies in a place (all when empty) and period: a year, quarter or month."""
    place, period = node
    if not cell[0].startswith(place):
        return False
    return period in {ALL, cell[1], cell[1][:4], quarter_of(cell[1])}
