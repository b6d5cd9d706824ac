"""All rows of a small fact at once, as arrays sorted by place, kept by the process.

Most facts have few rows. They are asked for once, with every condition of every definition told
row by row; what a place and a period come to is then arithmetic (`tallying`), whichever place it
is. Larger facts are counted by the engine (`counting`). Nothing heavy is imported with this
module.
"""

from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from threading import Lock
from typing import Any, Final

from yutang.facts import queries as facts
from yutang.facts.kinds.shape import Kind
from yutang.indicators import catalogue
from yutang.indicators.rules.periods import Period
from yutang.indicators.rules.shape import (
    Distinct,
    Indicator,
    Largest,
    Passing,
    Quantile,
    Sum,
    Where,
)

ROWS_MOST: Final = 100_000
"""Of more rows the engine is quicker than arithmetic over all of them."""
KEPT_ROWS: Final = 400_000
"""Rows that a process keeps, of all facts together."""
_SCALE: Final = 10_000
_FAR: Final = 2**31 - 1
_BEYOND: Final = "\U0010ffff"
_EPOCH: Final = date(1970, 1, 1)
_SAFE: Final = 2**62


@dataclass(frozen=True)
class Amounts:
    """Whole numbers of `1/scale`, so that sums do not depend on the order of the rows."""

    values: Any
    known: Any
    scale: int


@dataclass(frozen=True)
class Held:
    """Rows of a fact that lie somewhere, sorted by place; an array a column.

    `codes`: the different places, in order; `starts`: at which row each begins, and how many rows
    there are. Days are numbers; one that is not known lies far ahead. `ids`: −1 is nobody.
    """

    codes: Sequence[str]
    starts: Any
    on: Any
    ends: Mapping[str, Any]
    holds: Mapping[Where, Any]
    amounts: Mapping[str, Amounts]
    floats: Mapping[str, Any]
    ids: Mapping[str, Any]

    @property
    def rows(self) -> int:
        return int(self.starts[-1])

    def span(self, place: str) -> tuple[int, int]:
        """Return from which row to which, without it, all rows of a place lie."""
        first = bisect_left(self.codes, place)
        after = bisect_left(self.codes, place + _BEYOND) if place else len(self.codes)
        return int(self.starts[first]), int(self.starts[after])

    def within(self, period: Period) -> Any:
        """Return which rows are of a period."""
        return (self.on >= day(period.first)) & (self.on <= day(period.last))

    def standing(self, end: str, period: Period) -> Any:
        """Return which rows stand at the end of a period: begun by then, and not ended."""
        return (self.on <= day(period.last)) & (self.ends[end] >= day(period.last))


def day(on: date) -> int:
    """Return a day as the arrays know it."""
    return (on - _EPOCH) // timedelta(days=1)


_kept: OrderedDict[str, Held] = OrderedDict()
_keeping = Lock()


def held(kind: Kind, files: Sequence[facts.PartView]) -> Held | None:
    """Return a fact's rows where they are few and one DuckDB reads them; else None."""
    if sum(each.rows for each in files) > ROWS_MOST or not facts.is_at_hand():
        return None
    key = " ".join([kind.name, catalogue.mark(), *(each.path for each in files)])
    with _keeping:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    made = _made(kind, files)
    if made is None:
        return None
    with _keeping:
        _kept[key] = made
        while len(_kept) > 1 and sum(each.rows for each in _kept.values()) > KEPT_ROWS:
            _kept.popitem(last=False)
    return made


@dataclass(frozen=True)
class _Needs:
    """Which columns the definitions of a fact look at, and how."""

    wheres: tuple[Where, ...]
    ends: tuple[str, ...]
    amounts: tuple[str, ...]
    floats: tuple[str, ...]
    ids: tuple[str, ...]


def _needs(kind: Kind) -> _Needs:
    those = [each for each in catalogue.by_name().values() if each.fact == kind.name]
    above = [each.above.column for each in those if each.above]
    return _Needs(
        wheres=tuple(dict.fromkeys(each.where for each in those if each.where)),
        ends=tuple(dict.fromkeys(each.standing for each in those if each.standing)),
        amounts=_columns(those, Sum, Passing, Largest),
        floats=tuple(dict.fromkeys([*_columns(those, Quantile), *above])),
        ids=tuple(dict.fromkeys([*_columns(those, Distinct), "person"])),
    )


def _columns(those: Collection[Indicator], *measures: type) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.column for one in those if isinstance(one.measure, measures)))


def _made(kind: Kind, files: Sequence[facts.PartView]) -> Held | None:
    import numpy as np  # noqa: PLC0415 - heavy: pages that count nothing start without it

    needs = _needs(kind)
    found = facts.arrow(_asked(facts.table_of(kind, files), needs)).sort_by("place")
    places = found["place"].combine_chunks().dictionary_encode()
    codes = places.dictionary.to_pylist()
    indices = places.indices.to_numpy()
    scales = {name: 1 if _is_whole(kind, name) else _SCALE for name in needs.amounts}
    made = Held(
        codes=codes,
        starts=np.searchsorted(indices, np.arange(len(codes) + 1)),
        on=_days(found["on"]),
        ends={name: _days(found[f"end_{name}"]) for name in needs.ends},
        holds={
            where: found[f"holds_{at}"].fill_null(False).to_numpy()
            for at, where in enumerate(needs.wheres)
        },
        amounts={
            name: Amounts(
                found[f"sum_{name}"].fill_null(0).to_numpy(),
                found[f"sum_{name}"].is_valid().to_numpy(),
                scales[name],
            )
            for name in needs.amounts
        },
        floats={name: _floats(found[f"float_{name}"]) for name in needs.floats},
        ids={name: _ids(found[f"id_{name}"]) for name in needs.ids},
    )
    return made if _sums_fit(made) else None


def _asked(table: Any, needs: _Needs) -> Any:
    """Return the rows that lie somewhere, with all that the definitions look at."""
    somewhere = table.filter(table.place.notnull())
    columns = {"place": somewhere.place, "on": somewhere.on}
    for name in needs.ends:
        columns[f"end_{name}"] = somewhere[name]
    for at, where in enumerate(needs.wheres):
        columns[f"holds_{at}"] = where(somewhere)
    for name in needs.amounts:
        values = somewhere[name]
        if not values.type().is_integer():
            values = (values.cast("decimal(18, 4)") * _SCALE).cast("int64")
        columns[f"sum_{name}"] = values
    for name in needs.floats:
        columns[f"float_{name}"] = somewhere[name].cast("float64")
    for name in needs.ids:
        columns[f"id_{name}"] = somewhere[name]
    return somewhere.select(**columns)


def _is_whole(kind: Kind, name: str) -> bool:
    return next(each.type for each in kind.columns if each.name == name) == "int"


def _days(column: Any) -> Any:
    import pyarrow as pa  # noqa: PLC0415 - heavy: pages that count nothing start without it

    return column.cast(pa.date32()).cast(pa.int32()).fill_null(_FAR).to_numpy()


def _floats(column: Any) -> Any:
    return column.combine_chunks().to_numpy(zero_copy_only=False)


def _ids(column: Any) -> Any:
    return column.combine_chunks().dictionary_encode().indices.fill_null(-1).to_numpy()


def _sums_fit(made: Held) -> bool:
    """Tell whether no sum of these rows can leave 64 bits."""
    return all(
        not made.rows or int(abs(each.values).max()) < _SAFE // made.rows
        for each in made.amounts.values()
    )
