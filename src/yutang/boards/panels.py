"""What the boards show on a place's page: the ways to them."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from yutang.boards.pages.showing import SCREEN
from yutang.boards.queries import BOARDS
from yutang.plumbing.reader import language


def of_place(request: HttpRequest, about: Any) -> str:
    """Links to the place's boards; no query."""
    code: str = about
    to = language()
    ways = [("screen", SCREEN.to(to)), *((each.name, each.title.to(to)) for each in BOARDS)]
    return render_to_string("boards/_of_place.html", {"code": code, "ways": ways}, request)
