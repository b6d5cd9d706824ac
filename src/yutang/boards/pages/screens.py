"""The big screen (大屏) of a place: for a wall, and the figures that it asks for again."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yutang.boards.pages import telling
from yutang.boards.pages.asking import Question, context, question
from yutang.boards.queries import watching
from yutang.boards.queries.indicated import Figure
from yutang.boards.queries.reading import names as called
from yutang.boards.queries.watching import OnAir
from yutang.boards.rules.charts import Column
from yutang.insight import board, measures
from yutang.kernel.clock import now, today, wall
from yutang.kernel.told import Told
from yutang.plumbing.reader import language

RANKED = 6
LOTS_SHOWN = 8
MINUTES_SHOWN = 60
_WORDS = {
    "live": Told("直播中", "On air"),
    "paused": Told("暂停", "Paused"),
    "left": Told("剩 {units}", "{units} left"),
    "sold_out": Told("售罄", "Sold out"),
    "nobody": Told("现在没有直播。", "Nobody is on air now."),
    "next": Told("下一场：{at} {title}", "Next: {at} {title}"),
    "stale": Told("连不上，数字停在 {at}", "No connection: figures are of {at}"),
}


@require_safe
@never_cache
def screen(request: HttpRequest, word: str) -> HttpResponse:
    """Show the big screen of a place; numbers that everybody may see, and nothing else."""
    asked = question(request, word)
    shown = context(asked) | {
        "feed": _feed(asked),
        "words": {name: said.to(language()) for name, said in _WORDS.items()},
        "data": reverse("boards:screen-data", args=[asked.word]),
        "days": watching.DAYS,
    }
    return render(request, "boards/screen.html", shown)


@require_safe
@never_cache
def screen_data(request: HttpRequest, word: str) -> JsonResponse:
    """Return what the big screen shows, as it is now."""
    return JsonResponse(_feed(question(request, word)))


def _feed(asked: Question) -> dict[str, Any]:
    place, day = asked.asked.place, today()
    running = watching.on_air(place)
    goals = watching.ranked_goals(place, day, RANKED)
    names = called(code for code, _net in goals)
    plain = Column(Told("", ""))
    return {
        "as_of": telling.as_of(),
        "day": day.isoformat(),
        "figures": [_figure(one) for one in watching.today_figures(place, day)],
        "days": watching.daily(place, day),
        "goods": [
            [telling.text_of(cell, plain), net]
            for cell, net in watching.ranked_goods(place, day, RANKED)
        ],
        "places": [
            [telling.text_of(cell, plain), net]
            for cell, net in watching.ranked_places(place, day, RANKED)
        ],
        "goals": [[names[code], net] for code, net in goals],
        "on_air": [_on_air(one) for one in running],
        "next": None if running else _next(place),
    }


def _figure(one: Figure) -> dict[str, str]:
    """Return a figure as the wall shows it: whole numbers, since nobody reads fen from afar."""
    number, to = one.value.number, language()
    return {
        "title": one.indicator.title.to(to),
        "text": telling.NOT_KNOWN if number is None else f"{number:,.0f}",
        "unit": one.indicator.unit.to(to),
        "why": one.value.why_none.to(to) if one.value.why_none and number is None else "",
    }


def _on_air(one: OnAir) -> dict[str, Any]:
    figures = one.figures
    lots = sorted(figures.lots, key=lambda lot: (-lot.orders, lot.lot_id))[:LOTS_SHOWN]
    return {
        "sale": one.sale.id,
        "title": board.sale_title(one.sale),
        "state": one.sale.state,
        "net": figures.value(measures.NET_SALES).text,
        "orders": figures.value(measures.ORDERS).text,
        "peak": figures.value(measures.PEAK_ONLINE).text,
        "minutes": board.minutes(figures)[-MINUTES_SHOWN:],
        "lots": [
            {
                "lot": lot.lot_id,
                "good": board.good(lot),
                "available": lot.available,
                "stocked": lot.stocked,
            }
            for lot in lots
        ],
    }


def _next(place: str) -> dict[str, str] | None:
    coming = watching.announced(place, now())
    if coming is None:
        return None
    title = board.in_language(coming.title, coming.title_en)
    return {"title": title, "at": wall(coming.starts_at).strftime("%m-%d %H:%M")}
