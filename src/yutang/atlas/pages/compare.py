"""Two places, or one place in two years, side by side; a page whose address can be passed on."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yutang.atlas.pages import asked
from yutang.atlas.queries import figured
from yutang.atlas.queries.figured import Compared
from yutang.kernel.clock import today
from yutang.kernel.errors import NotFound
from yutang.places import queries as tree
from yutang.places.rules import TEXT_LENGTH_MAX, Level, Named
from yutang.plumbing import figures, sheets
from yutang.plumbing.sheets import Form

_CHOICES_MOST = 8


@dataclass(frozen=True)
class Side:
    """One side: the place and the year, once it is clear which are meant."""

    code: str
    name: str
    """The whole name."""
    short: str
    level: Level
    year: int


@dataclass(frozen=True)
class Line:
    """A figure of both sides as it is printed; empty is "not known"."""

    figure: figures.Figure
    one: str
    other: str
    difference: str
    """Signed; empty unless both are known."""
    ratio: str
    """How many times the other; empty unless that can be said."""
    one_rows: str
    other_rows: str


@dataclass(frozen=True)
class Field:
    """A box for a place: what was written in it, and the places that it may mean."""

    name: str
    text: str
    place: Named | None
    choices: list[tuple[str, str]]
    """Whole name and the address that chooses it."""


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Two boxes for places, a year for each, and what is known of both."""
    fields = [_field(request, "a"), _field(request, "b")]
    sides = _sides(request, fields)
    lines = [_line(each, sides) for each in figured.compared(*_keys(sides))] if sides else []
    known = [line for line in lines if line.one or line.other]
    newest = asked.year(request, "year") or today().year
    context = {
        "fields": fields,
        "sides": sides,
        "levels_differ": bool(sides) and sides[0].level != sides[1].level,
        "years_differ": bool(sides) and sides[0].year != sides[1].year,
        "lines": known,
        "silent": [line.figure for line in lines if not (line.one or line.other)],
        "has_figures": bool(figures.every()),
        "year": newest,
        "with_year": asked.year(request, "with"),
        "years": figured.years(newest),
        "file_query": request.GET.urlencode(),
    }
    return render(request, "atlas/compare.html", context)


@require_safe
def compare_file(request: HttpRequest, form: str) -> HttpResponse:
    """The same as a file: a figure a line, with what it counts."""
    if form not in {"csv", "xlsx"}:
        raise NotFound
    kind: Form = "xlsx" if form == "xlsx" else "csv"
    sides = _sides(request, [_field(request, "a"), _field(request, "b")])
    if not sides:
        raise NotFound
    heads = [f"{side.name} ({side.code}), {side.year}" for side in sides]
    rows: list[list[object]] = [
        [_("Figure"), _("Unit"), *heads, _("Difference"), _("Ratio"), _("What is counted")]
    ]
    for each in figured.compared(*_keys(sides)):
        figure, pair = each.figure, each.pair
        ratio = None if pair.ratio is None else round(pair.ratio, 4)
        rows.append(
            [
                *(str(figure.title), str(figure.unit), pair.one, pair.other),
                *(pair.difference, ratio, str(figure.told)),
            ]
        )
    name = "compare-" + "-".join(f"{side.code}-{side.year}" for side in sides)
    return sheets.sent(rows, name, kind)


def _field(request: HttpRequest, name: str) -> Field:
    text = request.GET.get(name, "").strip()[:TEXT_LENGTH_MAX]
    found = tree.find(text, _CHOICES_MOST) if text else []
    if len(found) == 1 or (found and found[0].code == text):
        return Field(name, text, found[0].named, [])
    wholes = tree.full_names([place.code for place in found])
    choices = []
    for code, whole in wholes.items():
        query = request.GET.copy()
        query[name] = code
        choices.append((whole or code, f"?{urlencode(list(query.items()))}"))
    return Field(name, text, None, choices)


def _sides(request: HttpRequest, fields: list[Field]) -> list[Side]:
    """Return both sides; none while it is not clear what is to be compared."""
    first, second = fields[0].place, fields[1].place
    if first is None or (second is None and fields[1].text):
        return []
    year = asked.year(request, "year") or today().year
    other_year = asked.year(request, "with") or year
    second = second or first
    if (first.code, year) == (second.code, other_year):
        return []
    names = tree.full_names([first.code, second.code])
    return [
        Side(place.code, names[place.code] or place.name, place.name, place.level, its_year)
        for place, its_year in ((first, year), (second, other_year))
    ]


def _keys(sides: list[Side]) -> tuple[tuple[str, int], tuple[str, int]]:
    one, other = sides
    return (one.code, one.year), (other.code, other.year)


def _line(each: Compared, sides: list[Side]) -> Line:
    figure, pair = each.figure, each.pair
    difference, ratio = pair.difference, pair.ratio
    behind = [figure.rows(side.code, side.year) if figure.rows else "" for side in sides]
    return Line(
        figure,
        asked.said(pair.one, figure),
        asked.said(pair.other, figure),
        "" if difference is None else f"{difference:+,.{figure.digits}f}",
        "" if ratio is None else f"{ratio:,.2f}",
        behind[0] if pair.one is not None else "",
        behind[1] if pair.other is not None else "",
    )
