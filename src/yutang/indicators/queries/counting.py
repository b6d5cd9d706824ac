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
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from yutang.facts import queries as facts
from yutang.indicators import thresholds
from yutang.indicators.queries import bits
from yutang.indicators.queries.columns import (
    Columns,
    by_village,
    by_word,
    flag_of,
    is_id,
    mergeable,
    mergeable_of,
    named_in,
    piece,
    quantile,
    same_rows,
    words_of,
)
from yutang.indicators.queries.rolling import Rolled
from yutang.indicators.queries.slicing import (
    COUNTY_DIGITS,
    PROVINCE_DIGITS,
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


Months = Callable[[Sequence[tuple[date, date]]], facts.Pieces | None]
"""Days from one to another, both counted, to what is kept of their months, if that is enough."""


def gather(table: Any, asked: Asked, months: Months | None = None) -> Found:
    """Count all that is asked of one fact's table.

    A table is an Ibis table with at least `on`, `place`, `person` and what the indicators name.
    """
    found = Found()
    inside = within(table, asked.places)
    flows = [each for each in asked.indicators if not each.standing]
    if flows:
        for layer in layers(asked.periods):
            days = [(period.first, period.last) for period in layer]
            pieces = months(days) if months else None
            rows = cut_into(inside, layer)
            merged = [each for each in flows if pieces and mergeable(each)]
            others = [each for each in flows if each not in merged]
            if merged:
                _Pass(rows, merged, layer, asked, found, pieces).count()
            if others:
                _Pass(rows, others, layer, asked, found).count()
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


def in_unit(number: Any, per: int) -> Decimal:
    """Return a number as it came from an engine, divided by `per`, as a decimal."""
    value = number if isinstance(number, Decimal) else Decimal(str(number))
    return value / per if per != 1 else value


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

    def _where(self, indicator: Indicator) -> Callable[[Any], Any]:
        """Return the condition on rows, as a table's aggregations take it."""
        holds = condition(indicator, self.layer, self.asked.among)
        return holds or (lambda _table: None)

    def _adding(self) -> None:
        columns = Columns()
        every = mergeable_of(self.indicators[0].fact) if self.pieces else self.indicators
        plan = [(each, *named_in(columns, each, self._where(each))) for each in every]
        if self.pieces is None:
            grouped = self.table.group_by(["place", "cut"])
            counted = facts.arrow(grouped.aggregate(**columns.of(self.table)))
        else:
            counted = self.pieces.arrow(
                piece("sums"), by_village(columns), "place", columns.together, self.asked.places
            )
        rolled = Rolled(counted, self.layer)
        self._completeness(rolled)
        names = {each.name for each in self.indicators}
        for digits in self.asked.levels:
            for each, rows, amount in plan:
                if each.name in names:
                    counts = rolled.at(digits, rows, "sum")
                    for spot in self._spots_of(digits):
                        self.found.rows[each.name, *spot] = int(counts.get(spot) or 0)
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
        if self.pieces is not None and digits <= PROVINCE_DIGITS and is_id(self.table, column):
            return self._distinct_bits(column, indicators, digits)
        levels = self._level(self.table.filter(self.table[column].notnull()), digits)
        flags, names = Columns(), {}
        for each in indicators:
            names[each.name] = flags.named(same_rows(each), flag_of(column, self._where(each)))
        keys = self._keys(digits)
        each_one = levels.group_by([*keys, column]).aggregate(**flags.of(levels))
        sums = {name: each_one[name].sum() for name in flags.together}
        counted = facts.arrow(each_one.group_by(keys).aggregate(**sums))
        return {each.name: self._spots(counted, names[each.name], digits) for each in indicators}

    def _distinct_bits(
        self, column: str, indicators: Sequence[Indicator], digits: int
    ) -> dict[str, dict[Spot, Any]]:
        """Count different ids as bits, 32 neighbours together, so that months can be merged."""
        assert self.pieces is not None, "asked only where months are kept"
        flags, names = words_of(indicators[0].fact, column, speaks=self.asked.speaks)
        words = self.pieces.arrow(
            piece(column, speaks=self.asked.speaks),
            by_word(column, flags),
            "level",
            flags.together,
            self.asked.places_of(digits),
            and_by=("ids",),
            as_one=not digits,
        )
        counted = bits.counted(words, ["level", "cut"], list(flags.together))
        pairs = zip(counted["level"].to_pylist(), counted["cut"].to_pylist(), strict=True)
        spots = [(place, self.layer[cut]) for place, cut in pairs]
        return {
            each.name: dict(zip(spots, counted[names[each.name]].to_pylist(), strict=True))
            for each in indicators
        }

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
        columns, names = Columns(), {}
        levels = self._level(self.table, digits)
        for each in those:
            assert isinstance(each.measure, Quantile), "chosen above"
            where, share = self._where(each), each.measure.share
            names[each.name] = columns.named(
                (each.column, share, same_rows(each)),
                partial(quantile, column=each.column, share=share, where=where),
            )
        keys = self._keys(digits)
        counted = facts.arrow(levels.group_by(keys).aggregate(**columns.of(levels)))
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
