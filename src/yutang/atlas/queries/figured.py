"""What a map and a comparison show of the figures and overlays that rooms offer."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from yutang.atlas.queries.shapes import points
from yutang.atlas.rules.classes import Class, Cut, class_of, classes
from yutang.atlas.rules.comparing import Pair
from yutang.atlas.rules.points import Point
from yutang.kernel.clock import today
from yutang.places import rules as codes
from yutang.plumbing import figures, overlays
from yutang.plumbing.figures import Figure
from yutang.plumbing.overlays import Mark, Overlay

YEAR_FIRST = 2009
"""The year of the first Taobao villages: nothing that we count is older."""
_STEPS = {1: (3,), 2: (4, 2), 3: (5, 3, 1), 4: (5, 4, 2, 1), 5: (5, 4, 3, 2, 1)}
"""Which steps of the hue so many classes take, the lowest class first; 1 is the darkest."""
ZERO, NOT_KNOWN = "zero", "unknown"


@dataclass(frozen=True)
class Coloured:
    """Values of places with their classes. Zero is a class of its own, and so is "not known"."""

    values: dict[str, Decimal]
    cut: list[Class]
    zeros: int
    not_known: int

    @property
    def legend(self) -> list[tuple[str, Class]]:
        """Each class with its step of the hue, the lowest first."""
        return [(str(step), each) for step, each in zip(self._steps, self.cut, strict=True)]

    def step(self, code: str) -> str:
        """Return the step of the hue for a place: ``1`` (dark) to ``5``, `ZERO`, `NOT_KNOWN`."""
        value = self.values.get(code)
        if value is None:
            return NOT_KNOWN
        return str(self._steps[class_of(value, self.cut)]) if value else ZERO

    @property
    def _steps(self) -> tuple[int, ...]:
        return _STEPS[len(self.cut)] if self.cut else ()


@dataclass(frozen=True)
class Placed:
    """A mark of an overlay, where it is drawn."""

    mark: Mark
    at: Point
    is_exact: bool
    """False when a place of it is shown where the place above it lies."""
    corners: tuple[Point, ...] = ()
    """Of a group: where each of its places lies."""


@dataclass(frozen=True)
class Laid:
    """An overlay's marks: those that can be drawn, and those of which no place is known."""

    overlay: Overlay
    placed: list[Placed]
    nowhere: list[Mark]


@dataclass(frozen=True)
class Compared:
    """One figure of two places, or of one place in two years."""

    figure: Figure
    pair: Pair


def coloured(figure: Figure, among: Collection[str], year: int, cut: Cut) -> Coloured:
    """Return a figure's values of these places in a year, cut into classes; one query."""
    values = dict(figure.read(among, year)) if among else {}
    known = [value for value in values.values() if value]
    zeros = len(values) - len(known)
    return Coloured(values, classes(known, cut), zeros, len(set(among) - values.keys()))


def newest_year(figure: Figure, among: Collection[str]) -> int:
    """Return the newest year of which the figure knows anything of these places, else this one."""
    this = today().year
    if among:
        for year in range(this, YEAR_FIRST - 1, -1):
            if figure.read(among, year):
                return year
    return this


def years(chosen: int) -> list[int]:
    """Return the years that a page offers, the newest first."""
    this = today().year
    return sorted({*range(this, YEAR_FIRST - 1, -1), chosen}, reverse=True)


def compared(one: tuple[str, int], other: tuple[str, int]) -> list[Compared]:
    """Return every figure of two sides (code, year); one query a figure, two for two years."""
    found = []
    for figure in figures.every():
        if one[1] == other[1]:
            read = figure.read({one[0], other[0]}, one[1])
            pair = Pair(read.get(one[0]), read.get(other[0]))
        else:
            pair = Pair(_value(figure, *one), _value(figure, *other))
        found.append(Compared(figure, pair))
    return found


def laid(overlay: Overlay, code: str, year: int) -> Laid:
    """Return an overlay's marks inside a place, with where each is drawn; at most four queries."""
    marks = list(overlay.read(code, year))[: overlays.MARKS_MOST]
    wanted = {each for mark in marks for place in mark.codes for each in _line(place)}
    known = points(wanted)
    placed, nowhere = [], []
    for mark in marks:
        found = _placed(mark, known)
        if found is None:
            nowhere.append(mark)
        else:
            placed.append(found)
    return Laid(overlay, placed, nowhere)


def _line(code: str) -> list[str]:
    """Return the place and those above it down to the county, the narrowest first."""
    above = [each for each in codes.ancestors(code) if len(each) >= len("130827")]
    return [code, *reversed(above)]


def _placed(mark: Mark, known: Mapping[str, Point]) -> Placed | None:
    found = [(place, _nearest(place, known)) for place in mark.codes]
    corners = [(place, at) for place, at in found if at is not None]
    if not corners:
        return None
    middle = Point(
        sum(at.longitude for _place, at in corners) / len(corners),
        sum(at.latitude for _place, at in corners) / len(corners),
    )
    is_exact = all(place in known for place in mark.codes)
    is_group = len({at for _place, at in corners}) > 1
    return Placed(mark, middle, is_exact, tuple(at for _place, at in corners) if is_group else ())


def _nearest(place: str, known: Mapping[str, Point]) -> Point | None:
    return next((known[each] for each in _line(place) if each in known), None)


def _value(figure: Figure, code: str, year: int) -> Decimal | None:
    return figure.read({code}, year).get(code)
