"""Reads of the insight room: the figures of a sale, the rows behind each, the big screen's feed.

This room reads the tables of the rooms below by its own named SQL and writes nothing.
"""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, LiteralString

from django.core.cache import cache
from django.db import connection

from yutang.insight import measures, rules
from yutang.insight.measures import Indicator, Measure, Ratio
from yutang.insight.rows import Kind, Period, Row, Rows, Slice, over, table
from yutang.insight.units import Number, Text, Unit
from yutang.kernel.clock import now
from yutang.places import queries as places
from yutang.plumbing import statements

KEPT_S = 2.0
"""Figures are counted at most once in this time, however many screens ask."""
_STALE_S = 60
_COUNTING_S = 30
PAGE_ROWS = 50
_CHUNK_ROWS = 2_000


@dataclass(frozen=True)
class SaleView:
    """What the results need to know of the sale itself."""

    id: int
    title: str
    title_en: str
    state: str
    host_id: int
    county_codes: tuple[str, ...]
    starts_at: datetime
    live_at: datetime | None
    ended_at: datetime | None
    is_demo: bool

    @property
    def has_started(self) -> bool:
        return self.live_at is not None

    @property
    def is_running(self) -> bool:
        return self.state in {"live", "paused"}


@dataclass(frozen=True)
class Value:
    """An indicator of a sale, or of a part of it, with its number; none when undefined."""

    indicator: Indicator
    number: Number | None

    @property
    def text(self) -> str:
        return self.indicator.unit.text(self.number)

    @property
    def why(self) -> Text:
        """Say why there is no number; empty when there is one."""
        return "" if self.number is not None else self.indicator.undefined_because


@dataclass(frozen=True)
class Minute:
    at: datetime
    orders: int
    net_fen: int


@dataclass(frozen=True)
class LotLine:
    """One lot in the results: what of it was sold here, and when it sold out."""

    lot_id: int
    good: str
    good_en: str
    producer_id: int
    producer: str
    county_code: str
    price_fen: int
    stocked: int
    available: int
    state: str
    sold_out_at: datetime | None
    orders: int
    units: int
    gmv_fen: int
    net_fen: int
    county: str = ""
    sold_out_after: str = ""
    """Since go-live, to a tenth of a second; empty when it is not sold out."""


@dataclass(frozen=True)
class GroupLine:
    """A county or a producer: the sum of its lots."""

    key: str
    title: str
    orders: int = 0
    units: int = 0
    net_fen: int = 0
    lots: int = 0


@dataclass(frozen=True)
class Figures:
    """Everything the results page prints, counted at one moment."""

    at: datetime
    whole: dict[str, Number | None]
    parts: dict[Period, dict[str, Number | None]]
    minutes: list[Minute]
    lots: list[LotLine]
    counties: list[GroupLine]
    producers: list[GroupLine] = field(default_factory=list)

    def value(self, indicator: Indicator, period: Period | None = None) -> Value:
        kept = self.parts[period] if period else self.whole
        return Value(indicator, kept[indicator.id])


@dataclass(frozen=True)
class OpenedRows:
    """One page of the rows behind a number, and the number counted from all of them."""

    value: Value
    count: int
    page: int
    pages: int
    lines: list[dict[str, Any]]


def sale_view(sale_id: int) -> SaleView | None:
    found = read(statements.load("insight", "sale"), {"sale": sale_id})
    if not found:
        return None
    return SaleView(**{**found[0], "county_codes": tuple(found[0]["county_codes"])})


def figures(sale: SaleView) -> Figures:
    """Return the figures of the sale, counted at most `KEPT_S` ago.

    A great sale takes a second to count: then they are kept for ten times as long as that took,
    and while one reader counts anew the others get what was counted last.
    """
    key = f"insight:figures:{sale.id}:{sale.state}"
    kept: tuple[Figures, float] | None = cache.get(key)
    if kept is not None:
        known, good_until = kept
        if time.monotonic() < good_until or not cache.add(f"{key}:counting", True, _COUNTING_S):
            return known
    began = time.monotonic()
    counted = count_figures(sale)
    ended = time.monotonic()
    good_until = ended + max(KEPT_S, 10 * (ended - began))
    cache.set(key, (counted, good_until), _STALE_S)
    cache.delete(f"{key}:counting")
    return counted


def count_figures(sale: SaleView) -> Figures:
    """Count the figures of the sale now: one statement for the numbers, two for the tables."""
    lots = lot_lines(sale)
    asked: list[tuple[Period | None, Sequence[Indicator]]] = [
        (None, measures.EVERY),
        (Period.LIVE, measures.SPLIT),
        (Period.AFTER, measures.SPLIT),
    ]
    whole, live, after = _counted(Slice(sale.id), asked)
    return Figures(
        at=now(),
        whole=whole,
        parts={Period.LIVE: live, Period.AFTER: after},
        minutes=minutes(sale),
        lots=lots,
        counties=_by_county(lots),
        producers=_by_producer(lots),
    )


def values(part: Slice, wanted: Sequence[Indicator] = measures.EVERY) -> dict[str, Number | None]:
    """Count the wanted indicators over a part of a sale, in one statement."""
    return _counted(part, [(part.period, wanted)])[0]


def value(part: Slice, indicator: Indicator) -> Value:
    return Value(indicator, values(part, [indicator])[indicator.id])


def parts_of(indicator: Indicator) -> tuple[Measure, ...]:
    """Return what is counted for an indicator: itself, or both parts of a ratio."""
    return (indicator.top, indicator.bottom) if isinstance(indicator, Ratio) else (indicator,)


def divided(ratio: Ratio, top: Number | None, bottom: Number | None) -> float | None:
    """Return the quotient; none when there is nothing to divide by."""
    if top is None or bottom is None:
        return None
    above, below = _plain(top), _plain(bottom)
    if not below:
        return None
    quotient = above / below
    return round(quotient) if ratio.unit is Unit.FEN else quotient


def opened(part: Slice, measure: Measure, page: int) -> OpenedRows:
    """Return a page of the rows behind a number; a page out of range is the nearest one."""
    parameters = part.parameters()
    rows, period = measure.rows, part.period
    counting = over(
        [(rows, period)],
        "select (select count(*) from " + rows.of(period) + ") as rows, "  # noqa: S608 - literals
        "(" + measure.query(period) + ") as value",
    )
    head = read(counting, parameters)[0]
    pages = max(1, -(-head["rows"] // PAGE_ROWS))
    page = min(max(page, 1), pages)
    listing = over([(rows, period)], rows.listing(period, " limit %(limit)s offset %(offset)s"))
    lines = read(listing, {**parameters, "limit": PAGE_ROWS, "offset": (page - 1) * PAGE_ROWS})
    return OpenedRows(
        value=Value(measure, measure.unit.number(head["value"])),
        count=head["rows"],
        page=page,
        pages=pages,
        lines=readable(rows, lines),
    )


def every_row(part: Slice, rows: Rows) -> Iterator[dict[str, Any]]:
    """Yield all rows, read from the database as they are taken; persons are masked."""
    with connection.chunked_cursor() as cursor:
        listing = over([(rows, part.period)], rows.listing(part.period))
        cursor.execute(listing, part.parameters())
        names: list[str] = []
        while found := cursor.fetchmany(_CHUNK_ROWS):
            names = names or [column[0] for column in cursor.description]
            yield from readable(rows, [dict(zip(names, row, strict=True)) for row in found])


def readable(rows: Rows, found: Sequence[Row]) -> list[dict[str, Any]]:
    """Return the rows with only the columns a reader sees: persons masked, counties named."""
    columns = {column.name: column.kind for column in rows.columns}
    counties = [name for name, kind in columns.items() if kind is Kind.COUNTY]
    named = places.names({row[name] for row in found for name in counties})
    shown = []
    for row in found:
        line = {name: row[name] for name in columns}
        for name, kind in columns.items():
            if kind is Kind.PERSON:
                line[name] = rules.masked(row[name])
            elif kind is Kind.COUNTY:
                line[name] = named[row[name]] or row[name]
        if "good_en" in row:
            line["good_en"] = row["good_en"]
        shown.append(line)
    return shown


def lot_lines(sale: SaleView) -> list[LotLine]:
    """Return every lot of the sale in the order of its lineup."""
    found = read(table("by_lot"), Slice(sale.id).parameters())
    named = places.names({row["county_code"] for row in found})
    return [
        LotLine(
            **row,
            county=named[row["county_code"]] or row["county_code"],
            sold_out_after=_since(sale.live_at, row["sold_out_at"]),
        )
        for row in found
    ]


def minutes(sale: SaleView) -> list[Minute]:
    """Return orders and net sales of every minute on air, quiet minutes included."""
    if sale.live_at is None:
        return []
    found = read(table("by_minute"), Slice(sale.id).parameters())
    counted = {row["at"]: (row["orders"], row["net_fen"]) for row in found}
    span = rules.filled(counted, sale.live_at, sale.ended_at or now(), (0, 0))
    return [Minute(at, orders, net_fen) for at, (orders, net_fen) in span]


def latest_orders(sale_id: int, limit: int) -> list[dict[str, Any]]:
    """Return the newest orders with masked buyers and named counties, newest first."""
    found = read(statements.load("insight", "latest_orders"), {"sale": sale_id, "limit": limit})
    named = places.names({row["county_code"] for row in found})
    return [
        {
            "id": str(row["order_id"]),
            "at": row["placed_at"],
            "buyer": rules.masked(row["buyer"]),
            "good": row["good"],
            "good_en": row["good_en"],
            "county": named[row["county_code"]] or row["county_code"],
            "quantity": row["quantity"],
        }
        for row in found
    ]


def _counted(
    part: Slice, asked: Sequence[tuple[Period | None, Sequence[Indicator]]]
) -> list[dict[str, Number | None]]:
    """Count indicators over several periods of a sale, in one statement that reads facts once."""
    wanted = [
        (period, measure)
        for period, indicators in asked
        for measure in dict.fromkeys(one for each in indicators for one in parts_of(each))
    ]
    fields: list[LiteralString] = ["(" + each.query(period) + ")" for period, each in wanted]
    statement = over(
        [(each.rows, period) for period, each in wanted], "select " + ", ".join(fields)
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, part.parameters())
        row = cursor.fetchone()
    counted: dict[Period | None, dict[str, Number | None]] = {}
    for (period, each), raw in zip(wanted, row, strict=True):
        counted.setdefault(period, {})[each.id] = each.unit.number(raw)
    return [
        {each.id: _number(each, counted[period]) for each in indicators}
        for period, indicators in asked
    ]


def _number(indicator: Indicator, counted: dict[str, Number | None]) -> Number | None:
    if isinstance(indicator, Ratio):
        return divided(indicator, counted[indicator.top.id], counted[indicator.bottom.id])
    return counted[indicator.id]


def _plain(number: Number) -> float:
    return number if isinstance(number, int | float) else int(number)


def _since(start: datetime | None, moment: datetime | None) -> str:
    if start is None or moment is None or moment < start:
        return ""
    return rules.tenths((moment - start).total_seconds())


def _by_county(lots: Sequence[LotLine]) -> list[GroupLine]:
    return _grouped([(lot.county_code, lot.county, lot) for lot in lots])


def _by_producer(lots: Sequence[LotLine]) -> list[GroupLine]:
    return _grouped([(str(lot.producer_id), lot.producer, lot) for lot in lots])


def _grouped(keyed: Sequence[tuple[str, str, LotLine]]) -> list[GroupLine]:
    """Add up the lots of each key; the greatest net sales first."""
    groups: dict[str, GroupLine] = {}
    for key, title, lot in keyed:
        before = groups.get(key) or GroupLine(key, title)
        groups[key] = GroupLine(
            key,
            title,
            before.orders + lot.orders,
            before.units + lot.units,
            before.net_fen + lot.net_fen,
            before.lots + 1,
        )
    return sorted(groups.values(), key=lambda group: (-group.net_fen, -group.orders, group.key))


def read(statement: LiteralString, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return what the statement finds, a row a dictionary."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
