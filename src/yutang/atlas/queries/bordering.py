"""Who is whose neighbour: by outlines that touch, else by points that are near."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from yutang.atlas.models import Border, Reach
from yutang.atlas.queries.shapes import current, points
from yutang.kernel.clock import today


class Neighbours(NamedTuple):
    """Two neighbours; `how` is "polygon" or "distance <km>", the kilometres between their points.

    `a` is the lower code; each pair is given once, and stands for both ways.
    """

    a: str
    b: str
    how: str


@dataclass(frozen=True)
class Known:
    """Of how many places it is known where they lie: what a page about neighbours must say."""

    by_outline: frozenset[str]
    by_point: frozenset[str]
    """Those without an outline, whose point is known."""
    not_known: frozenset[str]


def neighbours(codes: Collection[str], km: Decimal | float | None = None) -> list[Neighbours]:
    """Return the neighbours among these places, in code order.

    Two places with outlines are neighbours when these touch, as was found when they came in. A
    pair of which one has no outline counts when their points are at most `km` apart; when it is
    left out, the whole country's rule of today (`reach`). Codes should be of one level. A place
    of which nothing is known has no neighbours (`known` says how many). At most four queries,
    however many codes.
    """
    wanted = set(codes)
    shaped = set(current().filter(code__in=wanted).values_list("code", flat=True))
    touching = Border.objects.filter(low__in=shaped, high__in=shaped)
    found = [Neighbours(low, high, "polygon") for low, high in touching.values_list("low", "high")]
    if wanted != shaped:
        found += _by_distance(wanted, shaped, km)
    return sorted(found)


def known(codes: Collection[str]) -> Known:
    """Say of which places the outline or at least a point is known."""
    wanted = set(codes)
    shaped = set(current().filter(code__in=wanted).values_list("code", flat=True))
    pointed = points(wanted - shaped).keys()
    return Known(frozenset(shaped), frozenset(pointed), frozenset(wanted - shaped - pointed))


def reach(place_code: str = "", on: date | None = None) -> Reach:
    """Return the rule of how near points are neighbours: the narrowest place's, the newest.

    Raises:
        Reach.DoesNotExist: nobody ever wrote one for the whole country before that day.
    """
    day = on or today()
    lines = [place_code[:digits] for digits in range(len(place_code) + 1)]
    found = list(Reach.objects.filter(place_code__in=lines, valid_from__lte=day))
    if not found:
        raise Reach.DoesNotExist
    return max(found, key=lambda each: (len(each.place_code), each.valid_from))


def _by_distance(
    wanted: set[str], shaped: set[str], km: Decimal | float | None
) -> list[Neighbours]:
    from yutang.atlas.rules.nearness import pairs_within  # noqa: PLC0415 - numpy and shapely

    most = float(reach().km if km is None else km)
    return [
        Neighbours(near.low, near.high, f"distance {near.km:.1f}")
        for near in pairs_within(points(wanted), most)
        if not {near.low, near.high} <= shaped
    ]
