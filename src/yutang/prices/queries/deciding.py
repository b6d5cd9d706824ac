"""What a price list would do: decided, never written; the import asks again where it writes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, NamedTuple

from django.db import connection

from yutang.kernel.clock import today
from yutang.kernel.errors import Refusal
from yutang.kernel.money import yuan
from yutang.plumbing import statements
from yutang.plumbing.sheets.problems import Problem
from yutang.plumbing.sheets.trial import Decided, Outcome, Verdict
from yutang.prices import errors, lists
from yutang.prices.lists import Dirt, PriceList
from yutang.prices.models import Market
from yutang.prices.rules import doubles
from yutang.prices.rules.reading import Quoted
from yutang.prices.rules.spelling import key_of

_BEFORE_DAYS: Final = 60
_Prices = tuple[int | None, int, int | None]
_About = tuple[int, str, str, date]


class ToWrite(NamedTuple):
    """A quote that is new or says something else than before."""

    market_id: int
    quote: Quoted
    held: Refusal | None


@dataclass
class ListDecided:
    """What a list would do: row by row, and the quotes to be written."""

    found: PriceList
    outcome: Outcome
    write: list[ToWrite] = field(default_factory=list)


def decide(data: bytes, markets: Iterable[Market], market: Market | None = None) -> ListDecided:
    """Decide a list of one market, or of those its own column names, among `markets`.

    Raises:
        Unreadable, TooLarge, TooManyRows, OldWorkbook
    """
    found = lists.read_data(data, until=today(), market=market.name if market else "")
    by_key = {key_of(each.name): each.pk for each in markets}
    _leave_unknown(found, by_key)
    return settle(found, by_key)


def settle(found: PriceList, by_key: Mapping[str, int]) -> ListDecided:
    """Decide the rows of a list that was read; `by_key`: markets by their compared names."""
    days = [quote.day for quote in found.rows]
    if days:
        used = {key: by_key[key] for key in {quote.good[0] for quote in found.rows}}
        before = _means_before(used, min(days))
        if before:
            found.held = doubles.held_back(found.rows, before)
    known = _known(set(by_key.values()), min(days), max(days)) if days else {}
    decided = [_refused(each) for each in found.out]
    write = []
    for quote in found.rows:
        market_id = by_key[quote.good[0]]
        _, name, spec = quote.good
        had = known.get((market_id, name, spec, quote.day))
        verdict = _verdict(quote.prices, had)
        decided.append(Decided(quote.row, verdict, _about(quote), _told(quote.prices, had)))
        if verdict != Verdict.SAME:
            write.append(ToWrite(market_id, quote, found.held.get(quote.row)))
    decided.sort(key=lambda each: each.row)
    return ListDecided(found, _outcome(found, decided), write)


def _leave_unknown(found: PriceList, by_key: Mapping[str, int]) -> None:
    """Take out the rows of markets that are not registered, or not this person's."""
    unknown = [quote for quote in found.rows if quote.good[0] not in by_key]
    if not unknown:
        return
    gone = {quote.row for quote in unknown}
    found.out += [
        Dirt(q.row, "", "", errors.UnknownMarket(text=q.market), found.cells.get(q.row, ()))
        for q in unknown
    ]
    found.out.sort(key=lambda each: each.row)
    found.rows = [quote for quote in found.rows if quote.row not in gone]
    found.notes = [note for note in found.notes if note.row not in gone]
    found.held = {row: why for row, why in found.held.items() if row not in gone}


def _verdict(prices: _Prices, had: _Prices | None) -> Verdict:
    if had is None:
        return Verdict.NEW
    return Verdict.SAME if had == prices else Verdict.CHANGED


def _refused(dirt: Dirt) -> Decided:
    return Decided(dirt.row, Verdict.REFUSED, "", dirt.why.code)


def _about(quote: Quoted) -> str:
    return " · ".join(filter(None, (quote.name, quote.spec, quote.day.isoformat(), quote.market)))


def _told(prices: _Prices, had: _Prices | None) -> str:
    now = _span(prices)
    return now if had is None or had == prices else f"{_span(had)} → {now}"


def _span(prices: _Prices) -> str:
    low, mean, high = prices
    if low is None or high is None:
        return f"¥{yuan(mean)}/kg"
    return f"¥{yuan(low)}–{yuan(high)} (¥{yuan(mean)})/kg"


def _outcome(found: PriceList, decided: list[Decided]) -> Outcome:
    held = (Dirt(row, "", "", why) for row, why in sorted(found.held.items()))
    return Outcome(
        decided,
        [_problem(each) for each in (*found.wrong, *found.out)],
        [_problem(each, is_note=True) for each in (*held, *found.notes)],
    )


def _problem(dirt: Dirt, *, is_note: bool = False) -> Problem:
    said = dirt.value or " | ".join(dirt.cells)
    return Problem(
        str(dirt.row or ""), dirt.column, said[:200], dirt.why, dirt.row, is_note=is_note
    )


def _known(markets: Iterable[int], first: date, last: date) -> dict[_About, _Prices]:
    asked: dict[str, Any] = {"markets": list(markets), "first": first, "last": last}
    with connection.cursor() as cursor:
        cursor.execute(statements.load("prices", "known_quotes"), asked)
        return {(row[0], row[1], row[2], row[3]): (row[4], row[5], row[6]) for row in cursor}


def _means_before(by_key: Mapping[str, int], first: date) -> dict[tuple[str, str, str], list[int]]:
    asked: dict[str, Any] = {
        "markets": list(by_key.values()),
        "first": first,
        "days": _BEFORE_DAYS,
        "most": doubles.AROUND,
    }
    keys = {market_id: key for key, market_id in by_key.items()}
    with connection.cursor() as cursor:
        cursor.execute(statements.load("prices", "means_before"), asked)
        return {(keys[row[0]], row[1], row[2]): row[3] for row in cursor}
