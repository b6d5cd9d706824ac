"""What a chart is: a title that says what is seen, a table, and how the table is drawn.

The table is the truth; the picture is drawn in the browser from the table itself, so that the two
cannot differ, and who has no script reads the table.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Final, Literal, NamedTuple

from yutang.indicators.rules.periods import Period
from yutang.kernel.told import Told

Drawn = Literal["", "columns", "bars", "lines", "boxes", "field", "flows", "map"]
"""columns stand, bars lie; a field has a colour for each cell; empty: the table alone."""
Role = Literal["", "name", "goal", "value", "low", "q1", "median", "q3", "high"]
"""What a column is to the picture; empty: it stands in the table only."""


class Hidden(Enum):
    """A value that the public is not told: fewer than ten persons."""

    FEW = "few"


FEW: Final = Hidden.FEW
ROWS_SHOWN: Final = 60
"""Rows of a table on the page; the file has all."""


class Named(NamedTuple):
    """A cell that names something: its words, where they lead, and its place's code for maps."""

    text: str
    href: str = ""
    code: str = ""


Cell = Named | Told | str | int | float | Hidden | None
"""None: nothing is known, which is not 0."""


@dataclass(frozen=True)
class Column:
    """One column; `unit` stands behind its title, `digits` after the point."""

    title: Told
    role: Role = ""
    unit: Told = Told("", "")  # noqa: RUF009 - a tuple of two words
    digits: int = 0


@dataclass(frozen=True)
class Chart:
    """One chart of a board.

    `told`: how it is counted. `kinds`: the facts it is made of, for as-of and for the words when
    there is nothing. `indicator`: the name of the indicator that it shows, whose rows open.
    """

    name: str
    title: Told
    told: Told
    drawn: Drawn
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    kinds: tuple[str, ...]
    indicator: str = ""
    note: Told = Told("", "")  # noqa: RUF009 - a tuple of two words
    shapes: str = ""
    """Address of the outlines that a map is drawn from."""
    is_for_clerks: bool = False
    """It shows what the public does not see."""
    headline: Told = Told("", "")  # noqa: RUF009 - a tuple of two words
    """What is to be known in a word, before the picture: a median, a share."""
    period: Period | None = None
    """Of which period it is, where that is not the one that was asked for."""
    why_empty: Told = Told("", "")  # noqa: RUF009 - a tuple of two words
    """Why this reader is told nothing here, and where to look instead."""
    is_few: bool = False
    """There are rows, but so few persons are behind them that the public sees none."""

    @property
    def has_numbers(self) -> bool:
        """Tell whether any value at all may be shown."""
        return any(
            isinstance(cell, int | float)
            for row in self.rows
            for cell, column in zip(row, self.columns, strict=True)
            if column.role not in {"name", "goal"}
        )
