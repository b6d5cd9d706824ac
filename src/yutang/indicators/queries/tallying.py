"""What rows at hand come to: the same numbers as `counting`, by arithmetic over arrays.

Rows are sorted by place, so that all rows of a place, at any level of the tree, stand together: a
running total at its end less the one at its start is its number.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from yutang.indicators import thresholds
from yutang.indicators.queries.columns import same_rows
from yutang.indicators.queries.counting import Asked, Found, in_unit, passes
from yutang.indicators.queries.held import Amounts, Held
from yutang.indicators.queries.slicing import COUNTY_DIGITS, VILLAGE_DIGITS
from yutang.indicators.rules.periods import Period
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


def tally(rows: Held, asked: Asked) -> Found:
    """Return all that is asked of one fact's rows."""
    found = Found()
    places = _Places(rows, sorted(asked.places))
    flows = [each for each in asked.indicators if not each.standing]
    ends = sorted({each.standing for each in asked.indicators if each.standing})
    for period in sorted(asked.periods):
        if flows:
            _Tally(rows, places, asked, found, period, rows.within(period)).count(flows)
        for end in ends:
            stands = rows.standing(end, period)
            those = [each for each in asked.indicators if each.standing == end]
            _Tally(rows, places, asked, found, period, stands).count(those)
    return found


class _Groups(NamedTuple):
    """Places of a level, and from which row to which each has its rows."""

    codes: list[str]
    starts: list[int]
    ends: list[int]


class _Places:
    """The places asked for: from which row to which each lies, and groups of rows by level."""

    def __init__(self, rows: Held, codes: Sequence[str]) -> None:
        import numpy as np  # noqa: PLC0415 - heavy: pages that count nothing start without it

        self.rows, self.codes = rows, codes
        spans = [rows.span(code) for code in codes]
        self.first = np.array([first for first, _after in spans], dtype="int64")
        self.after = np.array([after for _first, after in spans], dtype="int64")
        self._groups: dict[tuple[int, bool], _Groups] = {}
        self._at: dict[int, tuple[list[int], Any]] = {}

    def totals(self, values: Any) -> Any:
        """Return what a column of all rows comes to in each place."""
        import numpy as np  # noqa: PLC0415 - heavy

        running = np.zeros(len(values) + 1, dtype="int64")
        np.cumsum(values, out=running[1:])
        return running[self.after] - running[self.first]

    def groups(self, digits: int, *, shorter: bool = False) -> "_Groups":
        """Return the places of so many digits that have rows.

        `shorter`: codes with fewer digits, but not none, are groups of their own.
        """
        key = (digits, shorter)
        if key not in self._groups:
            found = _Groups([], [], [])
            bounds = self.rows.starts.tolist()
            for at, code in enumerate(self.rows.codes):
                if len(code) < (1 if shorter else digits):
                    continue
                if not found.codes or found.codes[-1] != code[:digits]:
                    found.codes.append(code[:digits])
                    found.starts.append(bounds[at])
                    found.ends.append(bounds[at + 1])
                found.ends[-1] = bounds[at + 1]
            self._groups[key] = found
        return self._groups[key]

    def sums(self, digits: int, values: Any, *, shorter: bool = False) -> Any:
        """Return what a column comes to in each of these groups."""
        import numpy as np  # noqa: PLC0415 - heavy

        groups = self.groups(digits, shorter=shorter)
        running = np.zeros(len(values) + 1, dtype="int64")
        np.cumsum(values, out=running[1:])
        ends, starts = (np.array(each, dtype="int64") for each in (groups.ends, groups.starts))
        return running[ends] - running[starts]

    def marked(self, digits: int, over: Any, *, shorter: bool = False) -> Any:
        """Return in how many of these groups something holds, for each place."""
        import numpy as np  # noqa: PLC0415 - heavy

        starts = np.array(self.groups(digits, shorter=shorter).starts, dtype="int64")
        marks = np.zeros(self.rows.rows, dtype="int64")
        marks[starts[np.array(over, dtype=bool)]] = 1
        return self.totals(marks)

    def of_length(self, digits: int) -> tuple[list[int], Any]:
        """Return which places have so many digits, and for each row in which of them it lies."""
        import numpy as np  # noqa: PLC0415 - heavy

        if digits not in self._at:
            those = [at for at, code in enumerate(self.codes) if len(code) == digits]
            lies = np.full(self.rows.rows, -1, dtype="int64")
            for number, at in enumerate(those):
                lies[self.first[at] : self.after[at]] = number
            self._at[digits] = (those, lies)
        return self._at[digits]


@dataclass(frozen=True)
class _Tally:
    """Some indicators over the rows of one period, `inside`."""

    rows: Held
    places: _Places
    asked: Asked
    found: Found
    period: Period
    inside: Any
    _chosen: dict[object, Any] = field(default_factory=dict)
    _different: dict[object, list[int]] = field(default_factory=dict)

    def count(self, indicators: Sequence[Indicator]) -> None:
        self._completeness()
        for each in indicators:
            chosen = self._which(each)
            counted = self.places.totals(chosen).tolist()
            for place, number in zip(self.places.codes, counted, strict=True):
                self.found.rows[each.name, place, self.period] = number
            self._measure(each, chosen, counted)
            if self.asked.speaks:
                persons = self._distinct("person", each, chosen)
                for place, number in zip(self.places.codes, persons, strict=True):
                    self.found.persons[each.name, place, self.period] = number

    def _which(self, each: Indicator) -> Any:
        """Return which rows an indicator counts."""
        key = same_rows(each)
        if key not in self._chosen:
            found = self.inside
            if each.where is not None:
                found = found & self.rows.holds[each.where]
            if each.above is not None:
                limit = thresholds.at(each.above.threshold, self.period.last).value
                found = found & (
                    self.rows.floats[each.above.column] > float(limit * each.above.per)
                )
            if each.among:
                found = found & self._among(self.asked.among.get(each.among, ()))
            self._chosen[key] = found
        return self._chosen[key]

    def _among(self, counties: Any) -> Any:
        import numpy as np  # noqa: PLC0415 - heavy: pages that count nothing start without it

        found = np.zeros(self.rows.rows, dtype=bool)
        for code in counties:
            first, after = self.rows.span(code)
            found[first:after] = True
        return found

    def _measure(self, each: Indicator, chosen: Any, counted: list[int]) -> None:
        match each.measure:
            case Count():
                self._write(each, counted)
            case Sum(column=column):
                amounts = self.rows.amounts[column]
                self._write(each, self.places.totals(amounts.values * chosen).tolist(), amounts)
            case Covered(digits=digits):
                over = self.places.sums(digits, chosen) > 0
                self._write(each, self._up_to(digits, self.places.marked(digits, over)))
            case Passing() as passing:
                self._write(each, self._passing(passing, chosen))
            case Distinct(column=column):
                self._write(each, self._distinct(column, each, chosen))
            case Largest(column=column):
                amounts = self.rows.amounts[column]
                found = self._by_place(amounts.values, chosen & amounts.known, max)
                self._write(each, found, amounts)
            case Quantile() as quantile:
                self._write(each, self._quantiles(quantile, chosen))
            case _:
                pass

    def _write(
        self, each: Indicator, numbers: Sequence[Any], amounts: Amounts | None = None
    ) -> None:
        """Write numbers down in their unit; None: there is none."""
        per = 1 if isinstance(each.measure, Passing) else each.per
        for place, number in zip(self.places.codes, numbers, strict=True):
            if number is not None:
                whole = Decimal(number) / amounts.scale if amounts else number
                self.found.numbers[each.name, place, self.period] = in_unit(whole, per)

    def _up_to(self, digits: int, numbers: Any) -> list[int]:
        """Return nought for places that are smaller than what is counted in them."""
        pairs = zip(self.places.codes, numbers.tolist(), strict=True)
        return [number if len(place) <= digits else 0 for place, number in pairs]

    def _passing(self, passing: Passing, chosen: Any) -> list[int]:
        amounts, digits = self.rows.amounts[passing.column], passing.digits
        sums = self.places.sums(digits, amounts.values * chosen).tolist()
        over = [passes(passing, self.period, Decimal(number) / amounts.scale) for number in sums]
        return self._up_to(digits, self.places.marked(digits, over))

    def _distinct(self, column: str, each: Indicator, chosen: Any) -> list[int]:
        """Return how many different ids each place has, level by level."""
        key = (column, same_rows(each))
        if key not in self._different:
            ids = self.rows.ids[column]
            known = chosen & (ids >= 0)
            counted = [0] * len(self.places.codes)
            for digits in self.asked.levels:
                those, lies = self.places.of_length(digits)
                inside = known & (lies >= 0)
                numbers = _different(lies[inside], ids[inside], len(those))
                for at, number in zip(those, numbers, strict=True):
                    counted[at] = number
            self._different[key] = counted
        return self._different[key]

    def _by_place(self, values: Any, chosen: Any, come_to: Callable[[Any], Any]) -> list[Any]:
        found = []
        for first, after in zip(self.places.first, self.places.after, strict=True):
            those = values[first:after][chosen[first:after]]
            found.append(come_to(those.tolist()) if len(those) else None)
        return found

    def _quantiles(self, quantile: Quantile, chosen: Any) -> list[float | None]:
        import numpy as np  # noqa: PLC0415 - heavy: pages that count nothing start without it

        values = self.rows.floats[quantile.column]

        def between(those: list[float]) -> float:
            those.sort()
            at = quantile.share * (len(those) - 1)
            low = int(at)
            high = min(low + 1, len(those) - 1)
            return those[low] + (those[high] - those[low]) * (at - low)

        return self._by_place(values, chosen & ~np.isnan(values), between)

    def _completeness(self) -> None:
        villages = self.places.sums(VILLAGE_DIGITS, self.inside) > 0
        counties = self.places.sums(COUNTY_DIGITS, self.inside, shorter=True) > 0
        of_villages = self.places.marked(VILLAGE_DIGITS, villages).tolist()
        of_counties = self.places.marked(COUNTY_DIGITS, counties, shorter=True).tolist()
        any_rows = self.places.totals(self.inside).tolist()
        found = self.found
        for at, place in enumerate(self.places.codes):
            spot = (place, self.period)
            found.villages[spot] = max(found.villages.get(spot, 0), of_villages[at])
            county = of_counties[at] if len(place) <= COUNTY_DIGITS else int(any_rows[at] > 0)
            found.counties[spot] = max(found.counties.get(spot, 0), county)
            if self.asked.names_villages:
                codes = self._codes(place, villages)
                found.codes[spot] = found.codes.get(spot, frozenset()) | codes

    def _codes(self, place: str, has_rows: Any) -> frozenset[str]:
        groups = self.places.groups(VILLAGE_DIGITS)
        pairs = zip(groups.codes, has_rows.tolist(), strict=True)
        return frozenset(code for code, has in pairs if has and code.startswith(place))


def _different(lies: Any, ids: Any, places: int) -> list[int]:
    """Return how many different ids there are in each of so many places."""
    import numpy as np  # noqa: PLC0415 - heavy: pages that count nothing start without it

    if not len(ids):
        return [0] * places
    most = int(ids.max()) + 1
    pairs = np.unique(lies * most + ids)
    found: list[int] = np.bincount(pairs // most, minlength=places).tolist()
    return found
