"""Curves over time as the numbers of a drawing, so that a page draws them without scripts. Pure.

A drawing is WIDTH × HEIGHT units, stretched by the page; moments run from left to right.
"""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 600, 160
_STEPS = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Curve:
    """One line of a plot; `style` is its class in the stylesheet."""

    name: str
    style: str
    points: str


@dataclass(frozen=True, slots=True)
class Mark:
    """An upright line at a moment, with what happened."""

    x: float
    said: str


@dataclass(frozen=True, slots=True)
class Plot:
    """Curves with one scale: from 0 to `top` in `unit`, from 0 to `seconds`."""

    title: str
    unit: str
    top: float
    seconds: float
    curves: tuple[Curve, ...]
    marks: tuple[Mark, ...] = ()


Series = tuple[str, str, Sequence[tuple[float, float]]]
"""Name, style, and (moment in seconds, value) in the order of time."""


def plot(
    title: str,
    unit: str,
    series: Sequence[Series],
    seconds: float,
    marks: Sequence[tuple[float, str]] = (),
) -> Plot | None:
    """Return the series as one plot of so many seconds; None when there is nothing to draw."""
    points = [point for _name, _style, line in series for point in line]
    if not points:
        return None
    seconds = max(seconds, *(at for at, _ in points), *(at for at, _ in marks), 1.0)
    top = round_up(max(value for _, value in points))
    return Plot(
        title,
        unit,
        top,
        seconds,
        tuple(
            Curve(name, style, _drawn(line, seconds, top)) for name, style, line in series if line
        ),
        tuple(Mark(round(at / seconds * WIDTH, 1), said) for at, said in marks),
    )


def round_up(most: float) -> float:
    """Return the least 1, 2 or 5 times a power of ten that is not below."""
    if most <= 0:
        return 1.0
    power = 10.0 ** (len(str(int(most))) - 1) if most >= 1 else 0.1
    while True:
        for step in _STEPS:
            if step * power >= most:
                return round(step * power, 6)
        power *= 10


def _drawn(line: Sequence[tuple[float, float]], seconds: float, top: float) -> str:
    return " ".join(
        f"{at / seconds * WIDTH:.1f},{HEIGHT - value / top * HEIGHT:.1f}" for at, value in line
    )
