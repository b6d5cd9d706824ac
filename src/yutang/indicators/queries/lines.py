"""What a row behind a number looks like, and a page of them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from yutang.indicators.rules.shape import Indicator
from yutang.indicators.rules.values import Value

PAGE_ROWS: Final = 50


@dataclass(frozen=True)
class Line:
    """One row: where, when, what, how much.

    `amount`: what it adds, in the indicator's unit; None where the row has none. `id`: tells
    different persons (or goods, shops) of this one number apart; of persons a code that is
    another in every export. `rows`: how many rows stand in it; `month` instead of a day: it is a
    group. `is_rest`: the groups of fewer than ten persons together. `part`: which number of a
    ratio it belongs to.
    """

    on: date | None = None
    place: str = ""
    what: str = ""
    amount: Decimal | None = None
    id: str = ""
    evidence: str = ""
    month: str = ""
    rows: int = 1
    persons: int | None = None
    is_rest: bool = False
    part: str = ""


@dataclass(frozen=True)
class RowsPage:
    """A page of the rows behind a number.

    `of`: how many rows there are in all. `parts`: the two numbers of a ratio, each with rows of
    its own. `is_grouped`: rows are groups of at least ten persons.
    """

    indicator: Indicator
    value: Value
    is_full: bool
    lines: tuple[Line, ...] = ()
    page: int = 1
    of: int = 0
    is_grouped: bool = False
    parts: tuple[Value, ...] = ()

    @property
    def pages(self) -> int:
        return max(1, -(-self.of // PAGE_ROWS))
