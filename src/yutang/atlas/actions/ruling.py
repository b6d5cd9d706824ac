"""How near points are neighbours: a new version beside the old ones."""

from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction

from yutang.atlas.errors import BadReach, ReachTwice
from yutang.atlas.models import Reach
from yutang.kernel.clock import now
from yutang.people.access import Person
from yutang.places import access as places

_KM_MOST = 100


def set_reach(
    km: Decimal, valid_from: date, source: str, place_code: str = "", by: Person | None = None
) -> Reach:
    """Write a version of the rule, for a place or (empty) the whole country.

    Raises:
        BadReach: the distance, or no source. ReachTwice: one begins there on that day.
        BadCode, UnknownPlace: the place.
    """
    if not 0 < km <= _KM_MOST or not source.strip():
        raise BadReach
    code = places.check_code(place_code) if place_code else ""
    try:
        with transaction.atomic():
            return Reach.objects.create(
                place_code=code,
                km=km,
                valid_from=valid_from,
                source=source.strip(),
                made_at=now(),
                made_by=by,
            )
    except IntegrityError as error:
        raise ReachTwice from error
