"""How a card is approved.

A card is handed in by its county, approved by the city and by the province, and is locked then; a
city's own card goes the same way, a province's is approved by the province alone. Nobody decides
on what they handed in, and nobody decides twice on one card.
"""

from datetime import date
from typing import Final, Literal, get_args

from yutang.reports.errors import ReasonNeeded, YearRuns

State = Literal["draft", "submitted", "city", "locked", "returned"]
STATES: Final[tuple[State, ...]] = get_args(State)
Level = Literal["city", "province"]
Outcome = Literal["pass", "return"]
ARROWS: Final[frozenset[tuple[State, State]]] = frozenset(
    {
        ("draft", "submitted"),
        ("submitted", "city"),
        ("submitted", "locked"),
        ("submitted", "returned"),
        ("city", "locked"),
        ("city", "returned"),
        ("returned", "submitted"),
    }
)
"""`submitted` to `locked` for a province only."""
OPEN: Final = frozenset({"draft", "returned"})
"""In these, it may be handed in."""
WHOLE_COUNTRY: Final = "all"
"""Stands in addresses for the empty code."""
FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2100
REASON_LEAST: Final = 4
REASON_MOST: Final = 300
PROVINCE_DIGITS: Final = 2
_CITY_DIGITS: Final = 4


def turn(state: str, place_code: str) -> Level | None:
    """Return whose word a card waits for; None when it waits for nobody's."""
    if state == "submitted":
        return "city" if len(place_code) > PROVINCE_DIGITS else "province"
    return "province" if state == "city" else None


def office(level: Level, place_code: str) -> str:
    """Return the code of the place whose officers decide at this level."""
    return place_code[: _CITY_DIGITS if level == "city" else PROVINCE_DIGITS]


def after(level: Level, outcome: Outcome) -> State:
    """Return where a decision leads."""
    if outcome == "return":
        return "returned"
    return "city" if level == "city" else "locked"


def checked_reason(text: str) -> str:
    """Return a reason, trimmed. Raises `ReasonNeeded`."""
    said = " ".join(text.split())[:REASON_MOST]
    if len(said) < REASON_LEAST:
        raise ReasonNeeded(least=REASON_LEAST)
    return said


def check_over(year: int, through: date | None) -> None:
    """Go on only when the facts reach to the end of the year. Raises `YearRuns`."""
    end = date(year, 12, 31)
    if through is None or through < end:
        raise YearRuns(end=end.isoformat(), through=through.isoformat() if through else "–")


def code_from(word: str) -> str:
    """Return the place code that a word of an address stands for."""
    return "" if word == WHOLE_COUNTRY else word


def word_of(place_code: str) -> str:
    """Return how an address calls the place."""
    return place_code or WHOLE_COUNTRY
