"""What the atlas shows on a place's page: where it lies, and the ways to maps and comparisons."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from yutang.atlas.queries.shapes import current, levels_below
from yutang.atlas.queries.sketching import sketch
from yutang.atlas.rules import drawing
from yutang.places import rules as codes


def lies(request: HttpRequest, about: Any) -> str:
    """A small picture of the place among its neighbours; two queries."""
    code: str = about
    drawn = sketch(code)
    below = levels_below(codes.level_of(code))
    inside = current().filter(code__startswith=code, level__in=below)
    context = {
        "code": code,
        "sketch": drawn,
        "has_map": bool(below) and inside.exists(),
        "has_inside": bool(below),
        "wide": drawing.WIDTH,
        "high": drawing.HEIGHT,
    }
    return render_to_string("atlas/_of_place.html", context, request)
