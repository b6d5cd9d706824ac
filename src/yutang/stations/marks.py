"""What this room draws on maps: the stations in use."""

from django.utils.translation import gettext_lazy as _

from yutang.plumbing import overlays
from yutang.plumbing.overlays import Mark, Overlay
from yutang.stations import queries


def offer() -> None:
    """Offer the overlay; called once when Django is ready."""
    overlays.offer(
        Overlay(
            name="stations.stations",
            title=_("Stations"),
            told=_("Pickup stations and county shops in use today."),
            read=station_marks,
            order=45,
        )
    )


def station_marks(code: str, _year: int) -> list[Mark]:
    """Return the stations in use in a place; one query."""
    found = queries.stations_in(code).order_by("place_code", "name")[: overlays.MARKS_MOST]
    return [Mark(each.name, (each.place_code,), each.hours) for each in found]
