"""What a place in the line is worth: the odds of getting the units, and when one will know. Pure.

An estimate, and said to be one. Units still to come are those on the shelf, those of planned waves,
and those of unpaid holds, of which so many come back as were left unpaid lately.
"""

import math
from datetime import datetime
from statistics import NormalDist
from typing import NamedTuple

_UNPAID_BEFORE, _ORDERS_BEFORE = 2, 10
"""Before a sale has any experience: of ten orders two are taken to be left unpaid."""


class LineFacts(NamedTuple):
    """What is known of a lot's line; numbers are units unless they say otherwise.

    `held`: of unpaid orders, the last of which ends at `holds_end`. `coming`: of planned waves, the
    last of which comes at `last_wave_at`. `unpaid` of `ended`: of the sale's last 500 orders whose
    time to pay is over. `wanted`: by all who wait. `is_over`: the lot's last moment has passed.
    """

    lot: int
    available: int
    held: int
    coming: int
    last_wave_at: datetime | None
    holds_end: datetime | None
    unpaid: int
    ended: int
    wanted: int
    is_over: bool = False


class Prospect(NamedTuple):
    """`odds`: 0 to 1. `known_by`: when no hold of today and no wave is left; None: now."""

    odds: float
    known_by: datetime | None


def prospect(line: LineFacts, quantity: int, units_ahead: int | None) -> Prospect:
    """Return what may be hoped for by a ticket with so many units waiting before it.

    With a place, the odds are those that enough held units come back: each is taken to be left
    unpaid by itself with the share seen lately (a normal approximation of the binomial). Without
    one (`units_ahead` None: the draw is still to come) they are the units to be expected, shared
    out among all that are wanted. After the lot's last moment nobody is served any more.
    """
    if line.is_over:
        return Prospect(0.0, None)
    moments = [at for at in (line.holds_end if line.held else None, line.last_wave_at) if at]
    known_by = max(moments, default=None)
    share = (line.unpaid + _UNPAID_BEFORE) / (line.ended + _ORDERS_BEFORE)
    certain, hoped = line.available + line.coming, line.held * share
    if units_ahead is None:
        return Prospect(min(1.0, (certain + hoped) / max(line.wanted, 1)), known_by)
    missing = units_ahead + quantity - certain
    if missing <= 0:
        return Prospect(1.0, known_by)
    if missing > line.held:
        return Prospect(0.0, known_by)
    spread = math.sqrt(line.held * share * (1 - share))
    if spread == 0:
        return Prospect(1.0 if hoped >= missing else 0.0, known_by)
    return Prospect(1 - NormalDist(hoped, spread).cdf(missing - 0.5), known_by)
