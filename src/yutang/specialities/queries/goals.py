"""Goals of plans against the figures that rooms offer: where they start, how far they are."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import NamedTuple

from yutang.plumbing import figures
from yutang.plumbing.figures import Figure
from yutang.specialities.rules.indicators import SUMS

_YEARS_BACK = 8


class Value(NamedTuple):
    """A figure's value and the year it is of."""

    value: Decimal
    year: int


def names() -> list[str]:
    """Return the names of the indicators that some room offers now."""
    return [name for name in SUMS if figures.by_name(name) is not None]


def offered() -> list[Figure]:
    """Return the figures a goal may name."""
    return [figure for name in SUMS if (figure := figures.by_name(name)) is not None]


def newest(figure: str, place_code: str, year: int) -> Value | None:
    """Return the newest value of a figure of a place up to a year; None where none is known."""
    return newest_of(figure, [place_code], year).get(place_code)


def newest_of(figure: str, codes: Collection[str], year: int) -> Mapping[str, Value]:
    """Return place → its newest value up to a year; one question a year until all are known."""
    found: dict[str, Value] = {}
    offered_as = figures.by_name(figure)
    if offered_as is None:
        return found
    for asked in range(year, year - _YEARS_BACK, -1):
        missing = [code for code in codes if code not in found]
        if not missing:
            break
        known = offered_as.read(missing, asked)
        found |= {code: Value(Decimal(value), asked) for code, value in known.items()}
    return found
