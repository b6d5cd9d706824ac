"""Many indicators of one fact, for many places and periods, in as few scans as there can be.

What adds up is counted once by village and period; the tree of places is summed from that, which
also tells which villages have rows. Different persons cannot be added: they are counted again for
each level of places that is asked for, all indicators in one grouping by person. Quantiles need
all values of a place together: one more grouping a level. Nothing heavy is imported with this
module.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Literal

from yutang.facts import queries as facts
from yutang.indicators import thresholds
from yutang.indicators.queries import bits
from yutang.indicators.queries.rolling import Rolled
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


Months = Callable[[date, date], facts.Pieces | None]
"""From one day until another to months of the fact that are worth keeping, if they are."""


def gather(table: Any, asked: Asked, months: Months | None = None) -> Found:
    """Count all that is asked of one fact's table.

    A table is an Ibis table with at least `on`, `place`, `person` and what the indicators name.
    """
    found = Found()
    inside = within(table, asked.places)
    flows = [each for each in asked.indicators if not each.standing]
    if flows:
        for layer in layers(asked.periods):
            until = layer[-1].last + timedelta(days=1)
            pieces = months(layer[0].first, until) if months else None
            _Pass(cut_into(inside, layer), flows, layer, asked, found, pieces).count()
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
        self.together: dict[str, Literal["sum", "max", "bit_or"]] = {}
        self._names: dict[object, str] = {}

    def named(
        self,
        same: object,
        expression: Any,
        together: Literal["sum", "max", "bit_or"] = "sum",
    ) -> str:
        if same not in self._names:
            name = f"n{len(self._names)}"
            self._names[same] = name
            self.expressions[name], self.together[name] = expression, together
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
    pieces: facts.Pieces | None = None

    def count(self) -> None:
        self._adding()
        for digits in self.asked.levels:
            self._persons(digits)
            self._quantiles(digits)

    def _read(self, asked: Any, keys: Sequence[str], together: Mapping[str, Any]) -> Any:
        if self.pieces is None:
            return facts.arrow(asked)
        return self.pieces.arrow(asked, keys, together)

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
                how: Literal["sum", "max"] = "sum"
                if isinstance(each.measure, Largest):
                    how = "max"
                value = exact(self.table, each.column)
                amount = columns.named(
                    (how, each.column, _same(each)),
                    getattr(value, how)(where=where),
                    how,
                )
            plan.append((each, rows, amount))
        keys = ["place", "cut"]
        by_village = self.table.group_by(keys).aggregate(**columns.expressions)
        counted = self._read(by_village, keys, columns.together)
        rolled = Rolled(counted, self.layer)
        self._completeness(rolled)
        for digits in self.asked.levels:
            for each, rows, amount in plan:
                counted = rolled.at(digits, rows, "sum")
                for spot in self._spots_of(digits):
                    self.found.rows[each.name, *spot] = int(counted.get(spot) or 0)
                self._put(each, rolled, digits, rows, amount)

    def _put(self, each: Indicator, rolled: Rolled, digits: int, rows: str, amount: str) -> None:
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

    def _completeness(self, rolled: Rolled) -> None:
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
        levels = self._level(self.table.filter(self.table[column].notnull()), digits)
        if self.pieces is not None and levels[column].type().is_integer():
            return self._distinct_bits(column, indicators, digits, levels)
        flags, names = _Columns(), {}
        for each in indicators:
            where = self._holds(each, levels)
            one = (levels[column].notnull() if where is None else where).ifelse(1, 0)
            names[each.name] = flags.named(_same(each), one.max())
        keys = self._keys(digits)
        each_one = levels.group_by([*keys, column]).aggregate(**flags.expressions)
        sums = {name: each_one[name].sum() for name in flags.expressions}
        counted = facts.arrow(each_one.group_by(keys).aggregate(**sums))
        return {each.name: self._spots(counted, names[each.name], digits) for each in indicators}

    def _distinct_bits(
        self, column: str, indicators: Sequence[Indicator], digits: int, levels: Any
    ) -> dict[str, dict[Spot, Any]]:
        """Count different ids as bits, 32 neighbours together, so that months can be merged."""
        flags, names = _Columns(), {}
        bit = 1 << (levels[column] & 31)
        for each in indicators:
            where = self._holds(each, levels)
            one = bit if where is None else where.ifelse(bit, 0)
            names[each.name] = flags.named(_same(each), one.cast("int64").bit_or(), "bit_or")
        keys = [*self._keys(digits), "ids"]
        grouped = levels.mutate(ids=levels[column] & -32).group_by(keys)
        words = self._read(grouped.aggregate(**flags.expressions), keys, flags.together)
        counted = bits.counted(words, self._keys(digits), list(flags.expressions))
        return {each.name: self._spots(counted, names[each.name], digits) for each in indicators}

    def _keys(self, digits: int) -> list[str]:
        return ["level", "cut"] if digits and not self._is_one else ["cut"]

    @property
    def _is_one(self) -> bool:
        """Whether all rows are of one place, so that nobody has to look at their places."""
        return len(self.asked.places) == 1

    def _level(self, table: Any, digits: int) -> Any:
        if not digits or self._is_one:
            return table
        long_enough = table.filter(table.place.length() >= digits)
        return long_enough.mutate(level=long_enough.place.substr(0, digits))

    def _spots(self, counted: Any, column: str, digits: int) -> dict[Spot, Any]:
        cuts = counted["cut"].to_pylist()
        if "level" in self._keys(digits):
            places = counted["level"].to_pylist()
        else:
            places = (list(self.asked.places) if digits else [""]) * len(cuts)
        return {
            (place, self.layer[cut]): value
            for place, cut, value in zip(places, cuts, counted[column].to_pylist(), strict=True)
        }

    def _quantiles(self, digits: int) -> None:
        those = [each for each in self.indicators if isinstance(each.measure, Quantile)]
        if not those:
            return
        columns, names = _Columns(), {}
        levels = self._level(self.table, digits)
        for each in those:
            assert isinstance(each.measure, Quantile), "chosen above"
            where, share = self._holds(each, levels), each.measure.share
            values = levels[each.column].cast("float64")
            names[each.name] = columns.named(
                (each.column, share, _same(each)),
                values.quantile(share, where=where),
            )
        keys = self._keys(digits)
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
