"""One row of a price list: its name, day, unit and prices, as a quote in fen a kilogram.

Nothing is guessed silently: what is understood but odd has a note, what is not has a reason.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from yutang.kernel.errors import Refusal
from yutang.prices import errors
from yutang.prices.rules.spelling import key_of

FEN_A_KG_MOST: Final = 10_000_000
"""100,000 yuan a kilogram: saffron and dried caterpillar fungus stay below it."""
NAME_MOST: Final = 80
SPEC_MOST: Final = 110
_WEIGHTS_G: Final = {
    "斤": 500, "市斤": 500, "公斤": 1000, "千克": 1000, "kg": 1000, "kgs": 1000, "克": 1, "g": 1,
    "吨": 1_000_000, "t": 1_000_000, "两": 50, "市两": 50, "担": 50_000, "jin": 500,
}  # fmt: skip
_WEIGHT: Final = "|".join(sorted(_WEIGHTS_G, key=len, reverse=True))
_CONTAINERS: Final = "箱件个只袋盒筐条把盘瓶板头枚份包桶捆串篮粒根尾对提罐"
_UNIT: Final = re.compile(rf"(?:元|yuan)?[/每]?(\d+(?:\.\d+)?)?({_WEIGHT})")
_ONE_WEIGHS: Final = re.compile(
    rf"(?:净重|约|每[{_CONTAINERS}])*[:]?(\d+(?:\.\d+)?)({_WEIGHT})(?:左右)?"
    rf"(?:装|/?每?[{_CONTAINERS}](?:装)?)?"
)
_BY_PIECE: Final = re.compile(rf"[/每]([{_CONTAINERS}])\)?$")
_TAIL: Final = re.compile(r"(.*?\d)\s*((?:元)?\s*[/每]\s*.+)")
_RANGE: Final = re.compile(r"(\d+(?:\.\d+)?)(?:元)?\s*(?:-|~|至|到)\s*(\d+(?:\.\d+)?)(.*)")
_FEN_A_YUAN: Final = 100
_G_A_KG: Final = 1000


class Said(NamedTuple):
    """A row as it stands, read cell by cell; prices in yuan a unit, None where nothing is said."""

    row: int
    market: str
    name: str
    spec: str
    unit: str
    day: date
    low: Decimal | None
    mean: Decimal | None
    high: Decimal | None


class Quoted(NamedTuple):
    """What a market asked for a good on a day, in fen a kilogram; low and high may be unknown."""

    row: int
    market: str
    """As the list says it; empty where the list is of one market."""
    name: str
    """As the list first spells it."""
    spec: str
    unit: str
    day: date
    low_fen: int | None
    mean_fen: int
    high_fen: int | None

    @property
    def about(self) -> tuple[str, str, str, date]:
        """Tell what it is a quote of: two rows alike here are of one quote."""
        return (*self.good, self.day)

    @property
    def good(self) -> tuple[str, str, str]:
        return (key_of(self.market), key_of(self.name), key_of(self.spec))

    @property
    def prices(self) -> tuple[int | None, int, int | None]:
        return (self.low_fen, self.mean_fen, self.high_fen)


@dataclass(frozen=True)
class Read:
    """A row that was understood: the quote, and what deserves a word."""

    quote: Quoted
    notes: tuple[Refusal, ...] = field(default=())


def quote_of(said: Said) -> Read:
    """Return the quote of a row.

    Raises:
        Flaw: the row says no price of a kilogram, and why.
    """
    if not said.name:
        raise errors.NoName
    if max(len(said.name), len(key_of(said.name))) > NAME_MOST:
        raise errors.TooLongName
    if max(len(said.spec), len(key_of(said.spec))) > SPEC_MOST:
        raise errors.TooLongName
    grams, notes = _grams(said)
    low, mean, high, more = _in_order(said.low, said.mean, said.high)
    quote = Quoted(
        said.row, said.market, said.name, said.spec, said.unit, said.day,
        _a_kg(low, grams), _needed(_a_kg(mean, grams)), _a_kg(high, grams),
    )  # fmt: skip
    if not 0 < quote.mean_fen <= FEN_A_KG_MOST or (quote.high_fen or 0) > FEN_A_KG_MOST:
        raise errors.OutOfRange(text=f"{Decimal(quote.mean_fen) / _FEN_A_YUAN}")
    return Read(quote, (*notes, *more))


@lru_cache(maxsize=4096)
def grams_of(unit: str) -> int | None:
    """Return the grams of a unit of weight (元/斤, 公斤, 500g); None: it is none."""
    found = _UNIT.fullmatch(key_of(unit))
    if found is None:
        return None
    grams = Decimal(found[1] or 1) * _WEIGHTS_G[found[2]]
    return int(grams) if grams > 0 and grams == int(grams) else None


@lru_cache(maxsize=4096)
def grams_said(spec: str) -> int | None:
    """Return how many grams one box or bag has by its specification: 10斤/箱, 净重5kg."""
    found = _ONE_WEIGHS.fullmatch(key_of(spec))
    if found is None:
        return None
    grams = Decimal(found[1]) * _WEIGHTS_G[found[2]]
    return int(grams) if grams >= 1 else None


def unit_within(text: str) -> tuple[str, str]:
    """Return a price and the unit that stands behind it: ``4.05元/斤`` → 4.05, 元/斤."""
    found = _TAIL.fullmatch(text)
    return (found[1], found[2].strip()) if found else (text, "")


def range_within(text: str) -> tuple[str, str, str] | None:
    """Return both ends of ``4.0-4.5`` and the unit behind them; None: it is no range."""
    found = _RANGE.fullmatch(text)
    return (found[1], found[2], found[3].strip()) if found else None


def _grams(said: Said) -> tuple[int, tuple[Refusal, ...]]:
    if not said.unit:
        raise errors.NoUnit
    grams = grams_of(said.unit)
    if grams is not None:
        if piece := _by_piece(said.name):
            raise errors.ByThePiece(text=piece)
        return grams, ()
    grams = grams_said(said.spec)
    if grams is None:
        raise errors.UnknownWeight(text=said.unit)
    return grams, (errors.WeightTaken(text=said.spec, grams=grams),)


@lru_cache(maxsize=4096)
def _by_piece(name: str) -> str:
    found = _BY_PIECE.search(key_of(name))
    return found[0].rstrip(")") if found else ""


_Prices = tuple[Decimal | None, Decimal, Decimal | None, tuple[Refusal, ...]]


def _in_order(low: Decimal | None, mean: Decimal | None, high: Decimal | None) -> _Prices:
    """Return low, mean and high in their order, with what had to be understood; 0 is nothing."""
    low, mean, high = (price or None for price in (low, mean, high))
    if any(price is not None and price < 0 for price in (low, mean, high)):
        raise errors.NoPrice
    if low is None and high is None:
        if mean is None:
            raise errors.NoPrice
        return None, mean, None, (errors.OnlyMean(),)
    if low is None or high is None:
        if mean is None:
            raise errors.HalfPrice
        return _one_end(low, mean, high)
    notes: tuple[Refusal, ...] = ()
    if low > high:
        if mean is not None and not high <= mean <= low:
            raise errors.LowOverHigh
        low, high, notes = high, low, (errors.Swapped(),)
    if mean is None:
        return low, (low + high) / 2, high, (*notes, errors.MeanMade())
    if not low <= mean <= high:
        raise errors.MeanOutside
    return low, mean, high, notes


def _one_end(low: Decimal | None, mean: Decimal, high: Decimal | None) -> _Prices:
    """One end and the mean: the other end is not made up, so neither is kept."""
    if (low is not None and low > mean) or (high is not None and high < mean):
        raise errors.MeanOutside
    return None, mean, None, (errors.OnlyMean(),)


def _a_kg(yuan: Decimal | None, grams: int) -> int | None:
    if yuan is None:
        return None
    exact = yuan * _FEN_A_YUAN * _G_A_KG / grams
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP))


def _needed(fen: int | None) -> int:
    if fen is None:
        raise errors.NoPrice
    return fen
