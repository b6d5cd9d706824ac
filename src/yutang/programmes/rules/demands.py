"""What a rule of money asks of a programme, line by line, and what is lacking."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, NamedTuple

Verdict = Literal["met", "failed", "unknown"]
_HUNDRED = Decimal(100)
_TENTH = Decimal("0.1")


class Bound(NamedTuple):
    """What is asked: at least, at most, or both; percent of money or of villages, or a count."""

    least: Decimal | None
    most: Decimal | None


class Judged(NamedTuple):
    """A line's verdict; `lacks`: how much below the least, or above the most, in its own unit."""

    value: Decimal | None
    verdict: Verdict
    lacks: Decimal


def judge(value: Decimal | None, bound: Bound) -> Judged:
    """Say whether a value is within its bound; a value that nobody knows is neither."""
    if value is None:
        return Judged(None, "unknown", Decimal(0))
    if bound.least is not None and value < bound.least:
        return Judged(value, "failed", bound.least - value)
    if bound.most is not None and value > bound.most:
        return Judged(value, "failed", value - bound.most)
    return Judged(value, "met", Decimal(0))


def percent(part: int, whole: int) -> Decimal | None:
    """Return a part in percent of the whole, unrounded; None where the whole is nothing."""
    return Decimal(part) * _HUNDRED / Decimal(whole) if whole else None


def shown(value: Decimal | None) -> Decimal | None:
    """Return a percentage with one digit after the point, as pages show it."""
    return None if value is None else value.quantize(_TENTH, ROUND_HALF_UP)


def lacking_fen(part_fen: int, whole_fen: int, bound: Bound) -> int:
    """Return by how many fen the part is below its least share, or above its most; else 0.

    Of the whole as it stands: what is spent later on other purposes asks for more.
    """
    if bound.least is not None and part_fen * _HUNDRED < bound.least * whole_fen:
        return int((bound.least * whole_fen / _HUNDRED - part_fen).to_integral_value("ROUND_UP"))
    if bound.most is not None and part_fen * _HUNDRED > bound.most * whole_fen:
        return int((part_fen - bound.most * whole_fen / _HUNDRED).to_integral_value("ROUND_UP"))
    return 0
