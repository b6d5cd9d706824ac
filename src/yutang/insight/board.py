"""How figures are laid out for readers: cards, tables and charts, in the reader's language."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from yutang.insight import measures
from yutang.insight.measures import Indicator
from yutang.insight.queries import Figures, GroupLine, LotLine, SaleView, Value
from yutang.insight.rows import Period
from yutang.insight.units import Unit
from yutang.kernel.clock import wall
from yutang.plumbing.reader import reads_english

CHART_GROUPS_MAX = 12
"""Bars that a phone can still show; the table below has all."""


@dataclass(frozen=True)
class SplitLine:
    """An indicator over the whole sale and over its parts."""

    indicator: Indicator
    live: Value
    after: Value
    whole: Value


def in_language(chinese: str, english: str) -> str:
    """Return the English text to who reads English, when there is one."""
    return english if english and reads_english() else chinese


def sale_title(sale: SaleView) -> str:
    return in_language(sale.title, sale.title_en)


def cards(figures: Figures, wanted: Iterable[Indicator]) -> list[Value]:
    return [figures.value(indicator) for indicator in wanted]


def split(figures: Figures) -> list[SplitLine]:
    return [
        SplitLine(
            each,
            figures.value(each, Period.LIVE),
            figures.value(each, Period.AFTER),
            figures.value(each),
        )
        for each in measures.SPLIT
    ]


def good(lot: LotLine) -> str:
    return in_language(lot.good, lot.good_en)


def cells(figures: Figures, *, full: bool) -> dict[str, str]:
    """Return the text of every cell that changes while a sale runs, by its name on the page."""
    shown = measures.EVERY if full else measures.PUBLIC
    found = {f"v-{each.id}": figures.value(each).text for each in shown}
    found["at"] = wall(figures.at).strftime("%H:%M:%S")
    for lot in figures.lots:
        found |= _lot_cells(lot, full=full)
    groups = [*(("county", line) for line in figures.counties)]
    if full:
        groups += [("producer", line) for line in figures.producers]
        for line in split(figures):
            found[f"v-{line.indicator.id}-live"] = line.live.text
            found[f"v-{line.indicator.id}-after"] = line.after.text
            found[f"v-{line.indicator.id}-all"] = line.whole.text
    for kind, group in groups:
        found[f"{kind}-{group.key}-orders"] = Unit.ORDERS.text(group.orders)
        found[f"{kind}-{group.key}-units"] = Unit.UNITS.text(group.units)
        found[f"{kind}-{group.key}-net"] = Unit.FEN.text(group.net_fen)
    return found


def charts(figures: Figures, *, full: bool) -> dict[str, Any]:
    """Return what the charts draw: plain numbers, money in yuan."""
    drawn: dict[str, Any] = {
        "minutes": [
            [wall(minute.at).strftime("%H:%M"), minute.orders] for minute in figures.minutes
        ],
        "counties": _bars_of(figures.counties),
    }
    if full:
        drawn["producers"] = _bars_of(figures.producers)
    return drawn


def minutes(figures: Figures) -> list[list[Any]]:
    """Return clock time and orders of every minute, for a chart."""
    return [[wall(minute.at).strftime("%H:%M"), minute.orders] for minute in figures.minutes]


def _lot_cells(lot: LotLine, *, full: bool) -> dict[str, str]:
    found = {
        f"lot-{lot.lot_id}-orders": Unit.ORDERS.text(lot.orders),
        f"lot-{lot.lot_id}-units": Unit.UNITS.text(lot.units),
        f"lot-{lot.lot_id}-sold-out": lot.sold_out_after,
        f"lot-{lot.lot_id}-sold-out-at": (
            wall(lot.sold_out_at).strftime("%H:%M:%S.%f")[:10] if lot.sold_out_at else ""
        ),
    }
    if full:
        found[f"lot-{lot.lot_id}-net"] = Unit.FEN.text(lot.net_fen)
    return found


def _bars_of(groups: Sequence[GroupLine]) -> list[list[Any]]:
    return [[group.title, group.net_fen / 100] for group in groups[:CHART_GROUPS_MAX]]
