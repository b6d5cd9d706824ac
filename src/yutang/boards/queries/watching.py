"""What the big screen of a place shows: today, the last 30 days, and who is on air now.

Today's numbers come from the facts, which are published each minute; the running sale's own from
insight, counted at most two seconds ago. They are shown beside each other and never added.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from yutang.boards.queries import goods, sales
from yutang.boards.queries.indicated import Figure, figures, over_time
from yutang.boards.queries.reading import Asked, counted_once
from yutang.boards.rules import flows, periods
from yutang.boards.rules.charts import Cell
from yutang.indicators.rules.periods import Period
from yutang.insight import queries as insight
from yutang.insight.queries import Figures, SaleView
from yutang.kernel.told import Told
from yutang.live import queries as live
from yutang.live import rules as showing

TODAY: Final = "sales.net_yuan"
NOW: Final = ("sales.net_yuan", "sales.valid_orders", "sales.units")
YEAR: Final = ("sales.net_yuan",)
DAYS: Final = 30
SALES_MOST: Final = 3


@dataclass(frozen=True)
class OnAir:
    """A running sale with what came of it up to two seconds ago."""

    sale: SaleView
    figures: Figures


@dataclass(frozen=True)
class Announced:
    """The next sale that is announced."""

    title: str
    title_en: str
    starts_at: datetime


def today_figures(place: str, day: date) -> list[Figure]:
    """Return today's numbers and the year's net sales up to today, of facts."""
    today = figures(NOW, Asked(place, Period(day, day)))
    year = figures(YEAR, Asked(place, Period(date(day.year, 1, 1), day)))
    return [*today, *year]


def daily(place: str, day: date) -> list[tuple[str, float]]:
    """Return net sales of each of the last days, in yuan."""
    chart = over_time(
        Asked(place, periods.back(day, DAYS)), "net", Told("", ""), ("sales.net_yuan",)
    )
    return [(str(row[0]), _number(row[1])) for row in chart.rows]


def ranked_goods(place: str, day: date, most: int) -> list[tuple[Cell, float]]:
    """Return the goods that sold most in the last days, in yuan."""
    return _top(goods.best(Asked(place, periods.back(day, DAYS))).rows, most)


def ranked_places(place: str, day: date, most: int) -> list[tuple[Cell, float]]:
    """Return the places inside that sold most in the last days, in yuan."""
    return _top(sales.by_place(Asked(place, periods.back(day, DAYS))).rows, most)


@counted_once
def _goals(asked: Asked) -> list[tuple[str, int]]:
    every = flows.of_larger(sales.flows_of_year(asked.place, asked.period.last.year), 0)
    return [(flow.goal, flow.net_fen) for flow in every if flow.goal]


def ranked_goals(place: str, day: date, most: int) -> list[tuple[str, float]]:
    """Return the provinces that goods went to in the year of a day, by codes, in yuan."""
    found = _goals(Asked(place, Period.year(day.year)))
    return [(code, fen / 100) for code, fen in found[:most]]


def on_air(place: str) -> list[OnAir]:
    """Return the sales of the place that are running, the newest first."""
    found = live.sales_of_place(place) if place else live.real_sales()
    running = found.filter(state__in=showing.RUNNING).order_by("-live_at")[:SALES_MOST]
    views = [insight.sale_view(sale_id) for sale_id in running.values_list("pk", flat=True)]
    return [OnAir(view, insight.figures(view)) for view in views if view]


def announced(place: str, now: datetime) -> Announced | None:
    """Return the next sale of the place that is announced."""
    found = live.sales_of_place(place) if place else live.real_sales()
    coming = found.filter(state="planned", starts_at__gte=now).order_by("starts_at")
    row = coming.values_list("title", "title_en", "starts_at").first()
    return Announced(*row) if row else None


def _top(lines: Sequence[Sequence[Cell]], most: int) -> list[tuple[Cell, float]]:
    return [(line[0], _number(line[1])) for line in lines[:most]]


def _number(cell: Cell) -> float:
    return float(cell) if isinstance(cell, int | float) else 0.0
