"""Kinds of honours, who may apply for them, and the levels that decide. Pure."""

from typing import Final, Literal

Kind = Literal["model_shop", "demo_village", "demo_town", "pioneer_county", "brand_station", "park"]
Applicant = Literal["shop", "village", "town", "county", "producer", "station"]
Level = Literal["county", "city", "province"]

LEVELS: Final[tuple[Level, ...]] = ("county", "city", "province")
DIGITS: Final[dict[Level, int]] = {"county": 6, "city": 4, "province": 2}
"""How many digits of a place's code name the place that decides at a level."""

LETTERS: Final[dict[str, str]] = {
    "model_shop": "MS",
    "demo_village": "DV",
    "demo_town": "DT",
    "pioneer_county": "PC",
    "brand_station": "BS",
    "park": "IP",
}
"""The first letters of a plaque's number."""
MAY: Final[dict[str, tuple[Applicant, ...]]] = {
    "model_shop": ("shop",),
    "demo_village": ("village",),
    "demo_town": ("town",),
    "pioneer_county": ("county",),
    "brand_station": ("county", "station"),
    "park": ("producer",),
}
"""Whom a version of the kind may allow to apply."""
PLACE_DIGITS: Final[dict[str, int]] = {"village": 12, "town": 9, "county": 6}
"""Applicants that are places, by the length of their codes."""


def first_level(applicant: str) -> Level:
    """Return where an application is looked at first: a county's own begins above the county."""
    return "city" if applicant == "county" else "county"


def levels(applicant: str, last: str) -> tuple[Level, ...]:
    """Return the levels that decide, in their order."""
    start = LEVELS.index(first_level(applicant))
    return LEVELS[start : LEVELS.index(_level(last)) + 1]


def decider(level: str, place_code: str) -> str:
    """Return the code of the place that decides at this level over somewhere."""
    return place_code[: DIGITS[_level(level)]]


def kinds_for(applicant: str) -> list[str]:
    """Return the kinds that applicants of this sort may ask for at all."""
    return [kind for kind, those in MAY.items() if applicant in those]


def _level(name: str) -> Level:
    for level in LEVELS:
        if level == name:
            return level
    raise ValueError(name)
