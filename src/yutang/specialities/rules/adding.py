"""How days and facts add up to the standings of places: villages into towns, up to all there is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from yutang.specialities.rules.seasons import MONTHS, TERM_COUNT, terms_of_year

LENGTHS = (2, 4, 6, 9, 12)
"""Digits of the codes of the five levels."""
_PROVINCE_DIGITS = LENGTHS[0]


class Key(NamedTuple):
    """Which standing: of a place (empty: of all that is loaded), a class, a year."""

    place_code: str
    class_code: str
    year: int


class SoldLine(NamedTuple):
    """Sales of a class from one place of origin on a day."""

    origin_code: str
    class_code: str
    day: date
    orders: int
    net_fen: int


class OutputFact(NamedTuple):
    """Yuan that a place reports of a class for a year."""

    place_code: str
    class_code: str
    year: int
    yuan: Decimal


@dataclass
class Sum:
    """One standing as it adds up."""

    sales_fen: int = 0
    orders: int = 0
    by_month: list[int] = field(default_factory=lambda: [0] * MONTHS)
    by_term: list[int] = field(default_factory=lambda: [0] * TERM_COUNT)
    output_yuan: Decimal | None = None
    output_parts: int = 0
    is_own_fact: bool = False

    def add(self, day: date, orders: int, net_fen: int) -> None:
        """Add sales of a day."""
        self.sales_fen += net_fen
        self.orders += orders
        self.by_month[day.month - 1] += net_fen
        self.by_term[terms_of_year(day.year)[day.timetuple().tm_yday - 1]] += net_fen

    def merge(self, other: "Sum") -> None:
        """Add another place's standing to this one's, its output as part of this one's."""
        self.sales_fen += other.sales_fen
        self.orders += other.orders
        self.by_month = [a + b for a, b in zip(self.by_month, other.by_month, strict=True)]
        self.by_term = [a + b for a, b in zip(self.by_term, other.by_term, strict=True)]
        if other.output_yuan is not None:
            self.output_yuan = (self.output_yuan or Decimal(0)) + other.output_yuan
            self.output_parts += other.output_parts


def above(code: str) -> Iterator[str]:
    """Yield the code and those above it, from itself up to the province."""
    yield from (code[:digits] for digits in reversed(LENGTHS) if digits <= len(code))


def standings(lines: Iterable[SoldLine], facts: Iterable[OutputFact]) -> dict[Key, Sum]:
    """Return the standings of all places from which something was sold or reported, provinces up.

    A place's own fact stands for its output; where it reported none, what the places in it
    reported is added up. Sales always add up. A class is as exact as whoever wrote it was.
    """
    found: dict[Key, Sum] = {}
    for line in lines:
        for place in above(line.origin_code):
            key = Key(place, line.class_code, line.day.year)
            found.setdefault(key, Sum()).add(line.day, line.orders, line.net_fen)
    _add_outputs(found, facts)
    return found


def whole(provinces: Iterable[dict[Key, Sum]]) -> dict[Key, Sum]:
    """Return the standings of all that is loaded: the sums of the provinces."""
    found: dict[Key, Sum] = {}
    for standing in provinces:
        for key, each in standing.items():
            if len(key.place_code) == _PROVINCE_DIGITS:
                found.setdefault(key._replace(place_code=""), Sum()).merge(each)
    return found


def _add_outputs(found: dict[Key, Sum], facts: Iterable[OutputFact]) -> None:
    outputs: dict[Key, tuple[Decimal, int, bool]] = {
        Key(fact.place_code, fact.class_code, fact.year): (fact.yuan, 1, True) for fact in facts
    }
    for digits, higher in zip(reversed(LENGTHS[1:]), reversed(LENGTHS[:-1]), strict=True):
        sums: dict[Key, tuple[Decimal, int]] = {}
        for key, (yuan, parts, _) in outputs.items():
            if len(key.place_code) == digits:
                up = key._replace(place_code=key.place_code[:higher])
                so_far, counted = sums.get(up, (Decimal(0), 0))
                sums[up] = (so_far + yuan, counted + parts)
        for key, (yuan, parts) in sums.items():
            outputs.setdefault(key, (yuan, parts, False))
    for key, (yuan, parts, is_own) in outputs.items():
        standing = found.setdefault(key, Sum())
        standing.output_yuan, standing.output_parts = yuan, parts
        standing.is_own_fact = is_own
