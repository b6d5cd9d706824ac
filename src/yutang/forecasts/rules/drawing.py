"""A forecast as the numbers of a drawing, so that a page draws it without scripts. Pure.

A drawing is WIDTH × HEIGHT units; a page stretches it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

WIDTH: Final = 640
HEIGHT: Final = 300
LEFT: Final = 72
RIGHT: Final = 12
TOP: Final = 16
BOTTOM: Final = 52
_STEPS: Final = (1, 2, 5)
_LINES_MOST: Final = 5
_DAYS_SAID: Final = 4


class Ahead(NamedTuple):
    """One week of a forecast."""

    week: date
    value: float
    low_80: float
    high_80: float
    low_95: float
    high_95: float
    naive: float


class Tick(NamedTuple):
    at: float
    said: str


@dataclass(frozen=True)
class Drawing:
    """Points as SVG writes them: what was, what is foreseen with its bands, and the last value."""

    was: tuple[str, ...]
    band_95: str
    band_80: str
    ahead: str
    naive: str
    today: float
    across: tuple[tuple[float, float], ...]
    """Height of a line and the value it stands for."""
    below: tuple[Tick, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    top: int = TOP
    ground: int = HEIGHT - BOTTOM
    foot: int = HEIGHT - 10


def drawing(was: Sequence[tuple[date, float | None]], ahead: Sequence[Ahead]) -> Drawing | None:
    """Draw what was and what is foreseen, from 0 to a round value above all; None: nothing."""
    known = [value for _week, value in was if value is not None]
    if not known or not ahead:
        return None
    weeks = [week for week, _value in was] + [each.week for each in ahead]
    first, span = weeks[0], max((weeks[-1] - weeks[0]).days, 1)
    most = max(*known, *(each.high_80 for each in ahead))
    step = _step(most)
    top = (int(most // step) + 1) * step

    def x(week: date) -> float:
        return LEFT + (week - first).days / span * (WIDTH - LEFT - RIGHT)

    def y(value: float) -> float:
        return TOP + (1 - min(value, top) / top) * (HEIGHT - TOP - BOTTOM)

    def line(points: Sequence[tuple[date, float]]) -> str:
        return " ".join(f"{x(week):.1f},{y(value):.1f}" for week, value in points)

    last_week = max(week for week, value in was if value is not None)
    start = [(last_week, ahead[0].naive)]
    below = weeks[:: max(1, len(weeks) // _DAYS_SAID)]
    return Drawing(
        was=tuple(line(run) for run in _runs(was)),
        band_95=_band(line, [(p.week, p.low_95, p.high_95) for p in ahead], start),
        band_80=_band(line, [(p.week, p.low_80, p.high_80) for p in ahead], start),
        ahead=line(start + [(p.week, p.value) for p in ahead]),
        naive=line(start + [(p.week, p.naive) for p in ahead]),
        today=round(x(last_week), 1),
        across=tuple((round(y(at * step), 1), at * step) for at in range(round(top / step) + 1)),
        below=tuple(Tick(round(x(week), 1), f"{week:%m-%d}") for week in below[:-1]),
    )


def _band(
    line: Callable[[Sequence[tuple[date, float]]], str],
    points: list[tuple[date, float, float]],
    start: list[tuple[date, float]],
) -> str:
    up = [(week, high) for week, _low, high in points]
    down = [(week, low) for week, low, _high in reversed(points)]
    return line(start + up + down)


def _runs(was: Sequence[tuple[date, float | None]]) -> list[list[tuple[date, float]]]:
    """Return what lies side by side: nothing is drawn where nothing is known."""
    runs: list[list[tuple[date, float]]] = [[]]
    for week, value in was:
        if value is None:
            runs.append([])
        else:
            runs[-1].append((week, value))
    return [run if len(run) > 1 else run * 2 for run in runs if run]


def _step(most: float) -> float:
    power = 1.0
    while True:
        for step in _STEPS:
            if step * power * _LINES_MOST >= most:
                return step * power
        power *= 10
