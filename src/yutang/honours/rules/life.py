"""What becomes of an honour: in force, warned, withdrawn, expired. Pure."""

import calendar
from datetime import date
from typing import Final

VALID, WARNED, WITHDRAWN, EXPIRED = "valid", "warned", "withdrawn", "expired"
IN_FORCE: Final = frozenset({VALID, WARNED})
ARROWS: Final[dict[str, frozenset[str]]] = {
    VALID: frozenset({WARNED, WITHDRAWN, EXPIRED}),
    WARNED: frozenset({VALID, WITHDRAWN, EXPIRED}),
    WITHDRAWN: frozenset(),
    EXPIRED: frozenset(),
}
RENEW_DAYS = 180
"""So many days before its end an honour may be applied for again."""
_MONTHS = 12


def stage(state: str, valid_until: date, today: date) -> str:
    """Return the state as time has made it: past its last day it has expired."""
    return EXPIRED if state in IN_FORCE and today > valid_until else state


def months_later(day: date, months: int) -> date:
    """Return the same day so many months on, the month's last where it has no such day."""
    year, month = divmod(day.year * _MONTHS + day.month - 1 + months, _MONTHS)
    most = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, most))


def next_review(due: date, months: int, today: date) -> date:
    """Return when the review after this one is due: on the same grid, but not in the past."""
    following = months_later(due, months)
    while following <= today:
        following = months_later(following, months)
    return following
