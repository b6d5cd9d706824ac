"""The methods that forecast, all of statsforecast: the one file that imports it.

Each takes the logarithms of a weekly series, the last being what is known at its end, and returns
the weeks after it. What is combined of which members was decided by the backtest
(docs/algorithms/forecasts.md); a member that cannot be fitted stands in as the last value.
"""

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import isfinite, pi
from typing import TYPE_CHECKING, Any, Final

from yutang.forecasts.rules.festivals import nearness
from yutang.forecasts.rules.measuring import combined
from yutang.forecasts.rules.origins import YEAR

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_WAVES: Final = 1
"""Pairs of sine and cosine over a year: with two or three years of data one is what holds."""
_DAYS_A_YEAR: Final = 365.25


@dataclass(frozen=True)
class Past:
    """What is known at the end of a week, in logarithms.

    `values`: one a week, gaps carried forward, the last being the latest. `medians`: the same,
    each week's median. `common`: how far all goods together moved in each of these weeks, None
    where nobody knows; empty where there are no others.
    """

    first: date
    values: tuple[float, ...]
    medians: tuple[float, ...]
    common: tuple[float | None, ...] = ()

    @property
    def latest(self) -> float:
        return self.values[-1]


Method = Callable[[Past, int], Sequence[float]]


def naive(past: Past, horizon: int) -> Sequence[float]:
    """The last value stays."""
    return [past.latest] * horizon


def seasonal_naive(past: Past, horizon: int) -> Sequence[float]:
    """What stood in the same weeks a year ago; without a year behind, the last value."""
    from statsforecast.models import SeasonalNaive  # noqa: PLC0415 - heavy

    if len(past.medians) < YEAR:
        return naive(past, horizon)
    return _said(SeasonalNaive(season_length=YEAR), past.medians, horizon)


def last_years_way(past: Past, horizon: int) -> Sequence[float]:
    """The last value goes the way it went in these weeks a year ago."""
    if len(past.medians) <= YEAR:
        return naive(past, horizon)
    then = past.medians[-1 - YEAR]
    return [past.latest + value - then for value in seasonal_naive(past, horizon)]


def common_way(past: Past, horizon: int) -> Sequence[float]:
    """The last value goes the way that all goods together went a year ago."""
    moves = past.common
    if len(moves) < YEAR:
        return naive(past, horizon)
    moved, way = 0.0, []
    for step in range(1, horizon + 1):
        moved += moves[step - 1 - YEAR] or 0.0
        way.append(past.latest + moved)
    return way


def reversion(past: Past, horizon: int) -> Sequence[float]:
    """A first-order autoregression: back to where the price usually is."""
    from statsforecast.models import ARIMA  # noqa: PLC0415 - heavy

    return _said(ARIMA(order=(1, 0, 0)), past.values, horizon)


def reversion_by_season(past: Past, horizon: int) -> Sequence[float]:
    """The same, around a wave over the year."""
    from statsforecast.models import ARIMA  # noqa: PLC0415 - heavy

    waves = _waves(past.first, len(past.values) + horizon)
    return _said(ARIMA(order=(1, 0, 0)), past.values, horizon, waves)


def reversion_by_festivals(past: Past, horizon: int) -> Sequence[float]:
    """The same, around a wave over the year and the weeks about the Spring Festival."""
    import numpy as np  # noqa: PLC0415 - heavy
    from statsforecast.models import ARIMA  # noqa: PLC0415 - heavy

    weeks = len(past.values) + horizon
    mondays = [past.first + timedelta(days=7 * at) for at in range(weeks)]
    about = np.array([nearness(monday) for monday in mondays])
    return _said(
        ARIMA(order=(1, 0, 0)),
        past.values,
        horizon,
        np.column_stack([_waves(past.first, weeks), about]),
    )


def level(past: Past, horizon: int) -> Sequence[float]:
    """Exponential smoothing: a mean in which late weeks weigh more."""
    from statsforecast.models import SimpleExponentialSmoothingOptimized  # noqa: PLC0415 - heavy

    return _said(SimpleExponentialSmoothingOptimized(), past.values, horizon)


PRICES: Final[tuple[Method, ...]] = (
    naive,
    reversion,
    reversion_by_season,
    last_years_way,
    common_way,
)
"""Members for prices; the forecast is their median."""
PRICES_BY_FESTIVALS: Final[tuple[Method, ...]] = (*PRICES[:2], reversion_by_festivals, *PRICES[3:])
SALES: Final[tuple[Method, ...]] = (naive, level, reversion, reversion_by_season, last_years_way)
"""Members for sales of a week, where there are no others to go with."""
NAMES: Final = {PRICES: "median5-prices-1", PRICES_BY_FESTIVALS: "median5-festivals-1",
                SALES: "median5-sales-1"}  # fmt: skip


def forecast(members: Sequence[Method], past: Past, horizon: int) -> list[float]:
    """Return the median of the members, week by week."""
    return combined([member(past, horizon) for member in members])


def _waves(first: date, weeks: int) -> "Floats":
    import numpy as np  # noqa: PLC0415 - heavy

    turn = 2 * pi * (first.toordinal() + 7 * np.arange(weeks)) / _DAYS_A_YEAR
    several = [wave(k * turn) for k in range(1, _WAVES + 1) for wave in (np.sin, np.cos)]
    return np.column_stack(several)


def _said(
    model: Any, values: Sequence[float], horizon: int, beside: "Floats | None" = None
) -> list[float]:
    """Return what a model says; the last value where it cannot be fitted."""
    import numpy as np  # noqa: PLC0415 - heavy

    known = np.array(values)
    last = [values[-1]] * horizon
    regressors = {}
    if beside is not None:
        regressors = {"X": beside[: len(values)], "X_future": beside[len(values) :]}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            said = [float(v) for v in model.forecast(known, horizon, **regressors)["mean"]]
        except (ValueError, ZeroDivisionError, np.linalg.LinAlgError, RuntimeError):
            return last
    return said if all(isfinite(value) for value in said) else last
