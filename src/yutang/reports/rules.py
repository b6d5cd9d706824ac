"""How a card is approved and how its lines are judged: pure.

A card is handed in by its county, approved by the city and by the province, and is locked then; a
city's own card goes the same way, a province's is approved by the province alone. Nobody decides
on what they handed in, and nobody decides twice on one card.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Final, Literal, NamedTuple, get_args

from yutang.reports.errors import ReasonNeeded, YearRuns

State = Literal["draft", "submitted", "city", "locked", "returned"]
STATES: Final[tuple[State, ...]] = get_args(State)
Level = Literal["city", "province"]
Outcome = Literal["pass", "return"]
OUTCOMES: Final[tuple[Outcome, ...]] = get_args(Outcome)
Status = Literal["kept", "on_course", "behind", "no_promise", "not_known"]
STATUSES: Final[tuple[Status, ...]] = get_args(Status)
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
TREND_YEARS: Final = 5
SMALL_SAID: Final = "small"
"""`why_none` of a number of fewer than ten persons."""
REASON_LEAST: Final = 4
REASON_MOST: Final = 300
_PROVINCE_DIGITS: Final = 2
_CITY_DIGITS: Final = 4
_DIGITS: Final = Decimal("0.000001")


def turn(state: str, place_code: str) -> Level | None:
    """Return whose word a card waits for; None when it waits for nobody's."""
    if state == "submitted":
        return "city" if len(place_code) > _PROVINCE_DIGITS else "province"
    return "province" if state == "city" else None


def office(level: Level, place_code: str) -> str:
    """Return the code of the place whose officers decide at this level."""
    return place_code[: _CITY_DIGITS if level == "city" else _PROVINCE_DIGITS]


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


@dataclass(frozen=True)
class Line:
    """One indicator on a card, as anybody may see it; a number or why there is none."""

    indicator: str
    number: Decimal | None
    why_none: str
    numerator: Decimal | None
    denominator: Decimal | None
    rows: int | None
    reported: int | None
    of_places: int | None
    through: date | None
    trend: tuple[Decimal | None, ...]
    """Five years, this one last."""
    promise_id: int | None = None
    promised: Decimal | None = None
    due_on: date | None = None
    status: Status = "no_promise"

    @property
    def before(self) -> Decimal | None:
        """Last year's number."""
        return self.trend[-2] if len(self.trend) > 1 else None


COLUMNS: Final = (
    *("line", "indicator", "number", "why_none", "numerator", "denominator", "rows"),
    *("reported", "of_places", "through", "trend", "promised", "due_on", "status"),
)
"""What a line is called by, column by column, where it is signed."""


def plain(number: Decimal | None) -> str:
    """Return a number with six digits after the point, as the database writes it; or nothing."""
    return "" if number is None else f"{number.quantize(_DIGITS):f}"


def signed_row(at: int, line: Line) -> list[str]:
    """Return a line as it is signed: see `COLUMNS`."""
    said = (line.reported, line.of_places)
    return [
        str(at),
        line.indicator,
        plain(line.number),
        line.why_none,
        plain(line.numerator),
        plain(line.denominator),
        "" if line.rows is None else str(line.rows),
        *("" if each is None else str(each) for each in said),
        line.through.isoformat() if line.through else "",
        trend_said(line.trend),
        "" if line.promised is None else f"{line.promised:.2f}",
        line.due_on.isoformat() if line.due_on else "",
        line.status,
    ]


def signed_rows(lines: Iterable[Line]) -> list[list[str]]:
    """Return the lines of a card as they are signed, numbered from 1."""
    return [signed_row(at, line) for at, line in enumerate(lines, 1)]


def digest(rows: Iterable[Sequence[str]]) -> str:
    """Return the SHA-256 of signed rows: columns apart by ``|``, rows by a line feed."""
    return sha256("\n".join("|".join(row) for row in rows).encode()).hexdigest()


def trend_said(trend: Iterable[Decimal | None]) -> str:
    """Return the numbers of some years as one text."""
    return ";".join(plain(each) for each in trend)


def trend_read(text: str) -> tuple[Decimal | None, ...]:
    """Return the numbers that `trend_said` wrote."""
    return tuple(Decimal(each) if each else None for each in text.split(";"))


class Subject(NamedTuple):
    """What a signature is about."""

    place_code: str
    year: int
    version: int
    manifest: int
    digest: str
    locked_on: date
    is_demo: bool

    @property
    def key(self) -> str:
        """The card's number: 130827-2026-1."""
        return f"{self.place_code}-{self.year}-{self.version}"


def claims(
    about: Subject, place: str, rows: Sequence[Sequence[str]], iss: str
) -> dict[str, object]:
    """Return what the code on a printed card says: short names, so that a phone reads it.

    `jti` card, `at` code and name of the place, `yr` year, `ver` version, `man` manifest, `on` day
    of the lock, `sha` digest of the values, `val` the values by line, `iss` installation.
    """
    made: dict[str, object] = {
        "jti": about.key,
        "at": f"{about.place_code} {place}".strip(),
        "yr": about.year,
        "ver": about.version,
        "man": about.manifest,
        "on": about.locked_on.isoformat(),
        "sha": about.digest,
        "val": [short(row[2], row[3]) for row in rows],
        "iss": iss,
    }
    if about.is_demo:
        made["demo"] = 1
    return made


def short(number: str, why_none: str) -> str:
    """Return a signed number as it is printed: without empty digits, `<10`, or a dash."""
    if number:
        return number.rstrip("0").rstrip(".") if "." in number else number
    return "<10" if why_none == SMALL_SAID else "–"


def fingerprint(said: object) -> str:
    """Return the SHA-256 of something of plain values."""
    return sha256(
        json.dumps(said, ensure_ascii=False, sort_keys=True, default=str).encode()
    ).hexdigest()
