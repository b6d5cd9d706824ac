"""From a number of a card to the rows that it is made of, and down the tree of places."""

from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yutang.indicators import cells, exports
from yutang.indicators import queries as indicators
from yutang.indicators.rules.periods import Period
from yutang.indicators.rules.shape import Distinct, Largest, Passing, Quantile
from yutang.kernel.errors import NotFound
from yutang.kernel.ids import row_id
from yutang.people.sessions import person_of
from yutang.plumbing.reader import language
from yutang.reports import queries
from yutang.reports.pages.cards import head
from yutang.reports.pages.places import code_of
from yutang.reports.queries import descending, wording
from yutang.reports.rules.lines import TREND_YEARS, Line

HALF: Final = 0.5


@never_cache
@require_safe
def rows(
    request: HttpRequest, card_place: str, card_year: int, card_indicator: str
) -> HttpResponse:
    """The rows behind a number of a card, of its own manifest; its parts, years and places."""
    view, line = _asked(request, card_place, card_year, card_indicator)
    of = _year(request, view)
    definition = wording.indicator_of(card_indicator)
    person, here = person_of(request), _here(request, of)
    context: dict[str, Any] = {
        **head(view, card_place),
        "also_place": True,
        "each": wording.line_view(line, definition, card_year),
        "of": of,
        "query_here": here,
    }
    if definition is not None:
        page = row_id(request.GET.get("page")) or 1
        found = indicators.rows(
            card_indicator,
            view.place_code,
            Period.year(of),
            person,
            page,
            manifest=view.manifest or None,
        )
        context |= {
            "query": here,
            "page": found,
            "lines": cells.lines(found),
            "told": {"unit": definition.unit.to(language())},
            "comes_to": _comes_to(found),
            "has_file": _has_file(found),
            "definition": definition,
            "number": "–" if queries.is_silent(found.value) else wording.value_text(found.value),
            "parts": wording.parts(found),
            "source": definition.source.to(language()),
            "scope": definition.scope.to(language()),
            "moved": _has_moved(found, line, of, card_year),
            "below": descending.below(card_indicator, view, of),
        }
    return render(request, "reports/rows.html", context)


@never_cache
@require_safe
def rows_csv(
    request: HttpRequest, card_place: str, card_year: int, card_indicator: str
) -> StreamingHttpResponse:
    """All rows of a number as CSV, as the reader sees them: what `recompute.py` reads."""
    view, _line = _asked(request, card_place, card_year, card_indicator)
    of = _year(request, view)
    text = exports.csv(
        card_indicator,
        view.place_code,
        Period.year(of),
        person_of(request),
        manifest=view.manifest or None,
    )
    response = StreamingHttpResponse(text, content_type="text/csv; charset=utf-8")
    name = f"{card_indicator}-{card_place}-{of}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _comes_to(found: indicators.RowsPage) -> str:
    """Return how the rows come to the number, in a few words."""
    match found.indicator.measure:
        case Distinct() if not found.is_grouped:
            return _("Different ones in all rows")
        case Quantile(share=share) if share == HALF:
            return _("The middle of all rows")
        case Quantile():
            return _("That many rows lie below")
        case Largest():
            return _("The largest of all rows")
        case Passing():
            return _("Places above the threshold")
    return _("All rows together")


def _has_file(found: indicators.RowsPage) -> bool:
    """Tell whether this reader gets the rows as a file that comes to the number."""
    is_median = isinstance(found.indicator.measure, Quantile)
    return not found.value.is_hidden and not (found.is_grouped and is_median)


def _asked(
    request: HttpRequest, card_place: str, card_year: int, card_indicator: str
) -> tuple[queries.CardView, Line]:
    code = code_of(card_place, card_year)
    view = queries.card(code, card_year, row_id(request.GET.get("version")), lately=True)
    return view, queries.line_in(view, card_indicator)


def _year(request: HttpRequest, view: queries.CardView) -> int:
    """Return which of the card's five years is opened."""
    of = row_id(request.GET.get("of")) or view.year
    if not view.year - TREND_YEARS < of <= view.year:
        raise NotFound
    return of


def _here(request: HttpRequest, of: int) -> str:
    """Return what else the address of another page says."""
    version = row_id(request.GET.get("version"))
    return urlencode({"of": of} | ({"version": version} if version else {}))


def _has_moved(found: indicators.RowsPage, line: Line, of: int, year: int) -> bool:
    """Tell whether the definition has changed since the card was frozen: other rows than then."""
    if of != year or line.number is None or found.value.number is None:
        return False
    return bool(round(found.value.number, 6) != line.number)
