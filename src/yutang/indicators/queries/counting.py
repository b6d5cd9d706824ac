"""Many indicators of one fact, for many places and periods, in as few scans as there can be.

What adds up is counted once by village and period; the tree of places is summed from that, which
also tells which villages have rows. Different persons cannot be added: they are counted again for
each level of places that is asked for, all indicators in one grouping by person. Quantiles need
all values of a place together: one more grouping a level. Nothing heavy is imported with this
module.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from yutang.facts import queries as facts
from yutang.indicators import thresholds
from yutang.indicators.queries.slicing import (
    COUNTY_DIGITS,
    VILLAGE_DIGITS,
    Spot,
    condition,
    cut_into,
    standing_at,
    within,
)
from yutang.indicators.rules.periods import Period, layers
from yutang.indicators.rules.shape import (
    Count,
    Covered,
    Distinct,
    Indicator,
    Largest,
    Passing,
    Quantile,
    Sum,
)

Key = tuple[str, str, Period]
"""An indicator's name, a place, a period."""


@dataclass
class Found:
    """What the rows of one fact came to.

    `codes`: which villages have rows; only where they were asked for by name.
    """

    numbers: dict[Key, Decimal] = field(default_factory=dict)
    rows: dict[Key, int] = field(default_factory=dict)
    persons: dict[Key, int] = field(default_factory=dict)
    villages: dict[Spot, int] = field(default_factory=dict)
    counties: dict[Spot, int] = field(default_factory=dict)
    codes: dict[Spot, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """What is to be counted of one fact.

    `among`: counties on the lists that indicators ask for. `speaks`: whether the fact's rows are
    of persons whose number decides what the public sees. `names_villages`: whether it must be
    known which villages have rows, not only how many.
    """

    indicators: Sequence[Indicator]
    places: Collection[str]
    periods: Collection[Period]
    among: Mapping[str, Collection[str]] = field(default_factory=dict)
    speaks: bool = False
    names_villages: bool = False

    def places_of(self, digits: int) -> list[str]:
        return [place for place in self.places if len(place) == digits]

    @property
    def levels(self) -> list[int]:
        """How many digits the places have."""
        return sorted({len(place) for place in self.places})


def gather(table: Any, asked: Asked) -> Found:
    """Count all that is asked of one fact's table.

    A table is an Ibis table with at least `on`, `place`, `person` and what the indicators name.
    """
    found = Found()
    inside = within(table, asked.places)
    flows = [each for each in asked.indicators if not each.standing]
    if flows:
        for layer in layers(asked.periods):
            _Pass(cut_into(inside, layer), flows, layer, asked, found).count()
    for end in sorted({each.standing for each in asked.indicators if each.standing}):
        standing = [each for each in asked.indicators if each.standing == end]
        for period in sorted(asked.periods):
            rows = standing_at(inside, end, period)
            _Pass(rows, standing, [period], asked, found).count()
    return found


def nothing(asked: Asked) -> Found:
    """Return what comes of no rows at all, without asking an engine."""
    found = Found()
    for place in asked.places:
        for period in asked.periods:
            found.villages[place, period] = found.counties[place, period] = 0
            for each in asked.indicators:
                key = (each.name, place, period)
                found.rows[key] = 0
                if not isinstance(each.measure, Largest | Quantile):
                    found.numbers[key] = Decimal(0)
                if asked.speaks:
                    found.persons[key] = 0
    return found


def exact(table: Any, column: str) -> Any:
    """Return a column in a type whose sums do not depend on the order of the rows."""
    values = table[column]
    return values.cast("decimal(18, 4)") if values.type().is_floating() else values


def in_unit(number: Any, per: int) -> Decimal:
    """Return a number as it came from an engine, divided by `per`, as a decimal."""
    value = number if isinstance(number, Decimal) else Decimal(str(number))
    return value / per if per != 1 else value


class _Columns:
    """Names of the columns of one grouping; the same expression stands once."""

    def __init__(self) -> None:
        self.expressions: dict[str, Any] = {}
        self._names: dict[object, str] = {}

    def named(self, same: object, expression: Any) -> str:
        if same not in self._names:
            name = f"n{len(self._names)}"
            self._names[same] = name
            self.expressions[name] = expression
        return self._names[same]


def _same(indicator: Indicator) -> object:
    """Return what two indicators share whose rows are the same."""
    return (indicator.where, indicator.above, indicator.among)


@dataclass(frozen=True)
class _Pass:
    """Some indicators over rows that are cut into the periods of one layer."""

    table: Any
    indicators: Sequence[Indicator]
    layer: Sequence[Period]
    asked: Asked
    found: Found

    def count(self) -> None:
        self._adding()
        for digits in self.asked.levels:
            self._persons(digits)
            self._quantiles(digits)

    def _holds(self, indicator: Indicator, table: Any) -> Any:
        holds = condition(indicator, self.layer, self.asked.among)
        return holds(table) if holds else None

    def _adding(self) -> None:
        columns, plan = _Columns(), []
        for each in self.indicators:
            where = self._holds(each, self.table)
            rows = columns.named(("rows", _same(each)), self.table.count(where=where))
            amount = ""
            if isinstance(each.measure, Sum | Passing | Largest):
                how = "max" if isinstance(each.measure, Largest) else "sum"
                value = exact(self.table, each.column)
                amount = columns.named(
                    (how, each.column, _same(each)),
                    getattr(value, how)(where=where),
                )
            plan.append((each, rows, amount))
        by_village = self.table.group_by(["place", "cut"]).aggregate(**columns.expressions)
        rolled = _Rolled(facts.arrow(by_village), self.layer)
        self._completeness(rolled)
        for digits in self.asked.levels:
            for each, rows, amount in plan:
                counted = rolled.at(digits, rows, "sum")
                for spot in self._spots_of(digits):
                    self.found.rows[each.name, *spot] = int(counted.get(spot) or 0)
                self._put(each, rolled, digits, rows, amount)

    def _put(self, each: Indicator, rolled: "_Rolled", digits: int, rows: str, amount: str) -> None:
        match each.measure:
            case Count():
                self._write(each, digits, rolled.at(digits, rows, "sum"), nothing=True)
            case Sum():
                self._write(each, digits, rolled.at(digits, amount, "sum"), nothing=True)
            case Largest():
                self._write(each, digits, rolled.at(digits, amount, "max"))
            case Covered() as covered:
                counted = rolled.at(covered.digits, rows, "sum")
                over = [spot for spot, number in counted.items() if number]
                tally = _tally(over, digits) if digits <= covered.digits else {}
                self._write(each, digits, tally, nothing=True)
            case Passing() as passing:
                sums = rolled.at(passing.digits, amount, "sum")
                over = [spot for spot, number in sums.items() if passes(passing, spot[1], number)]
                tally = _tally(over, digits) if digits <= passing.digits else {}
                self._write(each, digits, tally, nothing=True)
            case _:
                pass

    def _spots_of(self, digits: int) -> list[Spot]:
        return [(place, period) for place in self.asked.places_of(digits) for period in self.layer]

    def _write(
        self,
        each: Indicator,
        digits: int,
        numbers: Mapping[Spot, Any],
        *,
        nothing: bool = False,
    ) -> None:
        """Write numbers down in their unit; `nothing`: where no row is, the number is 0."""
        per = 1 if isinstance(each.measure, Passing) else each.per
        for spot in self._spots_of(digits):
            number = numbers.get(spot)
            if number is not None or nothing:
                self.found.numbers[each.name, *spot] = in_unit(number or 0, per)

    def _completeness(self, rolled: "_Rolled") -> None:
        villages: dict[Spot, set[str]] = defaultdict(set)
        counties: dict[Spot, set[str]] = defaultdict(set)
        for code, cut in rolled.pairs():
            for digits in self.asked.levels:
                spot = (code[:digits], self.layer[cut])
                if len(code) == VILLAGE_DIGITS:
                    villages[spot].add(code)
                counties[spot].add(code[:COUNTY_DIGITS])
        found = self.found
        for digits in self.asked.levels:
            for spot in self._spots_of(digits):
                found.villages[spot] = max(found.villages.get(spot, 0), len(villages[spot]))
                found.counties[spot] = max(found.counties.get(spot, 0), len(counties[spot]))
                if self.asked.names_villages:
                    found.codes[spot] = found.codes.get(spot, frozenset()) | villages[spot]

    def _persons(self, digits: int) -> None:
        """Count different persons (or other ids): one grouping, with a flag an indicator."""
        by_column: dict[str, list[Indicator]] = defaultdict(list)
        for each in self.indicators:
            if isinstance(each.measure, Distinct):
                by_column[each.column].append(each)
        if self.asked.speaks:
            counted = by_column["person"]
            counted += [each for each in self.indicators if each not in counted]
        for column, those in by_column.items():
            numbers = self._distinct(column, those, digits)
            for each in those:
                if isinstance(each.measure, Distinct) and each.column == column:
                    self._write(each, digits, numbers[each.name], nothing=True)
                if self.asked.speaks and column == "person":
                    for spot in self._spots_of(digits):
                        persons = int(numbers[each.name].get(spot) or 0)
                        self.found.persons[each.name, *spot] = persons

    def _distinct(
        self, column: str, indicators: Sequence[Indicator], digits: int
    ) -> dict[str, dict[Spot, Any]]:
        levels = _level(self.table.filter(self.table[column].notnull()), digits)
        flags, names = _Columns(), {}
        for each in indicators:
            where = self._holds(each, levels)
            one = (levels[column].notnull() if where is None else where).ifelse(1, 0)
            names[each.name] = flags.named(_same(each), one.max())
        keys = ["level", "cut"] if digits else ["cut"]
        each_one = levels.group_by([*keys, column]).aggregate(**flags.expressions)
        sums = {name: each_one[name].sum() for name in flags.expressions}
        counted = facts.arrow(each_one.group_by(keys).aggregate(**sums))
        return {each.name: self._spots(counted, names[each.name], digits) for each in indicators}

    def _spots(self, counted: Any, column: str, digits: int) -> dict[Spot, Any]:
        cuts = counted["cut"].to_pylist()
        places = counted["level"].to_pylist() if digits else [""] * len(cuts)
        return {
            (place, self.layer[cut]): value
            for place, cut, value in zip(places, cuts, counted[column].to_pylist(), strict=True)
        }

    def _quantiles(self, digits: int) -> None:
        those = [each for each in self.indicators if isinstance(each.measure, Quantile)]
        if not those:
            return
        columns, names = _Columns(), {}
        levels = _level(self.table, digits)
        for each in those:
            assert isinstance(each.measure, Quantile), "chosen above"
            where, share = self._holds(each, levels), each.measure.share
            values = levels[each.column].cast("float64")
            names[each.name] = columns.named(
                (each.column, share, _same(each)),
                values.quantile(share, where=where),
            )
        keys = ["level", "cut"] if digits else ["cut"]
        counted = facts.arrow(levels.group_by(keys).aggregate(**columns.expressions))
        for each in those:
            self._write(each, digits, self._spots(counted, names[each.name], digits))


def passes(passing: Passing, period: Period, number: Any) -> bool:
    """Tell whether a place's sum, as it stands in the fact, is above the threshold."""
    limit = thresholds.at(passing.threshold, period.last).value * passing.per
    return Decimal(str(number or 0)) > limit


def _tally(spots: Iterable[Spot], digits: int) -> dict[Spot, int]:
    tally: dict[Spot, int] = defaultdict(int)
    for place, period in spots:
        tally[place[:digits], period] += 1
    return tally


def _level(table: Any, digits: int) -> Any:
    if not digits:
        return table
    long_enough = table.filter(table.place.length() >= digits)
    return long_enough.mutate(level=long_enough.place.substr(0, digits))


class _Rolled:
    """Counts by village and period, and what they come to at other levels of the tree."""

    def __init__(self, counts: Any, layer: Sequence[Period]) -> None:
        self.counts = counts
        self.layer = layer
        self._levels: dict[tuple[int, str, str], dict[Spot, Any]] = {}

    def pairs(self) -> Iterable[tuple[str, int]]:
        """Return places with their period's number; rows without a place lie nowhere."""
        places, cuts = self.counts["place"].to_pylist(), self.counts["cut"].to_pylist()
        return ((place, cut) for place, cut in zip(places, cuts, strict=True) if place)

    def at(self, digits: int, column: str, how: str) -> dict[Spot, Any]:
        """Return a column's sums (or largest) by place of so many digits."""
        key = (digits, column, how)
        if key not in self._levels:
            done = self._by(digits, column).group_by(["place", "cut"]).aggregate([("value", how)])
            columns = (done[name].to_pylist() for name in ("place", "cut", f"value_{how}"))
            self._levels[key] = {
                (place, self.layer[cut]): value for place, cut, value in zip(*columns, strict=True)
            }
        return self._levels[key]

    def _by(self, digits: int, column: str) -> Any:
        import pyarrow as pa  # noqa: PLC0415 - heavy: pages that count nothing start without it
        import pyarrow.compute as pc  # noqa: PLC0415

        places = self.counts["place"].cast(pa.string())
        shortened = pc.utf8_slice_codeunits(places, 0, digits) if digits else [""] * len(places)
        columns = {"place": shortened, "cut": self.counts["cut"], "value": self.counts[column]}
        return pa.table(columns).filter(pc.greater_equal(pc.utf8_length(places), digits))
