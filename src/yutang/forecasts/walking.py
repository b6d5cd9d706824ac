"""Forecasts made again from earlier weeks, as they would have been: nothing later is looked at.

The backtest of a price list and the past errors of every forecast we keep come from here.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import exp, expm1, log, log1p, sqrt
from typing import Final, Literal, TypeVar

from yutang.forecasts import methods
from yutang.forecasts.rules import measuring, origins, weekly
from yutang.forecasts.rules.measuring import LEVELS
from yutang.forecasts.rules.weekly import Series

Scale = Literal["log", "log1p"]
_SPREAD_LEAST: Final = 0.01
"""A price that hardly ever moved may still: at least one percent a week."""
Key = TypeVar("Key")


@dataclass(frozen=True)
class Window:
    """One forecast made from week `at`, and what came. Lists are one a week ahead.

    `bands` are (low, high) by level, None where too few earlier misses were known. `naive` is the
    latest price said, `naive_week` the last week's median, `season` the same weeks a year before.
    """

    at: int
    week: date
    scale: float
    actual: tuple[float | None, ...]
    said: tuple[float, ...]
    naive: tuple[float, ...]
    naive_week: tuple[float, ...]
    season: tuple[float, ...]
    spread: float
    bands: Mapping[int, tuple[tuple[float, float], ...] | None]


@dataclass(frozen=True)
class Walk:
    """How to walk: the members, the plan, on which scale."""

    members: tuple[methods.Method, ...]
    plan: origins.Plan
    scale: Scale = "log"

    def up(self, value: float) -> float:
        return log(value) if self.scale == "log" else log1p(max(value, 0.0))

    def down(self, value: float) -> float:
        return exp(value) if self.scale == "log" else max(expm1(value), 0.0)


@dataclass
class Misses:
    """Misses so far, each with the week in which it became known; all subjects together.

    A miss is divided by its subject's own spread and the root of the weeks ahead, so that quiet
    and lively goods, near and far weeks learn from each other.
    """

    known: list[tuple[date, float]]

    def width(self, week: date, level: int) -> float | None:
        """Return the width that held `level` percent of what was known at the end of a week."""
        return measuring.half_width([miss for known, miss in self.known if known <= week], level)


def walk(
    all_series: Mapping[Key, Series],
    chosen: Mapping[Key, Sequence[int]],
    how: Walk,
    told: Callable[[int], None] = lambda _windows: None,
    misses: "Misses | None" = None,
) -> dict[Key, list[Window]]:
    """Return a forecast of each chosen series from each of its origins, in the order of weeks.

    `all_series`: what the common movement is counted from. `told` is called with the number of
    origins done; `misses` takes up what was missed.
    """
    found: dict[Key, list[Window]] = {key: [] for key in chosen}
    misses = Misses([]) if misses is None else misses
    by_week: dict[date, list[tuple[Key, int]]] = {}
    for key, ats in chosen.items():
        for at in ats:
            by_week.setdefault(all_series[key].monday(at), []).append((key, at))
    moves = CommonMoves(all_series.values(), how)
    for done, week in enumerate(sorted(by_week)):
        fresh = [
            (key, _window(all_series[key], at, moves, how, misses)) for key, at in by_week[week]
        ]
        for key, window in fresh:
            found[key].append(window)
            misses.known += _missed(all_series[key], window, how)
        told(done + 1)
    return found


class CommonMoves:
    """How far all goods together moved, week by week; each week rests on itself and before."""

    def __init__(self, series: Iterable[Series], how: Walk) -> None:
        listed = [_upped(each, how) for each in series]
        self.first = min((each.first for each in listed), default=date(2000, 1, 3))
        last = max((each.monday(len(each) - 1) for each in listed), default=self.first)
        self.moves = weekly.common_moves(listed, self.first, last)

    def of(self, series: Series, at: int) -> tuple[float | None, ...]:
        """Return the moves of the weeks of a series up to `at`, and of the weeks before it."""
        end = weekly.weeks_between(self.first, series.monday(at)) + 1
        return tuple(self.moves[:end])


def past_of(series: Series, at: int, moves: CommonMoves | None, how: Walk) -> methods.Past:
    """Return what is known of a series at the end of week `at`."""
    known = series.until(at)
    medians = [how.up(value) for value in weekly.carried(known.values)]
    values = [how.up(value) for value in weekly.carried(known.latest)]
    common = moves.of(series, at) if moves else ()
    return methods.Past(series.first, tuple(values), tuple(medians), common)


def spread_of(past: methods.Past) -> float:
    """Return how far the series usually moves in a week: the root of the mean square."""
    changes = [now - before for before, now in pairwise(past.values)]
    square = sum(change * change for change in changes) / max(1, len(changes))
    return max(sqrt(square), _SPREAD_LEAST)


def bands_of(
    said: Sequence[float], spread: float, misses: Misses, week: date, how: Walk
) -> dict[int, tuple[tuple[float, float], ...] | None]:
    """Return low and high of each week ahead by level; `said` on the scale of the walk."""
    bands: dict[int, tuple[tuple[float, float], ...] | None] = {}
    for level in LEVELS:
        width = misses.width(week, level)
        bands[level] = None
        if width is not None:
            bands[level] = wide_bands(said, spread, {level: width}, how)[level]
    return bands


def wide_bands(
    said: Sequence[float], spread: float, widths: Mapping[int, float], how: Walk
) -> dict[int, tuple[tuple[float, float], ...]]:
    """Return bands of given widths, for where earlier misses do not say enough."""
    return {
        level: tuple(
            (how.down(v - width * reach), how.down(v + width * reach))
            for v, reach in zip(said, _reaches(spread, len(said)), strict=True)
        )
        for level, width in widths.items()
    }


def inside(windows: Sequence[Window], level: int) -> list[bool]:
    """Tell of each week with a truth and a band whether the truth lay inside."""
    return [
        low <= actual <= high
        for window in windows
        if (band := window.bands[level]) is not None
        for actual, (low, high) in zip(window.actual, band, strict=True)
        if actual is not None
    ]


def _window(series: Series, at: int, moves: CommonMoves, how: Walk, misses: Misses) -> Window:
    ahead = how.plan.horizon
    past = past_of(series, at, moves, how)
    said = methods.forecast(how.members, past, ahead)
    spread, week = spread_of(past), series.monday(at)
    actual = series.values[at + 1 : at + 1 + ahead]
    carried = weekly.carried(series.until(at).values)
    return Window(
        at,
        week,
        measuring.scale_of(carried),
        actual + (None,) * (ahead - len(actual)),
        tuple(how.down(value) for value in said),
        tuple(how.down(value) for value in methods.naive(past, ahead)),
        (carried[-1],) * ahead,
        tuple(how.down(value) for value in methods.seasonal_naive(past, ahead)),
        spread,
        bands_of(said, spread, misses, week, how),
    )


def _missed(series: Series, window: Window, how: Walk) -> Iterator[tuple[date, float]]:
    reaches = _reaches(window.spread, len(window.said))
    for step, (actual, said, reach) in enumerate(
        zip(window.actual, window.said, reaches, strict=True), 1
    ):
        if actual is not None:
            miss = abs(how.up(actual) - how.up(said)) / reach
            yield series.monday(window.at + step), miss


def _reaches(spread: float, ahead: int) -> list[float]:
    return [measuring.step_spread(step, spread) for step in range(1, ahead + 1)]


def _upped(series: Series, how: Walk) -> Series:
    values = tuple(None if value is None else how.up(value) for value in series.values)
    return Series(series.first, values, values)
