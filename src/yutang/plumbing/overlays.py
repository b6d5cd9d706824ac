"""Overlays: what rooms draw on a map of places, for a page that knows none of the rooms.

A room offers an overlay in its AppConfig's `ready`, as it offers figures (`plumbing/figures.py`):

    overlays.offer(Overlay("stations.stations", _("Stations"), _("…"), read=stations_on_map))

A mark names places by their codes; where those lie is the map's business. A place whose point
nobody knows is shown at the nearest place above it that has one, hollow, and said so beside it.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from django.utils.functional import Promise

Text = str | Promise
MARKS_MOST = 500
"""A page shows no more marks of one overlay than this; `Overlay.read` gives the weightiest."""


class Mark(NamedTuple):
    """One thing on a map: a village, a station, or a group of places, such as a cluster."""

    title: Text
    codes: tuple[str, ...]
    """The place it lies in; for a group every place that belongs to it (drawn joined)."""
    said: Text = ""
    """One short line beside the title: `12 villages`, `open 8:00–18:00`."""
    href: str = ""
    """Address of its page."""
    weight: int = 1
    """How large it is drawn beside others of its overlay, in any unit; a group's villages, say."""


Read = Callable[[str, int], Sequence[Mark]]
"""The code of the place whose map is drawn, and a year, to what lies in it; a few queries."""


class Overlay(NamedTuple):
    """What one overlay is: `name` is its room's and its own, as `criteria.clusters`."""

    name: str
    title: Text
    told: Text
    """One sentence: what is marked, and from what it is known."""
    read: Read
    order: int = 50


_offered: dict[str, Overlay] = {}


def offer(overlay: Overlay) -> None:
    """Offer an overlay; the same name again takes the earlier one's place."""
    _offered[overlay.name] = overlay


def every() -> list[Overlay]:
    """Return all overlays, lower orders first."""
    return sorted(_offered.values(), key=lambda overlay: (overlay.order, overlay.name))


def by_name(name: str) -> Overlay | None:
    """Return the overlay of this name, if one is offered."""
    return _offered.get(name)
