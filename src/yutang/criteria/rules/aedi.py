"""aEDI, the index of e-commerce of a county that is shown beside its own target. Pure.

Half merchants (density 0.3, trade 0.2), half shoppers (density 0.3, spending 0.2). Each part is a
share, and `full_percent` says which share counts as 100. Where a part is not known the index is
not: what is known stands alone, with what it would add.
"""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from msgspec import Struct

from yutang.criteria.rules.wording import Mark, Source, Words

_TENTH = Decimal("0.1")


class Part(Struct, frozen=True, forbid_unknown_fields=True):
    """One part: `of` ÷ `over`, as a share of `full_percent`, weighs `weight_percent`."""

    name: str
    title: Words
    of: str
    over: str
    weight_percent: int
    full_percent: int
    mark: Mark


class Index(Struct, frozen=True, forbid_unknown_fields=True):
    """How the index is made, and what a large merchant and a large shopper are."""

    source: Source
    high_sales_yuan: int
    high_spending_yuan: int
    parts: tuple[Part, ...]


class Told(NamedTuple):
    """A part as it came out: points of 100, or None where something is missing."""

    part: Part
    of: int | None
    over: int | None
    points: Decimal | None


def aedi(index: Index, known: Mapping[str, int]) -> tuple[Decimal | None, list[Told]]:
    """Return the index (0 to 100, one digit; None where a part is not known) and its parts."""
    told = [_told(part, known) for part in index.parts]
    if any(each.points is None for each in told):
        return None, told
    total = sum((each.points or Decimal(0)) * each.part.weight_percent / 100 for each in told)
    return Decimal(total).quantize(_TENTH, ROUND_HALF_UP), told


def _told(part: Part, known: Mapping[str, int]) -> Told:
    of, over = known.get(part.of), known.get(part.over)
    if of is None or not over:
        return Told(part, of, over, None)
    points = min(Decimal(100), Decimal(of * 100 * 100) / (over * part.full_percent))
    return Told(part, of, over, points.quantize(_TENTH, ROUND_HALF_UP))
