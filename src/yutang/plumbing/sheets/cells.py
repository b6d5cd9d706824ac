"""Cells, rows and sheets as they were read, whatever file they came in."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import NamedTuple


class Odd(Enum):
    """A cell whose value is not in the file."""

    UNCOUNTED = "a formula without its result"


Value = str | int | float | bool | date | datetime | time | timedelta | Odd | None


class Line(NamedTuple):
    """A row with something in it; `number` is the spreadsheet's own, from one."""

    number: int
    cells: list[Value]

    def cell(self, column: int) -> Value:
        """Return what stands in a column, counted from one."""
        return self.cells[column - 1] if column <= len(self.cells) else None


class Area(NamedTuple):
    """A merged cell; rows and columns from one, both ends within."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def name(self) -> str:
        return f"{cell_name(self.top, self.left)}:{cell_name(self.bottom, self.right)}"


@dataclass
class Sheet:
    """A sheet's rows that have something in them, and its merged cells."""

    name: str
    is_hidden: bool = False
    lines: list[Line] = field(default_factory=list)
    merged: list[Area] = field(default_factory=list)


def cell_name(row: int, column: int) -> str:
    """Return the cell as a spreadsheet names it: row 7, column 3 is ``C7``."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def plain(cell: Value) -> str:
    """Return a cell as somebody reads it: a long number without the digits of a float."""
    if cell is None or isinstance(cell, Odd):
        return ""
    if isinstance(cell, float):
        if cell.is_integer() and abs(cell) < 10**18:
            return str(int(cell))
        return f"{cell:.15g}"  # a cell's 0.1 + 0.2 is a binary number; people mean 0.3
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return str(cell).strip()
