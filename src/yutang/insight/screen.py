"""The big screen (大屏) of a running sale: a page for a hall, and the figures it asks for."""

from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yutang.insight import access, board, measures, queries
from yutang.insight.queries import Figures, SaleView
from yutang.kernel.clock import wall
from yutang.people.sessions import person_of

TICKER_ORDERS = 8
COUNTIES_SHOWN = 10
MINUTES_SHOWN = 60


@require_safe
@never_cache
def screen(request: HttpRequest, sale_id: int) -> HttpResponse:
    """Show the big screen to the sale's own people and officers, or through a display link."""
    link = request.GET.get("link", "")
    sale = access.screen_for(person_of(request), sale_id, link)
    figures = queries.figures(sale)
    context = {
        "sale": sale,
        "title": board.sale_title(sale),
        "events": f"/live/{sale.id}/events",
        "data": f"{reverse('insight:screen-data', args=[sale.id])}?{urlencode({'link': link})}",
        "words": _words(),
        "figures": {
            each.id.replace("-", "_"): figures.value(each)
            for each in (measures.NET_SALES, measures.ORDERS, measures.UNITS, measures.VIEWERS)
        },
        "lots": [(lot, board.good(lot)) for lot in figures.lots],
        "feed": _feed(sale, figures),
    }
    return render(request, "insight/screen.html", context)


@require_safe
@never_cache
def screen_data(request: HttpRequest, sale_id: int) -> JsonResponse:
    """Return what the gate's tick does not carry: money, counties, minutes, latest orders."""
    sale = access.screen_for(person_of(request), sale_id, request.GET.get("link", ""))
    return JsonResponse(_feed(sale, queries.figures(sale)))


def _feed(sale: SaleView, figures: Figures) -> dict[str, Any]:
    peak = figures.value(measures.PEAK_ONLINE)
    return {
        "state": sale.state,
        "live_at": sale.live_at.timestamp() if sale.live_at else None,
        "ended_at": sale.ended_at.timestamp() if sale.ended_at else None,
        "orders": figures.whole[measures.ORDERS.id],
        "units": figures.whole[measures.UNITS.id],
        "net_fen": figures.whole[measures.NET_SALES.id],
        "peak": peak.text,
        "minutes": board.minutes(figures)[-MINUTES_SHOWN:],
        "lots": [_lot(figure) for figure in figures.lots],
        "counties": [
            [group.title, group.net_fen, group.orders]
            for group in figures.counties[:COUNTIES_SHOWN]
        ],
        "latest": [_order(order) for order in _latest(sale.id)],
    }


def _words() -> dict[str, str]:
    """Return what the page's script says, in the reader's language."""
    return {
        "left": _("%(units)s left") % {"units": "{units}"},
        "sold_out": _("Sold out"),
        "sold_out_after": _("Sold out %(time)s") % {"time": "{time}"},
        "planned": _("Announced"),
        "live": _("On air"),
        "paused": _("Paused"),
        "ended": _("Sale over"),
        "replay": _("Sale over"),
        "orders": str(measures.ORDERS.unit.word),
    }


def _lot(lot: queries.LotLine) -> dict[str, Any]:
    return {
        "lot": lot.lot_id,
        "available": lot.available,
        "stocked": lot.stocked,
        "units": lot.units,
        "sold_out_after": lot.sold_out_after,
    }


def _order(order: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": order["id"],
        "at": wall(order["at"]).strftime("%H:%M:%S"),
        "buyer": order["buyer"],
        "county": order["county"],
        "good": board.in_language(order["good"], order["good_en"]),
        "quantity": order["quantity"],
    }


def _latest(sale_id: int) -> list[dict[str, Any]]:
    key = f"insight:latest:{sale_id}"
    kept: list[dict[str, Any]] | None = cache.get(key)
    if kept is None:
        kept = queries.latest_orders(sale_id, TICKER_ORDERS)
        cache.set(key, kept, queries.KEPT_S)
    return kept
