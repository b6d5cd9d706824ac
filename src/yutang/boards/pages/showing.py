"""The entry with a number for each board, and a board with its charts."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from yutang.boards import queries
from yutang.boards.pages import telling
from yutang.boards.pages.asking import Question, context, question
from yutang.boards.queries import BOARDS
from yutang.boards.queries.watching import TODAY
from yutang.boards.rules import periods
from yutang.boards.word import ALL
from yutang.kernel.clock import today
from yutang.kernel.errors import NotFound
from yutang.kernel.told import Told
from yutang.places import access as places
from yutang.plumbing.reader import language

SCREEN = Told("大屏", "Big screen")
_SCREEN_TOLD = Told(
    "挂在墙上看：今天卖了多少，现在谁在直播。",
    "For a wall: what was sold today, and who is on air now.",
)


@require_safe
def country(request: HttpRequest) -> HttpResponse:
    """Lead to the boards of the whole country, with what was asked."""
    return redirect(_with_query(reverse("boards:entry", args=[ALL]), request))


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Lead from the form to the place's board: a form cannot write an address.

    Raises:
        NotFound: there is no such board or place.
    """
    word = request.GET.get("place", "")
    asked = question(request, word if word.isdigit() else ALL)
    name = request.GET.get("board", "")
    if name and queries.by_name(name) is None:
        raise NotFound
    to = ("boards:board", [asked.word, name]) if name else ("boards:entry", [asked.word])
    return redirect(f"{reverse(to[0], args=to[1])}?{asked.query}")


@require_safe
def entry(request: HttpRequest, word: str) -> HttpResponse:
    """The boards of a place, each with its one number."""
    asked = question(request, word)
    found = {
        one.indicator.name: one
        for one in queries.figures([board.figures[0] for board in BOARDS], asked.asked)
    }
    shown = context(asked) | {
        "place": places.place(asked.asked.place) if asked.asked.place else None,
        "as_of": telling.as_of(),
        "ways": [
            _screen_way(asked),
            *(
                _way(
                    telling.figure(found[board.figures[0]], asked),
                    reverse("boards:board", args=[asked.word, board.name]),
                    asked,
                    (board.title, board.told, board.icon),
                )
                for board in BOARDS
            ),
        ],
    }
    return render(request, "boards/entry.html", shown)


@require_safe
def board(request: HttpRequest, word: str, board: str) -> HttpResponse:
    """One board: its figures and charts, each with its table."""
    wanted = queries.by_name(board)
    if wanted is None:
        raise NotFound
    asked = question(request, word)
    figures = queries.figures(wanted.figures, asked.asked)
    charts = [make(asked.asked) for make in wanted.charts.values()]
    told = [telling.shown(chart, wanted, asked) for chart in charts]
    shown = context(asked) | {
        "board": _named(wanted),
        "boards": [_named(each) for each in BOARDS],
        "figures": [telling.figure(each, asked) for each in figures],
        "charts": told,
        "is_bare": all(chart.empty for chart in told),
    }
    return render(request, "boards/board.html", shown)


def _named(each: queries.Board) -> dict[str, str]:
    to = language()
    return {"name": each.name, "title": each.title.to(to), "told": each.told.to(to)}


def _screen_way(asked: Question) -> dict[str, Any]:
    now = Question(
        queries.Asked(asked.asked.place, periods.back(today(), 1), full=asked.asked.full),
        asked.name,
        is_understood=True,
    )
    (one,) = queries.figures([TODAY], now.asked)
    address = reverse("boards:screen", args=[asked.word])
    said = telling.figure(one, now)
    title = Told("今天", "today").to(language())
    return _way(said, address, None, (SCREEN, _SCREEN_TOLD, "screen")) | {
        "figure": f"{said['title']} · {title}"
    }


def _way(
    said: dict[str, str],
    address: str,
    asked: Question | None,
    named: tuple[Told, Told, str],
) -> dict[str, Any]:
    title, told, icon = named
    return {
        "href": f"{address}?{asked.query}" if asked else address,
        "icon": icon,
        "title": title.to(language()),
        "told": told.to(language()),
        "figure": said["title"],
        "text": said["text"],
        "said": said["said"],
    }


def _with_query(address: str, request: HttpRequest) -> str:
    query = request.GET.urlencode()
    return f"{address}?{query}" if query else address
