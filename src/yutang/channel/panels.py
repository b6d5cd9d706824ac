"""What the channel room shows on pages below: its mark on a good, a place's listed goods."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from yutang.channel import access
from yutang.channel.queries import shown
from yutang.people.access import Person

_SHOWN = 5


def mark(request: HttpRequest, about: Any) -> str:
    """The channels that list a good."""
    listings = shown.marks_of(int(about))
    if not listings:
        return ""
    return render_to_string("channel/_list.html", {"listings": listings}, request)


def of_place(request: HttpRequest, about: Any) -> str:
    """What channels list from a place, the newest five."""
    listings = shown.of_place(str(about), _SHOWN)
    if not listings:
        return ""
    context = {"listings": listings[:_SHOWN], "more": len(listings) > _SHOWN}
    return render_to_string("channel/_of_place.html", context, request)


def way_to_desk(request: HttpRequest, about: Any) -> str:
    """The way of a city or province to its recommendations."""
    person: Person = about
    if not access.cities_of(person):
        return ""
    return render_to_string("channel/_item.html", {}, request)
