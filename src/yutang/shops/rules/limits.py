"""Natural persons who sell without registering: up to a sum a year, over all their listings.

The limit is data with scope, date and source. What is marked unverified was not read in copy: it
is shown with that word, and an operator checks it.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

Standing = Literal["below", "near", "over", "own_grown"]
WARNED_FROM_PERCENT: Final = 80


@dataclass(frozen=True)
class Limit:
    """Who sells no more than `fen` in a calendar year need not register."""

    id: str
    fen: int
    valid_from: date
    source_zh: str
    source_en: str
    is_verified: bool


LIMITS: Final = (
    Limit(
        id="small-trade@2021",
        fen=10_000_000,
        valid_from=date(2021, 5, 1),
        source_zh="《网络交易监督管理办法》第八条：个人年交易额累计不超过10万元，各网店合并计算",
        source_en=(
            "Measures for the Supervision of Online Trading, article 8: individuals up to"
            " 100,000 yuan a year, all their shops together"
        ),
        is_verified=False,
    ),
)


def limit_of(year: int) -> Limit | None:
    """Return the limit that holds in a year; None: none was set yet."""
    held = [each for each in LIMITS if each.valid_from.year <= year]
    return held[-1] if held else None


def standing(sales_fen: int, limit: Limit, *, own_grown: bool) -> Standing:
    """Return where a keeper stands; own farm products are exempt whatever they come to."""
    if own_grown:
        return "own_grown"
    if sales_fen > limit.fen:
        return "over"
    return "near" if sales_fen * 100 >= limit.fen * WARNED_FROM_PERCENT else "below"
