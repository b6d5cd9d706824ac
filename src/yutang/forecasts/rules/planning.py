"""What a planned sale is likely to bring, from past sales of the same good.

Each case says how many units one viewer bought. A case that sold out is a lower bound: it is
stretched to the whole sale, at most three times. Cases nearer in price, season and time weigh
more. With one or two cases the band is as wide as twice and half.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, exp, log
from typing import Final

ELASTICITY: Final = 1.0
"""Twice the price, half the units: an unverified default, said on the page."""
_STRETCH_MOST: Final = 3.0
_FEW: Final = 3
_FEW_FACTOR: Final = 2.0
_LOW, _HIGH = 0.1, 0.9
_ROUND: Final = 10
_YEAR_DAYS: Final = 365
_SEASON_DAYS: Final = 60
_OLD_DAYS: Final = 730


@dataclass(frozen=True)
class Case:
    """What one past sale sold of a good. `gone_minute`: when it was sold out, None: it was not."""

    sale: int
    good: str
    on: date
    units: int
    orders: int
    price_fen: int
    viewers: int
    minutes: int
    gone_minute: int | None = None


@dataclass(frozen=True)
class Asked:
    """What is assumed of the planned sale, for one lot."""

    on: date
    price_fen: int
    viewers: int
    minutes: int
    stocked: int


@dataclass(frozen=True)
class Expected:
    """What to expect of a lot. Units; `gone_minute` None: the stock lasts."""

    units: int
    low: int
    high: int
    stock: int
    orders: int
    orders_high: int
    price_low_fen: int
    price_high_fen: int
    gone_minute: int | None


def expected(cases: Sequence[Case], asked: Asked) -> Expected | None:
    """Return what the cases say of a lot; None: none of them says anything."""
    useful = [case for case in cases if case.viewers > 0 and case.units > 0 and case.price_fen > 0]
    if not useful or not asked.viewers or not asked.price_fen:
        return None
    told = [(demand(case, asked), weight(case, asked)) for case in useful]
    middle = quantile(told, 0.5)
    low, high = quantile(told, _LOW), quantile(told, _HIGH)
    if len(told) < _FEW:
        low, high = middle / _FEW_FACTOR, middle * _FEW_FACTOR
    units = max(1, round(middle))
    low_units, high_units = min(units, round(low)), max(units, ceil(high))
    per_order = sum(case.units for case in useful) / max(1, sum(case.orders for case in useful))
    prices = sorted(case.price_fen for case in useful)
    return Expected(
        units=units,
        low=low_units,
        high=high_units,
        stock=ceil(high_units / _ROUND) * _ROUND,
        orders=ceil(units / max(per_order, 1)),
        orders_high=ceil(high_units / max(per_order, 1)),
        price_low_fen=prices[0],
        price_high_fen=prices[-1],
        gone_minute=_gone(units, asked),
    )


def demand(case: Case, asked: Asked) -> float:
    """Return how many units a case says would be asked for, were there no end of them."""
    units = float(case.units)
    if case.gone_minute is not None and case.minutes > 0:
        units *= min(_STRETCH_MOST, case.minutes / max(1, case.gone_minute))
    dearer = asked.price_fen / case.price_fen
    return units / case.viewers * asked.viewers * exp(-ELASTICITY * log(dearer))


def weight(case: Case, asked: Asked) -> float:
    """Return how much a case counts: 1 at the same price and season, never nothing."""
    apart = abs((asked.on - case.on).days)
    season = min(apart % _YEAR_DAYS, _YEAR_DAYS - apart % _YEAR_DAYS)
    near = exp(-season / _SEASON_DAYS) + 0.1
    return near * exp(-apart / _OLD_DAYS) / (1 + abs(log(asked.price_fen / case.price_fen)))


def quantile(told: Sequence[tuple[float, float]], share: float) -> float:
    """Return the value below which `share` of the weights lie."""
    ordered = sorted(told)
    goal = share * sum(weight for _value, weight in ordered)
    reached = 0.0
    for value, its in ordered:
        reached += its
        if reached >= goal:
            return value
    return ordered[-1][0]


def packers_for(parcels: int, an_hour: int, hours: int, days: int) -> int:
    """Return how many packers pack so many parcels in so many days."""
    return ceil(parcels / (an_hour * hours * days)) if parcels else 0


def _gone(units: int, asked: Asked) -> int | None:
    """At an even pace: an order of the first minutes is answered before the last is asked."""
    if not asked.stocked or units < asked.stocked:
        return None
    return max(1, round(asked.minutes * asked.stocked / units))
