"""Cuts values into classes for a map: plain bounds, each value in exactly one class."""

from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Final, Literal, NamedTuple

CLASSES_MOST: Final = 5
"""Five steps of one hue can be told apart, also by the colour-blind and on grey paper."""
Cut = Literal["quantile", "equal"]


class Class(NamedTuple):
    """Values from `low` to `high`, both included, and how many places have one."""

    low: Decimal
    high: Decimal
    places: int


def classes(values: Collection[Decimal], cut: Cut = "quantile") -> list[Class]:
    """Return the classes of these values, the lowest first, at most five and none empty.

    "quantile" puts about as many places in each, "equal" gives each the same width. Bounds are
    values that exist, so that a legend never promises what is not there; equal values are never
    parted. Nothing known, no class.
    """
    ordered = sorted(values)
    if not ordered:
        return []
    parts = _by_width(ordered) if cut == "equal" else _by_number(ordered)
    return [Class(part[0], part[-1], len(part)) for part in parts if part]


def class_of(value: Decimal, cut: Sequence[Class]) -> int:
    """Return which class a value is in, from 0.

    Raises:
        ValueError: none of them; the classes were made of other values.
    """
    for number, each in enumerate(cut):
        if each.low <= value <= each.high:
            return number
    raise ValueError(f"{value} is in no class")


def _by_number(ordered: list[Decimal]) -> list[list[Decimal]]:
    parts: list[list[Decimal]] = [[]]
    left = len(ordered)
    for at, value in enumerate(ordered):
        room = CLASSES_MOST - len(parts) + 1
        is_full = len(parts[-1]) * room >= left and len(parts) < CLASSES_MOST
        if is_full and value != ordered[at - 1]:
            left -= len(parts[-1])
            parts.append([])
        parts[-1].append(value)
    return parts


def _by_width(ordered: list[Decimal]) -> list[list[Decimal]]:
    low, high = ordered[0], ordered[-1]
    parts: list[list[Decimal]] = [[] for _each in range(CLASSES_MOST)]
    for value in ordered:
        step = int((value - low) * CLASSES_MOST / (high - low)) if high > low else 0
        parts[min(step, CLASSES_MOST - 1)].append(value)
    return parts
