"""Figures of places: what rooms know by code and year, for whoever compares places or draws maps.

A room offers a figure in its AppConfig's `ready`; the pages that show figures know none of the
rooms. A figure has the same meaning at every level of the tree: what a county's value is made of,
its room decides and says in `told`.
"""

from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from typing import NamedTuple

from django.utils.functional import Promise

from yutang.kernel.counts import Counts

Text = str | Promise
Read = Callable[[Collection[str], int], Mapping[str, Decimal]]
"""Codes of places and a year to values; a place that is not in the answer is not known."""


class Figure(NamedTuple):
    """What one figure is: `name` is its room's and its own, as `yearbook.households`."""

    name: str
    title: Text
    unit: Text
    """The word after the number: households, yuan, %. Values are in this unit, not in fen."""
    told: Text
    """One sentence: what is counted, how, and from what."""
    read: Read
    rows: Callable[[str, int], str] | None = None
    """Address of the page with the rows behind a value, of a code and a year."""
    digits: int = 0
    """Digits after the point."""
    order: int = 50
    counts: Counts = ""
    """Whether a value is persons or person-times (never added), or money, area, places."""


_offered: dict[str, Figure] = {}


def offer(figure: Figure) -> None:
    """Offer a figure; the same name again takes the earlier one's place."""
    _offered[figure.name] = figure


def every() -> list[Figure]:
    """Return all figures, lower orders first."""
    return sorted(_offered.values(), key=lambda figure: (figure.order, figure.name))


def by_name(name: str) -> Figure | None:
    """Return the figure of this name, if one is offered."""
    return _offered.get(name)
