"""A whole list: rows said twice, two prices of a day, prices ten times those around them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from statistics import median
from typing import Final

from yutang.kernel.errors import Refusal
from yutang.kernel.money import yuan
from yutang.prices import errors
from yutang.prices.rules.reading import Quoted

AROUND: Final = 5
"""So many quotes before and so many after say what is usual."""
AROUND_LEAST: Final = 4
TIMES: Final = 4
"""So many times the usual, or as small a part of it, is held back. A point that slipped makes ten;
the middle of one that slipped and one that did not makes about five."""
WIDE: Final = 10
"""The highest is at most so many times the lowest, or both are held back."""


def settled(quotes: Iterable[Quoted]) -> tuple[list[Quoted], dict[int, Refusal]]:
    """Return one quote for each market, good, specification and day, and why rows are not in it.

    Of rows that say the same the first counts; rows that disagree are all out.
    """
    groups: dict[object, list[Quoted]] = defaultdict(list)
    for quote in quotes:
        groups[quote.about].append(quote)
    kept: list[Quoted] = []
    out: dict[int, Refusal] = {}
    for group in groups.values():
        first = group[0]
        other = next((each for each in group if each.prices != first.prices), None)
        if other is None:
            kept.append(first)
            out.update({each.row: errors.SaidTwice(row=first.row) for each in group[1:]})
        else:
            out.update({each.row: errors.TwoQuotes(row=first.row) for each in group[1:]})
            out[first.row] = errors.TwoQuotes(row=other.row)
    return kept, out


def held_back(
    quotes: Sequence[Quoted], known: Mapping[tuple[str, str, str], Sequence[int]] | None = None
) -> dict[int, Refusal]:
    """Return the rows whose price is far from those of the days around, with what is usual.

    `known` are means in fen that are known already of a market's good, the latest last: what is
    usual where the list itself has too few.
    """
    series: dict[tuple[str, str, str], list[Quoted]] = defaultdict(list)
    for quote in quotes:
        series[quote.good].append(quote)
    held: dict[int, Refusal] = {}
    for good, days in series.items():
        days.sort(key=lambda quote: quote.day)
        before = list((known or {}).get(good, ()))[-AROUND:]
        means = [*before, *(quote.mean_fen for quote in days)]
        for place, quote in enumerate(days, start=len(before)):
            why = _far(quote, means[max(0, place - AROUND) : place + AROUND + 1])
            if why is not None:
                held[quote.row] = why
    return held


def _far(quote: Quoted, around: Sequence[int]) -> Refusal | None:
    if quote.low_fen and quote.high_fen and quote.high_fen > WIDE * quote.low_fen:
        return errors.HeldWide(low=yuan(quote.low_fen), high=yuan(quote.high_fen))
    if len(around) <= AROUND_LEAST:
        return None
    usual = median(around)
    if usual / TIMES <= quote.mean_fen <= usual * TIMES:
        return None
    return errors.Held(price=yuan(quote.mean_fen), usual=yuan(round(usual)))
