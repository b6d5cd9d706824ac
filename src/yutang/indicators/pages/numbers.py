"""A number of a place and period: what it is, how complete, month by month, and its rows."""

from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yutang.facts import queries as facts
from yutang.indicators import addresses, cells, exports, queries
from yutang.indicators.pages.definitions import words
from yutang.indicators.queries import telling
from yutang.indicators.queries.lines import RowsPage
from yutang.indicators.rules.periods import Period
from yutang.kernel.clock import today
from yutang.kernel.errors import NotFound
from yutang.kernel.ids import row_id
from yutang.people.sessions import person_of
from yutang.places import queries as places
from yutang.plumbing.reader import reads_english

_MONTHS_MOST = 36


@require_safe
@never_cache
def value(request: HttpRequest, number: str, spot: str) -> HttpResponse:
    """Show a number with its rows: one by one to who works there, else in groups."""
    indicator, place, asked = queries.by_name(number), _place(spot), _period(request)
    page = queries.rows(
        number, place, asked, person_of(request), row_id(request.GET.get("page")) or 1
    )
    period = page.value.period
    context = {
        "told": words(indicator),
        "place": place,
        "spot": spot,
        "place_name": _name(place),
        "period": period,
        "is_cut": period != asked,
        "page": page,
        "value": page.value,
        "shown": cells.shown(indicator, page.value),
        "lines": cells.lines(page),
        "parts": _parts(page, place),
        "months": _months(page, place, period),
        "may_download": not page.value.is_hidden and page.value.number is not None,
        "file": addresses.csv(number, place, period),
        "query": addresses.query(period),
        "is_demo": facts.reads_demo(),
        "english": reads_english(),
    }
    return render(request, "indicators/value.html", context)


@require_safe
def look(request: HttpRequest, number: str) -> HttpResponse:
    """Lead to a number of the place and year that were typed in."""
    queries.by_name(number)
    text = request.GET.get("place", "").strip()
    found = places.find(text, 1) if text else []
    if text and not found:
        path = reverse("indicators:definition", args=[number])
        return redirect(f"{path}?{urlencode({'asked': text[:60]})}")
    try:
        period = Period.year(int(request.GET.get("year", "")))
    except (ValueError, OverflowError):
        period = Period.year(today().year)
    return redirect(addresses.rows(number, found[0].code if found else "", period))


@require_safe
def rows_file(request: HttpRequest, number: str, spot: str) -> HttpResponseBase:
    """Send all rows of a number as CSV, with what is needed to compute it again."""
    place, period = _place(spot), _period(request)
    body = exports.csv(number, place, period, person_of(request))
    response = StreamingHttpResponse(body, content_type="text/csv; charset=utf-8")
    name = f"{number}-{spot}-{period.first}-{period.last}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _place(spot: str) -> str:
    if spot == addresses.COUNTRY:
        return ""
    if not places.path(spot):
        raise NotFound
    return spot


def _name(place: str) -> str:
    if place:
        return places.full_name(place)
    return "The whole country" if reads_english() else "全国"


def _period(request: HttpRequest) -> Period:
    """Return the period that is asked for; without one, this year.

    Raises:
        NotFound: its days are none, or it ends before it begins.
    """
    first, last = request.GET.get("from", ""), request.GET.get("to", "")
    if not first and not last:
        return Period.year(today().year)
    try:
        return Period(date.fromisoformat(first), date.fromisoformat(last))
    except ValueError as error:
        raise NotFound from error


def _parts(page: RowsPage, place: str) -> list[dict[str, object]]:
    """Return the two numbers of a ratio, each with the way to its rows."""
    found = []
    for each in page.parts:
        indicator = queries.by_name(each.name)
        found.append(
            {
                "told": words(indicator),
                "shown": cells.shown(indicator, each),
                "address": addresses.rows(each.name, place, each.period),
            }
        )
    return found


def _months(page: RowsPage, place: str, period: Period) -> list[dict[str, object]]:
    """Return the number month by month, up to today."""
    months = [each for each in period.months() if each.first <= today()]
    if not 1 < len(months) <= _MONTHS_MOST:
        return []
    indicator = page.indicator
    series = queries.values([indicator.name], [place], months)
    if not page.is_full:
        if not telling.has_months(indicator.name):
            return []
        series = telling.told(series)
    seen = [(part, series[indicator.name, place, part]) for part in months]
    most = max((each.number for _part, each in seen if each.number is not None), default=None)
    if most is None:
        return []
    return [
        {
            "month": part.first.isoformat()[:7],
            "shown": cells.shown(indicator, each),
            "share": max(0, round(100 * each.number / most)) if each.number and most > 0 else 0,
            "address": addresses.rows(indicator.name, place, part),
        }
        for part, each in seen
    ]
