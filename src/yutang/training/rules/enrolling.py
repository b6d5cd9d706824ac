"""Enrolment: its arrows, who holds a seat, whose guardian has to agree."""

from collections.abc import Mapping
from datetime import date
from typing import Final

ASKED: Final = "asked"
WAITING: Final = "waiting"
ADMITTED: Final = "admitted"
ATTENDING: Final = "attending"
COMPLETED: Final = "completed"
FAILED: Final = "failed"
LEFT: Final = "left"
REFUSED: Final = "refused"

ARROWS: Final[Mapping[str, frozenset[str]]] = {
    ASKED: frozenset({ADMITTED, WAITING, REFUSED, LEFT}),
    WAITING: frozenset({ADMITTED, REFUSED, LEFT}),
    ADMITTED: frozenset({ATTENDING, FAILED, LEFT}),
    ATTENDING: frozenset({COMPLETED, FAILED, LEFT}),
    # Who sits an exam again is judged again; a late sync may still show that somebody was there.
    FAILED: frozenset({ATTENDING, COMPLETED, LEFT}),
    COMPLETED: frozenset(),
    # Who left, or was not admitted, may ask again.
    LEFT: frozenset({ASKED, WAITING, ADMITTED}),
    REFUSED: frozenset({ASKED, WAITING, ADMITTED}),
}
STARTS: Final = frozenset({ASKED, WAITING, ADMITTED})
SEATED: Final = frozenset({ADMITTED, ATTENDING, COMPLETED, FAILED})
"""States that hold a seat."""
MAY_ATTEND: Final = frozenset({ADMITTED, ATTENDING, FAILED})
OVER: Final = frozenset({COMPLETED, LEFT, REFUSED})

ADULT: Final = 18
GUARDIAN_MOST: Final = 80
SEATS_MOST: Final = 5_000
REASON_MOST: Final = 200


def first_state(*, admits_at_once: bool, is_free: bool) -> str:
    """Return where an enrolment begins: in a seat, on the waiting list, or as a question.

    Who is brought by an office (a helper's entry counts as one's own) is asked like everybody.
    """
    if not admits_at_once:
        return ASKED
    return ADMITTED if is_free else WAITING


def needs_guardian(age: int | None) -> bool:
    """Say whether somebody of this age enrols only with a guardian's consent."""
    return age is not None and age < ADULT


def is_over(last_day: date, today: date) -> bool:
    """Say whether nobody can enrol any more: the class's last day has passed."""
    return today > last_day
