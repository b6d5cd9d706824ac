"""The results of a sale: figures with their formulas, charts with their tables, rows, files."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yutang.insight import access, board, cells, files, measures, queries
from yutang.insight.access import ResultsDoor
from yutang.insight.measures import Indicator, Ratio
from yutang.insight.queries import SaleView
from yutang.insight.rows import Period, Slice
from yutang.kernel.errors import NotFound
from yutang.kernel.ids import row_id
from yutang.people.sessions import person_of
from yutang.places import queries as places
from yutang.plumbing.sheets import Form

_YEAR_MIN, _YEAR_MAX = 1900, 9000


@require_safe
@never_cache
def results(request: HttpRequest, sale_id: int) -> HttpResponse:
    """Show what came of a sale; the short form to everybody once it has started."""
    door = access.results_for(person_of(request), sale_id)
    figures = queries.figures(door.sale)
    shown = measures.EVERY if door.full else measures.PUBLIC
    context = {
        "sale": door.sale,
        "title": board.sale_title(door.sale),
        "full": door.full,
        "figures": figures,
        "headline": board.cards(figures, measures.HEADLINE),
        "cards": board.cards(figures, [each for each in shown if each not in measures.HEADLINE]),
        "split": board.split(figures) if door.full else [],
        "lots": [(lot, board.good(lot)) for lot in figures.lots],
        "counties": figures.counties,
        "producers": figures.producers if door.full else [],
        "charts": board.charts(figures, full=door.full),
        "words": {"orders": str(measures.ORDERS.unit.word)},
        "chart_groups_max": board.CHART_GROUPS_MAX,
        "busy_minutes": [minute for minute in figures.minutes if minute.orders],
        "display_address": _display_address(request, door),
    }
    return render(request, "insight/results.html", context)


@require_safe
@never_cache
def results_data(request: HttpRequest, sale_id: int) -> JsonResponse:
    """Return the cells and charts of the results page as they are now."""
    door = access.results_for(person_of(request), sale_id)
    figures = queries.figures(door.sale)
    return JsonResponse(
        {
            "running": door.sale.is_running,
            "at": figures.at.timestamp(),
            "cells": board.cells(figures, full=door.full),
            "charts": board.charts(figures, full=door.full),
        }
    )


@require_safe
@never_cache
def opened_rows(request: HttpRequest, sale_id: int, measure_id: str) -> HttpResponse:
    """Show the rows behind a number; for a ratio, the two numbers it is made of."""
    door = access.results_for(person_of(request), sale_id)
    indicator = _indicator(door, measure_id)
    part = _slice(request, sale_id, indicator)
    context: dict[str, Any] = {
        "sale": door.sale,
        "title": board.sale_title(door.sale),
        "full": door.full,
        "indicator": indicator,
        "part": part,
        "narrowed_to": _narrowed_to(door.sale, part),
        "query": _without_page(request),
    }
    if isinstance(indicator, Ratio):
        counted = queries.values(part, [indicator, indicator.top, indicator.bottom])
        context["ratio"] = queries.Value(indicator, counted[indicator.id])
        context["parts"] = [
            queries.Value(each, counted[each.id]) for each in (indicator.top, indicator.bottom)
        ]
        return render(request, "insight/ratio.html", context)
    found = queries.opened(part, indicator, row_id(request.GET.get("page")) or 1)
    context |= {
        "opened": found,
        "columns": indicator.rows.columns,
        "lines": [cells.line(indicator.rows, row) for row in found.lines],
        "counts_rows": not indicator.column,
    }
    return render(request, "insight/rows.html", context)


@require_safe
def rows_file(request: HttpRequest, sale_id: int, measure_id: str, form: Form) -> HttpResponseBase:
    """Send all rows behind a number as a file; persons stay masked."""
    sale = access.full_results_for(person_of(request), sale_id)
    indicator = _indicator(ResultsDoor(sale, full=True), measure_id)
    if isinstance(indicator, Ratio):
        raise NotFound
    part = _slice(request, sale_id, indicator)
    return files.rows_file(sale, part, indicator, form)


@require_safe
def summary_file(request: HttpRequest, sale_id: int, form: Form) -> HttpResponseBase:
    """Send every number of the results page as a file."""
    sale = access.full_results_for(person_of(request), sale_id)
    return files.summary_file(sale, queries.figures(sale), form)


def _indicator(door: ResultsDoor, measure_id: str) -> Indicator:
    """Return the indicator whose rows may be opened by who came through this door."""
    indicator = measures.BY_ID.get(measure_id)
    if indicator is None or (indicator.has_persons and not door.full):
        raise NotFound
    return indicator


def _slice(request: HttpRequest, sale_id: int, indicator: Indicator) -> Slice:
    """Return the part of the sale that the address asks for.

    Raises:
        NotFound: the address asks for a part that there is not.
    """
    asked = {
        name: text for name in Slice.__dataclass_fields__ if (text := request.GET.get(name, ""))
    }
    asked.pop("sale_id", None)
    if any(not indicator.can_be_cut(name) for name in asked):
        raise NotFound
    try:
        return Slice(
            sale_id,
            period=Period(asked["period"]) if "period" in asked else None,
            lot=_id(asked.get("lot")),
            county=_county(asked.get("county")),
            producer=_id(asked.get("producer")),
            minute=_moment(asked.get("minute")),
        )
    except (ValueError, OverflowError) as error:
        raise NotFound from error


def _id(text: str | None) -> int | None:
    if text is None:
        return None
    named = row_id(text)
    if named is None:
        raise ValueError(text)
    return named


def _moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    moment = datetime.fromisoformat(text.replace(" ", "+"))
    # At either end of the calendar there is no such moment in another time zone.
    if moment.tzinfo is None or not _YEAR_MIN <= moment.year <= _YEAR_MAX:
        raise ValueError(text)
    return moment


def _county(text: str | None) -> str | None:
    if text is not None and not (text.isascii() and text.isdigit()):
        raise ValueError(text)
    return text


def _without_page(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()


def _narrowed_to(sale: SaleView, part: Slice) -> list[str]:
    """Return, in words, which part of the sale is shown."""
    said = [str(part.period.title)] if part.period else []
    for lot in queries.lot_lines(sale) if part.lot or part.producer else []:
        if lot.lot_id == part.lot:
            said.append(board.good(lot))
        elif lot.producer_id == part.producer and lot.producer not in said:
            said.append(lot.producer)
    if part.county:
        said.append(places.names([part.county])[part.county] or part.county)
    if part.minute:
        said.append(cells.minute_text(part.minute))
    return said


def _display_address(request: HttpRequest, door: ResultsDoor) -> str:
    if not door.full:
        return ""
    path = reverse("insight:screen", args=[door.sale.id])
    return request.build_absolute_uri(f"{path}?link={access.display_link(door.sale.id)}")
