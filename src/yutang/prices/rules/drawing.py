"""Prices over time as the numbers of a drawing, so that a page draws them without scripts.

A drawing is WIDTH × HEIGHT units; a page stretches it. Amounts are fen a kilogram.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple

from yutang.kernel.money import yuan

WIDTH: Final = 640
HEIGHT: Final = 300
LEFT: Final = 84
RIGHT: Final = 12
TOP: Final = 16
BOTTOM: Final = 52
WEEKS: Final = 53
_STEPS: Final = (1, 2, 5)
_LINES_MOST: Final = 5
_GAP_DAYS: Final = 21
"""Days without a quote after which a line is broken: nothing is drawn where nothing is known."""
_DAYS_DRAWN_MOST: Final = 400


class Point(NamedTuple):
    """A price on a day; low and high where they are known."""

    day: date
    mean_fen: int
    low_fen: int | None = None
    high_fen: int | None = None


class Tick(NamedTuple):
    """A line across or a word below, at so many units."""

    at: float
    said: str


@dataclass(frozen=True)
class Curve:
    """A line in pieces, each a list of points as SVG writes them."""

    title: str
    style: str
    pieces: tuple[str, ...]


@dataclass(frozen=True)
class Drawing:
    """What a page draws: bands as polygons, curves, scale and days."""

    bands: tuple[str, ...]
    curves: tuple[Curve, ...]
    across: tuple[Tick, ...]
    below: tuple[Tick, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    foot: int = HEIGHT - 8


def weekly(points: Iterable[Point]) -> list[Point]:
    """Return one point a week, on its Monday: lowest, mean of means, highest."""
    weeks: dict[date, list[Point]] = {}
    for point in points:
        weeks.setdefault(point.day - timedelta(days=point.day.weekday()), []).append(point)
    return [_together(monday, several) for monday, several in sorted(weeks.items())]


def over_time(
    market: Sequence[Point], own: Sequence[Point], titles: tuple[str, str]
) -> Drawing | None:
    """Draw the market's prices as a band with a line, our own as a second line; None: no market.

    More than a year is drawn by weeks.
    """
    if not market:
        return None
    first, last = market[0].day, max(market[-1].day, market[0].day + timedelta(days=1))
    drawn, ours = list(market), [point for point in own if first <= point.day <= last]
    if len(drawn) > _DAYS_DRAWN_MOST:
        drawn, ours = weekly(drawn), weekly(ours)
        first = drawn[0].day
    scale = _Scale([*drawn, *ours])
    span = max((last - first).days, 1)

    def x(day: date) -> float:
        return LEFT + (max((day - first).days, 0) / span) * (WIDTH - LEFT - RIGHT)

    runs = _runs(drawn)
    bands = tuple(_band(run, x, scale) for run in runs if any(p.low_fen for p in run))
    curves = [Curve(titles[0], "market", tuple(_line(run, x, scale) for run in runs))]
    if ours:
        curves.append(Curve(titles[1], "own", tuple(_line(run, x, scale) for run in _runs(ours))))
    return Drawing(bands, tuple(curves), scale.ticks, _days(first, last, x))


def by_season(years: Mapping[int, Mapping[int, int]]) -> Drawing | None:
    """Draw years over each other by week; the latest year first and strongest. None: nothing."""
    if not any(years.values()):
        return None
    points = [Point(date(2000, 1, 1), fen) for weeks in years.values() for fen in weeks.values()]
    scale = _Scale(points)

    def x(week: int) -> float:
        return LEFT + (week - 1) / (WEEKS - 1) * (WIDTH - LEFT - RIGHT)

    curves = []
    for place, (year, weeks) in enumerate(sorted(years.items(), reverse=True)):
        runs: list[list[str]] = []
        before = -9
        for week, fen in sorted(weeks.items()):
            if week - before > _GAP_DAYS // 7:
                runs.append([])
            runs[-1].append(f"{x(week):.1f},{scale.y(fen):.1f}")
            before = week
        style = "market" if not place else f"year-{place}"
        curves.append(Curve(str(year), style, tuple(" ".join(_two(run)) for run in runs)))
    below = tuple(Tick(x(1 + (month - 1) * 52 // 12), f"{month:02}-01") for month in (1, 4, 7, 10))
    return Drawing((), tuple(curves), scale.ticks, below)


class _Scale:
    """From nothing to a round price above the highest."""

    def __init__(self, points: Sequence[Point]) -> None:
        most = max(point.high_fen or point.mean_fen for point in points)
        step = _step(most)
        self._top = (most + step - 1) // step * step
        self.ticks = tuple(
            Tick(round(self.y(fen), 1), yuan(fen)) for fen in range(0, self._top + 1, step)
        )

    def y(self, fen: int) -> float:
        return TOP + (1 - fen / self._top) * (HEIGHT - TOP - BOTTOM)


def _step(most: int) -> int:
    power = 1
    while True:
        for step in _STEPS:
            if step * power * _LINES_MOST >= most:
                return step * power
        power *= 10


def _together(day: date, several: Sequence[Point]) -> Point:
    lows = [point.low_fen for point in several if point.low_fen is not None]
    highs = [point.high_fen for point in several if point.high_fen is not None]
    mean = round(sum(point.mean_fen for point in several) / len(several))
    return Point(day, mean, min(lows, default=None), max(highs, default=None))


def _runs(points: Sequence[Point]) -> list[list[Point]]:
    runs: list[list[Point]] = []
    for point in points:
        if not runs or (point.day - runs[-1][-1].day).days > _GAP_DAYS:
            runs.append([])
        runs[-1].append(point)
    return runs


def _line(run: Sequence[Point], x: "Callable[[date], float]", scale: _Scale) -> str:
    return " ".join(_two([f"{x(each.day):.1f},{scale.y(each.mean_fen):.1f}" for each in run]))


def _two(points: list[str]) -> list[str]:
    """A lone point is drawn as a line of no length: its round ends make it a dot."""
    return points if len(points) > 1 else points * 2


def _band(run: Sequence[Point], x: "Callable[[date], float]", scale: _Scale) -> str:
    upper = [f"{x(p.day):.1f},{scale.y(p.high_fen or p.mean_fen):.1f}" for p in run]
    lower = [f"{x(p.day):.1f},{scale.y(p.low_fen or p.mean_fen):.1f}" for p in reversed(run)]
    return " ".join((*upper, *lower))


def _days(first: date, last: date, x: "Callable[[date], float]") -> tuple[Tick, ...]:
    """Name a handful of months, or of days where the drawing spans less than two months."""
    span = (last - first).days
    if span <= 62:  # noqa: PLR2004 - two months
        step = max(span // 3, 1)
        days = [first + timedelta(days=at) for at in range(0, span + 1, step)]
        return tuple(Tick(x(day), day.isoformat()[5:]) for day in days)
    months = [
        date(first.year + place // 12, place % 12 + 1, 1)
        for place in range(first.month, first.month + span // 28 + 1)
    ]
    inside = [day for day in months if first <= day <= last]
    step = -(-len(inside) // 4) or 1
    return tuple(Tick(x(day), day.isoformat()[:7]) for day in inside[::step])
