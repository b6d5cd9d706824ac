"""What every board reads by: the place and period asked for, rows of a fact, since when there are.

Expressions are methods of the tables that facts hands out, so that the same ones run on every
engine, and nothing heavy is imported until something is counted.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from yutang.boards.rules.charts import Chart, Named
from yutang.facts import queries as facts
from yutang.indicators.rules.periods import Period
from yutang.kernel.told import Told
from yutang.places import queries as places

Table = Any
"""A table of Ibis; its own types are heavy to import."""
_KEPT_MOST: Final = 400
_kept: "OrderedDict[tuple[Any, ...], Any]" = OrderedDict()
PROVINCE_DIGITS: Final = 2
COUNTY_DIGITS: Final = 6
_BELOW: Final = {0: 2, 2: 6, 4: 6, 6: 9, 9: 12, 12: 12}
NOWHERE: Final = Told("没有登记地点", "place not written down")


@dataclass(frozen=True)
class Asked:
    """What a board is asked for; `full`: for who works for the place, small groups too.

    `good`: of one good; `origin` and `goal`: of one flow, by codes. Empty: all.
    """

    place: str
    period: Period
    full: bool = False
    good: str = ""
    origin: str = ""
    goal: str = ""

    @property
    def digits_below(self) -> int:
        """Digits of the codes of the places that a table tells apart: of the whole, provinces."""
        return _BELOW.get(len(self.place), len(self.place))


def rows(kind: str, asked: Asked) -> Table:
    """Return the facts of a kind in the place and period."""
    found = facts.table(kind, None, asked.period.first, asked.period.last + timedelta(days=1))
    found = found.filter(found.on.between(asked.period.first, asked.period.last))
    return found.filter(found.place.startswith(asked.place)) if asked.place else found


def everywhen(kind: str, place: str) -> Table:
    """Return the facts of a kind in the place, of all times."""
    found = facts.table(kind)
    return found.filter(found.place.startswith(place)) if place else found


def read(expression: Any) -> list[dict[str, Any]]:
    """Return what an expression comes to, a row a dictionary."""
    found: list[dict[str, Any]] = facts.arrow(expression).to_pylist()
    return found


def since(kind: str, place: str) -> date | None:
    """Return the first day of which there are facts of a kind in the place."""
    key = (facts.current().digest, kind, place)
    if key not in _kept:
        found = everywhen(kind, place)
        keep(key, read(found.aggregate(first=found.on.min()))[0]["first"])
    first: date | None = _kept[key]
    return first


def counted_once(chart: Callable[[Asked], Chart]) -> Callable[[Asked], Chart]:
    """Keep what a chart came to as long as nothing new is published; for this process."""

    def kept(asked: Asked) -> Chart:
        key = (facts.current().digest, chart.__module__, chart.__name__, asked)
        if key not in _kept:
            keep(key, chart(asked))
        found: Chart = _kept[key]
        return found

    kept.__name__ = chart.__name__
    return kept


def keep(key: tuple[Any, ...], found: Any) -> None:
    """Keep what was counted, and forget what was asked for longest ago."""
    _kept[key] = found
    while len(_kept) > _KEPT_MOST:
        _kept.popitem(last=False)


def named(codes: Iterable[str | None]) -> dict[str, Named | Told]:
    """Return a cell for each code of a place; a code that no place has stands for itself."""
    wanted = {code for code in codes if code}
    known = places.names(wanted)
    found: dict[str, Named | Told] = {
        code: Named(known[code] or code, code=code) for code in wanted
    }
    return {**found, "": NOWHERE}


def yuan(fen: float | None) -> float | None:
    """Return an amount in yuan; none where there is none."""
    return None if fen is None else float(fen) / 100
