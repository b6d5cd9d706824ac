"""What an indicator is: rows of one fact, one measure over them, and words that need no SQL."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Literal

from yutang.kernel.counts import Counts
from yutang.kernel.told import Told

Where = Callable[[Any], Any]
"""An Ibis table of the fact to a condition on its rows, by the table's own methods only."""
Origin = Literal["A", "P", "V", "C"]
"""Where a definition is from: the founding articles, a published source, unverified, arithmetic."""
Among = Literal["", "national", "provincial"]
"""Only places in counties on a list of this level; a county on a list stays on it."""
_NAME: Final = re.compile(r"[a-z][a-z_]*\.[a-z][a-z0-9_]*")


@dataclass(frozen=True)
class Count:
    """How many rows."""


@dataclass(frozen=True)
class Sum:
    """A column of all rows, added; divided by `per` (100: fen to yuan)."""

    column: str
    per: int = 1


@dataclass(frozen=True)
class Largest:
    """The largest value of a column; places and periods are compared, not added."""

    column: str
    per: int = 1


@dataclass(frozen=True)
class Distinct:
    """How many different values of a column; rows without one count for nobody."""

    column: str = "person"


@dataclass(frozen=True)
class Quantile:
    """The value below which a share of the rows lies, between two rows by their distance."""

    column: str
    share: float
    per: int = 1


@dataclass(frozen=True)
class Passing:
    """How many places of so many digits have a sum of a column above a threshold."""

    column: str
    threshold: str
    digits: int = 6
    per: int = 1


@dataclass(frozen=True)
class Covered:
    """How many villages (or counties, by 6 digits) of the place have at least one row."""

    digits: int = 12


@dataclass(frozen=True)
class Villages:
    """How many villages the place has, by the current edition of the codes; no rows of a fact."""


def median(column: str, per: int = 1) -> Quantile:
    """Return the measure of the middle row."""
    return Quantile(column, 0.5, per)


Measure = Count | Sum | Largest | Distinct | Quantile | Passing | Covered | Villages


@dataclass(frozen=True)
class Above:
    """Only rows whose column, divided by `per`, is above a threshold."""

    column: str
    threshold: str
    per: int = 1


@dataclass(frozen=True)
class Ratio:
    """One indicator divided by another, times `times`.

    `before`: both are of the same days a year earlier.
    """

    top: str
    bottom: str
    times: int = 100
    before: bool = False


@dataclass(frozen=True)
class Indicator:
    """One definition, the same at every level of the tree of places and for every period.

    `told`: one sentence without SQL. `unit` follows the number. `counts`: what kind of count it
    is, so that nobody adds persons to person-times. `scope`: of which things it speaks.
    `standing`: the fact's column with the day on which a row ended; then the rows that stand at
    the end of the period are counted instead of those within it. `shows`: columns told of a row.
    `figure`: the live figure of a room that says the same. `target`: a threshold it is held
    against; `at_most`: whether less is better.
    """

    name: str
    title: Told
    told: Told
    source: Told
    unit: Told
    scope: Told
    section: str = ""
    origin: Origin = "P"
    counts: Counts = ""
    fact: str = ""
    measure: Measure | None = None
    where: Where | None = None
    above: Above | None = None
    among: Among = ""
    standing: str = ""
    ratio: Ratio | None = None
    shows: tuple[str, ...] = ()
    figure: str = ""
    digits: int = 0
    target: str = ""
    at_most: bool = False

    def __post_init__(self) -> None:
        assert _NAME.fullmatch(self.name), self.name
        plain = self.measure is not None and (bool(self.fact) or isinstance(self.measure, Villages))
        assert plain != (self.ratio is not None), f"{self.name}: rows and measure, or a ratio"

    @property
    def column(self) -> str:
        """The column that the measure looks at; empty where it counts rows."""
        return getattr(self.measure, "column", "")

    @property
    def per(self) -> int:
        """By how much the column is divided to be in the unit."""
        return getattr(self.measure, "per", 1)

    @property
    def adds_up(self) -> bool:
        """Whether the values of a place's parts add up to the place's own."""
        return isinstance(self.measure, Count | Sum | Passing | Covered | Villages)

    @property
    def thresholds(self) -> tuple[str, ...]:
        """The names of all thresholds that it uses."""
        used = (
            self.above.threshold if self.above else "",
            self.measure.threshold if isinstance(self.measure, Passing) else "",
            self.target,
        )
        return tuple(name for name in used if name)


@dataclass(frozen=True)
class Section:
    """A chapter of the list of indicators."""

    name: str
    title: Told
