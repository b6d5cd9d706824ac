"""A map of the places in a place, coloured by a figure; the same as a table under it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from yutang.atlas import queries
from yutang.atlas.pages import asked
from yutang.atlas.queries import figured
from yutang.atlas.queries.figured import NOT_KNOWN, Coloured, Laid
from yutang.atlas.queries.shapes import Scale, inside, levels_below
from yutang.atlas.rules.classes import Cut
from yutang.kernel.clock import today
from yutang.kernel.errors import NotFound
from yutang.places import access as places
from yutang.places import queries as tree
from yutang.places.rules import Level
from yutang.plumbing import figures, overlays
from yutang.plumbing.figures import Figure

_FOR_EVER = "private, max-age=31536000, immutable"
"""Its address changes with its content; the pages of this house are their reader's own."""

_ROWS_OPEN = 20
"""Rows of the table that stand open; the rest is one tap away."""


@dataclass(frozen=True)
class Row:
    """A place in the table: what it is called and has, and how it is coloured."""

    code: str
    name: str
    value: str
    step: str
    rows_address: str


@dataclass(frozen=True)
class _Asked:
    """What the reader chose: a figure (None while no room offers one), a year, how it is cut."""

    figure: Figure | None
    year: int
    cut: Cut
    level: Level


@require_safe
def show(request: HttpRequest, code: str) -> HttpResponse:
    """The map of a place: the places in it, coloured by one figure of one year."""
    place = places.place(code)
    if place.code != code:
        return redirect("atlas:map", place.code)
    levels = levels_below(place.level)
    level = _level(request, code, levels)
    children = list(tree.under(code, level).values_list("code", "name")) if level else []
    chosen = _chosen(request, [each for each, _name in children], level or Level.VILLAGE)
    coloured = _coloured(chosen, [each for each, _name in children])
    rows = _rows(children, coloured, chosen)
    known = [row for row in rows if row.step != NOT_KNOWN]
    drawn, digest = _drawn(code, chosen.level, Level(place.level))
    laid = [figured.laid(each, code, chosen.year) for each in _overlays(request)]
    context = {
        "place": place,
        "full_name": tree.full_name(code),
        "levels": [(each, each.name.lower()) for each in levels],
        "asked": chosen,
        "figures": figures.every(),
        "years": figured.years(chosen.year),
        "coloured": coloured,
        "legend": _legend(coloured, chosen.figure),
        "known": known[:_ROWS_OPEN],
        "more": known[_ROWS_OPEN:],
        "not_known": [row for row in rows if row.step == NOT_KNOWN],
        "shapes_address": _address(code, drawn, digest),
        "is_alone": bool(digest) and drawn == place.level,
        "sources": _sources(code, drawn) if digest else [],
        "overlays": overlays.every(),
        "laid": laid,
        "marks": _marks(laid),
        "is_inexact": any(not each.is_exact for one in laid for each in one.placed),
    }
    return render(request, "atlas/map.html", context)


@require_safe
def outlines(_request: HttpRequest, code: str, level: int, digest: str) -> HttpResponse:
    """The outlines of a map as GeoJSON; kept by browsers until they change, with their address."""
    if level not in list(Level):
        raise NotFound
    scale: Scale = "near" if places.place(code).level == level else "far"
    now = queries.drawn_digest(code, Level(level), scale)
    if not now:
        raise NotFound
    if now != digest:
        return redirect("atlas:outlines", code, level, now)
    body = queries.collection(code, Level(level), scale)
    response = HttpResponse(body, content_type="application/json")
    response.headers["Cache-Control"] = _FOR_EVER
    return response


def _level(request: HttpRequest, code: str, levels: list[Level]) -> Level | None:
    """Return the level asked for; else the widest that can be drawn; else the narrowest."""
    if not levels:
        return None
    wanted = request.GET.get("level", "")
    by_name = {level.name.lower(): level for level in levels}
    if wanted in by_name:
        return by_name[wanted]
    drawn = (level for level in reversed(levels) if queries.has_shapes(code, level))
    return next(drawn, levels[-1])


def _chosen(request: HttpRequest, children: list[str], level: Level) -> _Asked:
    offered = figures.every()
    named = figures.by_name(request.GET.get("figure", ""))
    figure = named or (offered[0] if offered else None)
    year = asked.year(request, "year")
    if year is None:
        year = figured.newest_year(figure, children) if figure else today().year
    cut: Cut = "equal" if request.GET.get("cut") == "equal" else "quantile"
    return _Asked(figure, year, cut, level)


def _coloured(chosen: _Asked, children: list[str]) -> Coloured:
    if chosen.figure is None:
        return Coloured({}, [], 0, len(children))
    return figured.coloured(chosen.figure, children, chosen.year, chosen.cut)


def _rows(children: list[tuple[str, str]], coloured: Coloured, chosen: _Asked) -> list[Row]:
    """Return a row for each place, the greatest value first, those not known last."""
    figure = chosen.figure
    rows = []
    for code, name in children:
        if figure is None or code not in coloured.values:
            rows.append(Row(code, name, "", NOT_KNOWN, ""))
            continue
        behind = figure.rows(code, chosen.year) if figure.rows else ""
        value = asked.said(coloured.values[code], figure)
        rows.append(Row(code, name, value, coloured.step(code), behind))
    return sorted(
        rows,
        key=lambda row: (row.step == NOT_KNOWN, -coloured.values.get(row.code, 0), row.code),
    )


def _legend(coloured: Coloured, figure: Figure | None) -> list[dict[str, Any]]:
    if figure is None:
        return []
    told = []
    for step, each in coloured.legend:
        low, high = asked.said(each.low, figure), asked.said(each.high, figure)
        high = high if high != low else ""
        told.append({"step": step, "low": low, "high": high, "places": each.places})
    return told


def _drawn(code: str, level: Level, own: Level) -> tuple[Level, str]:
    """Return what is drawn, with its digest: the places inside, else the place's own outline."""
    digest = queries.drawn_digest(code, level)
    return (level, digest) if digest else (own, queries.drawn_digest(code, own, "near"))


def _address(code: str, level: Level, digest: str) -> str:
    return reverse("atlas:outlines", args=[code, int(level), digest]) if digest else ""


def _sources(code: str, level: Level) -> list[queries.SourceView]:
    ids = inside(code, level).order_by().values_list("source_id", flat=True).distinct()
    return queries.sources(ids)


def _overlays(request: HttpRequest) -> list[overlays.Overlay]:
    """Return the overlays asked for; all of them on a visit that asks for nothing."""
    wanted = request.GET.getlist("overlay")
    return [each for each in overlays.every() if each.name in wanted or not request.GET]


def _marks(laid: list[Laid]) -> list[dict[str, Any]]:
    """Return what the script draws: a list for each mark, its overlay counted from 0."""
    return [
        {
            "overlay": number,
            "title": str(each.mark.title),
            "said": str(each.mark.said),
            "href": each.mark.href,
            "weight": each.mark.weight,
            "exact": each.is_exact,
            "at": each.at,
            "corners": each.corners,
        }
        for number, one in enumerate(laid)
        for each in one.placed
    ]
