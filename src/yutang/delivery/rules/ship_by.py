"""When a parcel must have left: so many hours after the order was bought."""

from datetime import datetime, timedelta

from yutang.delivery.errors import BadShipWithin

PERISHABLE_H = 48
KEEPS_H = 72
"""Where nobody said otherwise: fresh goods leave within two days, all others within three."""
WITHIN_H_MAX = 30 * 24


def check_within(hours: int | None) -> int | None:
    """Return the hours; None asks the product, then the default.

    Raises:
        BadShipWithin: not between an hour and thirty days.
    """
    if hours is not None and not 0 < hours <= WITHIN_H_MAX:
        raise BadShipWithin(most=WITHIN_H_MAX)
    return hours


def within_h(said: int | None, *, perishable: bool) -> int:
    """Return in how many hours a parcel leaves."""
    return said or (PERISHABLE_H if perishable else KEEPS_H)


def ship_by(bought_at: datetime, hours: int) -> datetime:
    """Return the moment by which a parcel bought then must have left."""
    return bought_at + timedelta(hours=hours)
