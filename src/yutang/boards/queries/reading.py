"""What every board reads by: the place and period asked for, rows of a fact, since when there are.

Expressions are methods of the tables that facts hands out, so that the same ones run on every
engine, and nothing heavy is imported until something is counted.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, TypeVar

from yutang.boards.rules.charts import Named
from yutang.boards.rules.provinces import PROVINCES
from yutang.facts import queries as facts
from yutang.indicators.rules.periods import Period
from yutang.kernel.told import Told
from yutang.places import queries as places

Found = TypeVar("Found")
Table = Any
"""A table of Ibis; its own types are heavy to import."""
_KEPT_MOST: Final = 400
_kept: "OrderedDict[tuple[Any, ...], tuple[Any]]" = OrderedDict()
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


def sold(lines: Table) -> dict[str, Any]:
    """Return what to count of order lines: net sales in fen, units, orders."""
    return {
        "net": lines.net_fen.sum(),
        "units": lines.units.sum(),
        "orders": lines.order.nunique(),
    }


def since(kind: str, place: str) -> date | None:
    """Return the first day of which there are facts of a kind in the place."""
    found = everywhen(kind, place)
    key = (facts.current().digest, kind, place)
    first: date | None = _once(key, lambda: read(found.aggregate(first=found.on.min()))[0]["first"])
    return first


def counted_once(count: Callable[[Asked], Found]) -> Callable[[Asked], Found]:
    """Keep what was counted as long as nothing new is published; for this process."""

    def kept(asked: Asked) -> Found:
        key = (facts.current().digest, count.__module__, count.__name__, asked)
        return _once(key, lambda: count(asked))

    kept.__name__ = count.__name__
    return kept


def _once(key: tuple[Any, ...], count: Callable[[], Found]) -> Found:
    """Return what is kept under a key, counted where nothing is; what is oldest is forgotten."""
    kept = _kept.get(key)
    if kept is None:
        kept = _kept[key] = (count(),)
        while len(_kept) > _KEPT_MOST:
            _kept.popitem(last=False)
    found: Found = kept[0]
    return found


def named(codes: Iterable[str | None]) -> dict[str, Named | Told]:
    """Return a cell for each code of a place; a code that no place has stands for itself."""
    wanted = {code for code in codes if code}
    return {code: Named(name, code=code) for code, name in names(wanted).items()} | {"": NOWHERE}


def names(codes: Iterable[str]) -> dict[str, str]:
    """Return how places are called; a code that no place has stands for itself."""
    found = places.names(codes)
    return {code: name or PROVINCES.get(code, code) for code, name in found.items()}


def yuan(fen: float | None) -> float | None:
    """Return an amount in yuan; none where there is none."""
    return None if fen is None else float(fen) / 100
