"""Pure decisions of the yearbook: what may be told of a place, and what a higher place comes to."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, NamedTuple

from yutang.yearbook.errors import (
    BadEvidence,
    ClassWrong,
    Implausible,
    NotDefined,
    ReasonNeeded,
    SourceNeeded,
    YearAhead,
)

SOURCE_LENGTH_MAX: Final = 120
REASON_LENGTH_MAX: Final = 200
EVIDENCE_BYTES_MAX: Final = 5 * 2**20
VILLAGE_DIGITS: Final = 12
_CLASS_DIGITS: Final = (2, 4, 6)
_KINDS_OF_FILE: Final = (
    (b"%PDF-", "application/pdf", "pdf"),
    (b"\xff\xd8\xff", "image/jpeg", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "image/png", "png"),
    (b"PK\x03\x04", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
)


@dataclass(frozen=True)
class Meaning:
    """What a kind means in some years; `most` is what a village may plausibly have."""

    valid_from: int
    valid_to: int | None
    told_zh: str
    told_en: str
    source: str
    least: Decimal
    most: Decimal | None


@dataclass(frozen=True)
class Kind:
    """A kind of fact with all its meanings, oldest first."""

    id: int
    name: str
    title_zh: str
    title_en: str
    unit_zh: str
    unit_en: str
    digits: int
    rollup: str
    weight_id: int | None
    by_class: bool
    headings: tuple[str, ...]
    meanings: tuple[Meaning, ...]

    def meaning(self, year: int) -> Meaning | None:
        """Return what the kind means in a year; None where it had no meaning."""
        for meaning in self.meanings:
            if meaning.valid_from <= year and (
                meaning.valid_to is None or year <= meaning.valid_to
            ):
                return meaning
        return None


class Told(NamedTuple):
    """A value as somebody tells it: of which place, kind, year and product class."""

    place_code: str
    kind_id: int
    year: int
    about: str
    value: Decimal

    @property
    def key(self) -> tuple[str, int, int, str]:
        return self.place_code, self.kind_id, self.year, self.about


class Below(NamedTuple):
    """What the places in a place come to; weight None for a sum."""

    total: Decimal
    weight: Decimal | None


def check_told(kind: Kind, told: Told, this_year: int, *, is_explained: bool = False) -> Told:
    """Return what was told with the kind's digits.

    `is_explained`: a reason was written, so an implausible value may stand, but none below zero.

    Raises:
        YearAhead, NotDefined, ClassWrong, Implausible
    """
    if told.year > this_year:
        raise YearAhead(year=told.year)
    meaning = kind.meaning(told.year)
    if meaning is None:
        raise NotDefined(title=f"{kind.title_zh} {kind.title_en}", year=told.year)
    is_class = len(told.about) in _CLASS_DIGITS and told.about.isascii() and told.about.isdigit()
    if told.about and not (kind.by_class and is_class):
        raise ClassWrong(text=told.about[:20])
    most = most_of(kind, meaning, told.place_code)
    is_wild = most is not None and told.value > most
    if not told.value.is_finite() or told.value < meaning.least or (is_wild and not is_explained):
        raise Implausible(
            value=f"{told.value:,f}",
            least=f"{meaning.least:,.0f}",
            most="∞" if most is None else f"{most:,.0f}",
        )
    return told._replace(value=round(told.value, kind.digits))


def most_of(kind: Kind, meaning: Meaning, place_code: str) -> Decimal | None:
    """Return the most that is plausible of a place: sums grow upwards, means do not."""
    is_village = len(place_code) == VILLAGE_DIGITS
    return meaning.most if is_village or kind.rollup == "mean" else None


def check_source(text: str) -> str:
    """Return a source as it is kept.

    Raises:
        SourceNeeded
    """
    said = " ".join(text.split())
    if not said or len(said) > SOURCE_LENGTH_MAX:
        raise SourceNeeded
    return said


def check_reason(text: str) -> str:
    """Return a reason as it is kept.

    Raises:
        ReasonNeeded
    """
    said = " ".join(text.split())
    if not said or len(said) > REASON_LENGTH_MAX:
        raise ReasonNeeded
    return said


def evidence_type(data: bytes) -> tuple[str, str]:
    """Return the type of an evidence file and the ending of its name, by its first bytes.

    Raises:
        BadEvidence: it is of another kind, or too large.
    """
    if len(data) <= EVIDENCE_BYTES_MAX:
        for first, kind, ending in _KINDS_OF_FILE:
            if data.startswith(first):
                return kind, ending
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            return "image/webp", "webp"
    raise BadEvidence


def below(
    rollup: str, values: Iterable[tuple[Decimal | None, Below | None, Decimal | None]]
) -> Below | None:
    """Return what the places in a place come to, of (own value, what is below it, its weight).

    A place's own value counts before what is below it; without a weight it is left out of a mean.
    The database does the same in ``roll_up.sql``.
    """
    total, weight, is_any = Decimal(0), Decimal(0), False
    for own, under, by in values:
        if rollup == "sum":
            part = own if own is not None else (under.total if under else None)
            if part is not None:
                total, is_any = total + part, True
        elif rollup == "mean":
            mine = _weighed(own, under, by)
            if mine is not None:
                total, weight, is_any = total + mine[0], weight + mine[1], True
    if not is_any:
        return None
    return Below(total, weight if rollup == "mean" else None)


def comes_to(under: Below | None) -> Decimal | None:
    """Return the value that the places below come to."""
    if under is None:
        return None
    if under.weight is None:
        return under.total
    return under.total / under.weight if under.weight else None


def _weighed(
    own: Decimal | None, under: Below | None, by: Decimal | None
) -> tuple[Decimal, Decimal] | None:
    if own is not None:
        return (own * by, by) if by else None
    if under is not None and under.weight:
        return under.total, under.weight
    return None
