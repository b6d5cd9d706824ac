"""The public notice: how long it runs. Pure."""

from collections.abc import Collection
from datetime import date, timedelta

OBJECTION_LEAST, OBJECTION_MOST = 10, 1500
CONTACT_MAX = 120
_SATURDAY = 5


def last_day(
    begins: date, working_days: int, off: Collection[date], on_duty: Collection[date]
) -> date:
    """Return the last day of a notice that is put up on `begins` and runs so many working days.

    The day it is put up does not count. `off` are holidays on weekdays, `on_duty` weekends that
    are worked; where neither is known, Monday to Friday count.
    """
    day, left = begins, working_days
    while left:
        day += timedelta(days=1)
        if is_working(day, off, on_duty):
            left -= 1
    return day


def is_working(day: date, off: Collection[date], on_duty: Collection[date]) -> bool:
    """Tell whether offices work on this day."""
    if day in on_duty:
        return True
    return day.weekday() < _SATURDAY and day not in off


def is_over(until: date, today: date) -> bool:
    """Tell whether a notice has ended: its last day is past."""
    return today > until
