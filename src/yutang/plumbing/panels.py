"""Panels: what a room shows on the page of a room below, which knows nothing of it.

A page leaves a place by name, ``{% panels "product" product.id %}``; a room above hangs something
there in its AppConfig's `ready`: ``panels.hang("product", share_of_product, order=20)``. A panel
takes the request and what the place is about, and returns HTML of a template of its own, or
nothing. The places, and what each is about, are listed in docs/front-end.md.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

Panel = Callable[[HttpRequest, Any], str]


class _Hung(NamedTuple):
    order: int
    room: str
    panel: Panel


_places: dict[str, list[_Hung]] = {}


def hang(place: str, panel: Panel, *, order: int = 50) -> None:
    """Show this panel at that place, lower orders first; hanging it twice changes nothing."""
    there = _places.setdefault(place, [])
    if all(hung.panel is not panel for hung in there):
        there.append(_Hung(order, panel.__module__, panel))
        there.sort(key=lambda hung: (hung.order, hung.room))


class Shown(NamedTuple):
    """What one panel says, and whose it is."""

    room: str
    text: SafeString


def each(request: HttpRequest, place: str, about: object) -> list[Shown]:
    """Return what hangs at a place, panel by panel; without those that have nothing to say."""
    said = (
        (hung.room.split(".")[1], hung.panel(request, about)) for hung in _places.get(place, ())
    )
    return [Shown(room, mark_safe(text)) for room, text in said if text.strip()]  # noqa: S308 - templates escaped it


def _room_of(module: str) -> str:
    """``yutang.stations.panels`` is of the room stations."""
    return module.removeprefix("yutang.").split(".")[0]


def shown(request: HttpRequest, place: str, about: object) -> SafeString:
    """Return what hangs at a place, one panel below the other; empty where nothing does."""
    return mark_safe("\n".join(text for _room, text in each(request, place, about)))  # noqa: S308 - as above
