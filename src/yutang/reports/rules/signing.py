"""What of a card is signed: its lines, written so that a program of a few lines reads them back.

A line is a row of texts, apart by ``|``, rows by a line feed: the SHA-256 of that stands in the
code on the printed sheet, and `sql/verify_digest.sql` makes the same text from the tables.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Final, NamedTuple

from yutang.reports.rules.lines import Line

REPORT_TYPE: Final = "report+jwt"
CORRECTED_TYPE: Final = "corrected+jwt"
COLUMNS: Final = (
    *("line", "indicator", "number", "why_none", "numerator", "denominator", "rows"),
    *("reported", "of_places", "reporters", "through", "trend", "threshold"),
    *("promised", "due_on", "status"),
)
_DIGITS: Final = Decimal("0.000001")


def plain(number: Decimal | None) -> str:
    """Return a number with six digits after the point, as the database writes it; or nothing."""
    return "" if number is None else f"{number.quantize(_DIGITS):f}"


def signed_rows(lines: Iterable[Line]) -> list[list[str]]:
    """Return the lines of a card as they are signed, numbered from 1: see `COLUMNS`."""
    return [_row(at, line) for at, line in enumerate(lines, 1)]


def _row(at: int, line: Line) -> list[str]:
    said = (line.rows, line.reported, line.of_places)
    return [
        str(at),
        line.indicator,
        plain(line.number),
        line.why_none,
        plain(line.numerator),
        plain(line.denominator),
        *("" if each is None else str(each) for each in said),
        line.reporters,
        line.through.isoformat() if line.through else "",
        trend_said(line.trend),
        line.threshold,
        "" if line.promised is None else f"{line.promised:.2f}",
        line.due_on.isoformat() if line.due_on else "",
        line.status,
    ]


def digest(rows: Iterable[Sequence[str]]) -> str:
    """Return the SHA-256 of signed rows."""
    return sha256("\n".join("|".join(row) for row in rows).encode()).hexdigest()


def trend_said(trend: Iterable[Decimal | None]) -> str:
    """Return the numbers of some years as one text, apart by ``;``."""
    return ";".join(plain(each) for each in trend)


def trend_read(text: str) -> tuple[Decimal | None, ...]:
    """Return the numbers that `trend_said` wrote."""
    return tuple(Decimal(each) if each else None for each in text.split(";"))


def _has(row: Sequence[str]) -> bool:
    """Tell whether a signed row has something to print: a number of rows, or few persons."""
    said = dict(zip(COLUMNS, row, strict=True))
    return (bool(said["number"]) and said["rows"] != "0") or said["why_none"] in {"few", "beside"}


def short(number: str, why_none: str) -> str:
    """Return a signed number as it is printed: without empty digits, `<10`, or a dash."""
    if number:
        return number.rstrip("0").rstrip(".")
    return "<10" if why_none == "few" else "–"


class Subject(NamedTuple):
    """What a signature is about."""

    place_code: str
    place: str
    year: int
    version: int
    manifest: int
    digest: str
    locked_on: date
    is_demo: bool

    @property
    def key(self) -> str:
        """The number of the card: 130827-2026-1."""
        return key_of(self.place_code, self.year, self.version)


def key_of(place_code: str, year: int, version: int) -> str:
    """Return the number of a version of a card, as it stands on the sheet."""
    return f"{place_code}-{year}-{version}"


def claims(about: Subject, rows: Sequence[Sequence[str]]) -> dict[str, object]:
    """Return what the code on a printed card says: short names, so that a phone reads it.

    `jti` the card's number, `at` code and name of the place, `yr` year, `ver` version, `man`
    manifest, `on` day of the lock, `sha` digest of the lines, `val` line and number of
    each that has one;
    who signs adds `iss`, the installation.
    """
    made: dict[str, object] = {
        "jti": about.key,
        "at": f"{about.place_code} {about.place}".strip(),
        "yr": about.year,
        "ver": about.version,
        "man": about.manifest,
        "on": about.locked_on.isoformat(),
        "sha": about.digest,
        "val": " ".join(f"{row[0]}:{short(row[2], row[3])}" for row in rows if _has(row)),
    }
    if about.is_demo:
        made["demo"] = 1
    return made


def fingerprint(said: object) -> str:
    """Return the SHA-256 of plain values."""
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, default=str)
    return sha256(text.encode()).hexdigest()
