"""What the stations room shows on pages below: where a parcel is fetched, and the keeper's way."""

from typing import Any

import segno
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from yutang.parcels import access as sending
from yutang.people.access import Person
from yutang.people.sessions import person_of
from yutang.stations import queries
from yutang.trade.queries import OrderView

_SHOWN = 5
_SENDABLE = {"paid", "confirmed", "shipped"}


def fetch(request: HttpRequest, about: Any) -> str:
    """The buyer's pickup code; for whoever sends, the choice of a station."""
    order: OrderView = about
    person = person_of(request)
    if person is None or order.state not in _SENDABLE:
        return ""
    if order.buyer_id == person.pk:
        code = queries.code_for(order.id) if order.state == "shipped" else None
        if code is None:
            return ""
        drawn = segno.make(code.code, error="m").svg_inline(scale=5, border=2)
        picture = mark_safe(drawn)  # noqa: S308 - drawn here, of digits
        return render_to_string("stations/_code.html", {"code": code, "drawn": picture}, request)
    near = queries.choices_near(order.region_code)
    if not near or not sending.sends(person, order):
        return ""
    context = {"order": order, "near": near, "chosen": queries.station_of(order.id)}
    return render_to_string("stations/_choose.html", context, request)


def way_of_keeper(request: HttpRequest, about: Any) -> str:
    """The way to the stations that the person keeps."""
    person: Person = about
    return render_to_string("stations/_keeper.html", {}, request) if queries.keeps(person) else ""


def of_place(request: HttpRequest, about: Any) -> str:
    """The stations in use in a place, the newest first."""
    stations = list(queries.stations_in(str(about)).order_by("-id")[: _SHOWN + 1])
    if not stations:
        return ""
    context = {
        "stations": stations[:_SHOWN],
        "codes": [each.place_code for each in stations],
        "more": len(stations) > _SHOWN,
        "code": about,
    }
    return render_to_string("stations/_of_place.html", context, request)
